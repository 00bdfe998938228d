import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BlobId } from '#shared/lib/ids.ts';
import { openBlobs } from '#main/platform/blobs.ts';
import { openDatabase, type WriteDb } from '#main/platform/sqlite.ts';
import { temporaryFolder } from '../../../kit/engine.ts';

const small = Buffer.from('a receipt');
const large = Buffer.alloc(300 * 1024, 'a long statement ');

describe('bytes kept by what they are', () => {
  let folder: string;
  let db: WriteDb;
  const open = () => {
    db = openDatabase(path.join(folder, 'desk.db'), { role: 'journal' });
    return openBlobs(path.join(folder, 'blobs'), db);
  };
  const files = () =>
    readdirSync(path.join(folder, 'blobs'), { recursive: true, withFileTypes: true }).filter(
      (one) => one.isFile(),
    );

  beforeEach(() => {
    folder = temporaryFolder('blobs');
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('are the same after the desk was closed, small and large, now and later', async () => {
    const first = open();
    const ids = [small, large, Buffer.alloc(0)].map((bytes) => first.put(bytes));
    db.close();
    const blobs = open();
    for (const [index, bytes] of [small, large, Buffer.alloc(0)].entries()) {
      const id = ids[index]!;
      expect(Buffer.from(await blobs.read(id)).equals(bytes)).toBe(true);
      expect(Buffer.from(blobs.readNow(id)).equals(bytes)).toBe(true);
      expect(blobs.size(id)).toBe(bytes.byteLength);
    }
  });

  test('are kept once, and only large ones are files', () => {
    const blobs = open();
    expect(blobs.put(small)).toBe(blobs.put(Buffer.from(small)));
    expect(blobs.put(large)).toBe(blobs.put(Buffer.from(large)));
    expect(files()).toHaveLength(1);
  });

  test('go with the transaction they were put in', () => {
    const blobs = open();
    let id = '' as BlobId;
    expect(() =>
      db.write(() => {
        id = blobs.put(small);
        throw new Error('the message was refused');
      }),
    ).toThrow('refused');
    expect(blobs.size(id)).toBeNull();
  });

  test('that are not here are said to be absent', async () => {
    const blobs = open();
    const id = 'f'.repeat(64) as BlobId;
    expect(blobs.size(id)).toBeNull();
    expect(() => blobs.readNow(id)).toThrow(expect.objectContaining({ code: 'blob.absent' }));
    await expect(blobs.read(id)).rejects.toMatchObject({ code: 'blob.absent' });
  });

  test('that an earlier version kept as small files are still found', () => {
    const blobs = open();
    const id = blobs.put(small);
    db.exec('DELETE FROM blobs');
    mkdirSync(path.join(folder, 'blobs', id.slice(0, 2)), { recursive: true });
    writeFileSync(path.join(folder, 'blobs', id.slice(0, 2), id.slice(2)), small);
    expect(Buffer.from(blobs.readNow(id)).toString()).toBe('a receipt');
  });

  test('in a transaction inside a transaction: only what failed is taken back', () => {
    const blobs = open();
    const kept: BlobId[] = [];
    db.write(() => {
      kept.push(blobs.put(Buffer.from('one')));
      expect(() =>
        db.write(() => {
          kept.push(blobs.put(Buffer.from('two')));
          throw new Error('no');
        }),
      ).toThrow('no');
      kept.push(blobs.put(Buffer.from('three')));
    });
    expect(kept.map((id) => blobs.size(id) !== null)).toEqual([true, false, true]);
  });
});
