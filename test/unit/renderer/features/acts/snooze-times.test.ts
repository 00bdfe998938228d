import { expect, test } from 'vitest';
import { snoozeTimes } from '#renderer/features/acts/snooze-times.ts';
import { localInput } from '#renderer/ui/format/date-input.ts';

const at = (text: string) => new Date(text).getTime();
const labels = (now: string) => snoozeTimes(at(now)).map((time) => time.label);

test('in the morning of a Tuesday an hour, the evening and tomorrow are offered', () => {
  expect(snoozeTimes(at('2026-11-24T10:00'))).toEqual([
    { label: 'app.snooze.hour', at: at('2026-11-24T11:00') },
    { label: 'app.snooze.evening', at: at('2026-11-24T17:00') },
    { label: 'app.snooze.morning', at: at('2026-11-25T09:00') },
  ]);
});

test('the evening is not offered once it is near or over', () => {
  expect(labels('2026-11-24T16:45')).not.toContain('app.snooze.evening');
  expect(labels('2026-11-24T21:00')).not.toContain('app.snooze.evening');
});

test('before a weekend the next working day is Monday', () => {
  for (const day of ['2026-11-27', '2026-11-28']) {
    const last = snoozeTimes(at(`${day}T10:00`)).at(-1);
    expect(last).toEqual({ label: 'app.snooze.workday', at: at('2026-11-30T09:00') });
  }
  expect(labels('2026-11-29T10:00')).not.toContain('app.snooze.workday');
});

test('every time offered is still to come', () => {
  for (let hour = 0; hour < 24 * 14; hour += 1) {
    const now = at('2026-11-23T00:30') + hour * 3_600_000;
    for (const time of snoozeTimes(now)) expect(time.at).toBeGreaterThan(now);
  }
});

test('a date field shows the agent’s own clock', () => {
  expect(localInput(at('2026-03-04T05:06'))).toBe('2026-03-04T05:06');
});
