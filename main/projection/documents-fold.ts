import { aggregates } from '#shared/domain/aggregates.ts';
import type { DomainEvent } from '#shared/domain/catalogue.ts';
import { aggregateOf } from '#shared/domain/command.ts';
import type { Recorded, Stream } from '#shared/domain/event.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';

/** Aggregates that are read whole by their stream: one row each, the state as JSON. */
export function openDocumentRows(db: WriteDb) {
  const byStream = db.prepare<{ state: string }>(
    'document.state',
    'SELECT state FROM documents WHERE stream = ?',
  );
  const put = db.prepare(
    'document.put',
    'INSERT INTO documents (stream, state) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET state = excluded.state',
  );
  const state = (stream: Stream): unknown => {
    const row = db.get(byStream, stream);
    return row ? JSON.parse(row.state) : null;
  };
  const drop = db.prepare('document.drop', 'DELETE FROM documents WHERE stream = ?');
  const listed = db.prepare<{ state: string }>(
    'document.list',
    'SELECT state FROM documents WHERE stream >= ? AND stream < ? ORDER BY stream',
  );
  return {
    state,
    drop: (stream: Stream) => void db.run(drop, stream),
    /** Every one of an aggregate; `;` comes after `:`. */
    all: <T>(aggregate: string): T[] =>
      db.all(listed, `${aggregate}:`, `${aggregate};`).map((row) => JSON.parse(row.state) as T),
    fold({ stream, event, at }: Recorded<DomainEvent>): unknown {
      const next = aggregates[aggregateOf(stream)].evolve(state(stream), event, at);
      db.run(put, stream, JSON.stringify(next));
      return next;
    },
  };
}
