import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountOf, moneyText } from '#shared/domain/transaction/units.ts';

test.each<[string, string, string | number, string, number]>([
  ['T7', 'alipay', '88.88', 'CNY', 8_888],
  ['T7', 'alipay', '1.15', 'CNY', 115],
  ['T8', 'stripe', 500, 'jpy', 500],
  ['fen', 'wechatpay', 8_888, 'CNY', 8_888],
  ['major decimal', 'paypal', '1234.5', 'USD', 123_450],
  ['no decimals', 'paypal', '1234', 'JPY', 1_234],
  ['three places', 'stripe', 12_340, 'KWD', 12_340],
  ['three places', 'adyen', 12_340, 'BHD', 12_340],
  ['Adyen has two places for pesos', 'adyen', 123_400, 'CLP', 1_234],
  ['Adyen has two places for krónur', 'adyen', 279_000, 'ISK', 2_790],
  ['Adyen has none for rupiah', 'adyen', 15_000, 'IDR', 1_500_000],
  ['Adyen has none for escudos', 'adyen', 7, 'CVE', 700],
  ['Stripe has two places for krónur', 'stripe', 500, 'isk', 5],
  ['Currencycloud has two places for dinars', 'currencycloud', '12.34', 'KWD', 12_340],
  ['Currencycloud has none for forints', 'currencycloud', '1234', 'HUF', 123_400],
  ['a refund in the books', 'stripe', -1, 'usd', -1],
])('%s: %s %s %s', (_id, provider, value, currency, minor) => {
  expect(amountOf(provider, value, currency)).toEqual({
    ok: true,
    money: { minor, currency: currency.toUpperCase() },
  });
});

test.each<[string, string | number, string, string]>([
  ['alipay', 88.88, 'CNY', 'not-a-number'],
  ['alipay', '88.885', 'CNY', 'too-precise'],
  ['alipay', '1,000.00', 'CNY', 'not-a-number'],
  ['adyen', 123_456, 'CLP', 'too-precise'],
  ['currencycloud', '12.345', 'KWD', 'too-precise'],
  ['currencycloud', '12.5', 'HUF', 'too-precise'],
  ['wechatpay', '88.88', 'CNY', 'not-an-integer'],
  ['wechatpay', 1.5, 'CNY', 'not-an-integer'],
  ['stripe', 2 ** 53, 'usd', 'too-large'],
  ['stripe', 1, 'dollars', 'not-a-currency'],
  ['elsewhere', 1, 'USD', 'provider-unknown'],
  ['constructor', 1, 'USD', 'provider-unknown'],
])('%s %s %s is refused: %s', (provider, value, currency, error) => {
  expect(amountOf(provider, value, currency)).toEqual({ ok: false, error });
});

test('T7: no amount of fen is changed by a single one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (minor) => {
      const text = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
      expect(amountOf('alipay', text, 'CNY')).toEqual({
        ok: true,
        money: { minor, currency: 'CNY' },
      });
    }),
  );
});

test('T8: amounts as people read them', () => {
  expect(moneyText({ minor: 500, currency: 'JPY' }, 'zh')).toBe('JP¥500');
  expect(moneyText({ minor: 8_888, currency: 'CNY' }, 'zh')).toBe('¥88.88');
  expect(moneyText({ minor: 8_888, currency: 'CNY' }, 'en')).toBe('CN¥88.88');
  expect(moneyText({ minor: -12_345, currency: 'KWD' }, 'en')).toBe('-KWD\u00a012.345');
  expect(moneyText({ minor: 9_007_199_254_740_991, currency: 'USD' }, 'en')).toBe(
    '$90,071,992,547,409.91',
  );
});
