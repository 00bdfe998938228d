import { type DecimalError, exponentOf, type Money, moneyOfDecimal } from '../money/money.ts';
import { norm } from './norm.ts';

/** Why an amount has to be typed again. None of them is a wrong answer. */
export type AmountError = DecimalError | 'ambiguous' | 'negative' | 'two-currencies';
export type ParsedAmount = { ok: true; money: Money } | { ok: false; error: AmountError };

const DOLLARS = 'USD HKD CAD AUD SGD NZD TWD MXN BND JMD BSD BBD BZD FJD GYD LRD NAD SBD SRD TTD';
/** What a word or sign may stand for; the first is meant when nothing else decides. */
const MEANINGS: Record<string, readonly string[]> = {
  人民币: ['CNY'],
  元: ['CNY'],
  块: ['CNY'],
  块钱: ['CNY'],
  RMB: ['CNY'],
  港币: ['HKD'],
  港元: ['HKD'],
  HK$: ['HKD'],
  HKD: ['HKD'],
  美元: ['USD'],
  美金: ['USD'],
  US$: ['USD'],
  欧元: ['EUR'],
  '€': ['EUR'],
  英镑: ['GBP'],
  '£': ['GBP'],
  円: ['JPY'],
  日元: ['JPY'],
  '¥': ['CNY', 'JPY'],
  $: DOLLARS.split(' '),
};
const WORDS = Object.keys(MEANINGS)
  .toSorted((a, b) => b.length - a.length)
  .map((word) => word.replace('$', '\\$'))
  .join('|');
const CURRENCY = `(?:${WORDS}|(?!K(?![A-Z]))[A-Z]{3}(?![A-Z]))`;
const SHAPE = new RegExp(
  `^(-?)((?:\\s*${CURRENCY})*)\\s*(-?)\\s*(\\d[\\d.,\\s]*?)\\s*(万|千|K(?![A-Z]))?((?:\\s*${CURRENCY})*)$`,
);
const SHIFTS: Record<string, number> = { 万: 4, 千: 3, K: 3 };
const MAX_LENGTH = 60;

/**
 * Reads an amount as a person writes it: `￥１，２９９。５０`, `1.2万`, `HK$1,000`, `1.299,50 €`. Without a
 * currency of its own it is in `contextCurrency`. What could mean two amounts is an error, never a guess.
 */
export function parseAmount(text: string, contextCurrency: string): ParsedAmount {
  const clean = norm(text).toUpperCase();
  const match = clean.length > MAX_LENGTH ? null : SHAPE.exec(clean);
  if (!match) return { ok: false, error: 'not-a-number' };
  const [, sign, before = '', innerSign, digits = '', multiplier, after = ''] = match;
  const currency = currencyOf(`${before} ${after}`, contextCurrency);
  if (!currency.ok) return currency;
  if (sign || innerSign) return { ok: false, error: 'negative' };
  const plain = plainDecimal(digits, currency.code);
  if (!plain.ok) return plain;
  return moneyOfDecimal(
    multiplier ? shifted(plain.text, SHIFTS[multiplier] ?? 0) : plain.text,
    currency.code,
  );
}

const isoCodes = new Set(Intl.supportedValuesOf('currency'));
const meaningsOf = (word: string): readonly string[] =>
  MEANINGS[word] ?? (isoCodes.has(word) ? [word] : []);

function currencyOf(
  text: string,
  context: string,
): { ok: true; code: string } | { ok: false; error: AmountError } {
  const words = text.match(new RegExp(CURRENCY, 'g')) ?? [];
  const meanings = words.map(meaningsOf);
  if (meanings.some((codes) => codes.length === 0)) return { ok: false, error: 'not-a-number' };
  const [first, ...rest] = meanings;
  if (!first) return { ok: true, code: context };
  const shared = first.filter((code) => rest.every((codes) => codes.includes(code)));
  const code = shared.includes(context) ? context : shared[0];
  return code ? { ok: true, code } : { ok: false, error: 'two-currencies' };
}

type Plain = { ok: true; text: string } | { ok: false; error: AmountError };

/** Digits with their marks → digits with at most one point. */
function plainDecimal(marked: string, currency: string): Plain {
  const [spaces, commas, points] = [' ', ',', '.'].map((mark) => marked.split(mark).length - 1) as [
    number,
    number,
    number,
  ];
  if (commas > 0 && points > 0) {
    const decimal = marked.lastIndexOf(',') > marked.lastIndexOf('.') ? ',' : '.';
    return spaces > 0
      ? { ok: false, error: 'not-a-number' }
      : withMarks(marked, decimal === ',' ? '.' : ',', decimal);
  }
  if (commas > 0) {
    const isGrouped = /^[1-9]\d{0,2}(?:,\d{3})+$/.test(marked);
    if (isGrouped) return { ok: true, text: marked.replaceAll(',', '') };
    if (spaces > 0 && /,\d{3}$/.test(marked)) return { ok: false, error: 'ambiguous' };
    return withMarks(marked, ' ', ',');
  }
  if (points > 1) return withMarks(marked, '.', null);
  if (points === 1 && exponentOf(currency) === 2 && /\.\d{3}$/.test(marked))
    return { ok: false, error: 'ambiguous' };
  return withMarks(marked, ' ', '.');
}

/** Groups of exactly three between `group` marks; at most one `decimal` mark. */
function withMarks(marked: string, group: string, decimal: string | null): Plain {
  const [whole = '', fraction, ...more] = decimal === null ? [marked] : marked.split(decimal);
  const [head = '', ...groups] = whole.split(group);
  const isWhole =
    groups.length === 0
      ? /^\d+$/.test(head)
      : /^[1-9]\d{0,2}$/.test(head) && groups.every((one) => /^\d{3}$/.test(one));
  if (!isWhole || more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction)))
    return { ok: false, error: 'not-a-number' };
  const joined = [head, ...groups].join('');
  return { ok: true, text: fraction === undefined ? joined : `${joined}.${fraction}` };
}

function shifted(text: string, places: number): string {
  const [whole = '', fraction = ''] = text.split('.');
  const moved = whole + fraction.slice(0, places).padEnd(places, '0');
  const rest = fraction.slice(places);
  return rest ? `${moved}.${rest}` : moved;
}

/** How far an amount may lie from the true one and still be half an answer. Null: not at all. */
export interface AmountTolerance {
  percent: number;
  /** Major units, for currencies with decimals. */
  atLeast: number;
  atMost: number;
  /** Units, for currencies without decimals. */
  atLeastWhole: number;
  atMostWhole: number;
}

/** Hundredths of minor units, so that one percent of anything is a whole number. */
function toleranceOf(actual: Money, tolerance: AmountTolerance): bigint {
  const exponent = exponentOf(actual.currency);
  const [least, most] =
    exponent === 0
      ? [tolerance.atLeastWhole, tolerance.atMostWhole]
      : [tolerance.atLeast, tolerance.atMost];
  const unit = 100n * 10n ** BigInt(exponent);
  const share = BigInt(Math.abs(actual.minor)) * BigInt(tolerance.percent);
  const floor = BigInt(least) * unit;
  const cap = BigInt(most) * unit;
  const wide = share > floor ? share : floor;
  return wide < cap ? wide : cap;
}

/** The best an answer does against any of `actual`, each in its own currency. */
export function compareAmount(
  answer: Money,
  actual: readonly Money[],
  tolerance: AmountTolerance | null,
): 'match' | 'weak' | 'mismatch' {
  const same = actual.filter(({ currency }) => currency === answer.currency);
  if (same.some(({ minor }) => minor === answer.minor)) return 'match';
  if (!tolerance) return 'mismatch';
  const isNear = same.some((one) => {
    const off = BigInt(answer.minor) - BigInt(one.minor);
    return (off < 0n ? -off : off) * 100n <= toleranceOf(one, tolerance);
  });
  return isNear ? 'weak' : 'mismatch';
}
