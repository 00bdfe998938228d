import { channelKind, type ChannelKind } from '#shared/domain/conversation/message-parts.ts';
import { conversationStatus } from '#shared/contract/rows.ts';
import type { z } from '#shared/lib/schema.ts';

export type Status = z.infer<typeof conversationStatus>;
export interface ParsedQuery {
  text: string;
  channel?: ChannelKind;
  status?: Status;
  from?: string;
  subject?: string;
  hasAttachment?: boolean;
  sinceAt?: number;
  untilAt?: number;
}
export type FilterName = Exclude<keyof ParsedQuery, 'text'>;
/** One filter as it was typed, so that taking it away takes exactly these letters. */
export interface TypedFilter {
  name: FilterName;
  /** As typed, with its value. */
  words: string;
  value: string;
}
export interface Reading {
  query: ParsedQuery;
  filters: TypedFilter[];
  /** Words that look like a filter and mean nothing. */
  unread: string[];
}

type Kind = 'in' | 'from' | 'subject' | 'has' | 'before' | 'after';
const kinds: Record<string, Kind> = {
  in: 'in',
  is: 'in',
  status: 'in',
  channel: 'in',
  状态: 'in',
  渠道: 'in',
  from: 'from',
  来自: 'from',
  发件人: 'from',
  subject: 'subject',
  主题: 'subject',
  has: 'has',
  含: 'has',
  包含: 'has',
  before: 'before',
  早于: 'before',
  之前: 'before',
  after: 'after',
  since: 'after',
  晚于: 'after',
  之后: 'after',
};
const statuses: Record<string, Status> = {
  处理中: 'open',
  进行中: 'open',
  等待中: 'pending',
  waiting: 'pending',
  已搁置: 'snoozed',
  搁置: 'snoozed',
  已解决: 'resolved',
  closed: 'resolved',
};
const channels: Record<string, ChannelKind> = {
  邮件: 'email',
  邮箱: 'email',
  电子邮件: 'email',
  mail: 'email',
  网页聊天: 'webchat',
  聊天: 'webchat',
  chat: 'webchat',
};
const attachments = new Set(['attachment', 'attachments', 'file', 'files', '附件', '文件']);

/** Start of a day of this screen's zone: `2026-11-21`, `2026/11/21`, `11-21` of this year, `7d` ago, today. */
export function dayOf(text: string, now: number): number | null {
  const today = new Date(now);
  const startOf = (year: number, month: number, day: number): number | null => {
    const date = new Date(year, month - 1, day);
    return date.getMonth() === month - 1 && date.getDate() === day ? date.getTime() : null;
  };
  const whole = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (whole) return startOf(Number(whole[1]), Number(whole[2]), Number(whole[3]));
  const short = /^(\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (short) return startOf(today.getFullYear(), Number(short[1]), Number(short[2]));
  const back = /^(\d{1,4})(?:d|天)$/.exec(text);
  const days = back ? Number(back[1]) : { today: 0, 今天: 0, yesterday: 1, 昨天: 1 }[text];
  if (days === undefined) return null;
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() - days).getTime();
}

const WORD = /([\p{L}]{1,12})[:：](?:"([^"]*)"|“([^”]*)”|(\S+))|"[^"]*"|\S+/gu;

/** Reads what a person typed: `from:chen in:open has:附件 after:2026-11-01 退款`. */
export function readQuery(typed: string, now: number): Reading {
  const reading: Reading = { query: { text: '' }, filters: [], unread: [] };
  const words: string[] = [];
  for (const match of typed.matchAll(WORD)) {
    const [all, name, quoted, curly, bare] = match;
    const kind = kinds[name?.toLowerCase() ?? ''];
    const value = (quoted ?? curly ?? bare ?? '').normalize('NFKC').trim();
    if (kind === undefined) words.push(all);
    else if (!apply(reading, kind, value, all, now)) reading.unread.push(all);
  }
  reading.query.text = words.join(' ');
  return reading;
}

function apply(reading: Reading, kind: Kind, value: string, words: string, now: number): boolean {
  const { query } = reading;
  const kept = <N extends FilterName>(name: N, meant: ParsedQuery[N] | null | undefined) => {
    if (meant === null || meant === undefined) return false;
    query[name] = meant as ParsedQuery[N];
    reading.filters.push({ name, words, value });
    return true;
  };
  const low = value.toLowerCase();
  switch (kind) {
    case 'in': {
      const status = conversationStatus.safeParse(statuses[low] ?? low);
      if (status.success) return kept('status', status.data);
      const channel = channelKind.safeParse(channels[low] ?? low);
      return channel.success && kept('channel', channel.data);
    }
    case 'from':
    case 'subject':
      return value !== '' && kept(kind, value);
    case 'has':
      return attachments.has(low) && kept('hasAttachment', true);
    case 'before':
      return kept('untilAt', dayOf(low, now));
    case 'after':
      return kept('sinceAt', dayOf(low, now));
  }
}

/** The typed text without one of its filters. */
export const withoutFilter = (typed: string, filter: TypedFilter): string =>
  typed.replace(filter.words, '').replace(/\s+/g, ' ').trim();

/** The typed text with a filter; one of the same meaning gives way. */
export function withFilter(typed: string, name: FilterName, words: string, now: number): string {
  const old = readQuery(typed, now).filters.filter((filter) => filter.name === name);
  const rest = old.reduce(withoutFilter, typed).trim();
  return rest === '' ? `${words} ` : `${rest} ${words} `;
}

/** True when there is something to look for. */
export const isAsked = ({ query, filters }: Reading): boolean =>
  query.text.trim() !== '' || filters.length > 0;
