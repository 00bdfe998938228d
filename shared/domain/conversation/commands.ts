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
import { preChat, priority, waitingOn } from './events.ts';
import { promise, promiseOutcome } from './promises.ts';
import { channelKind, inboundMessage, note, outboundMessage, party } from './message-parts.ts';

const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), conversationId, ...shape });

export const conversationCommand = z.discriminatedUnion('type', [
  command('conversation.open', {
    channel: channelKind,
    accountId,
    brandId,
    contactId,
    party,
    subject: z.string().max(1000).nullable(),
    preChat: preChat.nullable(),
    language: z.string().max(20).nullable(),
    isDemo: z.boolean(),
  }),
  command('conversation.assign', { assigneeId: agentId.nullable() }),
  command('conversation.resolve', { cause: z.string().max(120).nullable() }),
  command('conversation.reopen', { reason: z.enum(['agent', 'undo']) }),
  command('conversation.wait', { on: waitingOn }),
  command('conversation.snooze', { untilAt: instant.nullable() }),
  command('conversation.wake', { reason: z.enum(['time', 'agent']) }),
  command('conversation.prioritise', { priority }),
  command('conversation.tag', { tag: z.string().trim().min(1).max(60) }),
  command('conversation.untag', { tag: z.string().trim().min(1).max(60) }),
  command('conversation.rename', { subject: z.string().trim().min(1).max(500) }),
  command('conversation.link-contact', { contactId }),
  command('conversation.merge-into', { targetId: conversationId }),
  command('conversation.absorb', {
    sourceId: conversationId,
    promises: z.array(promise).optional(),
  }),
  command('conversation.promise', { ...promise.omit({ madeAt: true }).shape }),
  /** Settled after its time, a promise is broken whatever was asked. */
  command('conversation.settle-promise', { promiseId, outcome: promiseOutcome }),
  command('conversation.erase', { mark: erasedMark }),
  command('conversation.read', {}),
  command('conversation.mark-unread', {}),
  command('message.receive', { message: inboundMessage }),
  command('message.write', { message: outboundMessage }),
  command('message.note', { note }),
  command('message.withdraw', { messageId }),
  command('message.hasten', { messageId, sendAt: instant }),
  command('message.mask', {
    messageId,
    text: z.string(),
    masked: z.record(z.string(), z.number()),
  }),
  command('delivery.attempt', { messageId }),
  command('delivery.accept', {
    messageId,
    externalId: z.string().nullable(),
    response: z.string().nullable(),
  }),
  command('delivery.confirm', { messageId, level: z.enum(['delivered', 'read']) }),
  command('delivery.fail', {
    messageId,
    code: z.string(),
    reason: z.string(),
    isPermanent: z.boolean(),
    retryAt: instant.nullable(),
  }),
  command('delivery.doubt', { messageId, reason: z.string() }),
  /** A person decides about a doubtful or failed message: send it again. */
  command('delivery.retry', { messageId, sendAt: instant }),
  /** A person decides about a doubtful message: it did arrive. */
  command('delivery.settle', { messageId }),
  command('delivery.bounce', {
    messageId,
    recipient: z.string().nullable(),
    status: z.string().nullable(),
    reason: z.string(),
  }),
]);
export type ConversationCommand = z.infer<typeof conversationCommand>;
