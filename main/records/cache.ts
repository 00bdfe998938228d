import { rmSync } from 'node:fs';
import type { SourceId } from '#shared/lib/ids.ts';
import { DAY_MS } from '#shared/lib/units.ts';
import type { CacheRules } from '#shared/domain/source/config.ts';
import { keyOf, type LookUp, numberKey, phoneKey } from '#shared/domain/source/look-up.ts';
import type { ReadRecord } from '#shared/domain/source/read-record.ts';
import { Failure } from '#main/platform/failure.ts';
import type { Log } from '#main/platform/log.ts';
import { openDatabase, type Statement, type WriteDb } from '#main/platform/sqlite.ts';
import type { FoundAccount } from './source.ts';

/** What sources answered, kept on this desk with when. Can be thrown away at any time. */
export interface RecordCache {
  keep(
    sourceId: SourceId,
    what: LookUp | null,
    records: ReadRecord[],
    asOf: number,
    isCut: boolean,
  ): void;
  /** What this very question was answered with; null when it was never asked. */
  answer(
    sourceId: SourceId,
    what: LookUp,
  ): { records: ReadRecord[]; asOf: number; isCut: boolean } | null;
  /** Any kept record that fits, asked for in whatever way; the oldest `asOf` counts. */
  search(sourceId: SourceId, what: LookUp): { records: ReadRecord[]; asOf: number } | null;
  get(sourceId: SourceId, id: string): { read: ReadRecord; asOf: number } | null;
  keepAccount(
    sourceId: SourceId,
    by: string,
    value: string,
    found: FoundAccount | null,
    asOf: number,
  ): void;
  account(
    sourceId: SourceId,
    by: string,
    value: string,
  ): { found: FoundAccount | null; asOf: number } | null;
  /** Deletes what is too old, then what was used longest ago, beyond the cap. Returns how many went. */
  trim(sourceId: SourceId, rules: CacheRules, now: number): number;
  /** Deletes everything of a source, or everything. */
  purge(sourceId: SourceId | null): void;
  /** Forgets sources that are not among these. */
  keepOnly(sourceIds: SourceId[]): void;
  size(sourceId: SourceId): { records: number; oldestAt: number | null };
  close(): void;
}

const VERSION = 1;
const MOST = 200;
const schema = `
  CREATE TABLE IF NOT EXISTS records (
    source_id TEXT NOT NULL,
    id TEXT NOT NULL,
    order_no TEXT,
    provider_no TEXT,
    account TEXT,
    phone TEXT,
    currency TEXT NOT NULL,
    minor INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (source_id, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS records_by_order ON records (source_id, order_no) WHERE order_no IS NOT NULL;
  CREATE INDEX IF NOT EXISTS records_by_provider ON records (source_id, provider_no) WHERE provider_no IS NOT NULL;
  CREATE INDEX IF NOT EXISTS records_by_account ON records (source_id, account, created_at) WHERE account IS NOT NULL;
  CREATE INDEX IF NOT EXISTS records_by_phone ON records (source_id, phone, created_at) WHERE phone IS NOT NULL;
  CREATE INDEX IF NOT EXISTS records_by_amount ON records (source_id, currency, minor, created_at);
  CREATE INDEX IF NOT EXISTS records_by_use ON records (source_id, used_at);
  CREATE TABLE IF NOT EXISTS answers (
    source_id TEXT NOT NULL,
    question TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    is_cut INTEGER NOT NULL,
    ids TEXT NOT NULL,
    PRIMARY KEY (source_id, question)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS accounts (
    source_id TEXT NOT NULL,
    question TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    body TEXT,
    PRIMARY KEY (source_id, question)
  ) STRICT, WITHOUT ROWID;
`;

function openFile(file: string, log: Log | undefined): WriteDb {
  try {
    return openDatabase(file, { role: 'cache', ...(log ? { log } : {}) });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // Everything in it can be asked for again.
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    return openDatabase(file, { role: 'cache', ...(log ? { log } : {}) });
  }
}

interface Row {
  id: string;
  body: string;
  asOf: number;
}

export function openRecordCache(file: string, log?: Log): RecordCache {
  const db = openFile(file, log);
  if (db.pragma('user_version') !== VERSION) {
    for (const table of ['records', 'answers', 'accounts'])
      db.exec(`DROP TABLE IF EXISTS ${table}`);
    db.pragma(`user_version = ${VERSION}`);
  }
  db.exec(schema);
  const put = db.prepare(
    'records.put',
    `INSERT INTO records (source_id, id, order_no, provider_no, account, phone, currency, minor, created_at, as_of, used_at, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (source_id, id) DO UPDATE SET order_no = excluded.order_no, provider_no = excluded.provider_no, account = excluded.account,
       phone = excluded.phone, currency = excluded.currency, minor = excluded.minor, created_at = excluded.created_at,
       as_of = excluded.as_of, used_at = excluded.used_at, body = excluded.body`,
  );
  const one = db.prepare<Row>(
    'records.one',
    'SELECT id, body, as_of AS asOf FROM records WHERE source_id = ? AND id = ?',
  );
  const putAnswer = db.prepare(
    'answers.put',
    'INSERT OR REPLACE INTO answers (source_id, question, as_of, is_cut, ids) VALUES (?, ?, ?, ?, ?)',
  );
  const oneAnswer = db.prepare<{ asOf: number; isCut: number; ids: string }>(
    'answers.one',
    'SELECT as_of AS asOf, is_cut AS isCut, ids FROM answers WHERE source_id = ? AND question = ?',
  );
  const putAccount = db.prepare(
    'accounts.put',
    'INSERT OR REPLACE INTO accounts (source_id, question, as_of, body) VALUES (?, ?, ?, ?)',
  );
  const oneAccount = db.prepare<{ asOf: number; body: string | null }>(
    'accounts.one',
    'SELECT as_of AS asOf, body FROM accounts WHERE source_id = ? AND question = ?',
  );
  const by = (name: string, where: string): Statement<Row> =>
    db.prepare<Row>(
      `records.by-${name}`,
      `SELECT id, body, as_of AS asOf FROM records WHERE source_id = ? AND ${where} ORDER BY created_at DESC LIMIT ${MOST}`,
    );
  const searches = {
    order: by('order', 'order_no = ?'),
    account: by('account', 'account = ?'),
    phone: by('phone', 'phone = ?'),
    provider: by('provider', 'provider_no = ?'),
    amount: by('amount', 'currency = ? AND minor = ? AND created_at BETWEEN ? AND ?'),
  };
  const count = db.prepare<{ records: number; oldestAt: number | null }>(
    'records.size',
    'SELECT count(*) AS records, min(as_of) AS oldestAt FROM records WHERE source_id = ?',
  );
  const dropOld = db.prepare(
    'records.old',
    'DELETE FROM records WHERE source_id = ? AND as_of < ?',
  );
  const dropLeast = db.prepare(
    'records.least',
    'DELETE FROM records WHERE rowid IN (SELECT rowid FROM records WHERE source_id = ? ORDER BY used_at LIMIT ?)',
  );
  const tables = ['records', 'answers', 'accounts'] as const;
  const dropOf = tables.map((table) =>
    db.prepare(`${table}.drop`, `DELETE FROM ${table} WHERE source_id = ?`),
  );
  const dropOldAsked = (['answers', 'accounts'] as const).map((table) =>
    db.prepare(`${table}.old`, `DELETE FROM ${table} WHERE source_id = ? AND as_of < ?`),
  );
  const known = db.prepare<{ id: SourceId }>(
    'records.sources',
    'SELECT DISTINCT source_id AS id FROM records UNION SELECT DISTINCT source_id FROM answers UNION SELECT DISTINCT source_id FROM accounts',
  );
  const readOf = (row: Row): ReadRecord => JSON.parse(row.body) as ReadRecord;

  function find(sourceId: SourceId, what: LookUp): Row[] {
    switch (what.by) {
      case 'order':
        return db.all(searches.order, sourceId, numberKey(what.value));
      case 'transaction': {
        const row = db.get(one, sourceId, what.value);
        return row ? [row] : db.all(searches.provider, sourceId, numberKey(what.value));
      }
      case 'account':
        return db.all(searches.account, sourceId, numberKey(what.value));
      case 'phone':
        return db.all(searches.phone, sourceId, phoneKey(what.value));
      case 'amount':
        return db.all(
          searches.amount,
          sourceId,
          what.amount.currency,
          what.amount.minor,
          what.from,
          what.to,
        );
    }
  }

  return {
    keep(sourceId, what, records, asOf, isCut) {
      db.write(() => {
        const ids: string[] = [];
        for (const read of records) {
          const { record } = read;
          if (!record) continue;
          ids.push(record.id);
          const { payer, ids: numbers, amount, times } = record;
          // The payload lies in the record too; once is enough.
          const body = JSON.stringify({ ...read, raw: undefined });
          db.run(
            put,
            sourceId,
            record.id,
            numbers.merchantOrderNo ? numberKey(numbers.merchantOrderNo) : null,
            numbers.providerTxnId ? numberKey(numbers.providerTxnId) : null,
            (payer.userName ?? payer.accountName)
              ? numberKey(payer.userName ?? payer.accountName ?? '')
              : null,
            payer.phone ? phoneKey(payer.phone) : null,
            amount.currency,
            amount.minor,
            times.createdAt,
            asOf,
            asOf,
            body,
          );
        }
        if (what)
          db.run(putAnswer, sourceId, keyOf(what), asOf, isCut ? 1 : 0, JSON.stringify(ids));
      });
    },
    answer(sourceId, what) {
      const row = db.get(oneAnswer, sourceId, keyOf(what));
      if (!row) return null;
      const ids = JSON.parse(row.ids) as string[];
      const rows = ids.map((id) => db.get(one, sourceId, id));
      // A part was deleted since: the answer is no longer whole.
      if (rows.some((one) => one === undefined)) return null;
      return {
        records: rows.flatMap((one) => (one ? [readOf(one)] : [])),
        asOf: row.asOf,
        isCut: row.isCut === 1,
      };
    },
    search(sourceId, what) {
      const rows = find(sourceId, what);
      if (rows.length === 0) return null;
      return { records: rows.map(readOf), asOf: Math.min(...rows.map((row) => row.asOf)) };
    },
    get(sourceId, id) {
      const row = db.get(one, sourceId, id);
      if (!row) return null;
      return { read: readOf(row), asOf: row.asOf };
    },
    keepAccount(sourceId, key, value, found, asOf) {
      const question = `${key}:${key === 'phone' ? phoneKey(value) : numberKey(value)}`;
      db.run(putAccount, sourceId, question, asOf, found ? JSON.stringify(found) : null);
    },
    account(sourceId, key, value) {
      const question = `${key}:${key === 'phone' ? phoneKey(value) : numberKey(value)}`;
      const row = db.get(oneAccount, sourceId, question);
      if (!row) return null;
      return { found: row.body ? (JSON.parse(row.body) as FoundAccount) : null, asOf: row.asOf };
    },
    trim(sourceId, rules, now) {
      return db.write(() => {
        const oldest = now - rules.keepDays * DAY_MS;
        let gone = db.run(dropOld, sourceId, oldest).changes;
        for (const statement of dropOldAsked) db.run(statement, sourceId, oldest);
        const over = (db.get(count, sourceId)?.records ?? 0) - rules.mostRecords;
        if (over > 0) gone += db.run(dropLeast, sourceId, over).changes;
        return gone;
      });
    },
    purge(sourceId) {
      const ids = sourceId ? [sourceId] : db.all(known).map((row) => row.id);
      db.write(() => {
        for (const id of ids) for (const statement of dropOf) db.run(statement, id);
      });
      db.checkpoint('TRUNCATE');
    },
    keepOnly(sourceIds) {
      for (const { id } of db.all(known)) {
        if (sourceIds.includes(id)) continue;
        db.write(() => {
          for (const statement of dropOf) db.run(statement, id);
        });
      }
    },
    size: (sourceId) => db.get(count, sourceId) ?? { records: 0, oldestAt: null },
    close: () => db.close(),
  };
}
