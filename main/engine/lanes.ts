import type { AccountId, BlobId, CommandId, ConversationId } from '#shared/lib/ids.ts';
import type { ConversationCommand } from '#shared/domain/conversation/commands.ts';
import type { OutboundMessage } from '#shared/domain/conversation/message-parts.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#shared/lib/units.ts';
import type { ChannelAccount, SendOutcome } from '#main/channels/channel.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Log } from '#main/platform/log.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Core } from './core.ts';

/**
 * One lane per account: messages leave one at a time, in order within a conversation.
 *
 *   queued ──attempt (durable)──▶ send ──▶ accepted | failed (again later) | failed | in doubt
 *
 * Invariant I2: after `delivery.attempted` is on disk the message is never sent again unless the
 * provider said no, or a person said so. A process that dies in between leaves a doubt.
 */
export interface Lanes {
  open(accountId: AccountId, account: ChannelAccount): void;
  close(accountId: AccountId): Promise<void>;
  /** Something may have become due. */
  nudge(accountId?: AccountId): void;
  /** Messages that were on their way when the process ended: looked up, else left to a person. */
  settleInterrupted(accountId: AccountId, account: ChannelAccount): Promise<void>;
}

/** Temporary refusals are tried again for this long, then a person decides. */
const GIVE_UP_AFTER_MS = DAY_MS;
const FIRST_RETRY_MS = 5 * SECOND_MS;
const LAST_RETRY_MS = 15 * MINUTE_MS;

/** 5 s, 10 s, 20 s … at most 15 min. */
export const retryDelayMs = (attempt: number) =>
  Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(20, attempt - 1));

interface Lane {
  account: ChannelAccount;
  isRunning: boolean;
  isClosed: boolean;
  cancelTimer: (() => void) | null;
  idle: Promise<void>;
  /** A provider's answer that could not be written down (a full disk): written before anything else is sent. */
  unrecorded: (() => void) | null;
}

export function openLanes(options: {
  core: Core;
  projection: Projection;
  clock: Clock;
  log: Log;
  newId: () => string;
  readBlob: (blob: BlobId) => Promise<Uint8Array>;
  /** The message as it leaves; null: what it was to carry is gone. */
  filled?: (message: OutboundMessage) => { message: OutboundMessage; isSecret: boolean } | null;
  failed: (
    conversationId: ConversationId,
    message: OutboundMessage,
    kind: 'failed' | 'in_doubt',
    reason: string,
  ) => void;
  crashpoint?: (name: string) => void;
}): Lanes {
  const { core, projection, clock, log, newId } = options;
  const crashpoint = options.crashpoint ?? (() => undefined);
  const lanes = new Map<AccountId, Lane>();

  const execute = (command: ConversationCommand) =>
    core.execute([command], { id: newId() as CommandId, at: clock.now(), by: 'system:delivery' });

  function record(
    conversationId: ConversationId,
    message: OutboundMessage,
    attempt: number,
    firstTriedAt: number,
    outcome: SendOutcome,
  ) {
    const { messageId } = message;
    switch (outcome.kind) {
      case 'accepted':
        execute({
          type: 'delivery.accept',
          conversationId,
          messageId,
          externalId: outcome.externalId,
          response: outcome.response,
        });
        return;
      case 'in_doubt':
        execute({ type: 'delivery.doubt', conversationId, messageId, reason: outcome.reason });
        options.failed(conversationId, message, 'in_doubt', outcome.reason);
        return;
      case 'failed': {
        const isOver = outcome.isPermanent || clock.now() - firstTriedAt > GIVE_UP_AFTER_MS;
        const retryAt = isOver
          ? null
          : clock.now() + (outcome.retryAfterMs ?? retryDelayMs(attempt));
        execute({
          type: 'delivery.fail',
          conversationId,
          messageId,
          code: outcome.code,
          reason: outcome.reason,
          isPermanent: isOver,
          retryAt,
        });
        if (isOver) options.failed(conversationId, message, 'failed', outcome.reason);
      }
    }
  }

  function writeDown(lane: Lane) {
    lane.unrecorded?.();
    lane.unrecorded = null;
  }

  async function sendNext(accountId: AccountId, lane: Lane): Promise<boolean> {
    writeDown(lane);
    const [due] = projection.dueDeliveries(accountId, clock.now(), 1);
    if (!due) return false;
    const { conversationId, message, firstTriedAt } = due;
    const begun = execute({
      type: 'delivery.attempt',
      conversationId,
      messageId: message.messageId,
    });
    if (!begun.ok) {
      log.error({ accountId, code: begun.rejection.code }, 'a due message could not be attempted');
      return false;
    }
    crashpoint('after-attempt');
    const attempt = due.attempt + 1;
    let outcome: SendOutcome;
    try {
      const filled = options.filled ? options.filled(message) : { message, isSecret: false };
      outcome = filled
        ? await lane.account.send(filled.message, {
            conversationId,
            attempt,
            isSecret: filled.isSecret,
            read: options.readBlob,
          })
        : {
            kind: 'failed',
            code: 'verification.code-gone',
            reason: 'the code has run out or the desk was started again',
            isPermanent: true,
          };
    } catch (error) {
      // The channel broke its promise not to throw: whether the request left is unknown.
      log.error({ accountId, error: String(error) }, 'a channel threw while sending');
      outcome = { kind: 'in_doubt', reason: 'channel.crashed' };
    }
    crashpoint('after-send');
    const triedAt = firstTriedAt ?? clock.now();
    lane.unrecorded = () => record(conversationId, message, attempt, triedAt, outcome);
    writeDown(lane);
    return true;
  }

  function arm(accountId: AccountId, lane: Lane) {
    lane.cancelTimer?.();
    lane.cancelTimer = null;
    const next = projection.nextDeliveryAt(accountId, clock.now());
    if (next === null || lane.isClosed) return;
    // A timer further away than a minute is set again then: clocks jump and machines sleep.
    const waitMs = Math.min(MINUTE_MS, Math.max(10, next - clock.now()));
    lane.cancelTimer = clock.after(waitMs, () => pump(accountId));
  }

  async function drain(accountId: AccountId, lane: Lane) {
    try {
      while (!lane.isClosed && (await sendNext(accountId, lane)));
    } finally {
      lane.isRunning = false;
      arm(accountId, lane);
    }
  }

  function pump(accountId: AccountId) {
    const lane = lanes.get(accountId);
    if (!lane || lane.isRunning || lane.isClosed) return;
    lane.isRunning = true;
    lane.idle = drain(accountId, lane).catch((error: unknown) => {
      log.error(
        { accountId, error: String(error) },
        'a delivery lane stopped and will be tried again',
      );
      lane.cancelTimer = clock.after(MINUTE_MS, () => pump(accountId));
    });
  }

  return {
    open(accountId, account) {
      lanes.set(accountId, {
        account,
        isRunning: false,
        isClosed: false,
        cancelTimer: null,
        idle: Promise.resolve(),
        unrecorded: null,
      });
      pump(accountId);
    },
    async close(accountId) {
      const lane = lanes.get(accountId);
      if (!lane) return;
      lane.isClosed = true;
      lane.cancelTimer?.();
      lanes.delete(accountId);
      await lane.idle;
    },
    nudge(accountId) {
      if (accountId) pump(accountId);
      else for (const id of lanes.keys()) pump(id);
    },
    async settleInterrupted(accountId, account) {
      for (const { conversationId, message } of projection.unsettledAttempts(accountId)) {
        execute({
          type: 'delivery.doubt',
          conversationId,
          messageId: message.messageId,
          reason: 'interrupted',
        });
        const known = await account.lookUp?.(message).catch(() => 'unknown' as const);
        if (known === 'accepted')
          execute({ type: 'delivery.settle', conversationId, messageId: message.messageId });
        else options.failed(conversationId, message, 'in_doubt', 'interrupted');
      }
    },
  };
}
