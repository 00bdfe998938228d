import type { EventId, ConversationId } from '#shared/lib/ids.ts';
import type { DomainEvent } from '#shared/domain/catalogue.ts';
import type { Unrecorded } from '#shared/domain/event.ts';

const words =
  '退款 到账 订单 付款 失败 账户 冻结 商户 结算 验证码 refund order payment failed account settlement'.split(
    ' ',
  );
/** When the first conversation began. */
const start = Date.UTC(2026, 0, 1);

const sentence = (seed: number) =>
  Array.from(
    { length: 12 },
    (_one, index) => words[(seed * 31 + index * 17 + (seed % 7)) % words.length],
  ).join(' ') + ` GP-${100_000 + seed}`;

/** The events of one conversation: opened, one message in, now and then assigned or resolved. */
export function eventsOf(index: number): Unrecorded<DomainEvent>[] {
  const id = `conversation-${index}` as ConversationId;
  const at = start + index * 1_000;
  const about = { stream: `conversation:${id}`, v: 1, at, by: 'system:bench' } as const;
  const event = (count: number, one: DomainEvent) =>
    ({
      ...about,
      id: `event-${index}-${count}` as EventId,
      type: one.type,
      event: one,
    }) as Unrecorded<DomainEvent>;
  const address = `customer${index % 5_000}@mail.test`;
  const message = (count: number) => ({
    messageId: `message-${index}-${count}` as never,
    channel: 'email' as const,
    accountId: 'account' as never,
    dedupeKey: `key-${index}-${count}`,
    from: { address, name: `Customer ${index % 5_000}` },
    to: [],
    cc: [],
    subject: `Subject ${index}`,
    text: sentence(index * 2 + count),
    quoteAt: null,
    html: null,
    raw: null,
    attachments: [],
    sentAt: at,
    receivedAt: at,
    externalId: `<${index}-${count}@mail.test>`,
    inReplyTo: null,
    references: [],
    language: 'zh-CN',
    isAutomatic: false,
    masked: {},
    unreadable: null,
  });
  return [
    event(0, {
      type: 'conversation.opened',
      conversationId: id,
      channel: 'email',
      accountId: 'account' as never,
      brandId: 'brand' as never,
      contactId: `contact-${index % 5_000}` as never,
      party: { address, name: null },
      subject: `Subject ${index}`,
      preChat: null,
      language: 'zh-CN',
      isDemo: false,
    }),
    event(1, { type: 'message.received', message: message(1) } as DomainEvent),
    event(2, { type: 'message.received', message: message(2) } as DomainEvent),
    ...(index % 4 === 0
      ? [event(3, { type: 'conversation.resolved', cause: null } as DomainEvent)]
      : []),
    ...(index % 4 === 1
      ? [event(3, { type: 'conversation.assigned', assigneeId: 'agent' as never } as DomainEvent)]
      : []),
  ];
}

/** Pieces of the rows' text of one to four characters, beginnings of words, and order numbers. */
export function piecesToFind(rows: number): string[] {
  const chinese = words.filter((word) => /\p{Script=Han}/u.test(word));
  const latin = words.filter((word) => !/\p{Script=Han}/u.test(word));
  const pieces = chinese.flatMap((word) =>
    Array.from({ length: word.length }, (_one, from) =>
      [1, 2, 3, 4].map((length) => word.slice(from, from + length)),
    ).flat(),
  );
  const beginnings = latin.flatMap((word) => [3, 4, 5].map((length) => word.slice(0, length)));
  const orders = Array.from(
    { length: 8 },
    (_one, index) => `GP-${100_001 + Math.floor((rows * 2 * index) / 8)}`,
  );
  return [...new Set([...pieces, ...beginnings, ...orders])];
}
