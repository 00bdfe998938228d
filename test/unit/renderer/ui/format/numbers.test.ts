import { expect, test } from 'vitest';
import { counter, fileSize, money } from '#renderer/ui/format/numbers.ts';

test('counters end at 99+', () => {
  expect([0, 99, 100, 12_000].map(counter)).toEqual(['0', '99', '99+', '99+']);
});

test('file sizes are short', () => {
  expect([0, 512, 421_888, 5_500_000, 1_048_576].map(fileSize)).toEqual([
    '0 B',
    '512 B',
    '412 KB',
    '5.2 MB',
    '1 MB',
  ]);
});

test('¥ is for CNY alone, others carry their code', () => {
  expect(money(128_000, 'CNY')).toBe('¥1,280.00');
  expect(money(128_000, 'USD')).toBe('USD 1,280.00');
  expect(money(-1280, 'JPY')).toBe('-JPY 1,280');
});
