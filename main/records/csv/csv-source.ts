import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ImportView } from '#shared/contract/records.ts';
import type { CsvConfig, FindKey } from '#shared/domain/source/config.ts';
import { numberKey, phoneKey } from '#shared/domain/source/look-up.ts';
import { readRecord } from '#shared/domain/source/read-record.ts';
import { SECOND_MS } from '#shared/lib/units.ts';
import type { Clock } from '#main/platform/clock.ts';
import { Failure } from '#main/platform/failure.ts';
import type { Log } from '#main/platform/log.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import type { OpenedSource } from '../kinds.ts';
import { type Find, MOST_FOUND } from '../source.ts';
import { openCsvDb } from './csv-db.ts';
import type { CsvNews, CsvTask } from './csv-worker.ts';
import { filesIn, testFolder } from './folder.ts';
import { importsOf } from './import-view.ts';
import { lookOf } from './import-file.ts';

const POLL_MS = 5 * SECOND_MS;
/** A file is read once it has looked the same for this long: it may still be being written. */
const SETTLE_MS = 1 * SECOND_MS;

interface Row {
  cells: string;
  columns: string;
  at: number;
}

/** A folder of CSV files, taken in as they come and searched on this computer. */
export function openCsvSource(options: {
  config: CsvConfig;
  folder: string | null;
  csvWorker: URL | string;
  clock: Clock;
  log: Log;
  changed: () => void;
}): OpenedSource {
  const { config, clock, log } = options;
  const mapping = { map: config.record, conventions: config.conventions };
  const { fields } = config.record;
  const mapped: [FindKey, boolean][] = [
    ['order', fields.merchantOrderNo !== undefined],
    ['transaction', (fields.id ?? fields.providerTxnId) !== undefined],
    ['amount', fields.amount !== undefined],
    ['account', (fields.userName ?? fields.accountName) !== undefined],
    ['phone', fields.phone !== undefined],
  ];
  const db: WriteDb | null = options.folder === null ? null : openCsvDb(options.folder);
  let thread: Worker | null = null;
  let watcher: FSWatcher | null = null;
  let cancelPoll: (() => void) | null = null;
  let cancelSettle: (() => void) | null = null;
  let trouble: Failure | null = null;
  const seen = new Map<string, string>();
  const posted = new Map<string, string>();
  const reading = new Map<string, number>();

  function post(task: CsvTask) {
    if (!thread) {
      const started = new Worker(options.csvWorker, {
        workerData: { folder: options.folder, config },
      });
      started.unref();
      started.on('message', heard);
      started.on('error', (error) =>
        log.error({ error: String(error) }, 'the import thread failed'),
      );
      started.on('exit', () => {
        if (thread === started) thread = null;
        reading.clear();
        posted.clear();
      });
      thread = started;
    }
    thread.postMessage(task);
  }

  function heard(news: CsvNews) {
    if (news.kind === 'progress') reading.set(news.file, news.rows);
    else {
      reading.delete(news.file);
      if (news.result.code === 'source.file-changed') posted.delete(news.file);
      if (news.result.state === 'failed')
        log.warn(
          { code: news.result.code, rows: news.result.rows },
          'a file was not taken in whole',
        );
    }
    options.changed();
  }

  const taken = (): Map<string, string> =>
    new Map(
      (db
        ? db.all(
            db.prepare<{ name: string; look: string; state: string }>(
              'files.looks',
              'SELECT name, look, state FROM files',
            ),
          )
        : []
      )
        .filter((row) => row.state !== 'reading')
        .map((row) => [row.name, row.look]),
    );

  function look() {
    let files: string[];
    try {
      files = filesIn(config.folder);
      trouble = null;
    } catch (error) {
      if (error instanceof Failure) trouble = error;
      return;
    }
    const known = taken();
    const here = new Set(files.map((file) => path.basename(file)));
    for (const name of known.keys()) if (!here.has(name)) post({ kind: 'forget', name });
    for (const file of files) {
      let now: string;
      try {
        now = lookOf(file);
      } catch {
        continue;
      }
      if (known.get(path.basename(file)) === now || posted.get(file) === now) continue;
      if (seen.get(file) === now) {
        posted.set(file, now);
        reading.set(file, 0);
        post({ kind: 'import', file });
      } else {
        seen.set(file, now);
        cancelSettle ??= clock.after(SETTLE_MS, () => {
          cancelSettle = null;
          look();
        });
      }
    }
  }

  const select = (where: string) =>
    `SELECT r.cells AS cells, f.columns AS columns, f.at AS at FROM rows r JOIN files f ON f.id = r.file WHERE ${where} ORDER BY r.created_at DESC LIMIT ${MOST_FOUND + 1}`;
  function rowsOf(what: Find): Row[] {
    if (!db) return [];
    if (what.by === 'amount')
      return db.all(
        db.prepare<Row>(
          'csv.amount',
          select('r.minor = ? AND r.currency = ? AND r.created_at BETWEEN ? AND ?'),
        ),
        what.amount.minor,
        what.amount.currency,
        what.from,
        what.to,
      );
    const key = what.by === 'phone' ? phoneKey(what.value) : numberKey(what.value);
    switch (what.by) {
      case 'order':
        return db.all(db.prepare<Row>('csv.order', select('r.order_no = ?')), key);
      case 'account':
        return db.all(db.prepare<Row>('csv.account', select('r.account = ?')), key);
      case 'phone':
        return db.all(db.prepare<Row>('csv.phone', select('r.phone = ?')), key);
      case 'transaction': {
        const own = db.all(db.prepare<Row>('csv.id', select('r.id = ?')), what.value.trim());
        return own.length > 0
          ? own
          : db.all(db.prepare<Row>('csv.provider', select('r.provider_no = ?')), key);
      }
    }
  }

  function read(row: Row) {
    const columns = JSON.parse(row.columns) as string[];
    const cells = JSON.parse(row.cells) as string[];
    const raw = Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? '']));
    return readRecord(raw, mapping, row.at);
  }

  async function find(what: Find) {
    const rows = rowsOf(what);
    // Nothing is there and the folder is not either: that is no answer.
    if (rows.length === 0 && trouble) throw trouble;
    if (rows.length === 0 && reading.size > 0)
      throw new Failure({
        code: 'source.importing',
        message: 'the files are still being read',
        isRetryable: true,
        retryAfterMs: POLL_MS,
      });
    const asOf = rows.length > 0 ? Math.min(...rows.map((row) => row.at)) : clock.now();
    return {
      records: rows.slice(0, MOST_FOUND).map(read),
      isCut: rows.length > MOST_FOUND,
      asOf,
    };
  }

  return {
    keys: mapped.filter(([, isMapped]) => isMapped).map(([key]) => key),
    offersAccounts: false,
    isLocal: true,
    find,
    async get(id) {
      const { records, asOf } = await find({ by: 'transaction', value: id });
      const [first] = records;
      return first ? { read: first, asOf } : null;
    },
    async account() {
      throw new Failure({
        code: 'source.not-offered',
        message: 'a file holds no accounts',
        isRetryable: false,
      });
    },
    test: async () => testFolder(config),
    start() {
      if (!db) return;
      look();
      cancelPoll = clock.every(POLL_MS, look);
      try {
        watcher = watch(config.folder, { persistent: false }, () => look());
        // Some file systems cannot be watched; the poll sees what comes.
        watcher.on('error', () => watcher?.close());
      } catch {
        watcher = null;
      }
    },
    refresh: look,
    imports: (): ImportView => (db ? importsOf(db, reading) : { files: [], rows: 0, badLines: [] }),
    async stop() {
      cancelPoll?.();
      cancelSettle?.();
      watcher?.close();
      const ending = thread;
      if (ending) {
        const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
        // An import under way goes on at the next start; what it wrote is whole rows.
        if (reading.size > 0) await ending.terminate();
        else post({ kind: 'close' });
        await ended;
      }
      db?.close();
    },
  };
}
