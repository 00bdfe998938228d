import { expect, test } from 'vitest';
import { marked, wordsOf } from '#renderer/features/search/marks.ts';

const shown = (text: string, typed: string) =>
  marked(text, wordsOf(typed))
    .map(({ text: piece, isHit }) => (isHit ? `[${piece}]` : piece))
    .join('');

test('every word is marked wherever it stands, whatever its case', () => {
  expect(shown('Refund for order GP-21007, refund', 'refund GP-21007')).toBe(
    '[Refund] for order [GP-21007], [refund]',
  );
});

test('one Chinese character and a phrase in quotes are words', () => {
  expect(shown('关于退款的退回', '退')).toBe('关于[退]款的[退]回');
  expect(shown('a double charge, charge', '"double charge"')).toBe('a [double charge], charge');
});

test('the longest word wins where two begin', () => {
  expect(shown('退款退', '退 退款')).toBe('[退款][退]');
});

test('nothing is lost where nothing is found or letters change their length', () => {
  expect(shown('plain', 'x')).toBe('plain');
  expect(shown('İstanbul refund', 'refund')).toBe('İstanbul refund');
});
