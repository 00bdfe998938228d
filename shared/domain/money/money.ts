import { z } from '#shared/lib/schema.ts';

/** An amount in the smallest unit of an ISO 4217 currency: 29900 CNY is 299 yuan, 5000 JPY is 5000 yen. Never a float. */
export const money = z.object({
  minor: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type Money = z.infer<typeof money>;

/** Decimal places where they are not two (ISO 4217 list one). */
const EXPONENTS: Record<string, number> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** Decimal places of a currency's smallest unit. */
export const exponentOf = (currency: string): number => EXPONENTS[currency] ?? 2;

export type DecimalError = 'not-a-number' | 'too-precise' | 'too-large';

/** An amount written as a plain decimal of major units: `88.88`, `-5`. */
export function moneyOfDecimal(
  text: string,
  currency: string,
): { ok: true; money: Money } | { ok: false; error: DecimalError } {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return { ok: false, error: 'not-a-number' };
  const [, sign, whole = '', fraction = ''] = match;
  const exponent = exponentOf(currency);
  if (/[1-9]/.test(fraction.slice(exponent))) return { ok: false, error: 'too-precise' };
  const digits = whole + fraction.slice(0, exponent).padEnd(exponent, '0');
  const minor = Number(`${sign}${digits}`);
  if (!Number.isSafeInteger(minor)) return { ok: false, error: 'too-large' };
  return { ok: true, money: { minor: minor === 0 ? 0 : minor, currency } };
}

/** The amount as a plain decimal, `299.00`. */
export function decimalOf({ minor, currency }: Money): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return exponent === 0
    ? `${sign}${digits}`
    : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
