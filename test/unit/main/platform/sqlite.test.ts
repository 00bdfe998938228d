import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Failure } from '#main/platform/failure.ts';
import { openDatabase } from '#main/platform/sqlite.ts';
import { temporaryFolder } from '../../../kit/engine.ts';

const folders: string[] = [];
const newFile = () => {
  const folder = temporaryFolder('sqlite');
  folders.push(folder);
  return path.join(folder, 'desk.db');
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test('a journal is durable at every open, not only at the first', () => {
  const file = newFile();
  for (let count = 0; count < 3; count++) {
    const db = openDatabase(file, { role: 'journal' });
    expect(db.pragma('synchronous')).toBe(2);
    expect(db.pragma('journal_mode')).toBe('wal');
    db.exec('CREATE TABLE IF NOT EXISTS t (x)');
    db.close();
  }
});

test('a full disk is said by its code, changes nothing, and writing goes on when there is room', () => {
  const db = openDatabase(newFile(), { role: 'journal' });
  db.exec('CREATE TABLE t (x TEXT)');
  const insert = db.prepare('test.insert', 'INSERT INTO t VALUES (?)');
  const count = db.prepare<{ count: number }>('test.count', 'SELECT count(*) AS count FROM t');
  db.write(() => db.run(insert, 'first'));
  db.exec(`PRAGMA max_page_count = ${Number(db.pragma('page_count')) + 2}`);
  let refused: unknown;
  try {
    db.write(() => {
      for (let row = 0; row < 100; row++) db.run(insert, 'x'.repeat(4_000));
    });
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(Failure);
  expect(refused).toMatchObject({ code: 'disk.full', isRetryable: true });
  expect(db.get(count)?.count).toBe(1);
  db.exec('PRAGMA max_page_count = 1000000');
  db.write(() => db.run(insert, 'second'));
  expect(db.get(count)?.count).toBe(2);
  db.close();
});

test('an error names the statement', () => {
  const db = openDatabase(newFile(), { role: 'journal' });
  db.exec('CREATE TABLE t (x TEXT UNIQUE)');
  const insert = db.prepare('test.unique', 'INSERT INTO t VALUES (?)');
  db.run(insert, 'a');
  expect(() => db.run(insert, 'a')).toThrow(/test\.unique/);
  db.close();
});

test('a write inside a write is one transaction', () => {
  const db = openDatabase(newFile(), { role: 'journal' });
  db.exec('CREATE TABLE t (x TEXT)');
  const insert = db.prepare('test.insert', 'INSERT INTO t VALUES (?)');
  const count = db.prepare<{ count: number }>('test.count', 'SELECT count(*) AS count FROM t');
  expect(() =>
    db.write(() => {
      db.write(() => db.run(insert, 'inner'));
      throw new Error('outer');
    }),
  ).toThrow('outer');
  expect(db.get(count)?.count).toBe(0);
  db.close();
});
