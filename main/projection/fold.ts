import type { AccountId, AgentId, ContactId, ConversationId, IncidentId } from '#shared/lib/ids.ts';
import type { DomainEvent } from '#shared/domain/catalogue.ts';
import type { ContactEvent } from '#shared/domain/contact/events.ts';
import type { ConversationEvent } from '#shared/domain/conversation/events.ts';
import { evolveConversation } from '#shared/domain/conversation/evolve.ts';
import type { Recorded } from '#shared/domain/event.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import { openCauseRows } from './causes-fold.ts';
import type { CaseEvent } from '#shared/domain/case/events.ts';
import { openCaseRows } from './cases-fold.ts';
import { openContactRows } from './contacts-fold.ts';
import { openConversationRows } from './conversations-fold.ts';
import { openDemoRemoval } from './demo-removal.ts';
import { openDocumentRows } from './documents-fold.ts';
import { openMessageRows } from './messages-fold.ts';
import { openPeopleRows } from './people-fold.ts';

/** The first conversation's number; people read it aloud. */
export const FIRST_NUMBER = 10_001;

/** Events that are shown as a line in the timeline, beside messages. */
const shownInTimeline: ReadonlySet<string> = new Set([
  'conversation.opened',
  'conversation.assigned',
  'conversation.resolved',
  'conversation.reopened',
  'conversation.set-waiting',
  'conversation.snoozed',
  'conversation.woken',
  'conversation.prioritised',
  'conversation.tagged',
  'conversation.untagged',
  'conversation.renamed',
  'conversation.merged-into',
  'conversation.absorbed',
  'conversation.contact-linked',
  'conversation.promised',
  'conversation.promise-settled',
]);

/**
 * Turns journal events into rows. Runs inside the caller's transaction; the same events folded in
 * any batches give the same rows.
 */
export function openFold(db: WriteDb) {
  const takeNumber = db.prepare<{ number: number }>(
    'fold.number',
    'UPDATE projection_state SET next_number = next_number + 1 WHERE one = 1 RETURNING next_number - 1 AS number',
  );
  const setSeq = db.prepare('fold.seq', 'UPDATE projection_state SET seq = ? WHERE one = 1');
  const line = db.prepare(
    'timeline.insert',
    'INSERT INTO timeline_events (seq, conversation_id, at, type, by_actor, details) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const contacts = openContactRows(db);
  const conversations = openConversationRows(db, {
    takeNumber: () => db.get(takeNumber)?.number ?? FIRST_NUMBER,
    touched: contacts.touched,
  });
  const reword = db.prepare(
    'timeline.reword',
    `UPDATE timeline_events SET details = json_set(details, ?, ?) WHERE conversation_id = ? AND json_extract(details, ?) IS NOT NULL`,
  );
  const messages = openMessageRows(db);
  const people = openPeopleRows(db);
  const documents = openDocumentRows(db);
  const causes = openCauseRows(db);
  const cases = openCaseRows(db, documents, conversations);
  const removeDemo = openDemoRemoval(db, conversations);

  function foldConversation(
    id: ConversationId,
    record: Recorded<ConversationEvent>,
    tags: Set<string>,
  ) {
    const { event, at, seq } = record;
    const was = conversations.get(id);
    // Streams of a removed demo may still be in the journal.
    if (!was && event.type !== 'conversation.opened') return;
    const next = evolveConversation(was, event, at);
    conversations.put(next);
    tags.add(`conversation:${id}`).add('inbox');
    if (shownInTimeline.has(event.type))
      db.run(line, seq, id, at, event.type, record.by, JSON.stringify(detailsOf(event)));
    switch (event.type) {
      case 'conversation.opened':
        contacts.opened(event.contactId, id, event.party.name, event.preChat);
        break;
      case 'conversation.erased':
        messages.erased(id, event.mark);
        conversations.unmarkAttachment(id);
        rewordLines(id, event.mark);
        tags.add('outbox');
        break;
      case 'message.received':
        messages.received(id, record, event.message);
        if (event.message.attachments.some((part) => !part.isInline))
          conversations.markAttachment(id);
        break;
      case 'message.written':
        messages.written(id, record, event.message);
        tags.add('outbox');
        break;
      case 'message.noted':
        messages.noted(id, record, event.note);
        break;
      case 'message.masked':
        messages.masked(event.messageId, event.text, event.masked);
        break;
      case 'conversation.read':
        messages.read(id);
        break;
      case 'message.withdrawn':
      case 'delivery.attempted':
      case 'delivery.accepted':
      case 'delivery.delivered':
      case 'delivery.read':
      case 'delivery.failed':
      case 'delivery.doubted':
      case 'delivery.retried':
      case 'delivery.hastened':
      case 'delivery.bounced':
        messages.delivered(record, event);
        tags.add('outbox');
        break;
      case 'conversation.absorbed':
        tags.add(`conversation:${event.sourceId}`);
        break;
      default:
    }
    tags.add(`contact:${next.contactId}`);
  }

  function foldContact(id: ContactId, { event, at }: Recorded<ContactEvent>, tags: Set<string>) {
    // A link counts what conversations say: those of earlier events have to be written.
    if (event.type === 'contact.linked' || event.type === 'contact.unlinked') {
      conversations.flush();
      tags.add(`contact:${event.intoId}`);
    }
    contacts.fold(id, event, at);
    tags.add(`contact:${id}`).add('contacts');
    if (event.type !== 'contact.created') tags.add('inbox');
  }

  /** Lines of an erased conversation that held words of a person. */
  function rewordLines(id: ConversationId, mark: string) {
    for (const name of ['$.subject', '$.cause']) db.run(reword, name, mark, id, name);
  }

  function foldOne(record: Recorded<DomainEvent>, tags: Set<string>) {
    const { event, at, stream } = record;
    const id = stream.slice(stream.indexOf(':') + 1);
    if (stream.startsWith('conversation:')) {
      foldConversation(id as ConversationId, record as Recorded<ConversationEvent>, tags);
    } else if (stream.startsWith('contact:')) {
      foldContact(id as ContactId, record as Recorded<ContactEvent>, tags);
    } else if (stream.startsWith('account:')) {
      people.foldAccount(id as AccountId, event as never, at);
      tags.add('accounts').add('status');
    } else if (stream.startsWith('agent:')) {
      people.foldAgent(id as AgentId, event as never, at);
      tags.add('agents');
    } else if (stream.startsWith('diagnosis:')) {
      // As above: a removed demo's conversation has no diagnosis either.
      if (conversations.get(id as ConversationId))
        causes.foldDiagnosis(id as ConversationId, event as never, at);
      tags.add(`conversation:${id}`).add(`diagnosis:${id}`);
    } else if (stream.startsWith('incident:')) {
      for (const linked of causes.foldIncident(id as IncidentId, event as never, at))
        tags.add(`conversation:${linked}`);
      tags.add('incidents');
    } else if (stream.startsWith('case:')) {
      cases.fold(record as Recorded<CaseEvent>, tags);
    } else if (stream !== 'workspace') {
      documents.fold(record);
      tags.add(stream);
    } else {
      people.foldWorkspace(event as never, at);
      tags.add('brands').add('departments').add('session');
      if (event.type === 'workspace.demo-removed') {
        conversations.flush();
        contacts.flush();
        removeDemo();
        tags.add('all');
      }
    }
  }

  const dropLines = ['timeline_events', 'case_events'].map((table) =>
    db.prepare(`fold.drop-${table}`, `DELETE FROM ${table} WHERE seq = ?`),
  );
  const dropDiagnosis = db.prepare(
    'fold.drop-diagnosis',
    'DELETE FROM diagnoses WHERE conversation_id = ?',
  );

  /** Makes the rows of small streams anew from events that were overwritten in place. */
  function again(records: Recorded<DomainEvent>[]) {
    for (const stream of new Set(records.map((record) => record.stream))) {
      documents.drop(stream);
      if (stream.startsWith('diagnosis:')) db.run(dropDiagnosis, stream.slice('diagnosis:'.length));
    }
    for (const record of records) {
      for (const statement of dropLines) db.run(statement, record.seq);
      foldOne(record, new Set());
    }
  }

  let lastSeq: number | null = null;
  let settledSeq: number | null = null;
  function flush() {
    conversations.flush();
    if (lastSeq !== null) db.run(setSeq, lastSeq);
  }
  function forget() {
    conversations.forget();
    lastSeq = null;
    settledSeq = null;
  }

  return {
    again,
    conversations,
    contacts,
    people,
    documents,
    causes,
    /**
     * Returns the tags touched.
     * @param isOpen more follows in this transaction: conversations are written by `flush`
     */
    fold(records: Recorded<DomainEvent>[], isOpen = false): string[] {
      const tags = new Set<string>();
      try {
        for (const record of records) foldOne(record, tags);
        contacts.flush();
        lastSeq = records.at(-1)?.seq ?? lastSeq;
        if (!isOpen) flush();
      } finally {
        contacts.forget();
        if (!isOpen) forget();
      }
      return [...tags];
    },
    flush,
    forget,
    settle() {
      conversations.settle();
      settledSeq = lastSeq;
    },
    undo() {
      conversations.undo();
      lastSeq = settledSeq;
    },
  };
}

/** The named values of an event's line; never text of a person. */
function detailsOf(event: ConversationEvent): Record<string, string | number | null> {
  const { type: _type, ...rest } = event;
  const flat = Object.entries(rest).filter((entry): entry is [string, string | number | null] => {
    const value: unknown = entry[1];
    return value === null || typeof value === 'string' || typeof value === 'number';
  });
  return Object.fromEntries(flat);
}
