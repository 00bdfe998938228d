import { createHmac } from 'node:crypto';
import type { CommandId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { CommandResult } from '#shared/contract/errors.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { Account } from '#shared/domain/account/events.ts';
import type { OutboundMessage } from '#shared/domain/conversation/message-parts.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';
import type { RejectionCode } from '#shared/domain/event.ts';
import { maskEmail } from '#shared/domain/redaction/display-masks.ts';
import type { CodeOutcome } from '#main/channels/channel.ts';
import type { Clock } from '#main/platform/clock.ts';
import { newToken, type Random } from '#main/platform/random.ts';
import type { Secrets } from '#main/platform/secrets.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Accounts } from './accounts.ts';
import type { Core } from './core.ts';
import type { Lanes } from './lanes.ts';
import type { ShownRecords } from './shown-records.ts';
import type { About, VerificationDesk } from './verification.ts';

/** Stands in the stored text; the code itself takes its place on the way out and nowhere else. */
export const CODE_MARK = '[一次性验证码]';
const KEY_NAME = 'verification/codes';
const KEY_BYTES = 32;

const words = {
  'zh-CN': (brand: string, page: string, minutes: number) => ({
    subject: `身份核验 · ${brand}`,
    text: `您的一次性核验码：${CODE_MARK}\n\n请在 ${minutes} 分钟内打开下面的页面输入：\n${page}\n\n请勿把核验码告诉任何人，包括我们的客服。如果不是您本人在联系 ${brand}，请忽略此邮件。`,
  }),
  en: (brand: string, page: string, minutes: number) => ({
    subject: `Identity check · ${brand}`,
    text: `Your one-time code: ${CODE_MARK}\n\nEnter it within ${minutes} minutes on this page:\n${page}\n\nDo not tell it to anybody, our agents included. If you are not in contact with ${brand}, ignore this mail.`,
  }),
};

const refuse = (code: RejectionCode): CommandResult => ({ ok: false, rejection: { code } });

/**
 * One-time codes to the address on file. A code lives in this process until it is used or runs out;
 * the journal has its keyed hash, the stored mail a mark in its place.
 */
export function openCodes(options: {
  core: Core;
  projection: Projection;
  lanes: Lanes;
  secrets: Secrets;
  random: Random;
  clock: Clock;
  newId: () => string;
  records: ShownRecords;
  verification: VerificationDesk;
  accounts: Pick<Accounts, 'views' | 'running'>;
  publicUrl: (account: Account) => string | null;
}) {
  const { core, projection, accounts, random, clock, newId, records, verification } = options;
  /** The brand's mailbox that sends, and how it names its messages. */
  function mailboxOf(chat: Conversation) {
    const view = accounts
      .views()
      .find(
        (one) =>
          one.channel === 'email' &&
          one.brandId === chat.brandId &&
          one.isDemo === chat.isDemo &&
          one.state === 'active' &&
          one.status?.phase !== 'needs-person',
      );
    const channel = view && accounts.running(view.id);
    return view && channel
      ? { accountId: view.id, externalId: (id: MessageId) => channel.newExternalId?.(id) ?? null }
      : null;
  }

  /** Where the customer enters a code: beside the brand's web chat. */
  function pageOf(chat: Conversation, codeId: string): string | null {
    const urls = projection
      .accounts()
      .filter((one) => one.brandId === chat.brandId && one.state === 'active')
      .flatMap((one) => options.publicUrl(one) ?? []);
    return urls[0] === undefined
      ? null
      : `${new URL(urls[0]).origin}/verify/${chat.brandId}/${codeId}`;
  }

  const waiting = new Map<
    MessageId,
    { code: string; address: string; codeId: string; expiresAt: number }
  >();
  const owners = new Map<string, ConversationId>();
  let key: string | null = null;

  async function keyNow(): Promise<string> {
    key ??= await options.secrets.get(KEY_NAME);
    if (key === null) {
      key = newToken(random, KEY_BYTES);
      await options.secrets.set(KEY_NAME, key);
    }
    return key;
  }
  const macOf = (secret: string, codeId: string, code: string) =>
    createHmac('sha256', secret).update(`${codeId}\n${code}`).digest('hex');

  /** Six digits, each as likely as the other. */
  function newCode(): string {
    const limit = 4_294_000_000;
    for (;;) {
      const drawn = Buffer.from(random.bytes(4)).readUInt32BE(0);
      if (drawn < limit) return String(drawn % 1_000_000).padStart(6, '0');
    }
  }

  function mail(
    chat: Conversation,
    about: { address: string; page: string; minutes: number },
    mailbox: NonNullable<ReturnType<typeof mailboxOf>>,
    messageId: MessageId,
  ): DomainCommand[] {
    const brand = projection.brand(chat.brandId);
    const language = chat.language?.startsWith('en') ? 'en' : (brand?.language ?? 'zh-CN');
    const { subject, text } = words[language](brand?.name ?? '', about.page, about.minutes);
    const conversationId = newId() as ConversationId;
    // The address on file answers a question of the check: stored masked, whole only on its way out.
    const party = { address: maskEmail(about.address), name: null };
    return [
      {
        type: 'conversation.open',
        conversationId,
        channel: 'email',
        accountId: mailbox.accountId,
        brandId: chat.brandId,
        contactId: chat.contactId,
        party,
        subject,
        preChat: null,
        language,
        isDemo: chat.isDemo,
      },
      {
        type: 'message.write',
        conversationId,
        message: {
          messageId,
          channel: 'email',
          accountId: mailbox.accountId,
          authorId: null,
          to: [party],
          cc: [],
          bcc: [],
          subject,
          text,
          quoteAt: null,
          html: null,
          attachments: [],
          sendAt: clock.now(),
          externalId: mailbox.externalId(messageId),
          inReplyTo: null,
          references: [],
          masked: {},
        },
      },
      { type: 'conversation.resolve', conversationId, cause: null },
    ];
  }

  const tidy = () => {
    for (const [id, { expiresAt, codeId }] of waiting)
      if (clock.now() >= expiresAt) {
        waiting.delete(id);
        owners.delete(codeId);
      }
  };

  return {
    async send(about: About): Promise<CommandResult> {
      tidy();
      const { conversationId } = about;
      const chat = projection.conversation(conversationId);
      if (!chat) return refuse('conversation.unknown');
      const found = about.handle === null ? null : await records.held(about.handle);
      if (!found) return refuse('verification.no-record');
      const { email } = found.view.record.payer;
      if (email === undefined) return refuse('verification.no-address');
      const mailbox = mailboxOf(chat);
      if (!mailbox) return refuse('verification.no-mailbox');
      const codeId = newToken(random, 16);
      const page = pageOf(chat, codeId);
      if (page === null) return refuse('verification.no-code-page');
      const { account } = await records.accountOf(found.view.record);
      const code = newCode();
      const mac = macOf(await keyNow(), codeId, code);
      const { agentId, client } = verification.door.person();
      const asked = verification.door.act(about, () => ({
        type: 'verification.send-code',
        agentId,
        client,
        codeId,
        to: 'email',
        mac,
        contactUnchangedSinceAt: account?.contactUnchangedSinceAt ?? null,
      }));
      if (!asked.ok) return asked;
      const { validMs } = verification.policyOf(conversationId).code;
      const messageId = newId() as MessageId;
      waiting.set(messageId, { code, address: email, codeId, expiresAt: clock.now() + validMs });
      owners.set(codeId, conversationId);
      const minutes = Math.round(validMs / 60_000);
      const outcome = core.execute(
        mail(chat, { address: email, page, minutes }, mailbox, messageId),
        { id: newId() as CommandId, at: clock.now(), by: 'system:verification' },
      );
      if (!outcome.ok) return { ok: false, rejection: outcome.rejection };
      options.lanes.nudge(mailbox.accountId);
      return asked;
    },
    /** The message as it leaves; null: its code is gone, and it must not leave without. */
    filled(message: OutboundMessage): { message: OutboundMessage; isSecret: boolean } | null {
      if (message.authorId !== null || !message.text.includes(CODE_MARK))
        return { message, isSecret: false };
      const held = waiting.get(message.messageId);
      if (!held || clock.now() >= held.expiresAt) return null;
      return {
        message: {
          ...message,
          to: [{ address: held.address, name: null }],
          text: message.text.replace(CODE_MARK, () => held.code),
        },
        isSecret: true,
      };
    },
    /** What the customer entered on the page. The answer says no more than it must. */
    confirm(codeId: string, entered: string): CodeOutcome {
      tidy();
      const conversationId = owners.get(codeId);
      if (conversationId === undefined || key === null) return 'gone';
      const digits = entered.normalize('NFKC').replaceAll(/\D/g, '');
      if (digits.length !== 6) return 'no-match';
      const result = verification.door.execute(
        conversationId,
        [
          {
            type: 'verification.confirm-code',
            codeId,
            mac: macOf(key, codeId, digits),
            recordLockedUntilAt: null,
          },
        ],
        'system:verification',
        undefined,
      );
      if (!result.ok) return result.rejection.code === 'verification.locked' ? 'locked' : 'gone';
      const state = projection.verification(conversationId);
      if (state?.proofs.F10 === undefined) return 'no-match';
      owners.delete(codeId);
      return 'ok';
    },
  };
}
export type Codes = ReturnType<typeof openCodes>;
