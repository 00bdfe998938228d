import type { Party } from '#shared/domain/conversation/message-parts.ts';
import type { MessageEntry, TimelineEntry } from '#shared/contract/rows.ts';

export type ReplyKind = 'reply' | 'reply-all' | 'forward';
export interface MailFields {
  to: Party[];
  cc: Party[];
  bcc: Party[];
  subject: string;
}

const isSame = (a: Party, b: Party) => a.address.toLowerCase() === b.address.toLowerCase();
const without = (parties: readonly Party[], gone: readonly Party[]) =>
  parties.filter((one) => !gone.some((other) => isSame(one, other)));
const once = (parties: readonly Party[]) =>
  parties.filter((one, index) => parties.findIndex((other) => isSame(one, other)) === index);

/** The mail an answer is to: the customer's newest, else our own newest. */
export function answered(entries: readonly TimelineEntry[]): MessageEntry | null {
  const mails = entries.filter(
    (entry) => entry.kind === 'message' && entry.channel === 'email' && entry.direction !== 'note',
  ) as MessageEntry[];
  return mails.findLast((mail) => mail.direction === 'inbound') ?? mails.at(-1) ?? null;
}

/** `Re: ` or `Fwd: ` once, whatever language said it before (RFC 5322 §3.6.5; 回复 and 转发 are common here). */
export function subjectFor(kind: ReplyKind, subject: string): string {
  const bare = subject.replace(/^\s*((re|fwd?|aw|wg|回复|答复|转发)\s*[:：]\s*)+/i, '').trim();
  return `${kind === 'forward' ? 'Fwd' : 'Re'}: ${bare}`.trim();
}

/** Who an answer goes to. `own` are our addresses: a mail never goes back to ourselves. */
export function fieldsFor(
  kind: ReplyKind,
  mail: MessageEntry | null,
  own: readonly string[],
  fallback: Party,
  subject: string | null,
): MailFields {
  const ours = own.map((address) => ({ address, name: null }));
  const title = subjectFor(kind, mail?.subject ?? subject ?? '');
  if (kind === 'forward') return { to: [], cc: [], bcc: [], subject: title };
  const isTheirs = mail?.direction === 'inbound';
  const to = mail ? (isTheirs ? (mail.from ? [mail.from] : []) : without(mail.to, ours)) : [];
  const main = to.length > 0 ? to : [fallback];
  const others = mail
    ? without(once([...(isTheirs ? mail.to : []), ...mail.cc]), [...ours, ...main])
    : [];
  return { to: main, cc: kind === 'reply-all' ? others : [], bcc: [], subject: title };
}

/** Addresses in what was typed or pasted: `a@b.c`, `Name <a@b.c>`, separated by commas, semicolons or lines. */
export function partiesIn(text: string): { parties: Party[]; bad: string[] } {
  const parties: Party[] = [];
  const bad: string[] = [];
  for (const piece of text.split(/[,;，；\n]+/).map((one) => one.trim())) {
    if (piece === '') continue;
    const named = /^"?([^"<]*?)"?\s*<([^<>]+)>$/.exec(piece);
    const address = (named?.[2] ?? piece).trim();
    if (!/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(address)) bad.push(piece);
    else parties.push({ address, name: named?.[1]?.trim() || null });
  }
  return { parties, bad };
}

/** Words that promise a file. */
export const mentionsFile = (text: string): boolean =>
  /附件|附上|见附|截图如下|\battach(ed|ment|ing)?\b|\benclosed\b/i.test(text);

const escapeHtml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Plain text as paragraphs of HTML. */
export const htmlOf = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('');

/** The mail answered, below the answer, as clients show it. */
export function quoted(mail: MessageEntry, head: string): { text: string; html: string } {
  const lines = mail.text.split('\n').map((line) => `> ${line}`);
  return {
    text: `${head}\n${lines.join('\n')}`,
    html: `<p>${escapeHtml(head)}</p><blockquote type="cite">${htmlOf(mail.text)}</blockquote>`,
  };
}

/** What leaves: the writer's words, the signature, then the quote; `quoteAt` is where the last begins in `text`. */
export function bodyOf(parts: {
  text: string;
  html: string;
  signature: string;
  quote: { text: string; html: string } | null;
}): { text: string; html: string; quoteAt?: number } {
  const { signature, quote } = parts;
  const text = signature === '' ? parts.text : `${parts.text}\n\n${signature}`;
  const html = signature === '' ? parts.html : `${parts.html}${htmlOf(signature)}`;
  if (!quote) return { text, html };
  return { text: `${text}\n\n${quote.text}`, html: `${html}${quote.html}`, quoteAt: text.length };
}

/** The brand's signature with its names filled in; empty when there is none. */
export const signatureFor = (
  brand: { name: string; signature: string } | undefined,
  agentName: string,
): string =>
  (brand?.signature ?? '')
    .replaceAll('{{agent.name}}', agentName)
    .replaceAll('{{brand.name}}', brand?.name ?? '')
    .trim();
