/**
 * Where quoted history begins in a plain-text mail, or null. A wrong cut would hide the customer's
 * words, so a pattern must be followed by nothing but history: only its first line is looked for,
 * and text below an unmarked answer is never cut.
 */
const HEADER_LINES: RegExp[] = [
  // Gmail, Apple Mail: "On Mon, 3 Nov 2026 at 10:00, A B <a@b> wrote:" also wrapped over two lines.
  /^On .{5,200}wrote:\s*$/i,
  /^在 ?.{4,120}[,，]\s?.{1,200}写道[:：]\s*$/,
  /^.{1,200}[于於].{4,80}(?:写道|寫道)[:：]\s*$/,
  /^.{4,200}(?:写道|寫道)[:：]\s*$/,
  /^At \d{4}-\d{2}-\d{2} .{3,200}wrote:\s*$/i,
  /^\d{4}年\d{1,2}月\d{1,2}日.{0,120}[:：]\s*$/,
  /^-{2,20}\s*(?:Original Message|Forwarded message|原始邮件|原始郵件|转发邮件|转发的邮件|回复的原邮件|回复的邮件|元のメッセージ)\s*-{2,20}\s*$/i,
  /^-{10,}\s*$/,
];
/** Outlook's block: a sender line followed by at least one more of these. */
const BLOCK_LINE =
  /^\*?(?:From|Sent|Date|To|Cc|Subject|发件人|发送时间|日期|时间|收件人|抄送|主题|寄件者|寄件日期|收件者|副本|主旨)\*?\s*[:：]/i;
const BLOCK_FIRST = /^\*?(?:From|发件人|寄件者)\*?\s*[:：]\s*\S/i;

export function quoteStart(text: string): number | null {
  const lines = linesOf(text);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line || line.text.trim() === '') continue;
    if (isHeader(lines, i) && !hasOwnWordsAfter(lines, i)) return trimmedEnd(text, line.at);
    if (
      line.text.startsWith('>') &&
      lines.slice(i).every((rest) => rest.text.startsWith('>') || rest.text.trim() === '')
    )
      return trimmedEnd(text, line.at);
  }
  return null;
}

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

function isHeader(lines: Line[], i: number): boolean {
  const text = (lines[i]?.text ?? '').trim().slice(0, 500);
  const next = (lines[i + 1]?.text ?? '').trim().slice(0, 500);
  if (/^-{10,}$/.test(text)) return BLOCK_FIRST.test(next);
  if (HEADER_LINES.some((pattern) => pattern.test(text))) return true;
  if (/^On .{5,200}$/i.test(text) && /wrote:\s*$/i.test(next) && next.length < 120) return true;
  if (!BLOCK_FIRST.test(text)) return false;
  const block = lines
    .slice(i + 1, i + 6)
    .filter((line) => BLOCK_LINE.test(line.text.trim().slice(0, 200)));
  return block.length >= 2;
}

/** Answers written between or below `>` lines are the customer's own: then nothing is folded. */
function hasOwnWordsAfter(lines: Line[], header: number): boolean {
  const rest = lines.slice(header + 1);
  const quoted = rest.filter((line) => line.text.startsWith('>')).length;
  if (quoted === 0) return false;
  const lastQuoted = rest.findLastIndex((line) => line.text.startsWith('>'));
  const firstQuoted = rest.findIndex((line) => line.text.startsWith('>'));
  return rest.some(
    (line, i) =>
      i > firstQuoted &&
      line.text.trim() !== '' &&
      !line.text.startsWith('>') &&
      (i < lastQuoted || isOwnSentence(line.text)),
  );
}

/** A signature or a footer below the history is not an answer. */
const isOwnSentence = (text: string) =>
  !/^(--|__|发自|發自|Sent from|Get Outlook)/i.test(text.trim());

function trimmedEnd(text: string, at: number): number | null {
  return text.slice(0, at).trim() === '' ? null : at;
}
