/**
 * Where quoted history begins in a plain-text mail, or null. A wrong cut would hide the customer's
 * words, so nothing is cut when words of their own stand between or below the quoted lines, and a
 * line that merely looks like an introduction counts only before quoted lines. Linear time.
 */
export function quoteStart(text: string): number | null {
  const lines = linesOf(text);
  const quoted = quotedLines(lines);
  for (const [i, line] of lines.entries()) {
    if (line.text.trim() === '') continue;
    if (line.text.length <= LONGEST && FORWARDED.test(line.text.trim())) return null;
    if (beginsHistory(lines, i, quoted))
      return text.slice(0, line.at).trim() === '' ? null : line.at;
  }
  return null;
}

/** A mail passed on: what stands below the introduction is what its sender wants read. */
export const isForward = (subject: string | null): boolean =>
  /^\s*(?:fwd?|转发|轉寄|轉發|wg|tr)\s*[:：]/i.test(subject ?? '');

const DATE =
  /\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\b\d{1,2}\.? [A-Za-z]{3,9}\.?,? \d{4}|\b[A-Za-z]{3,9}\.? \d{1,2},? \d{4}/;
/** "On Mon, 3 Nov 2026 at 10:00, A B <a@b> wrote:", "在 2026年11月3日，张三 写道：", "张三 <a@b> 于2026年11月3日写道：". */
const WROTE = /(?:\bwrote|写道|寫道|написал|schrieb|a écrit)\s?[:：]\s*$/i;
/** What mail programs put above history they do not mark line by line. */
const RULE =
  /^[-_]{2,30}\s*(?:Original Message|Original Appointment|Reply message|原始邮件|原始郵件|原始信件|回复的原邮件|回复的邮件|原邮件|元のメッセージ)\s*[-_]{2,30}\s*$/i;
/** Below this stands what the customer wants read. */
const FORWARDED =
  /^[-_]{2,30}\s*(?:Forwarded (?:message|by .{1,80})|Begin forwarded message:?|转发邮件|转发的邮件|轉寄郵件)\s*[-_]{0,30}$/i;
const LINE = /^[-_]{10,}\s*$/;
const BLOCK_LINE =
  /^\*?(?:From|Sent|Date|To|Cc|Subject|发件人|发送时间|日期|时间|收件人|抄送|主题|寄件者|寄件日期|收件者|副本|主旨)\*?\s*[:：]/i;
const BLOCK_FIRST = /^\*?(?:From|发件人|寄件者)\*?\s*[:：]\s*\S/i;
/** Longer lines introduce nothing. */
const LONGEST = 400;

interface Line {
  text: string;
  at: number;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let at = 0;
  for (const part of text.split('\n')) {
    lines.push({ text: part.replace(/\r$/, ''), at });
    at += part.length + 1;
  }
  return lines;
}

interface Quoted {
  /** First quoted line at or after each line; the number of lines when there is none. */
  next: Int32Array;
  last: number;
  /** Own words stand between this line and the last quoted one, or below it. */
  lastOwn: number;
  hasOwnBelow: boolean;
}

const isQuoted = (line: Line) => /^\s{0,3}[>＞]/.test(line.text);
/** A signature or a program's footer below the history is not an answer. */
const isOwnSentence = (text: string) =>
  !/^(?:--|__|发自|發自|从我的|Sent from|Get Outlook|\[?image)/i.test(text.trim());

function quotedLines(lines: Line[]): Quoted {
  const next = new Int32Array(lines.length + 1).fill(lines.length);
  const last = lines.findLastIndex(isQuoted);
  let lastOwn = -1;
  let hasOwnBelow = false;
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i];
    if (!line) continue;
    const own = !isQuoted(line) && line.text.trim() !== '';
    next[i] = isQuoted(line) ? i : (next[i + 1] ?? lines.length);
    if (own && i > last) hasOwnBelow ||= isOwnSentence(line.text);
    if (own && i < last && lastOwn < 0) lastOwn = i;
  }
  return { next, last, lastOwn, hasOwnBelow };
}

function beginsHistory(lines: Line[], i: number, quoted: Quoted): boolean {
  const line = lines[i];
  if (!line || line.text.length > LONGEST) return false;
  const first = quoted.next[i] ?? lines.length;
  const hasQuoted = first < lines.length;
  const isMixed = hasQuoted && (quoted.lastOwn > first || quoted.hasOwnBelow);
  if (first === i) return !isMixed;
  const kind = introduction(lines, i);
  if (kind === null || isMixed) return false;
  return kind === 'history' || (hasQuoted && isBlankBetween(lines, i + 1 + kind.more, first));
}

/** `history` says by itself that history follows; a weaker line must stand right above quoted lines. */
function introduction(lines: Line[], i: number): 'history' | { more: number } | null {
  const text = (lines[i]?.text ?? '').trim();
  const next = (lines[i + 1]?.text ?? '').trim();
  if (RULE.test(text)) return 'history';
  if (LINE.test(text)) return isBlock(lines, i + 1) ? 'history' : null;
  if (isBlock(lines, i)) return 'history';
  if (WROTE.test(text)) return DATE.test(text) ? 'history' : { more: 0 };
  // Wrapped over two lines: the first has the date, the second ends with "wrote:".
  const isWrapped = DATE.test(text) && next.length < 200 && WROTE.test(next);
  if (isWrapped && /^(?:On\b|在|于|於|[^\s].{0,80}[于於])/i.test(text)) return 'history';
  return /^\d{4}年\d{1,2}月\d{1,2}日.{0,120}[:：]$/.test(text) ? { more: 0 } : null;
}

/** Outlook's header block: a sender and at least two more fields. */
function isBlock(lines: Line[], i: number): boolean {
  if (!BLOCK_FIRST.test((lines[i]?.text ?? '').trim())) return false;
  const fields = lines
    .slice(i + 1, i + 8)
    .filter((line) => BLOCK_LINE.test(line.text.trim().slice(0, 200)));
  return fields.length >= 2;
}

function isBlankBetween(lines: Line[], from: number, to: number): boolean {
  return to - from <= 3 && lines.slice(from, to).every((line) => line.text.trim() === '');
}
