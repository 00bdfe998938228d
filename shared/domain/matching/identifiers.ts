import { folded, norm } from './norm.ts';

/** Shorter numbers are too easily guessed to prove anything. Dashes count for one sign: GP-21007 is long enough. */
const MIN_ORDER_NUMBER = 8;

/** Null when it is too short to be an answer. Compared whole: one wrong sign is a wrong number. */
export function orderNumberOf(text: string): string | null {
  const written = norm(text).toUpperCase().replace(/\s/g, '').replace(/-+/g, '-');
  const bare = written.replaceAll('-', '');
  const length = bare.length + (/[^-]-[^-]/.test(written) ? 1 : 0);
  return length < MIN_ORDER_NUMBER ? null : bare;
}

/** Lower case and nothing else: dots and plus tags are part of the address. Null when it is none. */
export function emailOf(text: string): string | null {
  const address = norm(text).toLowerCase();
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? address : null;
}

/** The last four digits of an instrument or a phone. Null when it is not four digits. */
export function last4Of(text: string): string | null {
  const digits = norm(text).replace(/\s/g, '');
  return /^\d{4}$/.test(digits) ? digits : null;
}

const NAME_GAPS = /[\s·•・‧]+/;
const NAME_GAPS_LATIN = /[\s·•・‧,]+/;

/** A name with signs in place of letters is what screens show, not what its owner says. */
export const isMaskedName = (text: string): boolean => /[*●○]/.test(norm(text));

/** Han names without their gaps; Latin names whatever the order of their parts. */
export function isSameName(a: string, b: string): boolean {
  if (isMaskedName(a) || isMaskedName(b)) return false;
  const [one, other] = [keyOfName(a), keyOfName(b)];
  return one !== '' && one === other;
}

function keyOfName(text: string): string {
  const name = folded(text);
  const isLatin = /\p{L}/u.test(name) && !/(?=\p{L})\P{Script=Latin}/u.test(name);
  return isLatin
    ? name.split(NAME_GAPS_LATIN).filter(Boolean).toSorted().join(' ')
    : name.split(NAME_GAPS).join('');
}

/** Words that half of all merchants have in their name: naming them names nobody. */
const COMMON_WORDS =
  /有限责任公司|股份有限公司|有限公司|公司|官方|旗舰店|专卖店|专营店|商店|商城|超市|店|\b(?:the|official|online|store|shop|company|co|corp|inc|ltd|limited|llc)\b/g;

/** What is left of a merchant's or product's name to recognise it by; null when it is too little. */
export function merchantWords(text: string): string | null {
  const words = folded(text)
    .replace(COMMON_WORDS, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, '');
  const isEnough = words.length >= (/\p{Script=Han}/u.test(words) ? 2 : 3);
  return isEnough ? words : null;
}
