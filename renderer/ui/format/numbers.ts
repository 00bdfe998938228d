import type { Language } from '#renderer/i18n/language.ts';

/** A counter on screen: 99+ above 99, never shortened otherwise. */
export const counter = (count: number): string => (count > 99 ? '99+' : String(Math.max(0, count)));

const sizes = ['B', 'KB', 'MB', 'GB', 'TB'];
/** `412 KB`; powers of 1024, one digit after the point from MB on. */
export function fileSize(bytes: number): string {
  let rest = Math.max(0, bytes);
  let unit = 0;
  while (rest >= 1024 && unit < sizes.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  const digits = unit >= 2 && rest < 100 ? 1 : 0;
  const rounded = rest.toFixed(digits).replace(/\.0$/, '');
  return `${rounded} ${sizes[unit] ?? 'B'}`;
}

/** `12,480`. */
export const count = (value: number, language: Language): string =>
  new Intl.NumberFormat(language).format(value);

/** `¥1,280.00` for CNY, else `USD 1,280.00`; minor units come in. */
export function money(minor: number, currency: string): string {
  const digits = fractionDigits(currency);
  const amount = new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(Math.abs(minor) / 10 ** digits);
  const sign = minor < 0 ? '-' : '';
  return currency === 'CNY' ? `${sign}¥${amount}` : `${sign}${currency} ${amount}`;
}

function fractionDigits(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch (error) {
    // An unknown currency code keeps two digits.
    if (error instanceof RangeError) return 2;
    throw error;
  }
}
