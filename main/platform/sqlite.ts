import Database from 'better-sqlite3';
import { existsSync, statSync } from 'node:fs';
import { MIB } from '#shared/lib/units.ts';
import { Failure } from './failure.ts';
import type { Log } from './log.ts';
import { openLogFile } from './log-file.ts';

/**
 * The only door to better-sqlite3.
 *
 * Promises: a journal file is opened with synchronous=FULL on every open (the compiled default is
 * NORMAL from the second open on, which loses acknowledged commits at power loss); errors carry the
 * statement's name and SQL; slow statements are logged by name; `write` is one synchronous transaction.
 */
export interface ReadDb {
  all<R>(statement: Statement<R>, ...parameters: Parameter[]): R[];
  get<R>(statement: Statement<R>, ...parameters: Parameter[]): R | undefined;
  /** Compiles once per name and SQL; columns come back as written in the SELECT. */
  prepare<R = unknown>(name: string, sql: string): Statement<R>;
  /** Query plan lines, for the snapshots. */
  plan(sql: string): string[];
}

export interface WriteDb extends ReadDb {
  run(
    statement: Statement,
    ...parameters: Parameter[]
  ): { changes: number; lastInsertRowid: number };
  exec(sql: string): void;
  /** One transaction; a call inside a call joins it. @throws Failure `disk.full` with nothing changed. */
  write<T>(change: () => T): T;
  /** As `write`, without a wait for the disk: power loss may undo it until `synced` has resolved. */
  writeAhead<T>(change: () => T): T;
  /**
   * Waits, away from this thread, until all that is committed by now survives power loss.
   * @throws Failure `disk.full` when the disk refused
   */
  synced(): Promise<void>;
  /** As `write`; inside a transaction there is no part that could fail alone, whoever called it fails. */
  join<T>(change: () => T): T;
  /** Moves the write-ahead log into the file; `TRUNCATE` also frees its space. */
  checkpoint(mode: 'PASSIVE' | 'TRUNCATE'): void;
  /** Frees the write-ahead log, waiting for readers. @throws Failure `sqlite.log-busy` after some seconds. */
  truncateLog(): Promise<void>;
  /** A consistent copy of the whole file, readable on its own. */
  copyTo(file: string): void;
  isIntact(): boolean;
  pragma(text: string): unknown;
  readonly file: string;
  close(): void;
}

export type Parameter = string | number | bigint | null | Uint8Array;
export interface Statement<R = unknown> {
  readonly name: string;
  readonly sql: string;
  readonly compiled: Database.Statement<Parameter[], R>;
}

/** 3.51.3 ended a corruption by checkpoint and write at once (WAL reset, 2026-03-13). */
const OLDEST_SQLITE = [3, 51, 3] as const;
const SLOW_MS = 50;
const CACHE_KIB = 64 * 1024;
/** 64 MiB: the search thread moves the log long before a commit has to. */
const JOURNAL_CHECKPOINT_PAGES = 16_000;
const WAL_TRUNCATE_BYTES = 256 * MIB;

/**
 * @param options.role `journal`: every commit survives power loss. `cache`: can be made again, NORMAL is enough.
 * @throws Failure `sqlite.too-old`, `sqlite.damaged`
 */
export function openDatabase(
  file: string,
  options: { role: 'journal' | 'cache'; log?: Log },
): WriteDb {
  const db = openRaw(file);
  try {
    prepareFile(db, file, options.role);
  } catch (cause) {
    db.close();
    throw failureOf(cause, 'open', '');
  }
  return handleOf(db, file, options.log);
}

function prepareFile(db: Database.Database, file: string, role: 'journal' | 'cache') {
  requireVersion(db);
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${role === 'journal' ? 'FULL' : 'NORMAL'}`);
  if (
    role === 'journal' &&
    file !== ':memory:' &&
    db.pragma('synchronous', { simple: true }) !== 2
  ) {
    throw new Failure({
      code: 'sqlite.not-durable',
      message: 'SQLite refused synchronous=FULL',
      isRetryable: false,
    });
  }
  if (process.platform === 'darwin' && role === 'journal') {
    // On macOS fsync alone does not reach the medium.
    db.pragma('fullfsync = 1');
    db.pragma('checkpoint_fullfsync = 1');
  }
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  // What was masked or purged must not stay in free pages.
  db.pragma('secure_delete = ON');
  db.pragma(`wal_autocheckpoint = ${role === 'journal' ? JOURNAL_CHECKPOINT_PAGES : 4_000}`);
}

function openRaw(file: string): Database.Database {
  if (Number(process.versions['napi']) < 10) {
    throw new Failure({
      code: 'sqlite.node-too-old',
      message: `Node ${process.version} cannot load the database module; 22.15 or newer can`,
      isRetryable: false,
    });
  }
  try {
    const db = new Database(file);
    db.pragma('schema_version');
    return db;
  } catch (cause) {
    throw failureOf(cause, 'open', '');
  }
}

function requireVersion(db: Database.Database) {
  const version = String(
    db.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version,
  );
  const parts = version.split('.').map(Number);
  for (const [index, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > oldest) return;
    if (part < oldest)
      throw new Failure({
        code: 'sqlite.too-old',
        message: `SQLite ${version} is older than ${OLDEST_SQLITE.join('.')}`,
        isRetryable: false,
      });
  }
}

function failureOf(cause: unknown, name: string, sql: string): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  const message = `${cause.message} (${name}${sql ? `: ${sql.trim()}` : ''})`;
  if (cause.code === 'SQLITE_FULL' || cause.code.startsWith('SQLITE_IOERR')) {
    return new Failure({ code: 'disk.full', message, isRetryable: true, cause });
  }
  if (cause.code === 'SQLITE_CORRUPT' || cause.code === 'SQLITE_NOTADB') {
    return new Failure({ code: 'sqlite.damaged', message, isRetryable: false, cause });
  }
  return new Failure({
    code: `sqlite.${cause.code.replace('SQLITE_', '').toLowerCase()}`,
    message,
    isRetryable: false,
    cause,
  });
}

function handleOf(db: Database.Database, file: string, slowLog: Log | undefined): WriteDb {
  const compiled = new Map<string, Statement>();

  function timed<T>(name: string, sql: string, work: () => T): T {
    const began = performance.now();
    try {
      return work();
    } catch (cause) {
      throw failureOf(cause, name, sql);
    } finally {
      const ms = performance.now() - began;
      if (ms > SLOW_MS) slowLog?.warn({ statement: name, ms: Math.round(ms) }, 'slow statement');
    }
  }

  const savepoint = {
    begin: db.prepare('SAVEPOINT nested'),
    release: db.prepare('RELEASE nested'),
    rollback: db.prepare('ROLLBACK TO nested'),
  };
  /** A part of a transaction that can fail alone. */
  function nested<T>(change: () => T): T {
    savepoint.begin.run();
    try {
      const result = change();
      savepoint.release.run();
      return result;
    } catch (error) {
      // A full disk has ended the whole transaction already.
      if (db.inTransaction) {
        savepoint.rollback.run();
        savepoint.release.run();
      }
      throw error;
    }
  }

  function whole<T>(change: () => T): T {
    return timed('transaction', '', () =>
      db
        .transaction(() => {
          const result = change();
          if (result instanceof Promise) throw new Error('a transaction cannot wait for a promise');
          return result;
        })
        .immediate(),
    );
  }
  const log = openLogFile(`${file}-wal`);

  const handle: WriteDb = {
    file,
    prepare<R>(name: string, sql: string): Statement<R> {
      const key = `${name}\n${sql}`;
      let statement = compiled.get(key);
      if (!statement) {
        statement = timed(name, sql, () => ({ name, sql, compiled: db.prepare<Parameter[]>(sql) }));
        compiled.set(key, statement);
      }
      return statement as Statement<R>;
    },
    all: (statement, ...parameters) =>
      timed(statement.name, statement.sql, () => statement.compiled.all(...parameters)),
    get: (statement, ...parameters) =>
      timed(statement.name, statement.sql, () => statement.compiled.get(...parameters)),
    run: (statement, ...parameters) =>
      timed(statement.name, statement.sql, () => {
        const result = statement.compiled.run(...parameters);
        return { changes: result.changes, lastInsertRowid: Number(result.lastInsertRowid) };
      }),
    exec: (sql) => timed('exec', sql, () => void db.exec(sql)),
    write: (change) => (db.inTransaction ? nested(change) : whole(change)),
    writeAhead(change) {
      if (db.inTransaction) return nested(change);
      const level = Number(db.pragma('synchronous', { simple: true }));
      db.pragma('synchronous = NORMAL');
      try {
        return whole(change);
      } finally {
        db.pragma(`synchronous = ${level}`);
      }
    },
    // In WAL mode a commit is durable once the log is (https://sqlite.org/wal.html).
    synced: () => log.sync(),
    join: (change) => (db.inTransaction ? change() : handle.write(change)),
    checkpoint(mode) {
      const wal = `${file}-wal`;
      const isLarge = existsSync(wal) && statSync(wal).size > WAL_TRUNCATE_BYTES;
      timed('checkpoint', '', () => db.pragma(`wal_checkpoint(${isLarge ? 'TRUNCATE' : mode})`));
    },
    async truncateLog() {
      for (let tries = 0; tries < 50; tries++) {
        const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
        if (row?.busy === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Failure({
        code: 'sqlite.log-busy',
        message: 'the write-ahead log is in use; it is freed when the desk ends',
        isRetryable: true,
      });
    },
    copyTo: (target) => timed('copy', '', () => void db.prepare('VACUUM INTO ?').run(target)),
    isIntact: () => {
      try {
        return db.pragma('quick_check', { simple: true }) === 'ok';
      } catch {
        return false;
      }
    },
    pragma: (text) => db.pragma(text, { simple: true }),
    plan: (sql) => {
      const count = (sql.match(/\?/g) ?? []).length;
      const rows = db
        .prepare<Parameter[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...Array.from({ length: count }, () => null));
      return rows.map((row) => row.detail);
    },
    close: () => {
      log.close();
      if (db.open) db.close();
    },
  };
  return handle;
}
