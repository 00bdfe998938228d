import type {
  AccountId,
  AgentId,
  CaseId,
  ContactId,
  ConversationId,
  IncidentId,
} from '#shared/lib/ids.ts';
import type { Source } from '#shared/domain/source/events.ts';
import { aggregateOf } from '#shared/domain/command.ts';
import type { Stream } from '#shared/domain/event.ts';
import type { RecordGuard } from '#shared/domain/record-guard/events.ts';
import type { Verification } from '#shared/domain/verification/state.ts';
import type { Journal } from '#main/journal/journal.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import type { Case } from '#shared/domain/case/state.ts';
import { openCases } from './cases.ts';
import { openCauses } from './causes.ts';
import { FIRST_NUMBER, openFold } from './fold.ts';
import { openContacts } from './contacts.ts';
import { openForgetting } from './forgetting.ts';
import { openInbox } from './inbox.ts';
import { openLocal } from './local.ts';
import { openLookups } from './lookups.ts';
import { openOutbox } from './outbox.ts';
import { openPeople } from './people.ts';
import { foldedSchema, foldedTables, localSchema, PROJECTION_VERSION } from './schema.ts';
import { openTimeline } from './timeline.ts';

/** Events folded per transaction when the read model is made again. */
const REFOLD_BATCH = 10_000;

export type Projection = ReturnType<typeof openProjection>;

/**
 * The read model beside the journal, in the same file. Opened at another version, or behind the
 * journal's head, it catches up before it answers.
 */
export function openProjection(
  db: WriteDb,
  journal: Journal,
  options: { newId: () => string; progress?: (done: number, total: number) => void },
) {
  db.exec(localSchema);
  const stateRow = db.prepare<{ version: number; seq: number }>(
    'projection.state',
    'SELECT version, seq FROM projection_state WHERE one = 1',
  );
  if (db.get(stateRow)?.version !== PROJECTION_VERSION) {
    db.write(() => {
      for (const table of foldedTables) db.exec(`DROP TABLE IF EXISTS ${table}`);
      db.exec(
        `INSERT OR REPLACE INTO projection_state (one, version, seq, next_number) VALUES (1, ${PROJECTION_VERSION}, 0, ${FIRST_NUMBER})`,
      );
    });
  }
  db.exec(foldedSchema);

  const fold = openFold(db);
  catchUp();

  function catchUp() {
    const total = journal.head();
    let seq = db.get(stateRow)?.seq ?? 0;
    while (seq < total) {
      const records = journal.read(seq, REFOLD_BATCH);
      const last = records.at(-1);
      if (!last) return;
      db.write(() => fold.fold(records));
      seq = last.seq;
      options.progress?.(seq, total);
    }
  }

  const people = openPeople(db);
  const caseById = (id: CaseId) => fold.documents.state(`case:${id}`) as Case | null;
  const conversation = (id: ConversationId) => fold.conversations.peek(id);
  return {
    /** What an aggregate's rules are given: its state, or null before its first event. */
    stateOf(stream: Stream): unknown {
      const id = stream.slice(stream.indexOf(':') + 1);
      switch (aggregateOf(stream)) {
        case 'conversation':
          return conversation(id as ConversationId);
        case 'contact':
          return fold.contacts.contact(id as ContactId);
        case 'account':
          return fold.people.account(id as AccountId);
        case 'agent':
          return fold.people.agent(id as AgentId);
        case 'workspace':
          return fold.people.workspace();
        case 'diagnosis':
          return fold.causes.diagnosis(id as ConversationId);
        case 'incident':
          return fold.causes.incident(id as IncidentId);
        default:
          return fold.documents.state(stream);
      }
    },
    /**
     * Folds what was just appended, inside the caller's transaction; returns the tags touched. When
     * more follows in that transaction (`isOpen`), each step is settled or undone, and all is
     * flushed, or forgotten, with the transaction.
     */
    fold: fold.fold,
    settle: fold.settle,
    undo: fold.undo,
    flush: fold.flush,
    forget: fold.forget,
    conversation,
    contact: fold.contacts.contact,
    account: fold.people.account,
    agent: fold.people.agent,
    workspace: fold.people.workspace,
    verification: (id: ConversationId) =>
      fold.documents.state(`verification:${id}`) as Verification | null,
    recordGuard: (id: string) => fold.documents.state(`record-guard:${id}`) as RecordGuard | null,
    diagnosis: fold.causes.diagnosis,
    incident: fold.causes.incident,
    sources: () => fold.documents.all<Source>('source'),
    ...people,
    ...openContacts(db),
    ...openCauses(db),
    ...openLookups(db),
    ...openInbox(db),
    ...openTimeline(db, {
      conversation,
      account: (id) => fold.people.account(id as AccountId),
      agentName: (id: AgentId) => people.agentName(id),
      brandName: (id) => people.brand(id)?.name ?? null,
    }),
    caseById,
    ...openCases(db, { caseById, agentName: people.agentName }),
    ...openOutbox(db),
    ...openLocal(db, options.newId),
    forgetPerson: openForgetting(db),
    foldAgain: fold.again,
  };
}
