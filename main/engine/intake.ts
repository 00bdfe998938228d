import { hash } from 'node:crypto';
import type {
  AccountId,
  CommandId,
  ContactId,
  ConversationId,
  MessageId,
} from '#shared/lib/ids.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';
import type {
  Attachment,
  ChannelKind,
  InboundMessage,
} from '#shared/domain/conversation/message-parts.ts';
import { maskFile } from '#main/platform/mask-bytes.ts';
import type { Accepted, ChannelAccountConfig, Inbound } from '#main/channels/channel.ts';
import type { Blobs } from '#main/platform/blobs.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { CardGate } from './card-gate.ts';
import type { Core } from './core.ts';
import { Failure } from '#main/platform/failure.ts';

export interface IntakeAccount extends ChannelAccountConfig<unknown> {
  channel: ChannelKind;
}

export interface Intake {
  /**
   * Takes one message in, once (I3): card gate, contact, threading, journal. Returns after the
   * commit. `also` runs in the same transaction, for the channel's own memory of what it has seen. `at` is now, except in the demo's past.
   */
  accept(account: IntakeAccount, inbound: Inbound, also?: () => void, at?: number): Accepted;
}

/** How far a chain of merges is followed. */
const MAX_MERGES = 20;

export function openIntake(options: {
  core: Core;
  projection: Projection;
  blobs: Blobs;
  gate: CardGate;
  clock: Clock;
  newId: () => string;
  /** After the commit of a new message; not for repeats. */
  arrived: (accepted: Accepted, inbound: Inbound) => void;
}): Intake {
  const { core, projection, blobs, gate, clock, newId } = options;

  const commandIdOf = (accountId: AccountId, dedupeKey: string) =>
    `in-${hash('sha256', `${accountId}\n${dedupeKey}`).slice(0, 40)}` as CommandId;

  /** The conversation that took over after merges. */
  function standing(id: ConversationId): Conversation | null {
    let conversation = projection.conversation(id);
    for (let i = 0; conversation?.mergedInto && i < MAX_MERGES; i++) {
      conversation = projection.conversation(conversation.mergedInto);
    }
    return conversation ?? null;
  }

  /**
   * RFC 5322 §3.6.4 linking, believed only when the sender already takes part or the channel
   * proved the referenced id by its keyed token: a stranger who quotes an id opens a new conversation.
   */
  function threadOf(
    account: IntakeAccount,
    inbound: Inbound,
    contactId: ContactId | null,
  ): Conversation | null {
    if (inbound.conversationId) {
      const own = standing(inbound.conversationId);
      return own?.isErased ? null : own;
    }
    if (inbound.forceNew) return null;
    const ids = [inbound.inReplyTo, ...inbound.references.toReversed()].filter((id) => id !== null);
    if (ids.length > 0) {
      const proven = new Set(inbound.provenReferences ?? []);
      const found = projection.findByExternalIds(ids).filter((hit) => hit.accountId === account.id);
      const byId = new Map(found.map((hit) => [hit.externalId, hit]));
      for (const id of ids) {
        const hit = byId.get(id);
        const conversation = hit ? standing(hit.conversationId) : null;
        if (!conversation || conversation.isErased) continue;
        const takesPart =
          conversation.contactId === contactId ||
          projection.hasParticipant(conversation.id, inbound.identity.address.toLowerCase());
        if (proven.has(id) || takesPart) return conversation;
      }
      return null;
    }
    // Channels without threads: the customer's conversation that is not resolved goes on.
    if (account.channel !== 'email' && contactId) {
      const [open] = projection.openConversationsOf(contactId, account.id);
      return open ? standing(open) : null;
    }
    return null;
  }

  /** The channel's own id, unless it names a conversation that was erased. */
  const idFor = ({ conversationId }: Inbound): ConversationId =>
    conversationId && !projection.conversation(conversationId)
      ? conversationId
      : (newId() as ConversationId);

  function contactFor(
    inbound: Inbound,
    name: string | null,
    isDemo: boolean,
  ): { id: ContactId; commands: DomainCommand[] } {
    const identities = [inbound.identity, ...(inbound.moreIdentities ?? [])];
    // A proven account of the brand outweighs a visitor's browser.
    const known = identities
      .toReversed()
      .filter((identity) => identity === inbound.identity || identity.isVerified)
      // What somebody typed into a form is a claim: it may point at a person, it never is one.
      .filter(() => inbound.isClaim !== true)
      .map((identity) => projection.contactByIdentity(identity.kind, identity.address))
      .find((id) => id !== null);
    if (known) {
      const commands = identities
        .filter(
          (identity) => projection.contactByIdentity(identity.kind, identity.address) === null,
        )
        .map((identity): DomainCommand => ({
          type: 'contact.add-identity',
          contactId: known,
          identity,
        }));
      return { id: known, commands };
    }
    const id = newId() as ContactId;
    return {
      id,
      commands: [
        {
          type: 'contact.create',
          contactId: id,
          name,
          kind: 'user',
          identities,
          language: inbound.language,
          isDemo,
        },
      ],
    };
  }

  const htmlOf = (html: string, { hasMaskedParts }: Inbound) =>
    hasMaskedParts ? html : gate.html(html).html;

  /** Only of bytes that stay as they came. */
  const idsOf = ({ hasMaskedParts, blobIds }: Inbound) => (hasMaskedParts ? blobIds : undefined);

  function keepAttachments(inbound: Inbound): Attachment[] {
    return inbound.attachments.map((part, index) => {
      const bytes = inbound.hasMaskedParts ? part.bytes : maskFile(part.bytes, part.mime);
      return {
        blob: blobs.put(bytes, idsOf(inbound)?.attachments[index]),
        name: gate.line(part.name),
        mime: part.mime,
        bytes: bytes.byteLength,
        cid: part.cid,
        isInline: part.isInline,
      };
    });
  }

  /** The bytes of a message, each through the gate; the raw source was masked by its channel. */
  const keepParts = (inbound: Inbound): Pick<InboundMessage, 'html' | 'raw' | 'attachments'> => ({
    html:
      inbound.html === null
        ? null
        : blobs.put(Buffer.from(htmlOf(inbound.html, inbound)), idsOf(inbound)?.html),
    raw: inbound.raw ? blobs.put(inbound.raw, idsOf(inbound)?.raw) : null,
    attachments: keepAttachments(inbound),
  });

  return {
    accept(account, inbound, also, at = clock.now()) {
      const before = projection.findMessageByDedupe(account.id, inbound.dedupeKey);
      if (before) {
        if (also) core.execute([], { id: newId() as CommandId, at, by: 'system:intake' }, also);
        return { ...before, isRepeat: true };
      }
      const name = inbound.from.name ? gate.line(inbound.from.name) : null;
      const isDemo = account.isDemo || inbound.isDemo === true;
      const contact = contactFor(inbound, name, isDemo);
      const isNewContact = contact.commands[0]?.type === 'contact.create';
      const thread = threadOf(account, inbound, isNewContact ? null : contact.id);
      const conversationId = thread?.id ?? idFor(inbound);
      const messageId = newId() as MessageId;
      const subject = inbound.subject === null ? null : gate.line(inbound.subject);
      const shown = gate.message(conversationId, {
        messageId,
        sender: inbound.from.address,
        at,
        text: inbound.text,
        language: inbound.language,
      });
      const commands: DomainCommand[] = [...contact.commands];
      if (!thread) {
        commands.push({
          type: 'conversation.open',
          conversationId,
          channel: account.channel,
          accountId: account.id,
          brandId: account.brandId,
          contactId: contact.id,
          party: { address: inbound.from.address, name },
          subject,
          preChat: inbound.preChat ? gate.preChat(inbound.preChat) : null,
          language: inbound.language,
          isDemo,
        });
      }
      commands.push({
        type: 'message.receive',
        conversationId,
        message: {
          messageId,
          channel: account.channel,
          accountId: account.id,
          dedupeKey: inbound.dedupeKey,
          from: { address: inbound.from.address, name },
          to: inbound.to,
          cc: inbound.cc,
          subject,
          text: shown.text,
          quoteAt: inbound.quoteAt === null ? null : shown.moved(inbound.quoteAt),
          ...keepParts(inbound),
          sentAt: Math.max(0, inbound.sentAt),
          receivedAt: at,
          externalId: inbound.externalId,
          inReplyTo: inbound.inReplyTo,
          references: inbound.references.slice(-40),
          language: inbound.language,
          isAutomatic: inbound.isAutomatic,
          masked: shown.masked,
          unreadable: inbound.unreadable,
        },
      });
      commands.push(
        ...shown.earlier.map((part): DomainCommand => ({
          type: 'message.mask',
          conversationId,
          ...part,
        })),
      );
      const by = `contact:${contact.id}` as const;
      const outcome = core.execute(
        commands,
        { id: commandIdOf(account.id, inbound.dedupeKey), at, by },
        also,
      );
      if (!outcome.ok) {
        throw new Failure({
          code: 'intake.rejected',
          message: `message not taken: ${outcome.rejection.code}`,
          isRetryable: false,
        });
      }
      const seq = projection.seqOfMessage(messageId) ?? outcome.seq;
      const accepted: Accepted = { conversationId, messageId, seq, isRepeat: false };
      core.afterCommit(() => options.arrived(accepted, inbound));
      return accepted;
    },
  };
}
