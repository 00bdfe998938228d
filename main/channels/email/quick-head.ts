import type { AddressObject } from 'mailparser';

/*
 * Headers as well-kept programs write them. Everything here answers null for what is not plainly
 * so; the library reads that.
 */
interface HeaderLine {
  key: string;
  line: string;
}

export interface Head {
  lines: HeaderLine[];
  /** First byte behind the empty line. */
  bodyFrom: number;
}

/** The header that begins at `from`: printable ASCII, one `Name: value` a line, folded by white space. */
export function headAt(source: string, from: number, to: number): Head | null {
  const part = source.slice(from, to);
  const end = /\r?\n(\r?\n)/.exec(part);
  if (!end) return null;
  const bodyFrom = from + end.index + end[0].length;
  const text = part.slice(0, end.index);
  if (!/^[\t\r\n -~]+$/.test(text) || /\r(?!\n)/.test(text)) return null;
  const lines: HeaderLine[] = [];
  for (const row of text.split(/\r?\n/)) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(row)) {
      if (!last) return null;
      last.line += `\r\n${row}`;
      continue;
    }
    const name = /^[!-9;-~]+(?=:)/.exec(row)?.[0];
    if (name === undefined) return null;
    lines.push({ key: name.toLowerCase(), line: row });
  }
  return { lines, bodyFrom };
}

/** The value of a header that is there once, unfolded; '' when it is not there, null when it is repeated. */
export function valueOf({ lines }: Head, key: string): string | null {
  const found = lines.filter((line) => line.key === key);
  if (found.length > 1) return null;
  const line = found[0]?.line ?? ':';
  return line
    .replace(/\r\n[ \t]*/g, ' ')
    .slice(line.indexOf(':') + 1)
    .trim();
}

const STRUCTURED =
  /^([A-Za-z0-9.+/-]+)((?: ?; ?[A-Za-z0-9-]+=(?:"[^"\\()*%]*"|[^\s;"()\\?*%,<>@']+))*) ?;?$/;
const PARAMETER = /; ?([A-Za-z0-9-]+)=(?:"([^"]*)"|([^\s;]+))/g;

export interface Structured {
  value: string;
  parameters: Map<string, string>;
}

/** `type/subtype; name="value"` without comments, escapes and continuations (RFC 2231). */
export function structured(text: string): Structured | null {
  const match = STRUCTURED.exec(text);
  if (!match) return null;
  const parameters = new Map<string, string>();
  for (const [, name, quoted, bare] of (match[2] ?? '').matchAll(PARAMETER)) {
    const key = (name ?? '').toLowerCase();
    if (parameters.has(key)) return null;
    parameters.set(key, quoted ?? bare ?? '');
  }
  return { value: (match[1] ?? '').toLowerCase(), parameters };
}

const WORD = /=\?utf-8\?([bq])\?([^?\s]*)\?=/gi;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const Q = /^(?:[!-<>@-~]|=[0-9A-F]{2})*$/;

/** A text with encoded words (RFC 2047) in UTF-8. */
export function decodedWords(text: string): string | null {
  if (!text.includes('=?')) return text;
  const out: string[] = [];
  let kindBefore = '';
  let waiting: Buffer[] = [];
  let at = 0;
  const flush = () => {
    out.push(Buffer.concat(waiting).toString('utf8'));
    waiting = [];
  };
  for (const match of text.matchAll(WORD)) {
    const between = text.slice(at, match.index);
    const [kind, word] = [(match[1] ?? '').toLowerCase(), match[2] ?? ''];
    if (!(kind === 'b' ? BASE64 : Q).test(word) || between.includes('=?')) return null;
    // White space between two words is none (RFC 2047 §6.2), and a character may go on in the next.
    const isNext = at > 0 && between.trim() === '';
    if (!isNext || kindBefore !== kind) flush();
    if (!isNext) out.push(between);
    waiting.push(kind === 'b' ? Buffer.from(word, 'base64') : unescapedWord(word));
    kindBefore = kind;
    at = match.index + match[0].length;
  }
  flush();
  const rest = text.slice(at);
  if (rest.includes('=?')) return null;
  out.push(rest);
  return out.join('');
}

const unescapedWord = (word: string): Buffer =>
  Buffer.from(
    word
      .replaceAll('_', ' ')
      .replace(/=([0-9A-F]{2})/g, (_all, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      ),
    'latin1',
  );

const PLAIN_ADDRESS =
  /^(?:(=\?utf-8\?[bq]\?[^?\s]+\?=|[A-Za-z][A-Za-z0-9 ]*) )?<([A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)+)>$/i;

/** One address with one word or plain ones before it, by far the most. */
export function plainAddress(value: string): AddressObject | null {
  const [, word = '', address] = PLAIN_ADDRESS.exec(value) ?? [];
  const name = decodedWords(word.trim());
  if (address === undefined || name === null) return null;
  return { value: [{ address, name }], html: '', text: '' };
}
