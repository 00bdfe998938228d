import { cardBrand, isResidentId } from './cards.ts';
import { type Shadow, shadowOf } from './shadow.ts';

/**
 * The card gate: what must never be written down is taken out of text before the first durable
 * write (PCI DSS 3.3.1, 3.4.1). Card numbers keep their last four digits; security codes, one-time
 * codes and passwords leave nothing.
 */
export type MaskKind = 'card' | 'cvv' | 'expiry' | 'otp' | 'password' | 'id';

export interface Redacted {
  text: string;
  /** How often each kind was hidden. */
  masked: Partial<Record<MaskKind, number>>;
  /** Where an index of the original text lies now. */
  moved(index: number): number;
}

export interface RedactionContext {
  language: 'zh' | 'en';
  /** Digits of an order or transaction the workspace knows: not a card. */
  isKnownNumber(digits: string): boolean;
  /** A card was seen in this conversation within the last two minutes. */
  hadCard: boolean;
  hadAmex: boolean;
  /** This message completes a card that began in earlier ones: all of its digits go. */
  isCardPiece: boolean;
}

interface Finding {
  kind: MaskKind;
  /** In the shadow. */
  from: number;
  to: number;
  text: string;
  brand?: string;
}

const words = {
  zh: {
    card: (last: string) => `[卡号 **** ${last}]`,
    cvv: '[CVV已删除]',
    expiry: '[已删除]',
    otp: '[验证码已删除]',
    password: '[密码已删除]',
  },
  en: {
    card: (last: string) => `[card **** ${last}]`,
    cvv: '[CVV removed]',
    expiry: '[removed]',
    otp: '[code removed]',
    password: '[password removed]',
  },
};
type Words = (typeof words)['zh'];

/** Chinese marks when the text has any Han character or no letters at all. */
const languageOf = (text: string): 'zh' | 'en' =>
  /\p{Script=Han}/u.test(text) || !/[A-Za-z]{3}/.test(text) ? 'zh' : 'en';

export function redactText(text: string, context: Partial<RedactionContext> = {}): Redacted {
  if (!/\p{Nd}/u.test(text) && !/密码|password|pwd/i.test(text))
    return { text, masked: {}, moved: (index) => index };
  return apply(text, shadowOf(text), context, (_kept) => '');
}

/** Replaces findings; `between` says what of the original inside a finding must stay (markup). */
export function apply(
  text: string,
  shadow: Shadow,
  context: Partial<RedactionContext>,
  between: (original: string) => string,
): Redacted {
  const findings = find(shadow.text, words[context.language ?? languageOf(shadow.text)], context);
  const parts: string[] = [];
  const moves: { at: number; by: number }[] = [];
  const masked: Partial<Record<MaskKind, number>> = {};
  let at = 0;
  let shift = 0;
  for (const finding of findings) {
    const from = shadow.from[finding.from] ?? 0;
    const to = shadow.to[finding.to - 1] ?? text.length;
    if (from < at) continue;
    const mark = finding.text + between(text.slice(from, to));
    parts.push(text.slice(at, from), mark);
    shift += mark.length - (to - from);
    moves.push({ at: to, by: shift });
    masked[finding.kind] = (masked[finding.kind] ?? 0) + 1;
    at = to;
  }
  parts.push(text.slice(at));
  return {
    text: parts.join(''),
    masked,
    moved: (index) => index + (moves.findLast((move) => move.at <= index)?.by ?? 0),
  };
}

function find(text: string, mark: Words, context: Partial<RedactionContext>): Finding[] {
  const findings = findNumbers(text, mark, context);
  const hasCard = context.hadCard === true || findings.some((finding) => finding.kind === 'card');
  const hasAmex = context.hadAmex === true || findings.some((finding) => finding.brand === 'amex');
  findings.push(...findSecrets(text, mark, hasCard, hasAmex));
  if (context.hadCard && /^\D{0,3}\d{3,4}\D{0,3}$/.test(text.trim())) {
    const from = text.search(/\d/);
    findings.push({ kind: 'cvv', from, to: text.search(/\d\D*$/) + 1, text: mark.cvv });
  }
  if (context.isCardPiece) {
    const from = text.search(/\d/);
    const to = text.search(/\d\D*$/) + 1;
    const digits = text.replace(/\D/g, '');
    if (from >= 0)
      return [{ kind: 'card', from, to, text: mark.card(digits.slice(-4).padStart(4, '*')) }];
  }
  return findings.toSorted((a, b) => a.from - b.from || b.to - a.to);
}

interface Group {
  from: number;
  to: number;
}

const isDigit = (code: number) => code >= 48 && code <= 57;
/** A card's digits may be parted by one of these. */
const SEPARATOR = /^(?:[ \u00A0\t\-./·]|\r?\n)$/;
const MAX_CARD = 19;
const MIN_CARD = 12;

/** Runs of digit groups with single separators, inside no link and no provider id. */
function* runsOf(text: string): Generator<Group[]> {
  const links = [...text.matchAll(/\bhttps?:\/\/[^\s<>"']{1,2000}/gi)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  let run: Group[] = [];
  for (let i = 0; i < text.length; i++) {
    if (!isDigit(text.charCodeAt(i))) continue;
    const from = i;
    while (i < text.length && isDigit(text.charCodeAt(i))) i++;
    const group = { from, to: i };
    const last = run.at(-1);
    if (last && !SEPARATOR.test(text.slice(last.to, from))) {
      yield run;
      run = [];
    }
    const isLinked = links.some((link) => from >= link.from && from < link.to);
    const isProviderId = /[A-Za-z]_$/.test(text.slice(Math.max(0, from - 2), from));
    if (isLinked || isProviderId) {
      if (run.length > 0) yield run;
      run = [];
    } else run.push(group);
  }
  if (run.length > 0) yield run;
}

function findNumbers(text: string, mark: Words, context: Partial<RedactionContext>): Finding[] {
  const findings: Finding[] = [];
  for (const run of runsOf(text)) {
    for (let start = 0; start < run.length;) {
      const found = longestAt(text, run, start, mark, context);
      if (found) findings.push(found.finding);
      start = found ? found.next : start + 1;
    }
  }
  return findings;
}

/** The longest card or ID made of whole groups beginning with group `start`. */
function longestAt(
  text: string,
  run: Group[],
  start: number,
  mark: Words,
  context: Partial<RedactionContext>,
): { finding: Finding; next: number } | null {
  let digits = '';
  let best: { finding: Finding; next: number } | null = null;
  const from = run[start]?.from ?? 0;
  for (let end = start; end < run.length; end++) {
    const group = run[end];
    if (!group) break;
    digits += text.slice(group.from, group.to);
    if (digits.length > MAX_CARD) break;
    const check = text[group.to];
    const isX = digits.length === 17 && (check === 'X' || check === 'x');
    if (isResidentId(isX ? `${digits}X` : digits)) {
      const shown = `${digits.slice(0, 3)}***********${isX ? `${digits.slice(-3)}X` : digits.slice(-4)}`;
      return {
        finding: { kind: 'id', from, to: group.to + (isX ? 1 : 0), text: shown },
        next: end + 1,
      };
    }
    const brand = digits.length >= MIN_CARD ? cardBrand(digits) : null;
    if (brand && context.isKnownNumber?.(digits) !== true) {
      best = {
        finding: { kind: 'card', from, to: group.to, text: mark.card(digits.slice(-4)), brand },
        next: end + 1,
      };
    }
  }
  return best;
}

/** All quantifiers are bounded and no two neighbours overlap: time is linear in the text. */
const CVV =
  /(?<![A-Za-z])(?:cvv2?|cvc2?|cvn2?)(?![A-Za-z])\D{0,10}?(\d{3,4})(?!\d)|(?:安全码|卡背面[^\d]{0,6}三位|后三位)\D{0,10}?(\d{3,4})(?!\d)/gi;
const CID = /(?<![A-Za-z])cid(?![A-Za-z])\D{0,10}?(\d{3,4})(?!\d)/gi;
const EXPIRY = /(?<!\d)(?:0[1-9]|1[0-2])\s?[/-]\s?(?:20\d{2}|\d{2})(?![\d/-])/g;
const OTP =
  /(?:验证码|动态码|校验码|短信码|(?<![A-Za-z])OTP(?![A-Za-z])|one-time (?:code|password)|verification code)\D{0,10}?(?<!\d)(\d{4,8})(?!\d)/gi;
const PASSWORD =
  /(?:登录密码|支付密码|密码|(?<![A-Za-z])password|(?<![A-Za-z])pwd)\s{0,3}(?:是|为|is(?![A-Za-z])|:|：|=)\s{0,3}([\x21-\x7E]{4,200})/gi;

function findSecrets(text: string, mark: Words, hasCard: boolean, hasAmex: boolean): Finding[] {
  const findings: Finding[] = [];
  const add = (kind: MaskKind, pattern: RegExp, label: string) => {
    for (const match of text.matchAll(pattern)) {
      const secret = match.slice(1).find((group) => group !== undefined) ?? match[0];
      const from = match.index + match[0].length - secret.length;
      // A mark of an earlier pass is not a password.
      if (!secret.startsWith('['))
        findings.push({ kind, from, to: from + secret.length, text: label });
    }
  };
  add('cvv', CVV, mark.cvv);
  if (hasAmex) add('cvv', CID, mark.cvv);
  if (hasCard) add('expiry', EXPIRY, mark.expiry);
  add('otp', OTP, mark.otp);
  add('password', PASSWORD, mark.password);
  return findings;
}
