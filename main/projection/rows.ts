import type { AgentId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { ConversationRow, EventLine, MessageEntry } from '#shared/contract/rows.ts';
import type {
  InboundMessage,
  Note,
  OutboundMessage,
} from '#shared/domain/conversation/message-parts.ts';
import { nextDueAt } from '#shared/domain/conversation/promises.ts';
import type { Conversation, Delivery } from '#shared/domain/conversation/state.ts';

/** Columns every conversation list selects; `c` conversations, `k` contacts, `d` drafts. */
export const ROW_COLUMNS = `c.id AS id, c.number AS number, c.has_attachment AS hasAttachment, c.has_trouble AS hasTrouble,
  c.last_message_at AS lastMessageAt, c.waiting_key AS waitingKey, c.priority AS priority, c.state AS state, k.name AS contactName, d.preview AS draftPreview`;
export const ROW_JOINS = `LEFT JOIN contacts k ON k.id = c.contact_id LEFT JOIN drafts d ON d.conversation_id = c.id AND d.face = 'reply'`;

export interface StoredRow {
  id: string;
  number: number;
  hasAttachment: number;
  hasTrouble: number;
  lastMessageAt: number;
  waitingKey: number;
  priority: number;
  state: string;
  contactName: string | null;
  draftPreview: string | null;
}

export function rowOf(stored: StoredRow): ConversationRow {
  const state = JSON.parse(stored.state) as Conversation;
  return {
    id: state.id,
    number: stored.number,
    channel: state.channel,
    accountId: state.accountId,
    brandId: state.brandId,
    contactId: state.contactId,
    contactName: stored.contactName ?? state.party.name,
    address: state.party.address,
    subject: state.subject,
    status: state.status,
    waitingOn: state.waitingOn,
    snoozedUntilAt: state.snoozedUntilAt,
    assigneeId: state.assigneeId,
    priority: state.priority,
    tags: state.tags,
    unreadCount: state.unreadCount,
    isMarkedUnread: state.isMarkedUnread,
    preview: state.lastPreview,
    draftPreview: stored.draftPreview,
    hasTrouble: stored.hasTrouble === 1,
    hasAttachment: stored.hasAttachment === 1,
    waitingSinceAt: state.waitingSinceAt,
    promiseDueAt: nextDueAt(state.promises),
    lastMessageAt: state.lastMessageAt,
    openedAt: state.openedAt,
    isDemo: state.isDemo,
  };
}

/** Columns of a message as the timeline needs them. */
export const MESSAGE_COLUMNS = `seq, id, conversation_id AS conversationId, at, direction, author_id AS authorId,
  is_unread AS isUnread, delivery, body`;

export interface StoredMessage {
  seq: number;
  id: string;
  conversationId: string;
  at: number;
  direction: 'inbound' | 'outbound' | 'note';
  authorId: string | null;
  isUnread: number;
  delivery: string | null;
  body: string;
}

type NameOf = (agentId: AgentId) => string | null;

export function entryOf(
  stored: StoredMessage,
  channel: Conversation['channel'],
  nameOf: NameOf,
): MessageEntry {
  const base = {
    kind: 'message' as const,
    seq: stored.seq,
    at: stored.at,
    messageId: stored.id as MessageId,
    conversationId: stored.conversationId as ConversationId,
    direction: stored.direction,
    authorId: stored.authorId,
    authorName: stored.authorId ? nameOf(stored.authorId as AgentId) : null,
    isUnread: stored.isUnread === 1,
    delivery: stored.delivery ? deliveryViewOf(JSON.parse(stored.delivery) as Delivery) : null,
  };
  if (stored.direction === 'inbound')
    return { ...base, ...inboundParts(JSON.parse(stored.body) as InboundMessage) };
  if (stored.direction === 'outbound')
    return { ...base, ...outboundParts(JSON.parse(stored.body) as OutboundMessage) };
  const note = JSON.parse(stored.body) as Note;
  return {
    ...base,
    ...plain,
    channel,
    text: note.text,
    attachments: note.attachments,
    masked: note.masked,
  };
}

const plain = {
  from: null,
  to: [],
  cc: [],
  bcc: [],
  subject: null,
  quoteAt: null,
  hasHtml: false,
  hasRaw: false,
  language: null,
  isAutomatic: false,
  unreadable: null,
};

const inboundParts = (message: InboundMessage) => ({
  ...plain,
  channel: message.channel,
  from: message.from,
  to: message.to,
  cc: message.cc,
  subject: message.subject,
  text: message.text,
  quoteAt: message.quoteAt,
  hasHtml: message.html !== null,
  hasRaw: message.raw !== null,
  attachments: message.attachments,
  language: message.language,
  isAutomatic: message.isAutomatic,
  masked: message.masked,
  unreadable: message.unreadable,
});

const outboundParts = (message: OutboundMessage) => ({
  ...plain,
  quoteAt: message.quoteAt ?? null,
  channel: message.channel,
  to: message.to,
  cc: message.cc,
  bcc: message.bcc,
  subject: message.subject,
  text: message.text,
  hasHtml: message.html !== null,
  attachments: message.attachments,
  masked: message.masked,
});

export const deliveryViewOf = (delivery: Delivery) => ({
  state: delivery.state,
  attempt: delivery.attempt,
  sendAt: delivery.sendAt,
  retryAt: delivery.retryAt,
  reason: delivery.reason,
  bounce: delivery.bounce,
});

export interface StoredLine {
  seq: number;
  at: number;
  type: string;
  byActor: string;
  details: string;
}

export function lineOf(stored: StoredLine, nameOf: NameOf): EventLine {
  const details = JSON.parse(stored.details) as Record<string, string | number | null>;
  const assignee = details['assigneeId'];
  if (typeof assignee === 'string') details['assigneeName'] = nameOf(assignee as AgentId);
  const owner = details['ownerId'];
  if (typeof owner === 'string') details['ownerName'] = nameOf(owner as AgentId);
  const isAgent = stored.byActor.startsWith('agent:');
  return {
    kind: 'event',
    seq: stored.seq,
    at: stored.at,
    type: stored.type,
    by: stored.byActor,
    byName: isAgent ? nameOf(stored.byActor.slice('agent:'.length) as AgentId) : null,
    details,
  };
}
