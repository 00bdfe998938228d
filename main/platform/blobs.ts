import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BlobId } from '#shared/lib/ids.ts';
import { KIB } from '#shared/lib/units.ts';
import { Failure } from './failure.ts';
import type { WriteDb } from './sqlite.ts';

/** Bytes by their SHA-256: the same bytes are kept once, and a name can never point elsewhere. */
export interface Blobs {
  /**
   * Durable when it returns; inside a transaction of the desk, together with that transaction.
   * @param known their SHA-256 when another thread has worked it out
   * @throws Failure `disk.full`
   */
  put(bytes: Uint8Array, known?: BlobId | null): BlobId;
  /** @throws Failure `blob.absent` */
  read(id: BlobId): Promise<Uint8Array>;
  readNow(id: BlobId): Uint8Array;
  /** Bytes, or null when it is not here. */
  size(id: BlobId): number | null;
  /** Takes bytes kept in the database away, with the caller's transaction. */
  dropRow(id: BlobId): void;
  /** Takes bytes kept as a file away, at once. */
  dropFile(id: BlobId): void;
}

/** Larger ones are files: rows of this size are read and written faster than files are opened. */
const MAX_ROW_BYTES = 256 * KIB;

export function openBlobs(folder: string, db: WriteDb): Blobs {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  db.exec('CREATE TABLE IF NOT EXISTS blobs (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
  const insert = db.prepare(
    'blobs.insert',
    'INSERT OR IGNORE INTO blobs (id, bytes) VALUES (?, ?)',
  );
  const bytesOf = db.prepare<{ bytes: Uint8Array }>(
    'blobs.read',
    'SELECT bytes FROM blobs WHERE id = ?',
  );
  const sizeOf = db.prepare<{ size: number }>(
    'blobs.size',
    'SELECT length(bytes) AS size FROM blobs WHERE id = ?',
  );
  const remove = db.prepare('blobs.drop', 'DELETE FROM blobs WHERE id = ?');
  const fileOf = (id: BlobId) => path.join(folder, id.slice(0, 2), id.slice(2));

  function keepFile(file: string, bytes: Uint8Array) {
    if (existsSync(file)) return;
    const partial = `${file}.${randomBytes(6).toString('hex')}`;
    try {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      writeDurably(partial, bytes);
      renameSync(partial, file);
      // The new name is durable with its folder; Windows has no such call and needs none.
      if (process.platform !== 'win32') syncFolder(path.dirname(file));
    } catch (cause) {
      rmSync(partial, { force: true });
      throw storeFailure(cause);
    }
  }

  const readNow = (id: BlobId): Uint8Array => {
    const row = db.get(bytesOf, id);
    if (row) return row.bytes;
    try {
      return readFileSync(fileOf(id));
    } catch (cause) {
      throw absent(id, cause);
    }
  };

  return {
    put(bytes, known) {
      const id = known ?? (createHash('sha256').update(bytes).digest('hex') as BlobId);
      if (bytes.byteLength <= MAX_ROW_BYTES) db.run(insert, id, bytes);
      else keepFile(fileOf(id), bytes);
      return id;
    },
    read: async (id) =>
      db.get(bytesOf, id)?.bytes ??
      readFile(fileOf(id)).catch((cause: unknown) => {
        throw absent(id, cause);
      }),
    readNow,
    dropRow: (id) => void db.run(remove, id),
    dropFile: (id) => rmSync(fileOf(id), { force: true }),
    size(id) {
      const row = db.get(sizeOf, id);
      if (row) return row.size;
      try {
        return statSync(fileOf(id)).size;
      } catch {
        return null;
      }
    },
  };
}

const absent = (id: BlobId, cause: unknown) =>
  new Failure({
    code: 'blob.absent',
    message: `the file ${id.slice(0, 12)} is not in this profile`,
    isRetryable: false,
    cause,
  });

function writeDurably(file: string, bytes: Uint8Array) {
  const handle = openSync(file, 'wx', 0o600);
  try {
    for (let written = 0; written < bytes.byteLength;) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolder(folder: string) {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO']);

function storeFailure(cause: unknown): unknown {
  const { code, message } = cause as NodeJS.ErrnoException;
  return code !== undefined && FULL.has(code)
    ? new Failure({ code: 'disk.full', message, isRetryable: true, cause })
    : cause;
}
