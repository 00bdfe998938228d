import { expect, test } from 'vitest';
import { dayOf, readQuery, withFilter, withoutFilter } from '#renderer/features/search/query.ts';

const now = new Date(2026, 10, 21, 10, 30).getTime();
const day = (year: number, month: number, date: number) =>
  new Date(year, month - 1, date).getTime();

test('filters are read in both languages and the rest is the text', () => {
  const { query } = readQuery('from:chen 状态：已解决 has:附件 退款 GP-21007', now);
  expect(query).toEqual({
    text: '退款 GP-21007',
    from: 'chen',
    status: 'resolved',
    hasAttachment: true,
  });
  expect(readQuery('渠道:邮件', now).query.channel).toBe('email');
  expect(readQuery('in:webchat', now).query.channel).toBe('webchat');
});

test('a quoted value keeps its blanks, a quoted phrase stays a phrase', () => {
  expect(readQuery('from:"Daniel Wong" "double charge"', now).query).toEqual({
    text: '"double charge"',
    from: 'Daniel Wong',
  });
});

test('days begin at midnight of this screen and impossible days are none', () => {
  expect(dayOf('2026-11-01', now)).toBe(day(2026, 11, 1));
  expect(dayOf('11/19', now)).toBe(day(2026, 11, 19));
  expect(dayOf('7d', now)).toBe(day(2026, 11, 14));
  expect(dayOf('昨天', now)).toBe(day(2026, 11, 20));
  expect(dayOf('2026-02-30', now)).toBeNull();
});

test('a filter that means nothing is told and not searched for', () => {
  const reading = readQuery('in:nowhere after:soon refund', now);
  expect(reading.unread).toEqual(['in:nowhere', 'after:soon']);
  expect(reading.query).toEqual({ text: 'refund' });
});

test('addresses and times with a colon are text', () => {
  expect(readQuery('https://a.example 10:30', now).query.text).toBe('https://a.example 10:30');
});

test('a filter goes as it came, and one of the same meaning gives way', () => {
  const typed = 'in:open 退款 from:chen';
  const [status] = readQuery(typed, now).filters;
  if (!status) throw new Error('no filter');
  expect(withoutFilter(typed, status)).toBe('退款 from:chen');
  expect(withFilter(typed, 'status', 'in:resolved', now)).toBe('退款 from:chen in:resolved ');
});
