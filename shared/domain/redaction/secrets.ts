import type { NumberFound } from './card-windows.ts';
import { MASKED, type MaskKind } from './marks.ts';

/**
 * Security codes, expiry dates, one-time codes and passwords in a shadow text. A keyword is looked
 * for, then what follows it is read by hand within fixed bounds: time is linear in the text.
 */
export interface SecretFound {
  kind: Exclude<MaskKind, 'card' | 'id'>;
  from: number;
  to: number;
}

export interface SecretContext {
  hadCard: boolean;
  hadAmex: boolean;
  /** Somebody has just asked for a security code. */
  askedForCvv: boolean;
}

const isDigitAt = (text: string, at: number) => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
};
const isLatinAt = (text: string, at: number) => /^[A-Za-z]$/.test(text.charAt(at));
const MAX_BETWEEN = 10;

/** Digits in one piece, or single digits with single gaps: 3 2 1. `to` is behind the last. */
function codeAt(text: string, at: number): { to: number; count: number } {
  let to = at;
  while (isDigitAt(text, to)) to++;
  let count = to - at;
  for (let size = count; size <= 4 && /^[ -]$/.test(text.charAt(to)) && count < 9;) {
    let end = to + 1;
    while (isDigitAt(text, end)) end++;
    if (end - to - 1 !== size) break;
    count += size;
    to = end;
  }
  return { to, count };
}

/** The digits that follow within ten other characters, when there are `least` to `most` of them. */
function codeAfter(text: string, at: number, least: number, most: number) {
  let from = at;
  while (from < text.length && from - at <= MAX_BETWEEN && !isDigitAt(text, from)) from++;
  if (!isDigitAt(text, from) || text.slice(at, from).includes(MASKED)) return null;
  const { to, count } = codeAt(text, from);
  if (count >= least && count <= most) return { from, to };
  let end = from;
  while (isDigitAt(text, end)) end++;
  return end - from >= least && end - from <= most ? { from, to: end } : null;
}

const CVV_WORD = /cv[vcn]2?|安全码|后三位|卡背面|security code|cid/gi;

/** Where the digits of a security code may begin behind the keyword, best guess first. */
function cvvStarts(text: string, at: number, word: string, hadAmex: boolean): number[] {
  const end = at + word.length;
  if (!/^[a-z]/i.test(word)) {
    if (word !== '卡背面') return [end];
    const digits =
      /^[^0-9]{0,10}?三位/.exec(text.slice(end, end + 12)) ??
      /^[^0-9]{0,10}?3位/.exec(text.slice(end, end + 12));
    return digits ? [end + digits[0].length] : [];
  }
  if (isLatinAt(text, at - 1) || isLatinAt(text, end)) return [];
  if (/^cid$/i.test(word)) return hadAmex ? [end] : [];
  // "cvv2345" is a four-digit code, "cvv2 345" a three-digit one.
  return word.endsWith('2') ? [end - 1, end] : [end];
}

function* cvvsOf(text: string, hadAmex: boolean): Generator<SecretFound> {
  for (const match of text.matchAll(CVV_WORD)) {
    for (const at of cvvStarts(text, match.index, match[0], hadAmex)) {
      const code = codeAfter(text, at, 3, 4);
      if (!code) continue;
      yield { kind: 'cvv', ...code };
      break;
    }
  }
}

export const namesCvv = (text: string): boolean =>
  [...text.matchAll(CVV_WORD)].some(
    (match) => !/^cid$/i.test(match[0]) && cvvStarts(text, match.index, match[0], false).length > 0,
  );

const OTP_WORD =
  /验证码|动态码|校验码|短信码|otp|one[- ]time (?:code|password|passcode)|verification code/gi;

function* otpsOf(text: string): Generator<SecretFound> {
  for (const match of text.matchAll(OTP_WORD)) {
    const end = match.index + match[0].length;
    const isLatin = /^[a-z]/i.test(match[0]);
    if (isLatin && (isLatinAt(text, match.index - 1) || isLatinAt(text, end))) continue;
    const code = codeAfter(text, end, 4, 8);
    // "验证码 2026年" is a year.
    if (code && !/^ ?[年元块]/.test(text.slice(code.to, code.to + 2)))
      yield { kind: 'otp', ...code };
  }
}

const PASSWORD_WORD = /密码|password|pwd|pin/gi;
const MAX_PASSWORD = 200;
/** Words that follow "password is" and are not one. */
const NOT_A_PASSWORD = new Set(
  (
    'wrong incorrect invalid expired correct right forgotten lost locked blocked changed being never always ' +
    'required needed different same still also just only that this what where when your mine then there here ' +
    'working accepted rejected refused reset missing empty weak strong safe secure saved stored stolen known ' +
    'unknown secret hidden asked used valid okay fine case very already currently really actually from with about'
  ).split(' '),
);

function* passwordsOf(text: string): Generator<SecretFound> {
  for (const match of text.matchAll(PASSWORD_WORD)) {
    const end = match.index + match[0].length;
    const isLatin = /^p/i.test(match[0]);
    if (isLatin && isLatinAt(text, match.index - 1)) continue;
    const link = /^["']?[ \t]{0,3}(?:是|为|is(?![A-Za-z])|[:=])[ \t]{0,3}[:=]?[ \t]{0,3}/i.exec(
      text.slice(end, end + 16),
    );
    if (!link) continue;
    const from = end + link[0].length;
    let to = from;
    while (to < text.length && to - from < MAX_PASSWORD && /[\x21-\x7E]/.test(text.charAt(to)))
      to++;
    const word = text.slice(from, to);
    if (to - from < 4 || /^\*+$/.test(word)) continue;
    if (/^pin$/i.test(match[0]) && !/^\d{4,6}(?!\d)/.test(word)) continue;
    const isSaid = /is/i.test(link[0]) && !/[:=]/.test(link[0]);
    if (isSaid && /^[.,;!?]/.test(word)) continue;
    if (isSaid && NOT_A_PASSWORD.has(word.toLowerCase().replace(/[^a-z]+$/, ''))) continue;
    yield { kind: 'password', from, to };
  }
}

const EXPIRY = /(?:0[1-9]|1[0-2]) ?[/-] ?(?:20\d\d|\d\d)/g;
const EXPIRY_WORD = /有效期|到期|expir(?:y|es|ation)(?: date)?|exp|valid (?:thru|until)/gi;

function* expiriesOf(text: string, cards: NumberFound[]): Generator<SecretFound> {
  const cardEnds = new Set(cards.map((card) => card.to));
  for (const match of text.matchAll(EXPIRY)) {
    const [from, to] = [match.index, match.index + match[0].length];
    const isInDate =
      /\d[-/.]?$/.test(text.slice(Math.max(0, from - 2), from)) && !cardEnds.has(from - 1);
    if (isInDate || /^(?:\d|[-/.]\d)/.test(text.slice(to, to + 2))) continue;
    yield { kind: 'expiry', from, to };
  }
  for (const match of text.matchAll(EXPIRY_WORD)) {
    const code = codeAfter(text, match.index + match[0].length, 4, 4);
    if (code && /^(?:0[1-9]|1[0-2])/.test(text.slice(code.from, code.to)))
      yield { kind: 'expiry', ...code };
  }
}

const AMOUNT_OR_WORD =
  /^(?:[./,-]\d|[A-Za-z%]| ?[元块年]| ?(?:rmb|cny|usd|eur|gbp|hkd|jpy|yuan|dollar|euro))/i;

/** A bare security code that stands at `end`, behind a card or its expiry; not an amount. */
function codeBehind(text: string, end: number, length: number): SecretFound | null {
  const gap = /^[ \t\r\n,/-]{1,4}/.exec(text.slice(end, end + 4))?.[0] ?? '';
  const from = end + gap.length;
  const to = from + length;
  if (gap === '' || !/^\d+$/.test(text.slice(from, to)) || isDigitAt(text, to)) return null;
  if (text.length < to || AMOUNT_OR_WORD.test(text.slice(to, to + 8))) return null;
  return { kind: 'cvv', from, to };
}

/** What stands directly behind a card: magnetic track data, its expiry, a bare security code. */
function* behindCards(text: string, cards: NumberFound[], expiries: SecretFound[]) {
  const sorted = expiries.toSorted((a, b) => a.from - b.from);
  let next = 0;
  for (const card of cards) {
    // ISO/IEC 7813: ^NAME/FIRST^YYMM... on track 1, =YYMM... on track 2.
    const track = /^(?:\^[^^\n]{2,26}\^\d{4,60}\??|=\d{4,40}\??)/.exec(
      text.slice(card.to, card.to + 96),
    );
    if (track) yield { kind: 'cvv' as const, from: card.to, to: card.to + track[0].length };
    while (next < sorted.length && (sorted[next]?.from ?? 0) < card.to) next++;
    const expiry = sorted[next];
    const length = card.brand === 'amex' ? 4 : 3;
    const isNear = expiry && expiry.from - card.to <= MAX_BETWEEN;
    const code =
      codeBehind(text, card.to, length) ?? (isNear ? codeBehind(text, expiry.to, length) : null);
    if (code) yield code;
  }
}

/** A message of nothing but one short code. */
function* bareCode(text: string): Generator<SecretFound> {
  if (text.length > 40) return;
  const bare = /^([^0-9A-Za-z]{0,3})(\d{3,4})[^0-9A-Za-z]{0,3}$/.exec(text);
  if (!bare || /[元块年月日]/.test(text)) return;
  const from = bare[1]?.length ?? 0;
  yield { kind: 'cvv', from, to: from + (bare[2]?.length ?? 0) };
}

export function secretsOf(
  text: string,
  numbers: NumberFound[],
  context: SecretContext,
): SecretFound[] {
  const cards = numbers.filter((one) => one.kind === 'card');
  const hasCard = context.hadCard || cards.length > 0;
  const hasAmex = context.hadAmex || cards.some((card) => card.brand === 'amex');
  const expiries = hasCard ? [...expiriesOf(text, cards)] : [];
  const found = [...cvvsOf(text, hasAmex), ...otpsOf(text), ...passwordsOf(text), ...expiries];
  found.push(...behindCards(text, cards, expiries));
  if (context.hadCard || context.askedForCvv) found.push(...bareCode(text));
  return found;
}
