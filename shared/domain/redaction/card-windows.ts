import { type Gap, type Run } from './card-runs.ts';
import {
  type Brand,
  brandByRange,
  isIban,
  isResidentId,
  MAX_CARD_DIGITS,
  MIN_CARD_DIGITS,
  mayLackLuhn,
  passesLuhn,
} from './cards.ts';

/**
 * Card numbers and resident IDs among the digits of a run.
 *
 * A window is neighbouring groups that together are one number. It begins and ends with whole
 * groups, so no part of a longer number is taken for a card. Time is linear: a window has at most
 * 19 digits, and a run is looked at a fixed number of times.
 */
export interface NumberFound {
  kind: 'card' | 'id';
  /** In the shadow text; `to` is behind the last digit. */
  from: number;
  to: number;
  digits: string;
  brand: Brand | null;
}

/** How cards are printed and typed: the lengths of their groups. */
const LAYOUTS = new Set(
  (
    '4-4-4-4 4-4-4-4-1 4-4-4-4-2 4-4-4-4-3 4-4-4-7 4-4-8 4-8-4 8-8 8-4-4 4-12 12-4 ' +
    '4-6-5 4-6-4 6-4-5 4-4-4-1 4-4-4-2 4-4-4-3 6-13 6-10 6-9 6-8 6-4-4-5 6-4-4-4 6-4-4-2 4-4-5'
  ).split(' '),
);
const ID_LAYOUTS = new Set(['18', '17', '6-8-4', '6-8-3']);

interface Window {
  first: number;
  last: number;
  digits: string;
  layout: string;
}

export interface NumberContext {
  /** Digits of an order or transaction the workspace knows: not a card. */
  isKnownNumber?: ((digits: string) => boolean) | undefined;
}

const startOf = (run: Run, i: number) => run.starts[i] ?? 0;
const endOf = (run: Run, i: number) => run.ends[i] ?? 0;

/** Windows that begin with group `first` and stay in groups that are `free`. */
function windowsFrom(text: string, run: Run, first: number, isFree: (i: number) => boolean) {
  const windows: Window[] = [];
  let digits = '';
  let layout = '';
  for (let last = first; last < run.starts.length && isFree(last); last++) {
    const [from, to] = [startOf(run, last), endOf(run, last)];
    if (digits.length + to - from > MAX_CARD_DIGITS) break;
    digits += text.slice(from, to);
    layout += last === first ? String(to - from) : `-${to - from}`;
    if (digits.length >= MIN_CARD_DIGITS) windows.push({ first, last, digits, layout });
  }
  return windows;
}

/** An 18-character ID whose last character may be an X behind the digits. */
function idAt(text: string, to: number, digits: string): { id: string; to: number } | null {
  if (digits.length === 18) return isResidentId(digits) ? { id: digits, to } : null;
  const isX = digits.length === 17 && /^[Xx](?![A-Za-z0-9])/.test(text.slice(to, to + 2));
  return isX && isResidentId(`${digits}X`) ? { id: `${digits}X`, to: to + 1 } : null;
}

const PROVIDER_ID =
  /(?:^|[^A-Za-z0-9])(?:pi|ch|re|py|txn|cus|pm|in|sub|evt|seti|src|acct|po|dp|tr)_[A-Za-z0-9_]*$/;
const ORDER_LABEL =
  /(?:订单|单|交易|流水|运单|快递|参考|商户|退款|申诉)(?:编号|号码?)[是为:#=\s]{0,3}$|(?:order|transaction|tracking|reference|invoice|ref|txn)(?: (?:no\.?|number|id))?[:#=\s]{1,3}$/i;
const CARD_PARAMETER = /(?:card|pan|cc|number|acc(?:oun)?t)[a-z_-]{0,10}(?:=|%3d|\/)$/i;
/** Past this a number in an address is masked: the safe side. */
const MAX_LINK = 512;

/** Whether `at` lies in a web address, in a place that does not name a card. */
function isInLink(text: string, at: number): boolean {
  let from = at;
  while (from > 0 && at - from < MAX_LINK) {
    const code = text.charCodeAt(from - 1);
    if (code < 0x21 || code > 0x7e) break;
    from--;
  }
  const before = text.slice(from, at);
  const link = before.search(/https?:\/\//i);
  return link >= 0 && !/["'<>]/.test(before.slice(link)) && !CARD_PARAMETER.test(before.slice(-40));
}

/** What the digits say, and what stands before them: the brand, or null when it is no card. */
function cardOf(text: string, run: Run, window: Window): { brand: Brand; hasLuhn: boolean } | null {
  const hasLuhn = passesLuhn(window.digits);
  if (!hasLuhn && !mayLackLuhn(window.digits)) return null;
  const brand = brandByRange(window.digits);
  if (!brand) return null;
  const from = startOf(run, window.first);
  const before = text.slice(Math.max(0, from - 40), from);
  if (!hasLuhn && !/[\d./-]$/.test(before) && ORDER_LABEL.test(before)) return null;
  if (window.digits.length <= 13 && before.endsWith('+')) return null;
  if (!LAYOUTS.has(window.layout) && (PROVIDER_ID.test(before) || isInLink(text, from)))
    return null;
  return { brand, hasLuhn };
}

const mayBeginLayout = (run: Run, i: number) => {
  const length = endOf(run, i) - startOf(run, i);
  return length === 4 || length === 6 || length === 8 || length >= MIN_CARD_DIGITS;
};

interface Candidate extends Window {
  brand: Brand;
  hasLuhn: boolean;
}

/**
 * Longest first for UnionPay, whose debit cards have 19 digits. Else 16 first: three digits behind
 * them are a security code rather than the end of the card.
 */
const weightOf = ({ digits, hasLuhn }: Candidate) =>
  digits.length === 16 && !(hasLuhn && digits.startsWith('62')) ? 0 : 20 - digits.length;

const isListedWithin = (run: Run, window: Window) => {
  for (let i = window.first + 1; i <= window.last; i++) if (run.gaps[i] === 'listed') return true;
  return false;
};

/** A run that is an IBAN is an account of a bank, not a card. */
function isIbanRun(text: string, run: Run): boolean {
  const from = startOf(run, 0);
  const letters = text.slice(Math.max(0, from - 3), from);
  if (!/(?:^|[^A-Za-z0-9])[A-Z]{2}$/.test(letters)) return false;
  const digits = text.slice(from, Math.min(endOf(run, run.ends.length - 1), from + 60));
  return isIban(letters.slice(-2) + digits.replace(/\D/g, ''));
}

/** A run being shared out: a group belongs to one number at most. */
interface Claim {
  text: string;
  run: Run;
  context: NumberContext;
  isFree: (i: number) => boolean;
  take: (window: Window) => void;
  found: NumberFound[];
}

function takeId({ text, run, take, found }: Claim, window: Window): boolean {
  const id = idAt(text, endOf(run, window.last), window.digits);
  if (!id) return false;
  const from = startOf(run, window.first);
  found.push({ kind: 'id', from, to: id.to, digits: id.id, brand: null });
  take(window);
  return true;
}

function takeCard(claim: Claim, window: Window, brand: Brand): void {
  const { run, context } = claim;
  claim.take(window);
  if (context.isKnownNumber?.(window.digits) === true) return;
  const [from, to] = [startOf(run, window.first), endOf(run, window.last)];
  claim.found.push({ kind: 'card', from, to, digits: window.digits, brand });
}

/** Single groups, and groups that lie as numbers are printed, whatever stands next to them. */
function laidOutWindows({ text, run }: Claim): Window[] {
  const windows: Window[] = [];
  for (let i = 0; i < run.starts.length; i++)
    if (mayBeginLayout(run, i))
      for (const window of windowsFrom(text, run, i, () => true))
        if (
          window.first === window.last ||
          LAYOUTS.has(window.layout) ||
          ID_LAYOUTS.has(window.layout)
        )
          windows.push(window);
  return windows;
}

function laidOutCards({ text, run, isFree }: Claim, windows: Window[]): Candidate[] {
  const cards: Candidate[] = [];
  for (const window of windows) {
    if (ID_LAYOUTS.has(window.layout) && window.first !== window.last) continue;
    const card = isFree(window.first) ? cardOf(text, run, window) : null;
    if (card) cards.push({ ...window, ...card });
  }
  return cards.toSorted((a, b) => a.first - b.first || weightOf(a) - weightOf(b));
}

function takeCards(claim: Claim, cards: Candidate[], least: number, hasLuhn: boolean): void {
  for (const card of cards) {
    if (card.hasLuhn !== hasLuhn || card.digits.length < least) continue;
    if (isFreeWithin(claim, card)) takeCard(claim, card, card.brand);
  }
}

function isFreeWithin({ isFree }: Claim, window: Window): boolean {
  for (let i = window.first; i <= window.last; i++) if (!isFree(i)) return false;
  return true;
}

/** A stretch of groups with nothing next to it may be parted in any way. */
function takeStretches(claim: Claim, parts: (gap: Gap) => boolean): void {
  const { text, run, isFree } = claim;
  const count = run.starts.length;
  const isJoined = (i: number) =>
    i > 0 && i < count && isFree(i - 1) && isFree(i) && !parts(run.gaps[i] ?? 'narrow');
  for (let i = 0; i < count; i++) {
    if (!isFree(i) || isJoined(i)) continue;
    const window = windowsFrom(text, run, i, (k) => k === i || isJoined(k)).at(-1);
    if (!window || isJoined(window.last + 1) || takeId(claim, window)) continue;
    if (isListedWithin(run, window)) continue;
    const card = cardOf(text, run, window);
    if (card?.hasLuhn) takeCard(claim, window, card.brand);
  }
}

/** Finds the numbers of one run, first to last. */
export function numbersOf(text: string, run: Run, context: NumberContext): NumberFound[] {
  if (isIbanRun(text, run)) return [];
  const used = new Uint8Array(run.starts.length);
  const claim: Claim = {
    text,
    run,
    context,
    isFree: (i) => used[i] === 0,
    take: (window) => used.fill(1, window.first, window.last + 1),
    found: [],
  };
  const windows = laidOutWindows(claim);
  for (const window of windows)
    if (ID_LAYOUTS.has(window.layout) && isFreeWithin(claim, window)) takeId(claim, window);
  const cards = laidOutCards(claim, windows);
  // One group of a card's length is taken before groups are joined, so that a code behind the
  // card never ends up in its last four digits.
  takeCards(claim, cards, 14, true);
  takeStretches(claim, () => false);
  takeCards(claim, cards, MIN_CARD_DIGITS, true);
  takeStretches(claim, (gap) => gap !== 'narrow');
  takeCards(claim, cards, MIN_CARD_DIGITS, false);
  takeStretches(claim, () => false);
  return claim.found.toSorted((a, b) => a.from - b.from);
}
