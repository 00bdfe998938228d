import type {
  AccountId,
  AgentId,
  BrandId,
  CommandId,
  ConversationId,
  MessageId,
} from '#shared/lib/ids.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { BrandProfile } from '#shared/domain/workspace/events.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/lib/units.ts';
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

const always = (timeZone: string) => ({ timeZone, days: [] });
const brands: {
  id: BrandId;
  profile: BrandProfile;
  mail: string;
  accounts: { mail: AccountId; chat: AccountId };
}[] = [
  {
    id: 'demo-qinghe' as BrandId,
    mail: 'support@qinghe-pay.example',
    accounts: { mail: 'demo-qinghe-mail' as AccountId, chat: 'demo-qinghe-chat' as AccountId },
    profile: {
      name: '青禾支付',
      language: 'zh-CN',
      signature: '{{agent.name}}\n{{brand.name}}客服中心\n请勿回复完整银行卡号、密码或验证码',
      colour: '#1D5FD1',
      greeting: '您好，需要什么帮助？',
      hours: always('Asia/Shanghai'),
      topics: ['支付失败', '退款', '账户冻结', '登录与安全', '其他'],
      faq: [
        {
          question: '支付失败怎么办',
          answer:
            '请先确认网络正常、余额充足，再换一种支付方式重试。若已扣款，系统会在 24 小时内自动核对并退回。',
        },
        {
          question: '退款多久到账',
          answer: '审核 1–3 个工作日，通过后原路退回，银行到账 1–7 个工作日。',
        },
        {
          question: '账户被冻结',
          answer:
            '为保护资金安全，异常登录或交易会触发冻结。请在安全中心完成身份核验，或联系人工客服。',
        },
      ],
    },
  },
  {
    id: 'demo-harbour' as BrandId,
    mail: 'help@harbour-pay.example',
    accounts: { mail: 'demo-harbour-mail' as AccountId, chat: 'demo-harbour-chat' as AccountId },
    profile: {
      name: 'Harbour Pay',
      language: 'en',
      signature:
        '{{agent.name}}\n{{brand.name}} Support\nPlease never send full card numbers, passwords or codes.',
      colour: '#0F766E',
      greeting: 'Hi, how can we help?',
      hours: always('Europe/London'),
      topics: ['Payment failed', 'Refund', 'Account', 'Security', 'Other'],
      faq: [
        {
          question: 'My payment failed but I was charged',
          answer:
            'Most such charges are only reserved and come back within a day. If yours does not, send us the order number.',
        },
        {
          question: 'How long does a refund take?',
          answer: 'Review takes one to three working days, the bank another one to seven.',
        },
      ],
    },
  },
];

const people: Record<Script['language'], string[]> = {
  'zh-CN': [
    '陈嘉怡',
    '王志强',
    '李明轩',
    '刘思雨',
    '赵海燕',
    '黄俊杰',
    '周文博',
    '吴佳琪',
    '徐子涵',
    '孙立新',
    '马晓东',
    '朱雅婷',
    '胡建国',
    '林诗涵',
    '郭天宇',
    '何美玲',
    '高志远',
    '罗婉清',
    '郑浩然',
    '梁雪梅',
    '谢宇航',
    '宋佳音',
    '唐国栋',
    '许静怡',
    '韩冰',
    '冯晨曦',
    '邓丽华',
    '曹阳',
    '彭思远',
    '曾欣怡',
    '萧然',
    '田野',
    '董若曦',
    '袁梓豪',
    '潘晓雯',
    '蒋涛',
    '蔡依晨',
    '余航',
    '杜鹃',
    '叶知秋',
  ],
  en: [
    'Daniel Wong',
    'Hana Mori',
    'Oliver Grant',
    'Priya Nair',
    'Lucas Meyer',
    'Amelia Stone',
    'Noah Fischer',
    'Sofia Rossi',
    'Ethan Brooks',
    'Chloe Martin',
    'Marcus Lee',
    'Ines Duarte',
    'Tom Becker',
    'Grace Okafor',
    'Leo Larsen',
    'Maya Cohen',
    'Adam Novak',
    'Ella Byrne',
    'Victor Hugo Ramos',
    'Nina Petrova',
    'Samir Haddad',
    'Julia Weber',
    'Ryan Clarke',
    'Zoe Turner',
  ],
};

/** Conversations in the demo: every script, each told by two people. */
const ROUNDS = 2;

const two = (n: number) => String(n).padStart(2, '0');

function facts(index: number, script: Script) {
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
      config: {},
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
const age = (index: number, total: number) =>
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

export const demoBrandIds = brands.map((brand) => brand.id);
