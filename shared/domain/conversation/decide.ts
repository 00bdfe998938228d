import type { MessageId } from '#shared/lib/ids.ts';
import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject } from '../event.ts';
import { decidePromise } from './decide-promise.ts';
import type { ConversationCommand } from './commands.ts';
import type { ConversationEvent } from './events.ts';
import type { DeliveryState, InboundMessage, OutboundMessage } from './message-parts.ts';
import type { Conversation, Delivery } from './state.ts';

type Decided = Decision<ConversationEvent>;
type Command<T extends ConversationCommand['type']> = Extract<ConversationCommand, { type: T }>;

/** The rules of one conversation. Pure: time is `at`, ids come in with the command. */
export function decideConversation(
  state: Conversation | null,
  command: ConversationCommand,
  at: number,
): Decided {
  if (command.type === 'conversation.open') return open(state, command);
  if (!state) return reject('conversation.unknown');
  if (state.mergedInto && !worksAfterMerge.has(command.type))
    return reject('conversation.merged', { into: state.mergedInto });
  if (state.isErased && bringsWords.has(command.type)) return reject('conversation.erased');
  switch (command.type) {
    case 'conversation.assign':
      return state.assigneeId === command.assigneeId
        ? accept()
        : accept({ type: 'conversation.assigned', assigneeId: command.assigneeId });
    case 'conversation.resolve':
    case 'conversation.reopen':
    case 'conversation.wait':
    case 'conversation.snooze':
    case 'conversation.wake':
      return changeStatus(state, command, at);
    case 'conversation.prioritise':
      return state.priority === command.priority
        ? accept()
        : accept({ type: 'conversation.prioritised', priority: command.priority });
    case 'conversation.tag':
      return hasTag(state, command.tag)
        ? accept()
        : accept({ type: 'conversation.tagged', tag: command.tag });
    case 'conversation.untag':
      return untag(state, command.tag);
    case 'conversation.rename':
      return state.subject === command.subject
        ? accept()
        : accept({ type: 'conversation.renamed', subject: command.subject });
    case 'conversation.link-contact':
      return state.contactId === command.contactId
        ? accept()
        : accept({ type: 'conversation.contact-linked', contactId: command.contactId });
    case 'conversation.merge-into':
      return command.targetId === state.id
        ? reject('conversation.merge-with-itself')
        : accept({ type: 'conversation.merged-into', targetId: command.targetId });
    case 'conversation.absorb':
      return absorb(state, command);
    case 'conversation.promise':
    case 'conversation.settle-promise':
      return decidePromise(state, command, at);
    case 'conversation.erase':
      return accept({ type: 'conversation.erased', mark: command.mark });
    case 'conversation.read':
      return state.unreadCount === 0 && !state.isMarkedUnread
        ? accept()
        : accept({ type: 'conversation.read' });
    case 'conversation.mark-unread':
      return state.isMarkedUnread ? accept() : accept({ type: 'conversation.marked-unread' });
    case 'message.receive':
      return receive(state, command.message);
    case 'message.write':
      return write(state, command.message);
    case 'message.note':
      return note(state, command);
    case 'message.mask':
      return accept({
        type: 'message.masked',
        messageId: command.messageId,
        text: command.text,
        masked: command.masked,
      });
    case 'message.withdraw':
    case 'message.hasten':
    case 'delivery.attempt':
    case 'delivery.accept':
    case 'delivery.confirm':
    case 'delivery.fail':
    case 'delivery.doubt':
    case 'delivery.retry':
    case 'delivery.settle':
    case 'delivery.bounce': {
      const delivery = state.deliveries[command.messageId];
      return delivery ? decideDelivery(delivery, command, at) : reject('message.unknown');
    }
    default:
      return unreachable(command);
  }
}

type StatusCommand = Command<
  | 'conversation.resolve'
  | 'conversation.reopen'
  | 'conversation.wait'
  | 'conversation.snooze'
  | 'conversation.wake'
>;

function changeStatus(state: Conversation, command: StatusCommand, at: number): Decided {
  switch (command.type) {
    case 'conversation.resolve':
      return state.status === 'resolved'
        ? reject('conversation.already-resolved')
        : accept({ type: 'conversation.resolved', cause: command.cause });
    case 'conversation.reopen':
      return state.status === 'open'
        ? reject('conversation.not-resolved')
        : accept({ type: 'conversation.reopened', reason: command.reason });
    case 'conversation.wait':
      return state.status === 'pending' && state.waitingOn === command.on
        ? accept()
        : accept({ type: 'conversation.set-waiting', on: command.on });
    case 'conversation.snooze':
      return command.untilAt !== null && command.untilAt <= at
        ? reject('conversation.snooze-in-past')
        : accept({ type: 'conversation.snoozed', untilAt: command.untilAt });
    case 'conversation.wake':
      return state.status === 'snoozed'
        ? accept({ type: 'conversation.woken', reason: command.reason })
        : accept();
    default:
      return unreachable(command);
  }
}

/** What may not come back into a conversation whose customer was erased. */
const bringsWords: ReadonlySet<ConversationCommand['type']> = new Set([
  'conversation.rename',
  'message.receive',
  'message.write',
  'message.note',
]);

/** A merged conversation is closed for work, but what already left it is still reported. */
const worksAfterMerge: ReadonlySet<ConversationCommand['type']> = new Set([
  'conversation.erase',
  'conversation.read',
  'conversation.link-contact',
  'message.mask',
  'delivery.attempt',
  'delivery.accept',
  'delivery.confirm',
  'delivery.fail',
  'delivery.doubt',
  'delivery.retry',
  'delivery.settle',
  'delivery.bounce',
  'message.withdraw',
  'message.hasten',
]);

function open(state: Conversation | null, command: Command<'conversation.open'>): Decided {
  if (state) return reject('conversation.already-exists');
  const { type: _type, ...opened } = command;
  return accept({ type: 'conversation.opened', ...opened });
}

const sameTag = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const hasTag = (state: Conversation, tag: string) => state.tags.some((own) => sameTag(own, tag));

function untag(state: Conversation, tag: string): Decided {
  const own = state.tags.find((candidate) => sameTag(candidate, tag));
  return own === undefined ? accept() : accept({ type: 'conversation.untagged', tag: own });
}

function absorb(state: Conversation, command: Command<'conversation.absorb'>): Decided {
  if (command.sourceId === state.id) return reject('conversation.merge-with-itself');
  if (state.absorbed.includes(command.sourceId)) return accept();
  const { sourceId, promises = [] } = command;
  return accept({
    type: 'conversation.absorbed',
    sourceId,
    ...(promises.length === 0 ? {} : { promises }),
  });
}

/**
 * A customer's message always gets in, and brings a sleeping conversation back. Automatic mail
 * (auto-replies, bounces) is kept but wakes nobody.
 */
function receive(state: Conversation, message: InboundMessage): Decided {
  if (state.recentMessageIds.includes(message.messageId)) return accept();
  const events: ConversationEvent[] = [];
  if (!message.isAutomatic) {
    if (state.status === 'resolved' || state.status === 'pending')
      events.push({ type: 'conversation.reopened', reason: 'customer-message' });
    if (state.status === 'snoozed')
      events.push({ type: 'conversation.woken', reason: 'customer-message' });
  }
  return accept(...events, { type: 'message.received', message });
}

function write(state: Conversation, message: OutboundMessage): Decided {
  if (state.deliveries[message.messageId]) return accept();
  if (message.text.trim() === '' && message.attachments.length === 0 && message.html === null)
    return reject('message.empty');
  if (message.channel !== state.channel)
    return reject('message.wrong-channel', { channel: state.channel });
  if (message.to.length + message.cc.length + message.bcc.length === 0)
    return reject('message.no-recipient');
  return accept({ type: 'message.written', message });
}

function note(state: Conversation, command: Command<'message.note'>): Decided {
  if (state.recentMessageIds.includes(command.note.messageId)) return accept();
  if (command.note.text.trim() === '' && command.note.attachments.length === 0)
    return reject('message.empty');
  return accept({ type: 'message.noted', note: command.note });
}

type DeliveryCommand = Command<
  | 'message.withdraw'
  | 'message.hasten'
  | 'delivery.attempt'
  | 'delivery.accept'
  | 'delivery.confirm'
  | 'delivery.fail'
  | 'delivery.doubt'
  | 'delivery.retry'
  | 'delivery.settle'
  | 'delivery.bounce'
>;

/**
 *   queued ─▶ sending ─▶ sent ─▶ delivered ─▶ read
 *     ▲          ├─▶ failed ───┐        (forward only)
 *     │          └─▶ in_doubt ─┤
 *     └──── a person's retry ──┘        withdrawn: from queued, failed or in_doubt
 *
 * Late or repeated reports change nothing; they are not errors (callbacks come twice and out of order).
 */
function decideDelivery(delivery: Delivery, command: DeliveryCommand, at: number): Decided {
  const { state } = delivery;
  const { messageId } = command;
  switch (command.type) {
    case 'message.withdraw':
      if (state === 'withdrawn') return accept();
      return isHeld(state)
        ? accept({ type: 'message.withdrawn', messageId })
        : reject('message.already-left');
    case 'message.hasten':
      if (state !== 'queued') return reject('message.already-left');
      return command.sendAt < delivery.sendAt
        ? accept({ type: 'delivery.hastened', messageId, sendAt: command.sendAt })
        : accept();
    case 'delivery.attempt':
      return attempt(delivery, messageId, at);
    case 'delivery.accept':
      return isHeld(state) || state === 'sending'
        ? accept({
            type: 'delivery.accepted',
            messageId,
            externalId: command.externalId,
            response: command.response,
          })
        : accept();
    case 'delivery.confirm':
      return confirm(state, messageId, command.level);
    case 'delivery.fail': {
      const { type: _type, conversationId: _id, ...why } = command;
      return state === 'sending' || state === 'in_doubt'
        ? accept({ type: 'delivery.failed', ...why })
        : accept();
    }
    case 'delivery.doubt':
      return state === 'sending'
        ? accept({ type: 'delivery.doubted', messageId, reason: command.reason })
        : accept();
    case 'delivery.retry':
      return state === 'failed' || state === 'in_doubt'
        ? accept({ type: 'delivery.retried', messageId, sendAt: command.sendAt })
        : reject('message.not-failed');
    case 'delivery.settle':
      return state === 'in_doubt'
        ? accept({ type: 'delivery.accepted', messageId, externalId: null, response: null })
        : reject('message.not-doubtful');
    case 'delivery.bounce':
      return state === 'withdrawn' || delivery.bounce !== null
        ? accept()
        : accept({
            type: 'delivery.bounced',
            messageId,
            recipient: command.recipient,
            status: command.status,
            reason: command.reason,
          });
    default:
      return unreachable(command);
  }
}

/** Not on its way: it can still be taken back. */
const isHeld = (state: DeliveryState) =>
  state === 'queued' || state === 'failed' || state === 'in_doubt';

function attempt(delivery: Delivery, messageId: MessageId, at: number): Decided {
  const isDue =
    (delivery.state === 'queued' && delivery.sendAt <= at) ||
    (delivery.state === 'failed' && delivery.retryAt !== null && delivery.retryAt <= at);
  return isDue
    ? accept({ type: 'delivery.attempted', messageId, attempt: delivery.attempt + 1 })
    : reject('message.already-left');
}

const rank: Record<DeliveryState, number> = {
  queued: 0,
  failed: 0,
  withdrawn: 9,
  in_doubt: 1,
  sending: 1,
  sent: 2,
  delivered: 3,
  read: 4,
};

function confirm(state: DeliveryState, messageId: MessageId, level: 'delivered' | 'read'): Decided {
  if (rank[state] === 0 || rank[state] >= rank[level]) return accept();
  return accept({ type: level === 'read' ? 'delivery.read' : 'delivery.delivered', messageId });
}
