export type Brand =
  'visa' | 'mastercard' | 'amex' | 'unionpay' | 'jcb' | 'diners' | 'discover' | 'maestro';

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_unused, i) => from + i);

/**
 * Issuer ranges and lengths in use (ISO/IEC 7812; the brands' published ranges). Broad on purpose:
 * a missed card is worse than a false alarm.
 */
const BRANDS: { brand: Brand; iin: RegExp; lengths: readonly number[] }[] = [
  { brand: 'visa', iin: /^4/, lengths: [13, 16, 18, 19] },
  {
    brand: 'mastercard',
    iin: /^(5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)/,
    lengths: [16],
  },
  { brand: 'amex', iin: /^3[47]/, lengths: [15] },
  { brand: 'unionpay', iin: /^62/, lengths: range(14, 19) },
  { brand: 'unionpay', iin: /^81/, lengths: range(16, 19) },
  { brand: 'jcb', iin: /^35(2[89]|[3-8]\d)/, lengths: range(16, 19) },
  { brand: 'diners', iin: /^3(0[0-5]|6|8|9)/, lengths: range(14, 19) },
  { brand: 'discover', iin: /^(6011|64[4-9]|65)/, lengths: range(16, 19) },
  {
    brand: 'maestro',
    iin: /^(5018|5020|5038|5893|6304|6759|676[1-3])/,
    lengths: range(12, 19),
  },
  { brand: 'maestro', iin: /^(50|5[6-8]|63|67)/, lengths: range(16, 19) },
];

export const MIN_CARD_DIGITS = 12;
export const MAX_CARD_DIGITS = 19;

/** ISO/IEC 7812-1 annex B; ASCII digits only. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (i % 2 === 1) {
      digit *= 2;
      if (digit > 9) digit -= 9;
    }
    sum += digit;
  }
  return sum % 10 === 0;
}

/** The brand whose range and length fit, whatever the check digit says. Equal digits are no card. */
export function brandByRange(digits: string): Brand | null {
  if (digits.length < MIN_CARD_DIGITS || digits.length > MAX_CARD_DIGITS) return null;
  const found = BRANDS.find(
    (brand) => brand.lengths.includes(digits.length) && brand.iin.test(digits),
  );
  return found && digits !== digits.charAt(0).repeat(digits.length) ? found.brand : null;
}

/** UnionPay numbers in use that fail Luhn exist: 6221558812340000 is one. */
export const mayLackLuhn = (digits: string): boolean =>
  digits.startsWith('62') && (digits.length === 16 || digits.length === 19);

/** The brand of a card number, or null. */
export function cardBrand(digits: string): Brand | null {
  const brand = brandByRange(digits);
  return brand && (mayLackLuhn(digits) || passesLuhn(digits)) ? brand : null;
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A mainland resident ID: GB 11643 check character and a date that exists. */
export function isResidentId(text: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/.test(text)) return false;
  const year = Number(text.slice(6, 10));
  const month = Number(text.slice(10, 12));
  const day = Number(text.slice(12, 14));
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (year < 1800 || year > 2100 || day < 1 || day > (DAYS_IN_MONTH[month - 1] ?? 0)) return false;
  if (month === 2 && day === 29 && !isLeap) return false;
  const sum = ID_WEIGHTS.reduce(
    (total, weight, i) => total + weight * (text.charCodeAt(i) - 48),
    0,
  );
  return ID_CHECKS[sum % 11] === text[17]?.toUpperCase();
}

/** Countries whose IBAN is digits behind the country, with its length (SWIFT IBAN registry). */
const IBAN_LENGTHS: Record<string, number> = {
  AT: 20,
  BE: 16,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  HR: 21,
  HU: 28,
  IS: 26,
  LT: 20,
  LU: 20,
  NO: 15,
  PL: 28,
  PT: 25,
  RS: 22,
  SE: 24,
  SI: 19,
  SK: 24,
};

/** ISO 13616, for accounts made of digits: country, two check digits, account; without spaces. */
export function isIban(text: string): boolean {
  if (text.length !== IBAN_LENGTHS[text.slice(0, 2)] || !/^[A-Z]{2}\d+$/.test(text)) return false;
  let rest = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
