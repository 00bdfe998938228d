import { assert } from '#shared/lib/assert.ts';

/** Refund applications, complaints, escalations. */
export type CasePrefix = 'RF' | 'CP' | 'ES';

const MAX_SEQUENCE = 999_999;

/** The digit that makes `digits` followed by it pass the Luhn check (ISO/IEC 7812-1, annex B). */
function luhnDigit(digits: string): number {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return (10 - (sum % 10)) % 10;
}

/** `2026-11-20` of `at` in `zone`, without the dashes. */
export function dayIn(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}${part('month')}${part('day')}`;
}

/**
 * A number people read aloud: prefix, day, sequence of that day from 1, check digit.
 * @throws Bug when the sequence of a day does not fit six digits
 */
export function caseNumber(prefix: CasePrefix, day: string, sequence: number): string {
  assert(
    Number.isInteger(sequence) && sequence >= 1 && sequence <= MAX_SEQUENCE,
    `sequence ${sequence} of ${day} does not fit`,
  );
  const digits = `${day}${String(sequence).padStart(6, '0')}`;
  return `${prefix}${digits}${luhnDigit(digits)}`;
}

/** What a number is made of; null when it is misread or mistyped. */
export function readCaseNumber(
  text: string,
): { prefix: CasePrefix; day: string; sequence: number } | null {
  const match = /^(RF|CP|ES)(\d{8})(\d{6})(\d)$/.exec(text);
  if (!match) return null;
  const [, prefix = '', day = '', sequence = '', check = ''] = match;
  if (luhnDigit(day + sequence) !== Number(check)) return null;
  return { prefix: prefix as CasePrefix, day, sequence: Number(sequence) };
}
