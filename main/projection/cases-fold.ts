import { must } from '#shared/lib/assert.ts';
import { readCaseNumber } from '#shared/domain/case/numbers.ts';
import type { CaseEvent } from '#shared/domain/case/events.ts';
import { type Case, isPromiseRunning } from '#shared/domain/case/state.ts';
import type { Recorded } from '#shared/domain/event.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import type { ConversationRows } from './conversations-fold.ts';
import type { openDocumentRows } from './documents-fold.ts';

/** Sorts cases whose promise no longer runs behind all others. */
const NOTHING_DUE = 8_640_000_000_000_000;

/** Not said again beside the messages: a promise has a line of its own. */
const quietInConversation: ReadonlySet<CaseEvent['type']> = new Set(['case.re-promised']);

/** The state of a case is a document; this keeps the index its lists are paged by, and its lines. */
export function openCaseRows(
  db: WriteDb,
  documents: ReturnType<typeof openDocumentRows>,
  conversations: ConversationRows,
) {
  const put = db.prepare(
    'case.put',
    `INSERT INTO cases (id, number, is_open, due_key, owner_id, opened_by, conversation_id, contact_id, is_demo, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET is_open = excluded.is_open, due_key = excluded.due_key, owner_id = excluded.owner_id, updated_at = excluded.updated_at`,
  );
  const line = db.prepare(
    'case.line',
    'INSERT INTO case_events (seq, case_id, at, type, by_actor, details) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const conversationLine = db.prepare(
    'case.conversation-line',
    'INSERT INTO timeline_events (seq, conversation_id, at, type, by_actor, details) VALUES (?, ?, ?, ?, ?, ?)',
  );
  // A number once given is not given again, whatever becomes of its case.
  const count = db.prepare(
    'case.count',
    `INSERT INTO case_sequences (prefix, day, last) VALUES (?, ?, ?)
     ON CONFLICT (prefix, day) DO UPDATE SET last = max(last, excluded.last)`,
  );

  return {
    fold(record: Recorded<CaseEvent>, tags: Set<string>) {
      const { event, stream, seq, at, by } = record;
      if (event.type === 'case.opened') {
        const number = must(readCaseNumber(event.number), `${event.number} is no case number`);
        db.run(count, number.prefix, number.day, number.sequence);
      } else if (documents.state(stream) === null) {
        // Streams of a removed demo may still be in the journal.
        return;
      }
      const next = documents.fold(record) as Case;
      const { conversationId, contactId, isDemo } = next.origin;
      db.run(
        put,
        next.id,
        next.number,
        next.status === 'closed' ? 0 : 1,
        isPromiseRunning(next) ? next.promise.dueAt : NOTHING_DUE,
        next.ownerId,
        next.openedBy,
        conversationId,
        contactId,
        isDemo ? 1 : 0,
        next.updatedAt,
      );
      const details = detailsOf(event);
      db.run(line, seq, next.id, at, event.type, by, JSON.stringify(details));
      if (!quietInConversation.has(event.type))
        db.run(
          conversationLine,
          seq,
          conversationId,
          at,
          event.type,
          by,
          JSON.stringify({
            departmentId: next.departmentId,
            ...details,
            caseId: next.id,
            number: next.number,
          }),
        );
      tags.add(stream).add('cases').add(`conversation:${conversationId}`);
      const mergedInto = conversations.get(conversationId)?.mergedInto;
      if (mergedInto) tags.add(`conversation:${mergedInto}`);
    },
  };
}

/** The named values of an event's line. */
function detailsOf(event: CaseEvent): Record<string, string | number | null> {
  switch (event.type) {
    case 'case.opened':
      return {
        departmentId: event.details.departmentId,
        ask: event.details.package.ask,
        dueAt: event.details.promise.dueAt,
      };
    case 'case.accepted':
      return { ownerId: event.ownerId };
    case 'case.info-asked':
      return { question: event.question };
    case 'case.info-given':
    case 'case.answered':
      return { answer: event.answer };
    case 'case.returned':
      return { departmentId: event.departmentId, reason: event.reason };
    case 'case.re-promised':
      return { dueAt: event.promise.dueAt, reason: event.reason };
    case 'case.reopened':
      return { reason: event.reason, dueAt: event.promise?.dueAt ?? null };
    case 'case.confirmed':
    case 'case.closed':
      return {};
  }
}
