import type { AccountId, AgentId, CommandId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/lib/units.ts';
import { brands, people } from './cast.ts';
import { type Script, scripts } from './scripts.ts';

/**
 * The demo workspace: invented customers over three days. Every customer message goes through the
 * real intake (mail as RFC 5322 source), so what the newcomer sees is what real mail looks like.
 */
export interface DemoDoors {
  execute(
    commands: DomainCommand[],
    id: CommandId,
    at: number,
    by: 'system:demo' | `agent:${string}`,
  ): void;
  /** A mail source, parsed and taken in as the e-mail channel does. */
  mail(
    accountId: AccountId,
    source: Uint8Array,
    at: number,
  ): Promise<{ conversationId: ConversationId; messageId: MessageId }>;
  chat(
    accountId: AccountId,
    message: {
      visitor: string;
      name: string;
      text: string;
      language: string;
      topic: string;
      orderNumber: string;
      conversationId: ConversationId | null;
    },
    at: number,
  ): { conversationId: ConversationId; messageId: MessageId };
}

/** Conversations in the demo: every script, each told by two people. */
export const ROUNDS = 2;

const two = (n: number) => String(n).padStart(2, '0');

/** What a conversation of the demo is about. */
export function facts(index: number, script: Script) {
  const cents = 1_280_00 + index * 3_733;
  const amount = (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  return {
    name: people[script.language][index % people[script.language].length] ?? '陈嘉怡',
    order: `${script.language === 'en' ? 'HP' : 'GP'}-${21_007 + index * 13}`,
    tx: `TX-${77_120_934 + index * 517}`,
    amount: script.language === 'en' ? `USD ${amount}` : `¥${amount}`,
    last4: String(6621 + index * 7).slice(-4),
  };
}

const fill = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (all, key: string) => values[key] ?? all);

/** RFC 5322 source with an RFC 2047 subject and an 8-bit UTF-8 body. */
function mailSource(mail: {
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  at: number;
  id: string;
  inReplyTo: string | null;
}): Uint8Array {
  const word = (text: string) => `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
  return Buffer.from(
    [
      `Message-ID: <${mail.id}>`,
      `Date: ${new Date(mail.at).toUTCString().replace('GMT', '+0000')}`,
      `From: ${word(mail.from.name)} <${mail.from.address}>`,
      `To: <${mail.to}>`,
      `Subject: ${word(mail.subject)}`,
      ...(mail.inReplyTo
        ? [`In-Reply-To: <${mail.inReplyTo}>`, `References: <${mail.inReplyTo}>`]
        : []),
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(mail.text, 'utf8')
        .toString('base64')
        .replace(/(.{76})/g, '$1\r\n'),
      '',
    ].join('\r\n'),
    'utf8',
  );
}

/** Settings as a mailbox has them; a demo account never connects to them. */
function demoMailbox(address: string): Record<string, unknown> {
  const domain = address.split('@')[1] ?? 'desk.example';
  return {
    imap: { host: `imap.${domain}`, port: 993, security: 'tls' },
    smtp: { host: `smtp.${domain}`, port: 465, security: 'tls' },
  };
}

function demoStructure(): DomainCommand[] {
  return brands.flatMap((brand): DomainCommand[] => [
    { type: 'brand.add', brandId: brand.id, profile: brand.profile, isDemo: true },
    {
      type: 'account.connect',
      accountId: brand.accounts.mail,
      channel: 'email',
      brandId: brand.id,
      name: brand.profile.name,
      address: brand.mail,
      config: demoMailbox(brand.mail),
      isDemo: true,
    },
    {
      type: 'account.connect',
      accountId: brand.accounts.chat,
      channel: 'webchat',
      brandId: brand.id,
      name: brand.profile.name,
      address: brand.id,
      config: {},
      isDemo: true,
    },
  ]);
}

/**
 * Fills an empty workspace. Repeating it adds nothing: ids follow from the position in the script.
 * @param now the newest message lies a few minutes before it
 * @param progress called with conversations done and in all
 */
export async function seedDemo(
  doors: DemoDoors,
  agentId: AgentId,
  now: number,
  progress: (done: number, total: number) => void,
): Promise<void> {
  doors.execute(demoStructure(), 'demo-structure' as CommandId, now - 4 * DAY_MS, 'system:demo');
  const total = scripts.length * ROUNDS;
  for (let index = 0; index < total; index++) {
    const script = scripts[index % scripts.length];
    if (script) await tell(doors, agentId, script, index, now - age(index, total));
    progress(index + 1, total);
  }
}

/** How long before now a conversation's last turn lies: the first ones minutes ago, the last three days. */
export const age = (index: number, total: number) =>
  Math.round(2 * MINUTE_MS + (index / total) ** 1.6 * (3 * DAY_MS - 2 * HOUR_MS));

async function tell(
  doors: DemoDoors,
  agentId: AgentId,
  script: Script,
  index: number,
  endAt: number,
) {
  const brand = brands[script.language === 'en' ? 1 : 0];
  if (!brand) return;
  const values = facts(index, script);
  const key = `demo-${two(index)}`;
  const subject = fill(script.subject ?? script.topic, values);
  const from = { name: values.name, address: `customer${two(index)}@mail.example` };
  let at = endAt - script.turns.reduce((sum, [, minutes]) => sum + minutes * MINUTE_MS, 0);
  let conversationId: ConversationId | null = null;
  for (const [turn, [who, minutes, raw]] of script.turns.entries()) {
    at += minutes * MINUTE_MS;
    const text = fill(raw, values);
    if (who === 'c' && script.channel === 'email') {
      const source = mailSource({
        from,
        to: brand.mail,
        subject: turn === 0 ? subject : `Re: ${subject}`,
        text,
        at,
        id: `${key}-${turn}@mail.example`,
        inReplyTo: turn === 0 ? null : `${key}-0@mail.example`,
      });
      conversationId = (await doors.mail(brand.accounts.mail, source, at)).conversationId;
    } else if (who === 'c') {
      conversationId = doors.chat(
        brand.accounts.chat,
        {
          visitor: key,
          name: values.name,
          text,
          language: script.language,
          topic: script.topic,
          orderNumber: values.order,
          conversationId,
        },
        at,
      ).conversationId;
    } else if (conversationId) {
      const messageId = `${key}-${turn}` as MessageId;
      const command =
        who === 'n'
          ? noteCommand(conversationId, messageId, agentId, text)
          : replyCommand(
              conversationId,
              messageId,
              agentId,
              script,
              brand.accounts,
              from,
              subject,
              text,
              at,
            );
      const sent: DomainCommand[] =
        who === 'n'
          ? []
          : [
              { type: 'delivery.attempt', conversationId, messageId },
              {
                type: 'delivery.accept',
                conversationId,
                messageId,
                externalId: null,
                response: null,
              },
              { type: 'delivery.confirm', conversationId, messageId, level: 'delivered' },
            ];
      const own: DomainCommand[] =
        turn === 1 && script.isMine
          ? [{ type: 'conversation.assign', conversationId, assigneeId: agentId }]
          : [];
      doors.execute(
        [...own, command, ...sent, { type: 'conversation.read', conversationId }],
        `${key}-${turn}` as CommandId,
        at,
        `agent:${agentId}`,
      );
    }
  }
  if (conversationId)
    doors.execute(
      ending(script, conversationId, agentId, at),
      `${key}-end` as CommandId,
      at,
      `agent:${agentId}`,
    );
}

const noteCommand = (
  conversationId: ConversationId,
  messageId: MessageId,
  agentId: AgentId,
  text: string,
): DomainCommand => ({
  type: 'message.note',
  conversationId,
  note: { messageId, authorId: agentId, text, mentions: [], attachments: [], masked: {} },
});

function replyCommand(
  conversationId: ConversationId,
  messageId: MessageId,
  agentId: AgentId,
  script: Script,
  accounts: { mail: AccountId; chat: AccountId },
  to: { name: string; address: string },
  subject: string,
  text: string,
  at: number,
): DomainCommand {
  const isMail = script.channel === 'email';
  return {
    type: 'message.write',
    conversationId,
    message: {
      messageId,
      channel: script.channel,
      accountId: isMail ? accounts.mail : accounts.chat,
      authorId: agentId,
      to: [to],
      cc: [],
      bcc: [],
      subject: isMail ? `Re: ${subject}` : null,
      text,
      html: null,
      attachments: [],
      sendAt: at,
      externalId: isMail ? `<${messageId}@kefu-desk.example>` : null,
      inReplyTo: null,
      references: [],
      masked: {},
    },
  };
}

function ending(
  script: Script,
  conversationId: ConversationId,
  agentId: AgentId,
  at: number,
): DomainCommand[] {
  const commands: DomainCommand[] = script.tags.map((tag) => ({
    type: 'conversation.tag',
    conversationId,
    tag,
  }));
  if (script.priority > 0)
    commands.push({ type: 'conversation.prioritise', conversationId, priority: script.priority });
  if (script.isMine)
    commands.push({ type: 'conversation.assign', conversationId, assigneeId: agentId });
  if (script.end === 'waiting')
    commands.push({ type: 'conversation.wait', conversationId, on: 'customer' });
  if (script.end === 'resolved')
    commands.push({ type: 'conversation.resolve', conversationId, cause: null });
  if (script.end === 'snoozed')
    commands.push({ type: 'conversation.snooze', conversationId, untilAt: at + 4 * DAY_MS });
  return commands;
}
