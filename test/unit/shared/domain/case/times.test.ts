import { expect, test } from 'vitest';
import {
  clockIn,
  remindersOf,
  roundUpToHalfHour,
  saysTime,
  toldLanguage,
  toldText,
} from '#shared/domain/case/times.ts';

const at = (text: string) => Date.parse(text);

test.each([
  ['U1', 2, ['2026-11-21T23:00+08:00', '2026-11-21T23:36+08:00', '2026-11-22T00:00+08:00']],
  ['U2', 8, ['2026-11-22T02:00+08:00', '2026-11-22T04:24+08:00', '2026-11-22T06:00+08:00']],
] as const)(
  '%s: reminders at half and four fifths of %i hours',
  (_id, hours, [half, most, due]) => {
    const from = at('2026-11-21T22:00+08:00');
    const targetAt = from + hours * 3_600_000;
    expect(targetAt).toBe(at(due));
    expect(remindersOf(from, targetAt)).toEqual({ half: at(half), most: at(most) });
  },
);

test('U6: due 13:12, the customer is told 13:30', () => {
  const told = roundUpToHalfHour(at('2026-11-23T13:12+08:00'), 'Asia/Shanghai');
  expect(told).toBe(at('2026-11-23T13:30+08:00'));
  expect(toldText(told, 'Asia/Shanghai', 'zh-CN')).toBe('预计11月23日 13:30前答复您。');
  expect(toldText(told, 'Asia/Shanghai', 'en')).toBe(
    'We will reply by 13:30 on 23 November (GMT+8).',
  );
});

test('a full or half hour stays; a second after it goes to the next', () => {
  for (const same of ['2026-11-23T13:00:00Z', '2026-11-23T13:30:00Z'])
    expect(roundUpToHalfHour(at(same), 'UTC')).toBe(at(same));
  expect(roundUpToHalfHour(at('2026-11-23T13:00:01Z'), 'UTC')).toBe(at('2026-11-23T13:30:00Z'));
  expect(roundUpToHalfHour(at('2026-11-23T23:31:00Z'), 'UTC')).toBe(at('2026-11-24T00:00:00Z'));
});

test('half hours are those of the customer’s own clock', () => {
  const told = roundUpToHalfHour(at('2026-11-23T13:00:00Z'), 'Asia/Kathmandu');
  expect(clockIn('Asia/Kathmandu', told)).toBe('19:00');
});

test('a text that does not name the time is not taken for the promise', () => {
  const due = at('2026-11-23T09:30+08:00');
  const says = (text: string) => saysTime(text, due, 'Asia/Shanghai');
  expect(says('预计11月23日 09:30前答复您。')).toBe(true);
  expect(says('明天9:30前答复您')).toBe(true);
  expect(says('明天９：３０前答复您')).toBe(true);
  expect(says('我们会尽快答复您')).toBe(false);
  expect(says('明天19:30前答复您')).toBe(false);
  expect(says('订单 109:301')).toBe(false);
});

test('the customer’s language decides the words; an unknown one takes the brand’s', () => {
  expect(toldLanguage('zh-TW', 'en')).toBe('zh-CN');
  expect(toldLanguage('de', 'zh-CN')).toBe('en');
  expect(toldLanguage(null, 'zh-CN')).toBe('zh-CN');
});
