import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { instantOf, isZone } from '#shared/lib/zoned-time.ts';

const at = (text: string) => Date.parse(text);

test.each([
  ['2026-11-20 10:38:09', 'Asia/Shanghai', '2026-11-20T02:38:09Z'],
  ['2026-11-20T10:38:09', 'Asia/Shanghai', '2026-11-20T02:38:09Z'],
  ['2026/11/20 10:38', 'Asia/Shanghai', '2026-11-20T02:38:00Z'],
  ['2026/1/5 9:05:07', 'Asia/Shanghai', '2026-01-05T01:05:07Z'],
  ['20261120103809', 'Asia/Shanghai', '2026-11-20T02:38:09Z'],
  ['2026年11月20日 10:38:09', 'Asia/Shanghai', '2026-11-20T02:38:09Z'],
  ['2026-11-20', 'Asia/Shanghai', '2026-11-19T16:00:00Z'],
  ['2026-11-20T10:38:09.250Z', 'Asia/Shanghai', '2026-11-20T10:38:09.250Z'],
  ['2026-11-20T10:38:09+08:00', 'UTC', '2026-11-20T02:38:09Z'],
  ['2026-11-20T10:38:09-0530', 'UTC', '2026-11-20T16:08:09Z'],
  // The hour that comes twice is the first of them.
  ['2026-10-25 01:30:00', 'Europe/London', '2026-10-25T00:30:00Z'],
  ['2026-07-01 12:00:00', 'Europe/London', '2026-07-01T11:00:00Z'],
])('%s in %s is %s', (text, zone, instant) => {
  expect(instantOf(text, zone)).toBe(at(instant));
});

test.each([
  '',
  'yesterday',
  '2026-02-30 10:00:00',
  '2026-13-01',
  '2026-11-20 25:00',
  '12:30',
  '1763606289',
])('%j is no time', (text) => {
  expect(instantOf(text, 'UTC')).toBeNull();
});

test('a zone that does not exist gives no time', () => {
  expect(isZone('Asia/Nowhere')).toBe(false);
  expect(instantOf('2026-11-20 10:38:09', 'Asia/Nowhere')).toBeNull();
});

test('any instant written in a zone is read as itself, the twice-told hour aside', () => {
  const zones = [
    'Asia/Shanghai',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'UTC',
  ];
  fc.assert(
    fc.property(
      fc.integer({ min: at('1995-01-01'), max: at('2035-01-01') }),
      fc.constantFrom(...zones),
      (ms, zone) => {
        const instant = Math.floor(ms / 1000) * 1000;
        const local = DateTime.fromMillis(instant, { zone });
        fc.pre(local.getPossibleOffsets().length === 1);
        expect(instantOf(local.toFormat('yyyy-MM-dd HH:mm:ss'), zone)).toBe(instant);
      },
    ),
    { numRuns: 2_000 },
  );
});
