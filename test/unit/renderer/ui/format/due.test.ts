import { expect, test } from 'vitest';
import { dueState, isLastMinutes } from '#renderer/ui/format/due.ts';

const minute = 60_000;

test('a promise turns amber in its last half hour and red when it is over', () => {
  const states = [31, 30, 29, 0, -1].map((minutes) => dueState(minutes * minute, 0));
  expect(states).toEqual(['fine', 'fine', 'near', 'near', 'over']);
});

test('seconds are shown within five minutes of the time, before and after it', () => {
  expect([6, 5, 4, -4, -6].map((minutes) => isLastMinutes(minutes * minute, 0))).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
});
