import type { ConversationId, IncidentId } from '#shared/lib/ids.ts';
import type { Diagnosis, DiagnosisEvent } from '#shared/domain/diagnosis/events.ts';
import { evolveDiagnosis } from '#shared/domain/diagnosis/evolve.ts';
import type { Incident, IncidentEvent } from '#shared/domain/incident/events.ts';
import { evolveIncident } from '#shared/domain/incident/evolve.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';

/** Rows of what went wrong: one diagnosis per conversation, and incidents over many of them. */
export function openCauseRows(db: WriteDb) {
  const diagnosisById = db.prepare<{ state: string }>(
    'diagnosis.state',
    'SELECT state FROM diagnoses WHERE conversation_id = ?',
  );
  const putDiagnosis = db.prepare(
    'diagnosis.put',
    `INSERT INTO diagnoses (conversation_id, root_cause, concluded_at, state) VALUES (?, ?, ?, ?)
     ON CONFLICT (conversation_id) DO UPDATE SET root_cause = excluded.root_cause, concluded_at = excluded.concluded_at, state = excluded.state`,
  );
  const incidentById = db.prepare<{ state: string }>(
    'incident.state',
    'SELECT state FROM incidents WHERE id = ?',
  );
  const putIncident = db.prepare(
    'incident.put',
    `INSERT INTO incidents (id, is_open, state) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET is_open = excluded.is_open, state = excluded.state`,
  );

  const diagnosis = (id: ConversationId): Diagnosis | null => {
    const row = db.get(diagnosisById, id);
    return row ? (JSON.parse(row.state) as Diagnosis) : null;
  };
  const incident = (id: IncidentId): Incident | null => {
    const row = db.get(incidentById, id);
    return row ? (JSON.parse(row.state) as Incident) : null;
  };

  return {
    diagnosis,
    incident,
    foldDiagnosis(id: ConversationId, event: DiagnosisEvent, at: number) {
      const next = evolveDiagnosis(diagnosis(id), event, at);
      const { conclusion } = next;
      db.run(
        putDiagnosis,
        id,
        conclusion?.rootCause ?? null,
        conclusion?.at ?? null,
        JSON.stringify(next),
      );
    },
    /** Returns the conversations it is about, before and after. */
    foldIncident(id: IncidentId, event: IncidentEvent, at: number): Set<ConversationId> {
      const was = incident(id);
      const next = evolveIncident(was, event, at);
      db.run(putIncident, id, next.closed ? 0 : 1, JSON.stringify(next));
      return new Set([...(was?.conversationIds ?? []), ...next.conversationIds]);
    },
  };
}
