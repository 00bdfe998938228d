import type { ErasedMark } from '../contact/parts.ts';
import type { ConversationEvent } from './events.ts';
import type { InboundMessage, Note, OutboundMessage } from './message-parts.ts';
import type { Conversation } from './state.ts';

/**
 * A conversation after its customer was erased: who, when, on which channel and how often stay;
 * every word, address, file and foreign id is gone. Events and rows are changed by the same
 * functions, so that a refold gives what was there.
 */

const marked = <T extends string | null>(text: T, mark: ErasedMark): T | ErasedMark =>
  text === null || text === '' ? text : mark;

export const erasedInbound = (message: InboundMessage, mark: ErasedMark): InboundMessage => ({
  ...message,
  // The key of a mail is a hash and refuses the same mail later; other keys name the visitor.
  dedupeKey: message.dedupeKey.startsWith('mail:')
    ? message.dedupeKey
    : `erased:${message.messageId}`,
  from: { address: mark, name: null },
  to: [],
  cc: [],
  subject: marked(message.subject, mark),
  text: marked(message.text, mark),
  quoteAt: null,
  html: null,
  raw: null,
  attachments: [],
  externalId: null,
  inReplyTo: null,
  references: [],
  unreadable: null,
});

export const erasedOutbound = (message: OutboundMessage, mark: ErasedMark): OutboundMessage => ({
  ...message,
  to: [],
  cc: [],
  bcc: [],
  subject: marked(message.subject, mark),
  text: marked(message.text, mark),
  quoteAt: null,
  html: null,
  attachments: [],
  externalId: null,
  inReplyTo: null,
  references: [],
});

export const erasedNote = (note: Note, mark: ErasedMark): Note => ({
  ...note,
  text: marked(note.text, mark),
  attachments: [],
});

/** The event as the journal keeps it from then on. */
export function erasedEvent(event: ConversationEvent, mark: ErasedMark): ConversationEvent {
  switch (event.type) {
    case 'conversation.opened':
      return {
        ...event,
        party: { address: mark, name: null },
        subject: marked(event.subject, mark),
        preChat: null,
      };
    case 'conversation.renamed':
      return { ...event, subject: mark };
    case 'conversation.resolved':
      return { ...event, cause: marked(event.cause, mark) };
    case 'message.received':
      return { ...event, message: erasedInbound(event.message, mark) };
    case 'message.written':
      return { ...event, message: erasedOutbound(event.message, mark) };
    case 'message.noted':
      return { ...event, note: erasedNote(event.note, mark) };
    case 'message.masked':
      return { ...event, text: marked(event.text, mark) };
    case 'delivery.accepted':
      return { ...event, externalId: null, response: null };
    case 'delivery.failed':
    case 'delivery.doubted':
      return { ...event, reason: mark };
    case 'delivery.bounced':
      return { ...event, recipient: null, reason: mark };
    default:
      return event;
  }
}

export const erasedConversation = (was: Conversation, mark: ErasedMark): Conversation => ({
  ...was,
  party: { address: mark, name: null },
  subject: marked(was.subject, mark),
  preChat: null,
  cause: marked(was.cause, mark),
  lastPreview: was.lastPreview && { ...was.lastPreview, text: mark },
  deliveries: Object.fromEntries(
    Object.entries(was.deliveries).map(([id, one]) => [
      id,
      { ...one, reason: marked(one.reason, mark), bounce: marked(one.bounce, mark) },
    ]),
  ) as Conversation['deliveries'],
  isErased: true,
});

/** Blobs an event brought in. */
export function blobsOf(event: ConversationEvent): string[] {
  if (event.type === 'message.noted') return event.note.attachments.map(({ blob }) => blob);
  if (event.type !== 'message.received' && event.type !== 'message.written') return [];
  const { message } = event;
  const sources = [message.html, 'raw' in message ? message.raw : null];
  return [
    ...sources.filter((blob) => blob !== null),
    ...message.attachments.map(({ blob }) => blob),
  ];
}
