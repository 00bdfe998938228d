import type { ConversationId } from '#shared/lib/ids.ts';
import type { RootCause } from '#shared/domain/diagnosis/root-causes.ts';
import type { Incident } from '#shared/domain/incident/events.ts';
import type { ReadDb } from '#main/platform/sqlite.ts';

/** Causes over many conversations: what they were, and which trouble they belong to. */
export function openCauses(db: ReadDb) {
  const counts = db.prepare<{
    rootCause: RootCause;
    brandId: string;
    channel: string;
    count: number;
  }>(
    'causes.counts',
    `SELECT d.root_cause AS rootCause, c.brand_id AS brandId, c.channel AS channel, count(*) AS count
     FROM diagnoses d JOIN conversations c ON c.id = d.conversation_id
     WHERE d.concluded_at >= ? AND d.concluded_at < ? GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1`,
  );
  const recent = db.prepare<{ id: ConversationId; at: number }>(
    'causes.recent',
    `SELECT conversation_id AS id, concluded_at AS at FROM diagnoses
     WHERE concluded_at >= ? AND concluded_at IS NOT NULL AND root_cause = ? ORDER BY concluded_at DESC LIMIT 500`,
  );
  const open = db.prepare<{ state: string }>(
    'incidents.open',
    'SELECT state FROM incidents WHERE is_open = 1',
  );
  const all = db.prepare<{ state: string }>(
    'incidents.all',
    "SELECT state FROM incidents ORDER BY is_open DESC, state ->> '$.openedAt' DESC LIMIT 100",
  );
  const read = (rows: { state: string }[]) => rows.map((row) => JSON.parse(row.state) as Incident);
  return {
    /** Causes recorded at or after `from` and before `to`. */
    causeCounts: (from: number, to: number) => db.all(counts, from, to),
    /** Conversations of one cause since `from`, newest first. */
    conversationsOfCause: (cause: RootCause, from: number) => db.all(recent, from, cause),
    openIncidents: () => read(db.all(open)),
    /** Open ones first, then the newest. */
    incidents: () => read(db.all(all)),
  };
}
