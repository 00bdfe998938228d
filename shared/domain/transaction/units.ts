import {
  decimalOf,
  type DecimalError,
  exponentOf,
  type Money,
  moneyOfDecimal,
} from '../money/money.ts';

/** How a connector writes amounts. */
interface Unit {
  form: 'minor' | 'decimal';
  /** Places of its minor unit where they are not those of ISO 4217. */
  places: Readonly<Record<string, number>>;
}

const units: Readonly<Record<string, Unit>> = {
  // docs.stripe.com/currencies: ISK and UGX are sent with two places, MGA with none.
  stripe: { form: 'minor', places: { ISK: 2, UGX: 2, MGA: 0 } },
  // docs.adyen.com/development-resources/currency-codes, "differs from standard".
  adyen: { form: 'minor', places: { CLP: 2, CVE: 0, IDR: 0, ISK: 2 } },
  // Fen, as an integer.
  wechatpay: { form: 'minor', places: {} },
  // Yuan with two decimals, as a string.
  alipay: { form: 'decimal', places: {} },
  paypal: { form: 'decimal', places: {} },
  // Currencycloud's list of currencies and their decimal places.
  currencycloud: { form: 'decimal', places: { BHD: 2, KWD: 2, HUF: 0, IDR: 0 } },
  unionpay: { form: 'minor', places: {} },
  internal: { form: 'minor', places: {} },
};

export type AmountError = DecimalError | 'not-a-currency' | 'provider-unknown' | 'not-an-integer';
type Amount = { ok: true; money: Money } | { ok: false; error: AmountError };

/**
 * A provider's amount as money with ISO places. Exact or refused: digits are moved as text, never
 * multiplied, and an amount finer than the currency is not rounded. A decimal has to come as text.
 */
export function amountOf(provider: string, value: string | number, currencyCode: string): Amount {
  const unit = Object.hasOwn(units, provider) ? units[provider] : undefined;
  if (!unit) return { ok: false, error: 'provider-unknown' };
  const currency = currencyCode.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) return { ok: false, error: 'not-a-currency' };
  const places = unit.places[currency] ?? exponentOf(currency);
  if (unit.form === 'minor') return ofMinor(String(value).trim(), places, currency);
  if (typeof value === 'number') return { ok: false, error: 'not-a-number' };
  const fraction = /\.(\d+)$/.exec(value.trim())?.[1] ?? '';
  if (/[1-9]/.test(fraction.slice(places))) return { ok: false, error: 'too-precise' };
  return moneyOfDecimal(value, currency);
}

function ofMinor(text: string, places: number, currency: string): Amount {
  const match = /^(-?)(\d+)$/.exec(text);
  if (!match) return { ok: false, error: 'not-an-integer' };
  const digits = (match[2] ?? '').padStart(places + 1, '0');
  const decimal = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return moneyOfDecimal(`${match[1]}${decimal}`, currency);
}

/** The integer a provider of minor units writes for an amount; null when it cannot be written there. */
export function minorFor(provider: string, { minor, currency }: Money): number | null {
  const unit = Object.hasOwn(units, provider) ? units[provider] : undefined;
  if (unit?.form !== 'minor') return null;
  const shift = (unit.places[currency] ?? exponentOf(currency)) - exponentOf(currency);
  const written = shift < 0 ? minor / 10 ** -shift : minor * 10 ** shift;
  return Number.isSafeInteger(written) ? written : null;
}

/** The amount as people read it: `JP¥500`, `¥88.88`. ISO places, whatever the language's habit. */
export function moneyText(money: Money, language: 'zh' | 'en'): string {
  const places = exponentOf(money.currency);
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(decimalOf(money) as Intl.StringNumericLiteral);
}
