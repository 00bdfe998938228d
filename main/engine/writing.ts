import type {
  AccountId,
  AgentId,
  BlobId,
  CommandId,
  ContactId,
  ConversationId,
  MessageId,
} from '#shared/lib/ids.ts';
import type { CommandResult } from '#shared/contract/errors.ts';
import { SECOND_MS } from '#shared/lib/units.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type {
  Attachment,
  OutboundMessage,
  Party,
} from '#shared/domain/conversation/message-parts.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';
import type { Blobs } from '#main/platform/blobs.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Accounts } from './accounts.ts';
import type { CardGate } from './card-gate.ts';
import type { Core } from './core.ts';
import type { Lanes } from './lanes.ts';

interface MailFields {
  to: Party[];
  cc: Party[];
  bcc: Party[];
  subject: string;
}
export interface Reply {
  commandId?: string | undefined;
  conversationId: ConversationId;
  messageId?: MessageId | undefined;
  text: string;
  /** Index in `text` where the quoted mail begins. */
  quoteAt?: number | undefined;
  html: string | null;
  attachments: Attachment[];
  mail: MailFields | null;
  sendAt?: number | undefined;
  thenStatus: 'wait' | 'resolve' | null;
}
export interface NoteInput {
  commandId?: string | undefined;
  conversationId: ConversationId;
  messageId?: MessageId | undefined;
  text: string;
  mentions: AgentId[];
  attachments: Attachment[];
}
export interface NewMail extends MailFields {
  commandId?: string | undefined;
  accountId: AccountId;
  text: string;
  html: string | null;
  attachments: Attachment[];
  sendAt?: number | undefined;
}

export interface Around {
  before: DomainCommand[];
  after: DomainCommand[];
}

export type Writing = ReturnType<typeof openWriting>;

/** What agents write: through the card gate like everything else, then into the outbox. */
export function openWriting(options: {
  core: Core;
  projection: Projection;
  accounts: Accounts;
  lanes: Lanes;
  blobs: Blobs;
  gate: CardGate;
  clock: Clock;
  newId: () => string;
  agentId: () => AgentId;
}) {
  const { core, projection, accounts, lanes, blobs, gate, clock, newId } = options;

  const keepHtml = (html: string | null): BlobId | null =>
    html === null ? null : blobs.put(Buffer.from(gate.html(html).html, 'utf8'));

  /** When it leaves if nothing is said: after the agent's undo time. */
  function leavesAt(channel: Conversation['channel'], sendAt: number | undefined): number {
    const { undoSeconds } = projection.preferences();
    const wait = channel === 'webchat' ? undoSeconds.chat : undoSeconds.email;
    return Math.max(sendAt ?? 0, clock.now() + (sendAt === undefined ? wait * SECOND_MS : 0));
  }

  /** RFC 5322 §3.6.4: the parent's references and the parent itself; long chains keep the first and the last 19. */
  function threading(conversation: Conversation): {
    inReplyTo: string | null;
    references: string[];
  } {
    if (conversation.channel !== 'email') return { inReplyTo: null, references: [] };
    const { entries } = projection.timeline(conversation.id, null, 50);
    const parent = entries
      .toReversed()
      .filter((entry) => entry.kind === 'message')
      .map((entry) => projection.findMessage(entry.messageId)?.body)
      .find((body) => body?.externalId && body.dedupeKey !== undefined);
    if (!parent?.externalId) return { inReplyTo: null, references: [] };
    const chain = [...new Set([...(parent.references ?? []), parent.externalId])];
    return {
      inReplyTo: parent.externalId,
      references: chain.length > 20 ? [...chain.slice(0, 1), ...chain.slice(-19)] : chain,
    };
  }

  function outbound(
    about: {
      conversation: Pick<Conversation, 'id' | 'channel' | 'accountId' | 'party' | 'subject'>;
      thread: { inReplyTo: string | null; references: string[] };
    },
    input: Omit<Reply, 'conversationId' | 'thenStatus'>,
  ): OutboundMessage {
    const { conversation } = about;
    const messageId = input.messageId ?? (newId() as MessageId);
    const shown = gate.message(conversation.id, {
      messageId,
      sender: 'agent',
      at: clock.now(),
      text: input.text,
      language: null,
    });
    const isMail = conversation.channel === 'email';
    return {
      messageId,
      channel: conversation.channel,
      accountId: conversation.accountId,
      authorId: options.agentId(),
      to: input.mail?.to ?? [conversation.party],
      cc: input.mail?.cc ?? [],
      bcc: input.mail?.bcc ?? [],
      subject: isMail ? gate.line(input.mail?.subject ?? replySubject(conversation.subject)) : null,
      text: shown.text,
      quoteAt: input.quoteAt === undefined ? null : shown.moved(input.quoteAt),
      html: keepHtml(input.html),
      attachments: input.attachments.map((part) => ({ ...part, name: gate.line(part.name) })),
      sendAt: leavesAt(conversation.channel, input.sendAt),
      externalId: accounts.running(conversation.accountId)?.newExternalId?.(messageId) ?? null,
      ...about.thread,
      masked: shown.masked as Record<string, number>,
    };
  }

  const envelope = (commandId: string | undefined) => ({
    id: (commandId ?? newId()) as CommandId,
    at: clock.now(),
    by: `agent:${options.agentId()}` as const,
  });
  const answer = (outcome: ReturnType<Core['execute']>): CommandResult =>
    outcome.ok ? { ok: true, seq: outcome.seq } : { ok: false, rejection: outcome.rejection };

  return {
    /** Commands around the message stand or fall with it; the agent's own draft then stays. */
    reply(input: Reply, around: Around | null = null): CommandResult {
      const conversation = projection.conversation(input.conversationId);
      if (!conversation) return { ok: false, rejection: { code: 'conversation.unknown' } };
      const { id: conversationId } = conversation;
      const message = outbound({ conversation, thread: threading(conversation) }, input);
      const commands: DomainCommand[] = [
        ...(around?.before ?? []),
        { type: 'message.write', conversationId, message },
        { type: 'conversation.read', conversationId },
      ];
      if (conversation.assigneeId === null)
        commands.push({
          type: 'conversation.assign',
          conversationId,
          assigneeId: options.agentId(),
        });
      if (input.thenStatus === 'wait')
        commands.push({ type: 'conversation.wait', conversationId, on: 'customer' });
      if (input.thenStatus === 'resolve' && conversation.status !== 'resolved')
        commands.push({ type: 'conversation.resolve', conversationId, cause: null });
      commands.push(...(around?.after ?? []));
      const outcome = core.execute(commands, envelope(input.commandId), () => {
        if (!around) projection.dropDraft(conversationId, 'reply');
      });
      if (outcome.ok) lanes.nudge(conversation.accountId);
      return answer(outcome);
    },
    /** A word to many: nobody takes the conversation over, and its draft stays. */
    tellAll(input: {
      commandId: string;
      conversationId: ConversationId;
      text: string;
    }): CommandResult {
      const conversation = projection.conversation(input.conversationId);
      if (!conversation) return { ok: false, rejection: { code: 'conversation.unknown' } };
      const { id: conversationId, party, subject } = conversation;
      const mail =
        conversation.channel === 'email'
          ? { to: [party], cc: [], bcc: [], subject: replySubject(subject) }
          : null;
      const message = outbound(
        { conversation, thread: threading(conversation) },
        { text: input.text, html: null, attachments: [], mail },
      );
      const outcome = core.execute(
        [{ type: 'message.write', conversationId, message }],
        envelope(input.commandId),
      );
      if (outcome.ok) lanes.nudge(conversation.accountId);
      return answer(outcome);
    },
    note(input: NoteInput): CommandResult {
      const { conversationId } = input;
      const messageId = input.messageId ?? (newId() as MessageId);
      const shown = gate.message(conversationId, {
        messageId,
        sender: 'agent',
        at: clock.now(),
        text: input.text,
        language: null,
      });
      const note = {
        messageId,
        authorId: options.agentId(),
        text: shown.text,
        mentions: input.mentions,
        attachments: input.attachments,
        masked: shown.masked as Record<string, number>,
      };
      return answer(
        core.execute(
          [{ type: 'message.note', conversationId, note }],
          envelope(input.commandId),
          () => projection.dropDraft(conversationId, 'note'),
        ),
      );
    },
    compose(input: NewMail) {
      const account = projection.account(input.accountId);
      const [to] = input.to;
      if (!account || account.state === 'removed')
        return { ok: false as const, rejection: { code: 'account.unknown' } };
      if (account.channel !== 'email')
        return { ok: false as const, rejection: { code: 'message.wrong-channel' } };
      if (!to) return { ok: false as const, rejection: { code: 'message.no-recipient' } };
      const address = to.address.toLowerCase();
      const known = projection.contactByIdentity('email', address);
      const contactId = known ?? (newId() as ContactId);
      const conversationId = newId() as ConversationId;
      const commands: DomainCommand[] = [];
      if (!known)
        commands.push({
          type: 'contact.create',
          contactId,
          name: to.name,
          kind: 'user',
          identities: [{ kind: 'email', address, isVerified: false }],
          language: null,
          isDemo: account.isDemo,
        });
      const subject = gate.line(input.subject);
      commands.push({
        type: 'conversation.open',
        conversationId,
        channel: 'email',
        accountId: account.id,
        brandId: account.brandId,
        contactId,
        party: to,
        subject,
        preChat: null,
        language: null,
        isDemo: account.isDemo,
      });
      const message = outbound(
        {
          conversation: {
            id: conversationId,
            channel: 'email',
            accountId: account.id,
            party: to,
            subject,
          },
          thread: { inReplyTo: null, references: [] },
        },
        { ...input, mail: input },
      );
      commands.push(
        { type: 'message.write', conversationId, message },
        { type: 'conversation.assign', conversationId, assigneeId: options.agentId() },
      );
      const outcome = core.execute(commands, envelope(input.commandId));
      if (!outcome.ok) return { ok: false as const, rejection: { code: outcome.rejection.code } };
      lanes.nudge(account.id);
      return { ok: true as const, seq: outcome.seq, conversationId, messageId: message.messageId };
    },
  };
}

/** `Re:` once, whatever prefixes mail programs have piled up. */
const PREFIXES = /^(?:\s*(?:re|fw|fwd|aw|sv|回复|答复|转发|回覆|轉寄)\s*[:：])+\s*/i;
export const replySubject = (subject: string | null): string =>
  `Re: ${(subject ?? '').replace(PREFIXES, '')}`.trim();
