import { createHash } from 'node:crypto';
import { DAY_MS } from '#shared/lib/units.ts';
import { isAutomatic } from '#shared/domain/mail/loops.ts';
import { isForward, quoteStart } from '#shared/domain/mail/quotes.ts';
import type { Inbound } from '../channel.ts';
import { headOf } from './limits.ts';
import type { ParsedMail, Unparsable } from './parsed-mail.ts';

/** Fields that stay the same wherever a copy of a message lies (RFC 5322 §3.6). */
const OWN_FIELDS = /^(?:message-id|from|date|subject):.*(?:\r?\n[ \t].*)*/gim;

/**
 * The same message wherever it lies: its own header fields and its body. A Message-ID alone is no
 * key: programs repeat it, and a stranger who knows one could have a later mail passed over.
 */
export function dedupeKeyOf(source: Uint8Array): string {
  const buffer = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const head = headOf(buffer);
  const own = (head.toString('latin1').match(OWN_FIELDS) ?? []).map((field) =>
    field.replace(/\s+/g, ' ').trim(),
  );
  const hash = createHash('sha256').update(own.toSorted().join('\n'));
  return `mail:${hash.update(buffer.subarray(head.byteLength)).digest('hex')}`;
}

/** A mail in the engine's terms. */
export function inboundOf(
  mail: ParsedMail | Unparsable,
  source: Uint8Array,
  receivedAt: number,
  proven: (id: string) => boolean,
): Inbound {
  const dedupeKey = dedupeKeyOf(source);
  const doubtful = { kind: 'email', address: `doubtful/${dedupeKey}`, isVerified: false } as const;
  if (mail.kind === 'unparsable')
    return { ...nothing, ...common(mail, dedupeKey, receivedAt), identity: doubtful };
  const from = mail.from ?? nothing.from;
  const header = (name: string) => mail.headers[name] ?? null;
  const answered = [...mail.references, ...(mail.inReplyTo ? [mail.inReplyTo] : [])];
  return {
    ...common(mail, dedupeKey, believableDate(mail.date, receivedAt)),
    from,
    identity: mail.isFromDoubtful
      ? doubtful
      : { kind: 'email', address: from.address.toLowerCase(), isVerified: false },
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    text: mail.text,
    quoteAt: isForward(mail.subject) ? null : quoteStart(mail.text),
    html: mail.html,
    attachments: mail.attachments,
    hasMaskedParts: mail.isMasked,
    externalId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    language: languageOf(mail.text),
    isAutomatic: isAutomatic(header, from.address),
    provenReferences: answered.filter(proven),
  };
}

const nothing = {
  from: { address: 'unknown', name: null },
  to: [],
  cc: [],
  subject: null,
  text: '',
  quoteAt: null,
  html: null,
  attachments: [],
  externalId: null,
  inReplyTo: null,
  references: [],
  language: null,
  isAutomatic: false,
};

const common = (mail: ParsedMail | Unparsable, dedupeKey: string, sentAt: number) => ({
  dedupeKey,
  raw: mail.storable,
  sentAt,
  unreadable: mail.kind === 'unparsable' ? mail.reason.slice(0, 500) : null,
});

/** A sender's clock may be wrong, but no mail comes from tomorrow. */
const believableDate = (date: number | null, receivedAt: number): number =>
  date !== null && date > 0 && date < receivedAt + DAY_MS ? date : receivedAt;

/** Chinese when a fifth of the letters are Han. */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, 4_000);
  const han = (sample.match(/\p{Script=Han}/gu) ?? []).length;
  const latin = (sample.match(/[A-Za-z]/g) ?? []).length;
  if (han + latin < 4) return han > 0 ? 'zh-CN' : null;
  return han * 4 >= latin ? 'zh-CN' : 'en';
}
