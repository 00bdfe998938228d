import { createHash } from 'node:crypto';
import { isAutomatic } from '#shared/domain/mail/loops.ts';
import { quoteStart } from '#shared/domain/mail/quotes.ts';
import { redactText } from '#shared/domain/redaction/redact.ts';
import type { Inbound } from '../channel.ts';
import type { ParsedMail, Unparsable } from './parsed-mail.ts';

/** Same Message-ID, same message, wherever it lies; without one the content speaks (RFC 5322 §3.6.4 makes the id a SHOULD). */
export function dedupeKeyOf(mail: ParsedMail | Unparsable, source: Uint8Array): string {
  if (mail.kind === 'parsed' && mail.messageId) return `id:${mail.messageId.slice(0, 500)}`;
  return `sha256:${createHash('sha256').update(source).digest('hex')}`;
}

/**
 * A mail in the engine's terms. The source is kept only when nothing in it had to be masked: a
 * mail's body may be encoded in ways that hide digits from a search through its bytes.
 */
export function inboundOf(
  mail: ParsedMail | Unparsable,
  source: Uint8Array,
  receivedAt: number,
  proven: (id: string) => boolean,
): Inbound {
  const dedupeKey = dedupeKeyOf(mail, source);
  if (mail.kind === 'unparsable') return unreadable(mail, source, dedupeKey, receivedAt);
  const from = mail.from ?? { address: 'unknown', name: null };
  const header = (name: string) => mail.headers[name] ?? null;
  const references = [...mail.references];
  return {
    dedupeKey,
    from,
    identity: mail.isFromDoubtful
      ? { kind: 'email', address: `doubtful/${dedupeKey}`.slice(0, 400), isVerified: false }
      : { kind: 'email', address: from.address.toLowerCase().slice(0, 400), isVerified: false },
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    text: mail.text,
    quoteAt: quoteStart(mail.text),
    html: mail.html,
    raw: needsMasking(mail) ? null : source,
    attachments: mail.attachments,
    sentAt: mail.date ?? receivedAt,
    externalId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references,
    language: languageOf(mail.text),
    isAutomatic: isAutomatic(header, from.address),
    unreadable: null,
    provenReferences: [...references, ...(mail.inReplyTo ? [mail.inReplyTo] : [])].filter(proven),
  };
}

function needsMasking(mail: ParsedMail): boolean {
  const texts = [mail.text, mail.html ?? '', mail.subject ?? '', mail.from?.name ?? ''];
  const files = mail.attachments
    .filter((part) => /^(text|message)\//.test(part.mime))
    .map((part) => Buffer.from(part.bytes).toString('latin1'));
  return [...texts, ...files].some((text) => Object.keys(redactText(text).masked).length > 0);
}

function unreadable(
  mail: Unparsable,
  source: Uint8Array,
  dedupeKey: string,
  receivedAt: number,
): Inbound {
  const shown = Buffer.from(source.subarray(0, 1_000_000)).toString('latin1');
  const masked = redactText(shown, { language: 'en' });
  const isClean = Object.keys(masked.masked).length === 0;
  return {
    dedupeKey,
    from: { address: 'unknown', name: null },
    identity: { kind: 'email', address: `doubtful/${dedupeKey}`.slice(0, 400), isVerified: false },
    to: [],
    cc: [],
    subject: null,
    text: '',
    quoteAt: null,
    html: null,
    raw: isClean && source.byteLength <= 1_000_000 ? source : Buffer.from(masked.text, 'latin1'),
    attachments: [],
    sentAt: receivedAt,
    externalId: null,
    inReplyTo: null,
    references: [],
    language: null,
    isAutomatic: false,
    unreadable: mail.reason.slice(0, 500),
  };
}

/** Chinese when a fifth of the letters are Han. */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, 4_000);
  const han = (sample.match(/\p{Script=Han}/gu) ?? []).length;
  const latin = (sample.match(/[A-Za-z]/g) ?? []).length;
  if (han + latin < 4) return han > 0 ? 'zh-CN' : null;
  return han * 4 >= latin ? 'zh-CN' : 'en';
}
