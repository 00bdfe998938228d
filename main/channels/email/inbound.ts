import { DAY_MS } from '#shared/lib/units.ts';
import { isAutomatic } from '#shared/domain/mail/loops.ts';
import type { Inbound } from '../channel.ts';
import { dedupeKeyOf } from './dedupe-key.ts';
import type { ParsedMail, Unparsable } from './parsed-mail.ts';

/** A mail in the engine's terms. */
export function inboundOf(
  mail: ParsedMail | Unparsable,
  source: Uint8Array,
  receivedAt: number,
  proven: (id: string) => boolean,
): Inbound {
  const dedupeKey = mail.dedupeKey ?? dedupeKeyOf(source);
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
    quoteAt: mail.quoteAt,
    html: mail.html,
    attachments: mail.attachments,
    hasMaskedParts: mail.isMasked,
    ...(mail.blobIds ? { blobIds: mail.blobIds } : {}),
    externalId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    language: mail.language,
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
