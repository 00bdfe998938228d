/** Issuer ranges and lengths in use; a missed card is worse than a false alarm. */
const BRANDS: { brand: string; iin: RegExp; lengths: readonly number[] }[] = [
  { brand: 'visa', iin: /^4/, lengths: [13, 16, 18, 19] },
  {
    brand: 'mastercard',
    iin: /^(5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)/,
    lengths: [16],
  },
  { brand: 'amex', iin: /^3[47]/, lengths: [15] },
  { brand: 'unionpay', iin: /^(62|81)/, lengths: [16, 17, 18, 19] },
  { brand: 'jcb', iin: /^35(2[89]|[3-8]\d)/, lengths: [16, 17, 18, 19] },
  { brand: 'diners', iin: /^3(0[0-5]|6|8|9)/, lengths: [14, 15, 16, 17, 18, 19] },
  { brand: 'discover', iin: /^(6011|64[4-9]|65)/, lengths: [16, 17, 18, 19] },
  {
    brand: 'maestro',
    iin: /^(5018|5020|5038|5893|6304|6759|676[1-3])/,
    lengths: [12, 13, 14, 15, 16, 17, 18, 19],
  },
];

/** ISO/IEC 7812-1 annex B. */
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

/**
 * The brand of a card number, or null. UnionPay numbers exist that fail Luhn
 * (6221558812340000), so for 62 the range and a common length are enough.
 */
export function cardBrand(digits: string): string | null {
  if (/^(\d)\1*$/.test(digits)) return null;
  const found = BRANDS.find(
    (brand) => brand.lengths.includes(digits.length) && brand.iin.test(digits),
  );
  if (!found) return null;
  const isLuhnFree = digits.startsWith('62') && (digits.length === 16 || digits.length === 19);
  return isLuhnFree || passesLuhn(digits) ? found.brand : null;
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
