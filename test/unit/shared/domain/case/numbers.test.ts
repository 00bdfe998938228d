import { expect, test } from 'vitest';
import { caseNumber, dayIn, readCaseNumber } from '#shared/domain/case/numbers.ts';

test.each([
  ['20261120', 1, 'RF202611200000016'],
  ['20261120', 123, 'RF202611200001238'],
  ['20261121', 42, 'RF202611210000428'],
  ['20260930', 999_999, 'RF202609309999997'],
])('the number of %s, %i is %s', (day, sequence, number) => {
  expect(caseNumber('RF', day, sequence)).toBe(number);
  expect(readCaseNumber(number)).toEqual({ prefix: 'RF', day, sequence });
});

test('escalations and complaints have the same shape', () => {
  expect(caseNumber('ES', '20261120', 1)).toBe('ES202611200000016');
  expect(caseNumber('CP', '20261120', 1)).toBe('CP202611200000016');
});

test('a misread digit, two swapped digits and other shapes are no numbers', () => {
  expect(readCaseNumber('RF202611200001239')).toBeNull();
  expect(readCaseNumber('RF202611200012038')).toBeNull();
  for (const text of ['RF20261120000123', 'XX202611200001238', ' RF202611200001238', ''])
    expect(readCaseNumber(text)).toBeNull();
});

test('a sequence that does not fit six digits is a bug, not a longer number', () => {
  expect(() => caseNumber('ES', '20261120', 1_000_000)).toThrow('does not fit');
  expect(() => caseNumber('ES', '20261120', 0)).toThrow('does not fit');
});

test('the day is the one of the zone', () => {
  const at = Date.parse('2026-11-20T16:30:00Z');
  expect(dayIn('Asia/Shanghai', at)).toBe('20261121');
  expect(dayIn('UTC', at)).toBe('20261120');
});
