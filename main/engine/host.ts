import type { AccountId, BlobId, CommandId, ConversationId } from '#shared/lib/ids.ts';
import type { Account } from '#shared/domain/account/events.ts';
import type { ConversationCommand } from '#shared/domain/conversation/commands.ts';
import { unreachable } from '#shared/lib/assert.ts';
import type {
  AccountStatus,
  BrandView,
  ChannelHost,
  ChannelSignal,
  HistoryEntry,
  Receipt,
} from '#main/channels/channel.ts';
import type { Blobs } from '#main/platform/blobs.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Log } from '#main/platform/log.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Changes } from './changes.ts';
import type { Codes } from './codes.ts';
import type { Core } from './core.ts';
import { openingOf } from './hours.ts';
import type { Intake } from './intake.ts';
import type { Transcripts } from './transcripts.ts';

export type HostMaker = (
  account: Account,
  secret: (name: string) => Promise<string | null>,
) => ChannelHost;

/** What each channel account is given of the engine, and nothing more. */
export function openHosts(options: {
  core: Core;
  intake: Intake;
  projection: Projection;
  blobs: Blobs;
  changes: Changes;
  clock: Clock;
  log: Log;
  newId: () => string;
  report: (accountId: AccountId, status: AccountStatus) => void;
  customerSignal: (signal: ChannelSignal) => void;
  onAgentSignal: (listener: (signal: ChannelSignal) => void) => () => void;
  bounced: (conversationId: ConversationId, reason: string) => void;
  mask: (bytes: Uint8Array) => Uint8Array;
  transcripts: () => Transcripts;
  codes: () => Pick<Codes, 'confirm'>;
}): HostMaker {
  const { core, intake, projection, blobs, changes, clock } = options;

  function receiptCommand(receipt: Receipt): ConversationCommand | null {
    const messageId =
      'messageId' in receipt.ref
        ? receipt.ref.messageId
        : (projection
            .findByExternalIds([receipt.ref.externalId])
            .find((hit) => hit.direction === 'outbound')?.messageId ?? null);
    const found = messageId ? projection.findMessage(messageId) : null;
    if (!messageId || !found) return null;
    const { conversationId } = found;
    switch (receipt.kind) {
      case 'delivered':
      case 'read':
        return { type: 'delivery.confirm', conversationId, messageId, level: receipt.kind };
      case 'bounced':
      case 'failed':
        return {
          type: 'delivery.bounce',
          conversationId,
          messageId,
          recipient: receipt.recipient ?? null,
          status: receipt.status ?? null,
          reason: receipt.reason ?? receipt.kind,
        };
      default:
        return unreachable(receipt.kind);
    }
  }

  function historyOf(
    conversationId: ConversationId,
    afterSeq: number,
    limit: number,
  ): HistoryEntry[] {
    return projection.historyOf(conversationId, afterSeq, limit).map((row) => ({
      seq: row.seq,
      messageId: row.id,
      direction: row.direction,
      authorName: row.authorId ? projection.agentName(row.authorId as never) : null,
      text: row.body.text,
      attachments: row.body.attachments,
      at: row.at,
      state: row.state,
    }));
  }

  function brandOf(account: Account): BrandView {
    const brand = projection.brand(account.brandId);
    const opening = brand ? openingOf(brand.hours, clock.now()) : { isOpen: true, opensAt: null };
    return {
      id: account.brandId,
      name: brand?.name ?? account.name,
      language: brand?.language ?? 'zh-CN',
      colour: brand?.colour ?? '#1D5FD1',
      greeting: brand?.greeting ?? '',
      signature: brand?.signature ?? '',
      topics: brand?.topics ?? [],
      faq: brand?.faq ?? [],
      timeZone: brand?.hours.timeZone ?? 'UTC',
      canMail: options.transcripts().canMail(account),
      isOpen: opening.isOpen,
      closedUntilAt: opening.opensAt,
      waitingCount: projection.waitingCount(account.brandId, account.channel),
      isDemo: account.isDemo,
    };
  }

  return (account, secret) => {
    const ledger = projection.ledger(account.id);
    const log = options.log.child({ accountId: account.id });
    return {
      clock,
      log,
      ledger,
      newId: options.newId,
      secret,
      accept: (inbound, ledgerWrites = []) =>
        intake.accept(
          account,
          inbound,
          ledgerWrites.length === 0
            ? undefined
            : () => ledgerWrites.forEach(({ key, value }) => ledger.set(key, value)),
        ),
      together: (work) => core.together(work),
      quarantine(bytes, reason) {
        // Bytes of an unknown kind are masked as text: digits are ASCII in every encoding of mail.
        const blob = blobs.put(options.mask(bytes));
        const id = `${account.id}-${blob.slice(0, 16)}`;
        projection.addToQuarantine({
          id,
          accountId: account.id,
          reason: reason.slice(0, 500),
          at: clock.now(),
          bytes: bytes.byteLength,
          blob,
        });
        core.afterCommit(() => changes.publish({ kind: 'tags', tags: ['status'], seq: 0 }));
      },
      receipt(receipt) {
        const command = receiptCommand(receipt);
        if (!command) return false;
        core.execute([command], {
          id: options.newId() as CommandId,
          at: clock.now(),
          by: 'system:channel',
        });
        if (receipt.kind === 'bounced' || receipt.kind === 'failed')
          core.afterCommit(() =>
            options.bounced(command.conversationId, receipt.reason ?? receipt.kind),
          );
        return true;
      },
      report: (status) => options.report(account.id, status),
      keep: (bytes): BlobId => blobs.put(bytes),
      read: (blob) => blobs.read(blob),
      history: historyOf,
      mailTranscript: (request) => options.transcripts().mail(account, request),
      confirmCode: (codeId, entered) => options.codes().confirm(codeId, entered),
      standing(conversationId) {
        const state = projection.conversation(conversationId);
        return (
          state && {
            isResolved: state.status === 'resolved',
            isTaken: state.assigneeId !== null,
            isErased: state.isErased,
          }
        );
      },
      onConversation: (listener) =>
        changes.listen((change) => {
          if (change.kind !== 'tags') return;
          for (const tag of change.tags) {
            if (!tag.startsWith('conversation:')) continue;
            const conversationId = tag.slice('conversation:'.length) as ConversationId;
            if (projection.conversation(conversationId)?.accountId === account.id)
              listener({ conversationId });
          }
        }),
      signal: options.customerSignal,
      onSignal: (listener) =>
        options.onAgentSignal((signal) => {
          if (projection.conversation(signal.conversationId)?.accountId === account.id)
            listener(signal);
        }),
      brand: () => brandOf(account),
    };
  };
}
