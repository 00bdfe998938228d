import { simpleParser } from 'mailparser';
import { KIB } from '#shared/lib/units.ts';
import { safeFileName } from '#shared/domain/mail/file-name.ts';
import { isForward, quoteStart } from '#shared/domain/mail/quotes.ts';
import { addressesOf, senderOf } from './addresses.ts';
import { readNotice, readReport } from './bounce.ts';
import { decodeText, repairHeader } from './charset.ts';
import { dedupeKeyOf } from './dedupe-key.ts';
import { textOfHtml } from './html-text.ts';
import { textOfInvitation } from './invitation.ts';
import { leavesOf } from './leaves.ts';
import { MAX_PARTS, tooMuch } from './limits.ts';
import { maskedSource } from './masked-source.ts';
import type { ParsedAttachment, ParsedBounce, ParsedMail, Unparsable } from './parsed-mail.ts';
import { type MimeFile, type MimeMail, quickMail } from './quick-mail.ts';
import { isPlainFrom } from './senders.ts';
import { headerText, repairedTexts } from './texts.ts';
import { filesOfTnef } from './tnef.ts';

/** Characters of text kept for the timeline and the index; the source and the HTML have the rest. */
const MAX_TEXT = 256 * KIB;
const CUT = '\n[…]';
const MAX_SUBJECT = 2_000;
const MAX_REFERENCES = 200;

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

/**
 * Reads one message. Never throws: what cannot be read says why.
 * @param quick reads what it is sure of; the library reads the rest
 */
export async function parseMail(
  source: Uint8Array,
  quick: (source: Uint8Array) => MimeMail | null = quickMail,
): Promise<ParsedMail | Unparsable> {
  const refusal = tooMuch(source);
  if (refusal) return unparsable(refusal, source);
  try {
    const known = quick(source);
    if (known) return parsed(known, source);
    const mail = await simpleParser(Buffer.from(source), {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
      keepDeliveryStatus: true,
      checksumAlgo: false,
    });
    return parsed(mail, source);
  } catch (error) {
    return unparsable(error instanceof Error ? error.message : String(error), source);
  }
}

/** Masked, to be kept as it is. */
export const unparsable = (reason: string, source: Uint8Array): Unparsable => ({
  kind: 'unparsable',
  reason,
  storable: storableOf(source),
  dedupeKey: dedupeKeyOf(source),
});

/** The source as it may be written down; null when masking failed. */
function storableOf(source: Uint8Array): Uint8Array | null {
  try {
    return maskedSource(source);
  } catch {
    return null;
  }
}

function parsed(mail: MimeMail, source: Uint8Array): ParsedMail {
  const raw = (name: string) =>
    mail.headerLines
      .filter((line) => line.key === name)
      .map((line) => line.line.slice(line.line.indexOf(':') + 1).trim());
  const fromLines = raw('from');
  const hint = fromLines[0] ?? '';
  const from = senderOf(mail.from, fromLines[0]);
  const texts = repairedTexts(
    { text: mail.text ?? '', html: typeof mail.html === 'string' ? mail.html : null },
    () => latin1Of(source),
    hint,
  );
  const whole = (texts.text.trim() ? texts.text : textOfHtml(texts.html)).replaceAll('\0', '');
  const text = whole.length > MAX_TEXT ? whole.slice(0, MAX_TEXT) + CUT : whole;
  const attachments = attachmentsOf(mail.attachments, (name) =>
    hasRawHeads(source) ? repairHeader(name, hint) : name,
  );
  const shown = text.trim() ? text : invitationIn(attachments);
  const words = headerText(raw('subject')[0], mail.subject ?? null, hint);
  const subject = words === null ? null : oneLine(words).slice(0, MAX_SUBJECT);
  return {
    kind: 'parsed',
    messageId: idsOf(mail.messageId)[0] ?? null,
    inReplyTo: idsOf(mail.inReplyTo)[0] ?? null,
    references: idsOf(mail.references).slice(-MAX_REFERENCES),
    from,
    isFromDoubtful: fromLines.length !== 1 || !from || !isPlainFrom(hint, from.address),
    replyTo: addressesOf(mail.replyTo),
    to: addressesOf(mail.to),
    cc: addressesOf(mail.cc),
    subject,
    date: mail.date && Number.isFinite(mail.date.getTime()) ? mail.date.getTime() : null,
    text: shown,
    html: texts.html,
    attachments,
    isMasked: false,
    headers: Object.fromEntries(
      KEPT_HEADERS.flatMap((name) =>
        raw(name)
          .slice(0, 1)
          .map((value) => [name, value]),
      ),
    ),
    bounce: bounceOf(mail, {
      from: from?.address ?? null,
      isNullSender: /^<\s*>$/.test(raw('return-path')[0] ?? ''),
      subject: words ?? '',
      text,
    }),
    storable: storableOf(source),
    quoteAt: isForward(subject) ? null : quoteStart(shown),
    language: languageOf(shown),
    dedupeKey: dedupeKeyOf(source),
    blobIds: null,
  };
}

const lengthOf = (runs: string[] | null) =>
  (runs ?? []).reduce((length, run) => length + run.length, 0);

/** Chinese when a fifth of the letters are Han. */
function languageOf(text: string): string | null {
  const sample = text.slice(0, 4_000);
  const han = lengthOf(sample.match(/\p{Script=Han}+/gu));
  const latin = lengthOf(sample.match(/[A-Za-z]+/g));
  if (han + latin < 4) return han > 0 ? 'zh-CN' : null;
  return han * 4 >= latin ? 'zh-CN' : 'en';
}

const latin1Of = (source: Uint8Array): string =>
  Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString('latin1');

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .trim();

const idsOf = (value: string | string[] | undefined): string[] =>
  (Array.isArray(value) ? value : (value ?? '').split(/\s+/)).flatMap(
    (part) => part.match(/<[^<>\s]{1,500}>/g) ?? [],
  );

const NAMES: Record<string, string> = {
  'message/rfc822': 'message.eml',
  'text/calendar': 'invite.ics',
  'message/delivery-status': 'delivery-status.txt',
};
const isTnef = (part: MimeFile) =>
  /^application\/(vnd\.)?ms-tnef$/i.test(part.contentType) ||
  part.filename?.toLowerCase() === 'winmail.dat';

/** The files of a mail under safe names; a `winmail.dat` gives way to what it holds. */
function attachmentsOf(parts: MimeFile[], repaired: (name: string) => string): ParsedAttachment[] {
  return parts
    .flatMap((part): ParsedAttachment[] => {
      const files = isTnef(part) ? filesOfTnef(part.content) : [];
      if (files.length > 0)
        return files.map((file) => ({
          name: safeFileName(repairHeader(file.name)),
          mime: 'application/octet-stream',
          bytes: file.bytes,
          cid: null,
          isInline: false,
        }));
      const name = part.filename ?? NAMES[part.contentType] ?? 'attachment';
      return [
        {
          name: safeFileName(/[\u0080-\u00FF]/.test(name) ? repaired(name) : name),
          mime: part.contentType.slice(0, 200),
          bytes: new Uint8Array(part.content),
          cid: part.cid?.slice(0, 400) ?? null,
          isInline: part.contentDisposition === 'inline' || part.related === true,
        },
      ];
    })
    .slice(0, MAX_PARTS);
}

/** Whether the header of a part holds raw 8-bit bytes, which the parser hands on as Latin-1. */
function hasRawHeads(source: Uint8Array): boolean {
  const latin1 = latin1Of(source);
  return leavesOf(latin1).some((leaf) =>
    /[\u0080-\u00FF]/.test(latin1.slice(leaf.headFrom, leaf.bodyFrom)),
  );
}

function invitationIn(parts: ParsedAttachment[]): string {
  const calendar = parts.find((part) => part.mime === 'text/calendar');
  return calendar ? textOfInvitation(decodeText(calendar.bytes, null)) : '';
}

function bounceOf(
  mail: MimeMail,
  about: { from: string | null; isNullSender: boolean; subject: string; text: string },
): ParsedBounce | null {
  const parts = mail.attachments.map((part) => ({ mime: part.contentType, content: part.content }));
  return readReport(parts) ?? readNotice({ ...about, parts });
}
