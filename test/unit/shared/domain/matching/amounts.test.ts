import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareAmount, parseAmount } from '#shared/domain/matching/amounts.ts';
import { decimalOf, exponentOf } from '#shared/domain/money/money.ts';
import { verificationPolicy } from '#shared/domain/verification/policy.ts';

const tolerance = verificationPolicy.parse({}).amount;

describe('an amount as people write it', () => {
  test.each([
    ['299', 'CNY', 29_900, 'CNY'],
    ['２９９．００元', 'CNY', 29_900, 'CNY'],
    ['¥1,299.50', 'CNY', 129_950, 'CNY'],
    ['￥１，２９９。５０', 'CNY', 129_950, 'CNY'],
    ['1.299,50 €', 'CNY', 129_950, 'EUR'],
    ['1 299,50', 'EUR', 129_950, 'EUR'],
    ['1,234', 'CNY', 123_400, 'CNY'],
    ['1,23', 'CNY', 123, 'CNY'],
    ['1.2万', 'CNY', 1_200_000, 'CNY'],
    ['3千', 'CNY', 300_000, 'CNY'],
    ['HK$1,000', 'CNY', 100_000, 'HKD'],
    ['5,000円', 'CNY', 5_000, 'JPY'],
    ['12.345 KWD', 'CNY', 12_345, 'KWD'],
    ['1\u200B00.00 元', 'CNY', 10_000, 'CNY'],
    ['人民币 299 元', 'USD', 29_900, 'CNY'],
    ['3k', 'CNY', 300_000, 'CNY'],
    ['rmb 88', 'USD', 8_800, 'CNY'],
    ['¥5000', 'JPY', 5_000, 'JPY'],
    ['¥5000', 'EUR', 500_000, 'CNY'],
    ['¥5000円', 'CNY', 5_000, 'JPY'],
    ['$20', 'CNY', 2_000, 'USD'],
    ['$20', 'HKD', 2_000, 'HKD'],
    ['$20 CAD', 'USD', 2_000, 'CAD'],
    ['US$ 1,234,567.89', 'CNY', 123_456_789, 'USD'],
    ['1.234.567', 'EUR', 123_456_700, 'EUR'],
    ['1.234', 'KWD', 1_234, 'KWD'],
  ])('%j in %s → %d %s', (text, context, minor, currency) => {
    expect(parseAmount(text, context)).toEqual({ ok: true, money: { minor, currency } });
  });

  test.each([
    ['1.234', 'ambiguous'],
    ['99.999', 'ambiguous'],
    ['1,2345', 'too-precise'],
    ['-20', 'negative'],
    ['¥-20', 'negative'],
    ['二百', 'not-a-number'],
    ['5块5', 'not-a-number'],
    ['1万2千', 'not-a-number'],
    ['1,23,456', 'not-a-number'],
    ['12 34', 'not-a-number'],
    ['1,234.567.8', 'not-a-number'],
    ['5.', 'not-a-number'],
    ['', 'not-a-number'],
    ['299 XYZ', 'not-a-number'],
    ['0.5円', 'too-precise'],
    ['HK$ 20 元', 'two-currencies'],
    ['1 299,500', 'ambiguous'],
    ['9'.repeat(17), 'too-large'],
  ])('%j → %s', (text, error) => {
    expect(parseAmount(text, 'CNY')).toEqual({ ok: false, error });
  });

  const currencies = fc.constantFrom('CNY', 'JPY', 'KWD', 'EUR', 'HKD');
  const amounts = fc.record({ minor: fc.maxSafeNat(), currency: currencies });

  test('what is written is what is read, grouped or not, full-width or not', () => {
    const grouped = (decimal: string) => {
      const [whole = '', fraction] = decimal.split('.');
      const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
      return fraction === undefined ? groups : `${groups}.${fraction}`;
    };
    const wide = (text: string) =>
      text.replace(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
    fc.assert(
      fc.property(amounts, fc.boolean(), fc.boolean(), (money, isGrouped, isWide) => {
        const decimal = isGrouped ? grouped(decimalOf(money)) : decimalOf(money);
        const text = `${decimal} ${money.currency}`;
        expect(parseAmount(isWide ? wide(text) : text, 'USD')).toEqual({ ok: true, money });
      }),
    );
  });

  test('nothing typed ever throws, and no amount read is negative or broken', () => {
    const signs = fc.constantFrom(...Array.from('0123456789.,-  ¥$€元块万千kK円HKUSD。，\u200B'));
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 20 }), currencies, (text, currency) => {
        const parsed = parseAmount(text, currency);
        const isSound =
          !parsed.ok || (Number.isSafeInteger(parsed.money.minor) && parsed.money.minor >= 0);
        expect(isSound).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('ten thousand of anything is 万 of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), currencies, (count, currency) => {
        expect(parseAmount(`${count}万`, currency)).toEqual(parseAmount(`${count}0000`, currency));
      }),
    );
  });
});

describe('how near an amount is', () => {
  const near = (text: string, minor: number, currency: string) => {
    const parsed = parseAmount(text, currency);
    return parsed.ok ? compareAmount(parsed.money, [{ minor, currency }], tolerance) : parsed.error;
  };

  test.each([
    ['V8', '299', 29_900, 'CNY', 'match'],
    ['V9', '¥298.50', 29_900, 'CNY', 'weak'],
    ['V10', '¥305', 29_900, 'CNY', 'mismatch'],
    ['V11', '9,996', 1_000_000, 'CNY', 'weak'],
    ['V11', '9990', 1_000_000, 'CNY', 'mismatch'],
    ['V12', '5,040円', 5_000, 'JPY', 'weak'],
    ['V12', '5,060円', 5_000, 'JPY', 'mismatch'],
    ['V13', 'USD 299', 29_900, 'CNY', 'mismatch'],
  ])('%s %s of %d %s: %s', (_id, text, minor, currency, outcome) => {
    expect(near(text, minor, currency)).toBe(outcome);
  });

  test('the borders of the tolerance belong to it', () => {
    const cases: [number, number, string][] = [
      [29_900, 299, 'CNY'],
      [5_000, 100, 'CNY'],
      [1_000_000, 500, 'CNY'],
      [12_345, 1_000, 'KWD'],
      [5_000, 50, 'JPY'],
      [300, 10, 'JPY'],
      [100_000, 500, 'JPY'],
    ];
    for (const [minor, off, currency] of cases)
      for (const sign of [1, -1]) {
        const outcomes = [off, off + 1].map((by) =>
          compareAmount({ minor: minor + sign * by, currency }, [{ minor, currency }], tolerance),
        );
        expect([minor, currency, ...outcomes]).toEqual([minor, currency, 'weak', 'mismatch']);
      }
  });

  test('either the asked or the charged amount will do, in its own currency', () => {
    const actual = [
      { minor: 29_900, currency: 'CNY' },
      { minor: 4_200, currency: 'USD' },
    ];
    expect(compareAmount({ minor: 4_200, currency: 'USD' }, actual, tolerance)).toBe('match');
    expect(compareAmount({ minor: 4_200, currency: 'CNY' }, actual, tolerance)).toBe('mismatch');
  });

  test('never wider than one percent and one unit, never wider than the cap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 10_000 }),
        fc.nat({ max: 10_000 }),
        fc.constantFrom('CNY', 'KWD', 'JPY'),
        (minor, off, currency) => {
          const outcome = compareAmount(
            { minor: minor + off, currency },
            [{ minor, currency }],
            tolerance,
          );
          const unit = 10 ** exponentOf(currency);
          const [least, most] = currency === 'JPY' ? [10, 500] : [unit, 5 * unit];
          const limit = Math.min(Math.max(minor / 100, least), most);
          expect(outcome).toBe(off === 0 ? 'match' : off <= limit ? 'weak' : 'mismatch');
        },
      ),
    );
  });
});
