import { expect, test } from 'vitest';
import {
  age,
  clock,
  clockTime,
  dayName,
  duration,
  exactTime,
  listTime,
} from '#renderer/ui/format/times.ts';

const zone = 'Asia/Shanghai';
const now = Date.parse('2026-11-21T10:55:00+08:00');
const at = (text: string): number => Date.parse(`${text}+08:00`);
const inList = (text: string) => [
  listTime(at(text), now, 'zh-CN', zone),
  listTime(at(text), now, 'en', zone),
];

test('a list says how old, then when, then which day, then which year', () => {
  expect(inList('2026-11-21T10:54:30')).toEqual(['刚刚', 'now']);
  expect(inList('2026-11-21T10:43:00')).toEqual(['12分前', '12 min']);
  expect(inList('2026-11-21T08:05:00')).toEqual(['08:05', '08:05']);
  expect(inList('2026-11-19T16:20:00')).toEqual(['11月19日 16:20', 'Nov 19, 16:20']);
  expect(inList('2025-11-19T16:20:00')).toEqual(['2025-11-19 16:20', '2025-11-19 16:20']);
});

test('a time ahead of this clock is shown as it is', () => {
  expect(listTime(at('2026-11-21T12:00:00'), now, 'en', zone)).toBe('12:00');
});

test('midnight is 00:00 and the zone decides the day', () => {
  expect(clockTime(at('2026-11-21T00:00:00'), zone)).toBe('00:00');
  expect(exactTime(at('2026-11-21T00:30:07'), 'UTC')).toBe('2026-11-20 16:30:07');
});

test('days of a timeline have names', () => {
  const name = (text: string) => [
    dayName(at(text), now, 'zh-CN', zone),
    dayName(at(text), now, 'en', zone),
  ];
  expect(name('2026-11-21T01:00:00')).toEqual(['今天', 'Today']);
  expect(name('2026-11-20T23:00:00')).toEqual(['昨天', 'Yesterday']);
  expect(name('2026-11-14T23:00:00')).toEqual(['11月14日 星期六', 'Sat, Nov 14']);
  expect(name('2025-11-14T23:00:00')).toEqual(['2025年11月14日 星期五', 'Fri, Nov 14, 2025']);
});

test('durations are in words', () => {
  expect(duration(130 * 60_000, 'zh-CN')).toBe('2时10分');
  expect(duration(130 * 60_000, 'en')).toBe('2 h 10 min');
  expect(duration(45_000, 'zh-CN')).toBe('45秒');
  expect(duration(72 * 3_600_000, 'en')).toBe('3 d');
  expect(age(14_000, 'zh-CN')).toBe('14秒前');
});

test('clocks run in minutes and, over an hour, in hours', () => {
  expect(clock(42_000)).toBe('00:42');
  expect(clock(3_661_000)).toBe('1:01:01');
});
