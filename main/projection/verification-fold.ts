import type { ConversationId } from '#shared/lib/ids.ts';
import { evolveRecordGuard } from '#shared/domain/record-guard/evolve.ts';
import type { RecordGuard, RecordGuardEvent } from '#shared/domain/record-guard/events.ts';
import type { VerificationEvent } from '#shared/domain/verification/events.ts';
import { evolveVerification } from '#shared/domain/verification/evolve.ts';
import type { Verification } from '#shared/domain/verification/state.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';

/** Who has proven what in which conversation, and how often each record was tried. */
export function openVerificationRows(db: WriteDb) {
  const verificationById = db.prepare<{ state: string }>(
    'verification.state',
    'SELECT state FROM verifications WHERE conversation_id = ?',
  );
  const putVerification = db.prepare(
    'verification.put',
    `INSERT INTO verifications (conversation_id, state) VALUES (?, ?)
     ON CONFLICT (conversation_id) DO UPDATE SET state = excluded.state`,
  );
  const guardById = db.prepare<{ state: string }>(
    'record-guard.state',
    'SELECT state FROM record_guards WHERE record_id = ?',
  );
  const putGuard = db.prepare(
    'record-guard.put',
    `INSERT INTO record_guards (record_id, state) VALUES (?, ?)
     ON CONFLICT (record_id) DO UPDATE SET state = excluded.state`,
  );
  const parsed = <T>(row: { state: string } | undefined): T | null =>
    row ? (JSON.parse(row.state) as T) : null;
  const verification = (id: ConversationId) => parsed<Verification>(db.get(verificationById, id));
  const recordGuard = (id: string) => parsed<RecordGuard>(db.get(guardById, id));

  return {
    verification,
    recordGuard,
    foldVerification(id: ConversationId, event: VerificationEvent, at: number) {
      const was = verification(id);
      // Streams of a removed demo may still be in the journal.
      if (!was && event.type !== 'verification.opened') return;
      db.run(putVerification, id, JSON.stringify(evolveVerification(was, event, at)));
    },
    foldRecordGuard(id: string, event: RecordGuardEvent, at: number) {
      db.run(putGuard, id, JSON.stringify(evolveRecordGuard(recordGuard(id), event, at)));
    },
  };
}
