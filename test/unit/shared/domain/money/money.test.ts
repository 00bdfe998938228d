import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalOf, exponentOf, moneyOfDecimal } from '#shared/domain/money/money.ts';

test.each([
  ['88.88', 'CNY', 8_888],
  ['1.15', 'CNY', 115],
  ['500', 'JPY', 500],
  ['12.345', 'KWD', 12_345],
  ['-5', 'USD', -500],
  ['0.10', 'USD', 10],
  ['88.8800', 'CNY', 8_888],
])('%s %s', (text, currency, minor) => {
  expect(moneyOfDecimal(text, currency)).toEqual({ ok: true, money: { minor, currency } });
});

test.each([
  ['1.005', 'CNY', 'too-precise'],
  ['5.5', 'JPY', 'too-precise'],
  ['99999999999999999', 'CNY', 'too-large'],
  ['1,000', 'CNY', 'not-a-number'],
  ['1e3', 'CNY', 'not-a-number'],
  ['', 'CNY', 'not-a-number'],
])('%s %s is refused', (text, currency, error) => {
  expect(moneyOfDecimal(text, currency)).toEqual({ ok: false, error });
});

test('writing an amount and reading it gives the same amount', () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.constantFrom('CNY', 'JPY', 'KWD', 'USD', 'CLF'),
      (minor, currency) => {
        const one = { minor: minor === 0 ? 0 : minor, currency };
        expect(moneyOfDecimal(decimalOf(one), currency)).toEqual({ ok: true, money: one });
      },
    ),
  );
});

test('places of currencies', () => {
  expect(['CNY', 'JPY', 'BHD', 'CLF'].map(exponentOf)).toEqual([2, 0, 3, 4]);
});
