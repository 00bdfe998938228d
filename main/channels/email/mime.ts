import { type AddressObject, simpleParser, type ParsedMail as LibraryMail } from 'mailparser';
import { MIB, KIB } from '#shared/lib/units.ts';
import { safeFileName } from '#shared/domain/mail/file-name.ts';
import { decodeText, repairHeader } from './charset.ts';
import { leavesOf } from './leaves.ts';
import type { ParsedAddress, ParsedBounce, ParsedMail, Unparsable } from './parsed-mail.ts';

/** Beyond these a message is kept raw and not read: reading it costs more than it can be worth. */
const MAX_BYTES = 50 * MIB;
const MAX_HEADER_BYTES = 256 * KIB;
const MAX_HEADER_LINES = 10_000;
const MAX_PARTS = 1_000;
const MAX_ADDRESSES = 1_000;
const MAX_TEXT = 2 * MIB;

const KEPT_HEADERS = [
  'auto-submitted',
  'return-path',
  'precedence',
  'x-autoreply',
  'x-autorespond',
  'x-loop',
  'content-type',
  'list-id',
  'list-unsubscribe',
  'x-auto-response-suppress',
  'content-language',
];

/** Reads one message. Never throws: what cannot be read says why. */
export async function parseMail(source: Uint8Array): Promise<ParsedMail | Unparsable> {
  const refusal = tooMuch(source);
  if (refusal) return { kind: 'unparsable', reason: refusal };
  try {
    const mail = await simpleParser(Buffer.from(source), {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
    });
    return parsed(mail, source);
  } catch (error) {
    return { kind: 'unparsable', reason: error instanceof Error ? error.message : String(error) };
  }
}

function tooMuch(source: Uint8Array): string | null {
  if (source.byteLength === 0) return 'the message is empty';
  if (source.byteLength > MAX_BYTES)
    return `the message has ${source.byteLength} bytes; ${MAX_BYTES} are read`;
  const buffer = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const gap = buffer.indexOf('\r\n\r\n');
  const end = gap >= 0 ? gap : Math.max(buffer.indexOf('\n\n'), 0) || buffer.byteLength;
  if (end > 4 * MAX_HEADER_BYTES) return 'the header is too large';
  const lines = buffer.subarray(0, end).toString('latin1').split('\n');
  if (lines.length > MAX_HEADER_LINES) return 'the header has too many lines';
  if (lines.some((line) => line.length > MAX_HEADER_BYTES)) return 'a header line is too long';
  if ((buffer.subarray(0, end).toString('latin1').match(/=\?/g) ?? []).length > 5_000)
    return 'the header has too many encoded words';
  let parts = 0;
  for (let at = buffer.indexOf('\n--'); at >= 0; at = buffer.indexOf('\n--', at + 3)) parts += 1;
  const nested = (buffer.toString('latin1').match(/boundary=/gi) ?? []).length;
  if (nested > 100) return 'the message is nested too deeply';
  return parts > 4 * MAX_PARTS ? 'the message has too many parts' : null;
}

function parsed(mail: LibraryMail, source: Uint8Array): ParsedMail {
  const raw = (name: string) =>
    mail.headerLines
      .filter((line) => line.key === name)
      .map((line) => line.line.slice(line.line.indexOf(':') + 1).trim());
  const hint = raw('from')[0] ?? '';
  const [fromLine] = raw('from');
  const [from] = addressesOf(mail.from, fromLine, hint);
  const texts = repairedTexts(mail, source, hint);
  const [subjectLine] = raw('subject');
  return {
    kind: 'parsed',
    messageId: mail.messageId ?? null,
    inReplyTo: firstId(mail.inReplyTo),
    references: idsOf(mail.references),
    from: from ?? null,
    isFromDoubtful: raw('from').length !== 1 || !from || !isPlainFrom(fromLine ?? '', from.address),
    replyTo: addressesOf(mail.replyTo),
    to: addressesOf(mail.to),
    cc: addressesOf(mail.cc),
    subject: /[\u0080-\u00FF]/.test(subjectLine ?? '')
      ? repairHeader(subjectLine ?? '', hint)
      : (mail.subject ?? null),
    date: mail.date && Number.isFinite(mail.date.getTime()) ? mail.date.getTime() : null,
    text: (texts.text || textOfHtml(texts.html)).slice(0, MAX_TEXT),
    html: texts.html,
    attachments: mail.attachments.slice(0, MAX_PARTS).map((part) => ({
      name: safeFileName(repairHeader(part.filename ?? nameFor(part.contentType), hint)),
      mime: part.contentType,
      bytes: new Uint8Array(part.content),
      cid: part.cid ?? null,
      isInline: part.contentDisposition === 'inline' || part.related === true,
    })),
    headers: Object.fromEntries(
      KEPT_HEADERS.flatMap((name) =>
        raw(name)
          .slice(0, 1)
          .map((value) => [name, value]),
      ),
    ),
    bounce: bounceOf(mail),
  };
}

const nameFor = (mime: string) =>
  mime === 'message/rfc822'
    ? 'message.eml'
    : mime === 'text/calendar'
      ? 'invite.ics'
      : 'attachment';

const idsOf = (value: string | string[] | undefined): string[] =>
  (Array.isArray(value) ? value : (value ?? '').split(/\s+/)).flatMap(
    (part) => part.match(/<[^<>\s]{1,500}>/g) ?? [],
  );
const firstId = (value: string | undefined): string | null => idsOf(value)[0] ?? null;

function addressesOf(
  value: AddressObject | AddressObject[] | undefined,
  rawLine = '',
  hint = '',
): ParsedAddress[] {
  const objects = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const rawName = /[\u0080-\u00FF]/.test(rawLine)
    ? repairHeader(
        rawLine
          .replace(/<[^>]*>.*$/, '')
          .replace(/["']/g, '')
          .trim(),
        hint,
      )
    : null;
  return objects
    .flatMap((object) => object.value.flatMap((entry) => entry.group ?? [entry]))
    .filter((entry) => entry.address)
    .slice(0, MAX_ADDRESSES)
    .map((entry) => ({
      address: (entry.address ?? '').trim(),
      name: rawName ?? (entry.name.trim() || null),
    }));
}

const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-\u0080-\uFFFF]{1,64}@[A-Za-z0-9\u0080-\uFFFF-]{1,63}(?:\.[A-Za-z0-9\u0080-\uFFFF-]{1,63}){0,10}$/;

/**
 * The address must be the only one a strict reading of the line gives: comments, groups and second
 * addresses are how one sender poses as another.
 */
function isPlainFrom(line: string, address: string): boolean {
  if (!ADDRESS.test(address)) return false;
  const bare = line
    .replace(/\r?\n[ \t]+/g, ' ')
    .replace(/"(?:[^"\\]|\\.){0,500}"/g, '')
    .replace(/=\?[^?]*\?[bqBQ]\?[^?]*\?=/g, '')
    .trim();
  if (/[()]/.test(bare)) return false;
  const angled = /<([^<>]*)>\s*$/.exec(bare);
  const shown = (angled ? angled[1] : bare)?.trim();
  return (
    shown === address &&
    (bare.match(/@/g) ?? []).length <=
      (bare.replace(/<[^<>]*>\s*$/, '').match(/@/g) ?? []).length + 1
  );
}

/** The library's text, unless it lost characters: then the parts are decoded again from their bytes. */
function repairedTexts(
  mail: LibraryMail,
  source: Uint8Array,
  hint: string,
): { text: string; html: string | null } {
  const text = mail.text ?? '';
  const html = typeof mail.html === 'string' ? mail.html : null;
  const looksWrong = (value: string | null) => value !== null && value.includes('\uFFFD');
  const isLatinGuess = /[\u00C0-\u00FF]{4}/.test(text) || /[\u00C0-\u00FF]{4}/.test(html ?? '');
  if (!looksWrong(text) && !looksWrong(html) && !isLatinGuess) return { text, html };
  const leaves = leavesOf(Buffer.from(source).toString('latin1')).filter(
    (leaf) => !leaf.isAttachment,
  );
  const again = (mime: string) => {
    const found = leaves.filter((leaf) => leaf.mime === mime);
    return found.length === 0
      ? null
      : found
          .map((leaf) =>
            decodeText(leaf.bytes, isTrusted(leaf.charset) ? leaf.charset : null, hint),
          )
          .join('\n');
  };
  return { text: again('text/plain') ?? text, html: again('text/html') ?? html };
}

/** Labels that say nothing: programs write them whatever the bytes are. */
const isTrusted = (charset: string | null) =>
  charset !== null && !/^(utf-?8|us-ascii|ascii|iso-8859-1|unknown-8bit|x-unknown)$/i.test(charset);

/** Words of an HTML mail for search and preview; the page itself is shown from its HTML. Linear time. */
export function textOfHtml(html: string | null): string {
  if (!html) return '';
  return html
    .slice(0, MAX_TEXT)
    .replace(/<(style|script|head|title)\b[^>]{0,2000}>[\s\S]{0,500000}?<\/\1\s*>/gi, '')
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h[1-6]|\/blockquote)\b[^>]{0,500}>/gi, '\n')
    .replace(/<[^>]{0,20000}>/g, '')
    .replace(/&#(\d{1,7});?/g, (_all, code: string) =>
      String.fromCodePoint(Math.min(0x10ffff, Number(code))),
    )
    .replace(/&nbsp;?/gi, ' ')
    .replace(/&lt;?/gi, '<')
    .replace(/&gt;?/gi, '>')
    .replace(/&quot;?/gi, '"')
    .replace(/&amp;?/gi, '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function bounceOf(mail: LibraryMail): ParsedBounce | null {
  const report = mail.attachments.find((part) => part.contentType === 'message/delivery-status');
  if (!report) return null;
  const status = report.content.toString('utf8').slice(0, 64 * KIB);
  const field = (name: string) =>
    new RegExp(`^${name}:[ \\t]*(.+)$`, 'im').exec(status)?.[1]?.trim() ?? null;
  const original = mail.attachments.find((part) =>
    /^(message\/rfc822|text\/rfc822-headers|message\/global)/.test(part.contentType),
  );
  const originalId = /^Message-ID:[ \t]*(<[^<>\s]{1,500}>)/im.exec(
    original?.content.toString('utf8').slice(0, 256 * KIB) ?? '',
  );
  return {
    action: field('Action')?.toLowerCase() ?? 'failed',
    status: field('Status'),
    recipient:
      (field('Final-Recipient') ?? field('Original-Recipient'))?.replace(/^[^;]*;\s*/, '') ?? null,
    reason: field('Diagnostic-Code')?.replace(/^[^;]*;\s*/, '') ?? field('Status') ?? 'returned',
    originalMessageId: originalId?.[1] ?? null,
  };
}
