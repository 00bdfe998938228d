import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import {
  compareTime,
  instantsOf,
  localDate,
  type TimeAnswer,
  timeError,
} from '#shared/domain/matching/times.ts';
import { verificationPolicy } from '#shared/domain/verification/policy.ts';

const tolerance = verificationPolicy.parse({}).time;
const said = (
  local: string,
  precision: TimeAnswer['precision'],
  zone = 'Asia/Shanghai',
): TimeAnswer => ({ local, precision, zone });
const paid = Date.parse('2026-11-20T14:32:10+08:00');
const early = Date.parse('2026-11-20T09:00:00+08:00');

describe('how near a time is', () => {
  test.each([
    ['V1', said('2026-11-20T14:40', 'minute'), paid, 'match'],
    ['V2', said('2026-11-20T14:47:10', 'minute'), paid, 'match'],
    ['V3', said('2026-11-20T14:47:11', 'minute'), paid, 'mismatch'],
    ['V4', said('2026-11-20T15:00', 'hour'), paid, 'weak'],
    ['V5', said('2026-11-20', 'day'), paid, 'weak'],
    ['V6', said('2026-11-20T01:30', 'minute', 'America/New_York'), paid, 'match'],
    ['V7', said('2026-11-20', 'day', 'America/New_York'), early, 'mismatch'],
    ['V7', said('2026-11-20', 'day'), early, 'weak'],
    ['an hour is inclusive:', said('2026-11-20T15:32:10', 'hour'), paid, 'weak'],
    ['an hour and a second:', said('2026-11-20T15:32:11', 'hour'), paid, 'mismatch'],
  ])('%s %o against %d: %s', (_id, answer, at, outcome) => {
    expect(compareTime(answer, [at], tolerance)).toBe(outcome);
  });
});

describe('where clocks are changed', () => {
  test('an hour that happens twice stands for both', () => {
    expect(instantsOf('2026-11-01T01:30', 'America/New_York')).toEqual([
      Date.parse('2026-11-01T01:30:00-04:00'),
      Date.parse('2026-11-01T01:30:00-05:00'),
    ]);
    for (const offset of ['-04:00', '-05:00'])
      expect(
        compareTime(
          said('2026-11-01T01:30', 'minute', 'America/New_York'),
          [Date.parse(`2026-11-01T01:40:00${offset}`)],
          tolerance,
        ),
      ).toBe('match');
  });

  test('an hour that was skipped has to be given again', () => {
    const answer = said('2026-03-08T02:30', 'minute', 'America/New_York');
    expect([timeError(answer), instantsOf(answer.local, answer.zone)]).toEqual([
      'skipped-time',
      [],
    ]);
  });

  test('across the skipped hour the clock jumps and time does not', () => {
    const at = Date.parse('2026-03-08T03:05:00-04:00');
    const before = said('2026-03-08T01:55', 'minute', 'America/New_York');
    expect(compareTime(before, [at], tolerance)).toBe('match');
  });

  test('half an hour (Lord Howe) and a whole day (Samoa)', () => {
    expect(instantsOf('2026-04-05T01:45', 'Australia/Lord_Howe')).toHaveLength(2);
    expect(instantsOf('2026-10-04T02:15', 'Australia/Lord_Howe')).toEqual([]);
    expect(instantsOf('2011-12-30T12:00', 'Pacific/Apia')).toEqual([]);
  });
});

test.each([
  [said('2026-02-30', 'day'), 'bad-time'],
  [said('2026-11-20T24:00', 'minute'), 'bad-time'],
  [said('2026-11-20', 'minute'), 'bad-time'],
  [said('yesterday', 'day'), 'bad-time'],
  [said('2026-11-20', 'day', 'Mars/Olympus'), 'bad-zone'],
  [said('2026-11-20', 'day'), null],
])('%o: %s', (answer, problem) => {
  expect(timeError(answer)).toBe(problem);
});

const zones = fc.constantFrom(
  'Asia/Shanghai',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'America/Sao_Paulo',
);
const instants = fc
  .integer({ min: Date.UTC(2005, 0) / 1000, max: Date.UTC(2035, 0) / 1000 })
  .map((seconds) => seconds * 1000);

test('every instant is one of those its own clock time stands for', () => {
  fc.assert(
    fc.property(instants, zones, (at, zone) => {
      const local = DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
      expect(instantsOf(local, zone)).toContain(at);
      expect(localDate(at, zone)).toBe(local.slice(0, 10));
      expect(compareTime(said(local, 'minute', zone), [at], tolerance)).toBe('match');
    }),
    { numRuns: 1_000 },
  );
});
