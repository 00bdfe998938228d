import { z } from '#shared/lib/schema.ts';
import {
  accountId,
  agentId,
  brandId,
  contactId,
  conversationId,
  messageId,
  promiseId,
} from '#shared/lib/ids.ts';
import { erasedMark } from '../contact/parts.ts';
import { instant } from '../event.ts';
import { promise, promiseOutcome } from './promises.ts';
import { channelKind, inboundMessage, note, outboundMessage, party } from './message-parts.ts';

/** What a visitor filled in before a chat, or an agent when starting a mail. */
export const preChat = z.object({
  accountName: z.string().max(200).nullable(),
  orderNumber: z.string().max(120).nullable(),
  topic: z.string().max(120).nullable(),
  pageUrl: z.string().max(2000).nullable(),
});
export type PreChat = z.infer<typeof preChat>;

export const waitingOn = z.enum(['customer', 'internal']);
export const priority = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

export const conversationEvent = z.discriminatedUnion('type', [
  event('conversation.opened', {
    conversationId,
    channel: channelKind,
    accountId,
    brandId,
    contactId,
    /** The customer's address in this conversation. */
    party,
    subject: z.string().nullable(),
    preChat: preChat.nullable(),
    language: z.string().nullable(),
    isDemo: z.boolean(),
  }),
  event('conversation.assigned', { assigneeId: agentId.nullable() }),
  event('conversation.resolved', { cause: z.string().nullable() }),
  event('conversation.reopened', { reason: z.enum(['agent', 'customer-message', 'undo']) }),
  event('conversation.set-waiting', { on: waitingOn }),
  /** `untilAt` null: until the customer writes. */
  event('conversation.snoozed', { untilAt: instant.nullable() }),
  event('conversation.woken', { reason: z.enum(['time', 'customer-message', 'agent']) }),
  event('conversation.prioritised', { priority }),
  event('conversation.tagged', { tag: z.string().min(1).max(60) }),
  event('conversation.untagged', { tag: z.string().min(1).max(60) }),
  event('conversation.renamed', { subject: z.string().max(500) }),
  event('conversation.contact-linked', { contactId }),
  event('conversation.merged-into', { targetId: conversationId }),
  event('conversation.absorbed', {
    sourceId: conversationId,
    /** Promises still open in the source go on here. */
    promises: z.array(promise).optional(),
  }),
  /** An agent told the customer that something will happen by a time. */
  event('conversation.promised', { ...promise.omit({ madeAt: true }).shape }),
  event('conversation.promise-settled', { promiseId, outcome: promiseOutcome, dueAt: instant }),
  /** Its customer asked to be forgotten: every word and address in it is gone. */
  event('conversation.erased', { mark: erasedMark }),
  event('conversation.read', {}),
  event('conversation.marked-unread', {}),
  event('message.received', { message: inboundMessage }),
  event('message.written', { message: outboundMessage }),
  event('message.noted', { note }),
  /** Undone inside its window, or given up by a person: it never leaves. */
  event('message.withdrawn', { messageId }),
  /** Text replaced by a stricter masking (digits of a card split over messages). */
  event('message.masked', {
    messageId,
    text: z.string(),
    masked: z.record(z.string(), z.number()),
  }),
  /** Written before the request leaves: after it, a lost answer is a doubt and never a resend (I2). */
  event('delivery.attempted', { messageId, attempt: z.number().int().positive() }),
  event('delivery.accepted', {
    messageId,
    externalId: z.string().nullable(),
    response: z.string().nullable(),
  }),
  event('delivery.delivered', { messageId }),
  event('delivery.read', { messageId }),
  /** `retryAt` null: final until a person acts. */
  event('delivery.failed', {
    messageId,
    code: z.string(),
    reason: z.string(),
    isPermanent: z.boolean(),
    retryAt: instant.nullable(),
  }),
  event('delivery.doubted', { messageId, reason: z.string() }),
  event('delivery.retried', { messageId, sendAt: instant }),
  /** Leaves earlier than it was going to: the agent did not want the undo time. */
  event('delivery.hastened', { messageId, sendAt: instant }),
  event('delivery.bounced', {
    messageId,
    recipient: z.string().nullable(),
    status: z.string().nullable(),
    reason: z.string(),
  }),
]);
export type ConversationEvent = z.infer<typeof conversationEvent>;
