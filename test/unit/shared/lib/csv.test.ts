import { expect, test } from 'vitest';
import { csvRow } from '#shared/lib/csv.ts';

test('plain values, quotes, commas and line ends', () => {
  expect(csvRow(['a', 1, true, null])).toBe('a,1,true,\r\n');
  expect(csvRow(['a,b', 'say "x"', 'one\r\ntwo'])).toBe('"a,b","say ""x""","one\r\ntwo"\r\n');
});

test.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1'])('%j is not run by a spreadsheet', (text) => {
  expect(csvRow([text]).replace(/^"/, '')).toMatch(/^'/);
});

test('a negative number stays a number', () => {
  expect(csvRow([-5])).toBe('-5\r\n');
});
