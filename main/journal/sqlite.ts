import type { CommandId, EventId } from '#shared/lib/ids.ts';
import { assert } from '#shared/lib/assert.ts';
import type { DomainEvent } from '#shared/domain/catalogue.ts';
import type { Actor, Recorded } from '#shared/domain/event.ts';
import { Failure } from '#main/platform/failure.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import type { Journal } from './journal.ts';
import { migration0001 } from './migrations/0001-journal.ts';
import { migration0002 } from './migrations/0002-audit.ts';

interface Row {
  seq: number;
  id: string;
  stream: string;
  type: string;
  v: number;
  at: number;
  by: string;
  payload: string;
}

const migrations = [migration0001, migration0002];
const COLUMNS = 'seq, id, stream, type, v, at, by_actor AS by, payload';

/**
 * Brings the file to today's journal schema; a copy is kept beside it before anything changes.
 * @throws Failure `journal.newer` when a newer program wrote the file; nothing is touched then.
 */
export function migrateJournal(db: WriteDb): void {
  const version = Number(db.pragma('user_version'));
  if (version > migrations.length) {
    throw new Failure({
      code: 'journal.newer',
      message: `this data was written by a newer version of the program (journal ${version}, this one knows ${migrations.length}); update the program`,
      isRetryable: false,
    });
  }
  if (version > 0 && version < migrations.length)
    db.copyTo(`${db.file}.before-${migrations.length}`);
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    db.write(() => {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
}

/** The journal of a solo desk or a hub on SQLite: authoritative, one writer. */
export function openSqliteJournal(db: WriteDb): Journal {
  migrateJournal(db);
  const insert = db.prepare(
    'journal.append',
    'INSERT INTO events (seq, id, stream, type, v, at, by_actor, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertCommand = db.prepare(
    'journal.command',
    'INSERT INTO commands (id, seq) VALUES (?, ?)',
  );
  const command = db.prepare<{ seq: number }>(
    'journal.find-command',
    'SELECT seq FROM commands WHERE id = ?',
  );
  const headRow = db.prepare<{ seq: number | null }>(
    'journal.head',
    'SELECT max(seq) AS seq FROM events',
  );
  const page = db.prepare<Row>(
    'journal.read',
    `SELECT ${COLUMNS} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  const stream = db.prepare<Row>(
    'journal.read-stream',
    `SELECT ${COLUMNS} FROM events WHERE stream = ? ORDER BY seq`,
  );
  const update = db.prepare(
    'journal.overwrite',
    'UPDATE events SET payload = ? WHERE seq = ? AND type = ?',
  );
  const headOf = () => db.get(headRow)?.seq ?? 0;

  return {
    head: headOf,
    append(events, commandId) {
      return db.join(() => {
        const before = headOf();
        const recorded = events.map((event, index): Recorded<DomainEvent> => {
          const seq = before + index + 1;
          const { type: _type, ...payload } = event.event;
          db.run(
            insert,
            seq,
            event.id,
            event.stream,
            event.type,
            event.v,
            event.at,
            event.by,
            JSON.stringify(payload),
          );
          return { ...event, seq };
        });
        db.run(insertCommand, commandId, before + events.length);
        return recorded;
      });
    },
    findCommand: (commandId: CommandId) => db.get(command, commandId),
    read: (afterSeq, limit) => db.all(page, afterSeq, limit).map(recordedOf),
    readStream: (name) => db.all(stream, name).map(recordedOf),
    overwrite(event) {
      const { type, ...payload } = event.event;
      const { changes } = db.run(update, JSON.stringify(payload), event.seq, type);
      assert(changes === 1, `no event ${event.seq} of type ${type} to overwrite`);
    },
  };
}

function recordedOf(row: Row): Recorded<DomainEvent> {
  const payload: unknown = JSON.parse(row.payload);
  const event = Object.assign({ type: row.type }, payload) as DomainEvent;
  return {
    seq: row.seq,
    id: row.id as EventId,
    stream: row.stream,
    type: event.type,
    v: row.v,
    at: row.at,
    by: row.by as Actor,
    event,
  };
}
