import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BlobId } from '#shared/lib/ids.ts';

/** Files by their SHA-256: the same bytes are kept once, and a name can never point elsewhere. */
export interface Blobs {
  /** Durable when it returns. */
  put(bytes: Uint8Array): BlobId;
  read(id: BlobId): Promise<Uint8Array>;
  readNow(id: BlobId): Uint8Array;
  /** Bytes, or null when it is not here. */
  size(id: BlobId): number | null;
}

export function openBlobs(folder: string): Blobs {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (id: BlobId) => path.join(folder, id.slice(0, 2), id.slice(2));
  return {
    put(bytes) {
      const id = createHash('sha256').update(bytes).digest('hex') as BlobId;
      const file = fileOf(id);
      if (existsSync(file)) return id;
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      const partial = `${file}.${randomBytes(6).toString('hex')}`;
      const handle = openSync(partial, 'wx', 0o600);
      try {
        writeSync(handle, bytes);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(partial, file);
      return id;
    },
    read: (id) => readFile(fileOf(id)),
    readNow: (id) => readFileSync(fileOf(id)),
    size: (id) => {
      try {
        return statSync(fileOf(id)).size;
      } catch {
        return null;
      }
    },
  };
}
