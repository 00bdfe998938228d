import type { BlobId, CommandId, ContactId, ConversationId } from '#shared/lib/ids.ts';
import type { CommandResult } from '#shared/contract/errors.ts';
import type { DomainEvent } from '#shared/domain/catalogue.ts';
import { erasedWork } from '#shared/domain/contact/erase-work.ts';
import { erasedContactEvent, namesPerson } from '#shared/domain/contact/erase.ts';
import type { Contact, ContactEvent } from '#shared/domain/contact/events.ts';
import { shownAddress } from '#shared/domain/contact/identities.ts';
import type { ErasedCounts, ErasedMark } from '#shared/domain/contact/parts.ts';
import { blobsOf, erasedEvent } from '#shared/domain/conversation/erase.ts';
import type { ConversationEvent } from '#shared/domain/conversation/events.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';
import type { Actor, Recorded } from '#shared/domain/event.ts';
import type { Journal } from '#main/journal/journal.ts';
import type { Blobs } from '#main/platform/blobs.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import { refused } from './contacts.ts';
import type { Core } from './core.ts';

/** Says why a person must stay for now, e.g. an open dispute; null when nothing forbids it. */
export type Hold = (contacts: ContactId[], conversations: ConversationId[]) => string | null;

interface Person {
  contacts: Contact[];
  conversations: { id: ConversationId; state: Conversation }[];
  /** Events of the person's streams, to be overwritten. */
  events: Recorded<DomainEvent>[];
  /** Events of cases, diagnoses and checks around the person's conversations. */
  work: Recorded<DomainEvent>[];
  /** Numbers of cases that are not closed. */
  openCases: string[];
  blobs: Set<string>;
  counts: ErasedCounts;
  /** Messages that are on their way or whose fate is open. */
  unsent: number;
}

/**
 * Takes a person out of everything the profile keeps: events are overwritten in place, rows made
 * poorer, files deleted, the index made again. What stays says that something was, never what.
 */
export function openErasure(options: {
  core: Core;
  journal: Journal;
  projection: Projection;
  blobs: Blobs;
  clock: Clock;
  newId: () => string;
  actor: () => Actor;
  holds: readonly Hold[];
  /** The write-ahead log and the index still hold what the tables no longer do. */
  swept: () => Promise<void>;
  backupCount: () => Promise<number>;
}) {
  const { core, journal, projection, blobs, clock, newId } = options;

  function personOf(id: ContactId): Person | null {
    const contacts = projection.personOf(id);
    if (contacts.length === 0) return null;
    const conversations = projection.personConversations(id);
    const events = [
      ...contacts.map((contact) => `contact:${contact.id}`),
      ...conversations.map((one) => `conversation:${one.id}`),
    ].flatMap((stream) => journal.readStream(stream));
    const ids = conversations.map((one) => one.id);
    const cases = projection.casesOf(ids);
    const work = [
      ...ids.flatMap((one) => [`diagnosis:${one}`, `verification:${one}`]),
      ...cases.map((one) => `case:${one.id}`),
    ].flatMap((stream) => journal.readStream(stream));
    const files = new Set<string>();
    for (const { event } of events)
      if (isOfConversation(event)) for (const blob of blobsOf(event)) files.add(blob);
    for (const { event } of work)
      if (event.type === 'case.opened')
        for (const { blob } of event.details.package.attachments) files.add(blob);
    const deliveries = conversations.flatMap(({ state }) => Object.values(state.deliveries));
    return {
      contacts,
      conversations,
      events,
      work,
      openCases: cases.filter((one) => one.status !== 'closed').map((one) => one.number),
      blobs: files,
      counts: {
        contacts: contacts.length,
        identities: contacts.reduce((sum, contact) => sum + contact.identities.length, 0),
        conversations: conversations.length,
        messages: conversations.reduce((sum, { state }) => sum + state.messageCount, 0),
        files: files.size,
      },
      unsent: deliveries.filter(
        ({ state, retryAt }) =>
          ['queued', 'sending', 'in_doubt'].includes(state) || retryAt !== null,
      ).length,
    };
  }

  const rootIn = (id: ContactId, { contacts }: Person): Contact | undefined =>
    contacts.find((contact) => contact.id === projection.rootOf(id));
  /** What a person types to say that they mean it. */
  const confirmationOf = (root: Contact | undefined): string => {
    const first = root?.identities[0];
    return root?.name ?? (first ? shownAddress(first) : (root?.id ?? ''));
  };

  function refusalOf(person: Person, root: Contact | undefined) {
    if (!root) return refused('contact.unknown');
    if (root.erased) return refused('contact.erased');
    if (person.unsent > 0) return refused('contact.erase-has-unsent', { count: person.unsent });
    const [open] = person.openCases;
    if (open) return refused('contact.erase-has-case', { number: open });
    const contacts = person.contacts.map(({ id }) => id);
    const conversations = person.conversations.map(({ id }) => id);
    const hold = options.holds.map((ask) => ask(contacts, conversations)).find((why) => why);
    return hold ? refused('contact.erase-held', { hold }) : null;
  }

  /** Inside the transaction of the erasing commands. */
  function sweep(person: Person, mark: ErasedMark) {
    for (const record of person.events) {
      const event = isOfConversation(record.event)
        ? erasedEvent(record.event, mark)
        : erasedContactEvent(record.event as ContactEvent, mark);
      journal.overwrite({ ...record, event } as Recorded<DomainEvent>);
    }
    const work = person.work.map(
      (record) => ({ ...record, event: erasedWork(record.event, mark) }) as Recorded<DomainEvent>,
    );
    for (const record of work) journal.overwrite(record);
    projection.foldAgain(work);
    projection.forgetPerson({
      conversationIds: person.conversations.map(({ id }) => id),
      addresses: person.contacts.flatMap(({ identities }) =>
        identities.map((own) => ({ kind: own.kind, address: own.address })),
      ),
      messageIds: person.events.flatMap(({ event }) =>
        event.type === 'message.written' ? [event.message.messageId] : [],
      ),
    });
    const unused = [...person.blobs].filter((blob) => !projection.isBlobUsed(blob));
    for (const blob of unused) blobs.dropRow(blob as BlobId);
    return unused;
  }

  return {
    async preview(id: ContactId) {
      const person = personOf(id);
      const root = person ? rootIn(id, person) : undefined;
      const refusal = person ? refusalOf(person, root) : refused('contact.unknown');
      return {
        counts: person?.counts ?? {
          contacts: 0,
          identities: 0,
          conversations: 0,
          messages: 0,
          files: 0,
        },
        confirmation: confirmationOf(root),
        backups: await options.backupCount(),
        refusal: refusal?.rejection ?? null,
      };
    },
    async erase(input: {
      contactId: ContactId;
      commandId?: string | undefined;
      reason: string;
      confirmation: string;
      mark: ErasedMark;
    }): Promise<CommandResult> {
      const { mark, reason } = input;
      const id = (input.commandId ?? newId()) as CommandId;
      const before = journal.findCommand(id);
      if (before) {
        // What was committed may not have been swept yet.
        await options.swept();
        return { ok: true, seq: before.seq };
      }
      const person = personOf(input.contactId);
      if (!person) return refused('contact.unknown');
      const root = rootIn(input.contactId, person);
      const refusal = refusalOf(person, root);
      if (refusal) return refusal;
      if (input.confirmation.trim() !== confirmationOf(root).trim())
        return refused('contact.erase-not-confirmed');
      const names = person.contacts.flatMap((one) => [
        one.name ?? '',
        ...one.identities.map(shownAddress),
      ]);
      if (namesPerson(reason, names)) return refused('contact.erase-names-person');
      let unused: string[] = [];
      const { counts } = person;
      const outcome = core.execute(
        [
          ...person.conversations.map(({ id: conversationId }) => ({
            type: 'conversation.erase' as const,
            conversationId,
            mark,
          })),
          ...person.contacts.map(({ id: contactId }) => ({
            type: 'contact.erase' as const,
            contactId,
            mark,
            reason,
            counts,
          })),
        ],
        { id, at: clock.now(), by: options.actor() },
        () => {
          unused = sweep(person, mark);
        },
      );
      if (!outcome.ok) return { ok: false, rejection: outcome.rejection };
      for (const blob of unused) blobs.dropFile(blob as BlobId);
      await options.swept();
      return { ok: true, seq: outcome.seq };
    },
  };
}

const isOfConversation = (event: DomainEvent): event is ConversationEvent =>
  /^(conversation|message|delivery)\./.test(event.type);
