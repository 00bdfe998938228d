import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '#main/platform/failure.ts';
import { openDatabase, type WriteDb } from '#main/platform/sqlite.ts';

const VERSION = 1;
/** Lines that could not be taken in are listed up to this many per file; all are counted. */
export const MOST_BAD_LINES = 1_000;

const schema = `
  CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    look TEXT NOT NULL,
    columns TEXT NOT NULL,
    state TEXT NOT NULL,
    rows INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    bad INTEGER NOT NULL,
    at INTEGER NOT NULL,
    code TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS rows (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    file INTEGER NOT NULL,
    order_no TEXT,
    provider_no TEXT,
    account TEXT,
    phone TEXT,
    currency TEXT NOT NULL,
    minor INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    cells TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS rows_by_order ON rows (order_no) WHERE order_no IS NOT NULL;
  CREATE INDEX IF NOT EXISTS rows_by_provider ON rows (provider_no) WHERE provider_no IS NOT NULL;
  CREATE INDEX IF NOT EXISTS rows_by_account ON rows (account, created_at) WHERE account IS NOT NULL;
  CREATE INDEX IF NOT EXISTS rows_by_phone ON rows (phone, created_at) WHERE phone IS NOT NULL;
  CREATE INDEX IF NOT EXISTS rows_by_amount ON rows (minor, currency, created_at);
  CREATE TABLE IF NOT EXISTS bad_lines (
    file INTEGER NOT NULL,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS bad_lines_by_file ON bad_lines (file, line);
`;
const INSERT_COLUMNS =
  'id, file, order_no, provider_no, account, phone, currency, minor, created_at, cells';
export const INSERT_ROW = `INSERT INTO rows (${INSERT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
export const UPSERT_ROW = `${INSERT_ROW} ON CONFLICT (id) DO UPDATE SET file = excluded.file, order_no = excluded.order_no,
  provider_no = excluded.provider_no, account = excluded.account, phone = excluded.phone, currency = excluded.currency,
  minor = excluded.minor, created_at = excluded.created_at, cells = excluded.cells`;

/** The rows of one source's files. Can be thrown away: the files are the truth. */
export function openCsvDb(folder: string): WriteDb {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'rows.db');
  let db: WriteDb;
  try {
    db = openDatabase(file, { role: 'cache' });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    db = openDatabase(file, { role: 'cache' });
  }
  if (db.pragma('user_version') !== VERSION) {
    for (const table of ['files', 'rows', 'bad_lines']) db.exec(`DROP TABLE IF EXISTS ${table}`);
    db.pragma(`user_version = ${VERSION}`);
  }
  db.exec(schema);
  return db;
}
