import type { MessageId } from '#shared/lib/ids.ts';
import { must, unreachable } from '#shared/lib/assert.ts';
import { erasedConversation } from './erase.ts';
import type { ConversationEvent } from './events.ts';
import type { Conversation, Delivery } from './state.ts';

/** Deliveries that are over are forgotten beyond this many; those still open never are. */
const MAX_DELIVERIES = 200;
const MAX_RECENT_IDS = 50;
/** Characters of a message kept as the list's preview. */
const MAX_PREVIEW = 160;

type Event<T extends ConversationEvent['type']> = Extract<ConversationEvent, { type: T }>;

/** What an event makes of a conversation. Total: every recorded event can be folded. */
export function evolveConversation(
  state: Conversation | null,
  event: ConversationEvent,
  at: number,
): Conversation {
  if (event.type === 'conversation.opened') return opened(event, at);
  const was = must(state, `${event.type} before conversation.opened`);
  switch (event.type) {
    case 'conversation.assigned':
      return { ...was, assigneeId: event.assigneeId };
    case 'conversation.resolved':
      return {
        ...was,
        ...status('resolved'),
        cause: event.cause,
        resolvedAt: at,
        waitingSinceAt: null,
      };
    case 'conversation.reopened':
      return { ...was, ...status('open'), resolvedAt: null };
    case 'conversation.set-waiting':
      return { ...was, ...status('pending'), waitingOn: event.on, resolvedAt: null };
    case 'conversation.snoozed':
      return { ...was, ...status('snoozed'), snoozedUntilAt: event.untilAt, resolvedAt: null };
    case 'conversation.woken':
      return {
        ...was,
        ...status('open'),
        isMarkedUnread: was.isMarkedUnread || event.reason === 'time',
      };
    case 'conversation.prioritised':
      return { ...was, priority: event.priority };
    case 'conversation.tagged':
      return { ...was, tags: [...was.tags, event.tag] };
    case 'conversation.untagged':
      return { ...was, tags: was.tags.filter((tag) => tag !== event.tag) };
    case 'conversation.renamed':
      return { ...was, subject: event.subject };
    case 'conversation.contact-linked':
      return { ...was, contactId: event.contactId };
    case 'conversation.erased':
      return erasedConversation(was, event.mark);
    case 'conversation.merged-into':
      return {
        ...was,
        ...status('resolved'),
        mergedInto: event.targetId,
        resolvedAt: at,
        unreadCount: 0,
        isMarkedUnread: false,
        waitingSinceAt: null,
        promises: [],
      };
    case 'conversation.absorbed':
      return {
        ...was,
        absorbed: [...was.absorbed, event.sourceId],
        promises: [...was.promises, ...(event.promises ?? [])],
      };
    case 'conversation.promised': {
      const { type: _type, ...made } = event;
      return { ...was, promises: [...was.promises, { ...made, madeAt: at }] };
    }
    case 'conversation.promise-settled':
      return {
        ...was,
        promises: was.promises.filter((one) => one.promiseId !== event.promiseId),
      };
    case 'conversation.read':
      return { ...was, unreadCount: 0, isMarkedUnread: false };
    case 'conversation.marked-unread':
      return { ...was, isMarkedUnread: true };
    case 'message.received':
      return received(was, event, at);
    case 'message.written':
      return written(was, event, at);
    case 'message.noted': {
      const { note } = event;
      return {
        ...counted(was, note.messageId, at),
        lastPreview: { text: preview(note.text), kind: 'note', authorId: note.authorId },
      };
    }
    case 'message.masked':
      return {
        ...was,
        lastPreview:
          was.lastPreview && was.recentMessageIds.at(-1) === event.messageId
            ? { ...was.lastPreview, text: preview(event.text) }
            : was.lastPreview,
      };
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
      return { ...was, deliveries: withDelivery(was.deliveries, event) };
    default:
      return unreachable(event);
  }
}

const status = (next: Conversation['status']) => ({
  status: next,
  waitingOn: null,
  snoozedUntilAt: null,
});
const preview = (text: string) =>
  text
    .slice(0, MAX_PREVIEW * 4)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_PREVIEW);

function opened(event: Event<'conversation.opened'>, at: number): Conversation {
  const { type: _type, conversationId, ...facts } = event;
  return {
    ...facts,
    id: conversationId,
    status: 'open',
    waitingOn: null,
    snoozedUntilAt: null,
    assigneeId: null,
    priority: 0,
    tags: [],
    cause: null,
    mergedInto: null,
    absorbed: [],
    promises: [],
    isErased: false,
    openedAt: at,
    resolvedAt: null,
    lastMessageAt: at,
    waitingSinceAt: null,
    firstReplyAt: null,
    messageCount: 0,
    unreadCount: 0,
    isMarkedUnread: false,
    lastPreview: null,
    deliveries: {},
    recentMessageIds: [],
  };
}

function counted(was: Conversation, messageId: MessageId, at: number): Conversation {
  return {
    ...was,
    messageCount: was.messageCount + 1,
    lastMessageAt: Math.max(was.lastMessageAt, at),
    recentMessageIds: [...was.recentMessageIds, messageId].slice(-MAX_RECENT_IDS),
  };
}

/** What the writer said, without what they quote. */
const ownText = (message: { text: string; quoteAt?: number | null | undefined }): string =>
  message.text.slice(0, message.quoteAt ?? undefined);

function received(
  was: Conversation,
  { message }: Event<'message.received'>,
  at: number,
): Conversation {
  const shown = preview(ownText(message)) || message.attachments[0]?.name || message.subject || '';
  return {
    ...counted(was, message.messageId, at),
    unreadCount: was.unreadCount + 1,
    waitingSinceAt: message.isAutomatic ? was.waitingSinceAt : (was.waitingSinceAt ?? at),
    language: was.language ?? message.language,
    lastPreview: { text: shown, kind: 'inbound', authorId: null },
  };
}

/** Only a person's answer stops the customer's waiting. */
function written(
  was: Conversation,
  { message }: Event<'message.written'>,
  at: number,
): Conversation {
  const isHuman = message.authorId !== null;
  const delivery = newDelivery(message.sendAt);
  return {
    ...counted(was, message.messageId, at),
    waitingSinceAt: isHuman ? null : was.waitingSinceAt,
    firstReplyAt: was.firstReplyAt ?? (isHuman ? at : null),
    lastPreview: {
      text: preview(ownText(message)) || message.attachments[0]?.name || '',
      kind: 'outbound',
      authorId: message.authorId,
    },
    deliveries: trimmed({ ...was.deliveries, [message.messageId]: delivery }),
  };
}

/** A message just written. */
export const newDelivery = (sendAt: number): Delivery => ({
  state: 'queued',
  attempt: 0,
  sendAt,
  retryAt: null,
  isPermanent: false,
  reason: null,
  bounce: null,
});

const isOver = (delivery: Delivery) =>
  ['sent', 'delivered', 'read', 'withdrawn'].includes(delivery.state);

function trimmed(deliveries: Conversation['deliveries']): Conversation['deliveries'] {
  const entries = Object.entries(deliveries) as [MessageId, Delivery][];
  const tooMany = entries.length - MAX_DELIVERIES;
  if (tooMany <= 0) return deliveries;
  const forgotten = new Set(
    entries
      .filter(([, delivery]) => isOver(delivery))
      .slice(0, tooMany)
      .map(([id]) => id),
  );
  return Object.fromEntries(
    entries.filter(([id]) => !forgotten.has(id)),
  ) as Conversation['deliveries'];
}

export type DeliveryEvent = Event<
  | 'message.withdrawn'
  | 'delivery.attempted'
  | 'delivery.accepted'
  | 'delivery.delivered'
  | 'delivery.read'
  | 'delivery.failed'
  | 'delivery.doubted'
  | 'delivery.retried'
  | 'delivery.hastened'
  | 'delivery.bounced'
>;

function withDelivery(
  deliveries: Conversation['deliveries'],
  event: DeliveryEvent,
): Conversation['deliveries'] {
  const was = deliveries[event.messageId];
  return was ? { ...deliveries, [event.messageId]: evolveDelivery(was, event) } : deliveries;
}

/** The state of one outgoing message; also what its row in the projection holds. */
export function evolveDelivery(was: Delivery, event: DeliveryEvent): Delivery {
  switch (event.type) {
    case 'message.withdrawn':
      return { ...was, state: 'withdrawn', retryAt: null };
    case 'delivery.attempted':
      return { ...was, state: 'sending', attempt: event.attempt, retryAt: null };
    case 'delivery.accepted':
      return { ...was, state: 'sent', retryAt: null, isPermanent: false, reason: null };
    case 'delivery.delivered':
      return { ...was, state: 'delivered', reason: null };
    case 'delivery.read':
      return { ...was, state: 'read', reason: null };
    case 'delivery.failed':
      return {
        ...was,
        state: 'failed',
        retryAt: event.retryAt,
        isPermanent: event.isPermanent,
        reason: event.reason,
      };
    case 'delivery.doubted':
      return { ...was, state: 'in_doubt', reason: event.reason };
    case 'delivery.retried':
    case 'delivery.hastened':
      return {
        ...was,
        state: 'queued',
        sendAt: event.sendAt,
        retryAt: null,
        isPermanent: false,
        reason: null,
      };
    case 'delivery.bounced':
      return {
        ...was,
        state: 'failed',
        isPermanent: true,
        bounce: event.reason,
        reason: event.reason,
      };
    default:
      return unreachable(event);
  }
}
