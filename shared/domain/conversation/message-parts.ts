import { z } from '#shared/lib/schema.ts';
import { accountId, blobId, messageId } from '#shared/lib/ids.ts';
import { instant } from '../event.ts';

export const channelKind = z.enum([
  'email',
  'webchat',
  'voice',
  'sms',
  'whatsapp',
  'telegram',
  'messenger',
  'instagram',
  'line',
  'wechat',
  'x',
]);
export type ChannelKind = z.infer<typeof channelKind>;

/** An address on a channel and the name that came with it. */
export const party = z.object({
  address: z.string().max(400),
  name: z.string().max(400).nullable(),
});
export type Party = z.infer<typeof party>;

export const attachment = z.object({
  blob: blobId,
  /** Sanitised; safe as a file name on every platform. */
  name: z.string().max(255),
  mime: z.string().max(200),
  bytes: z.number().int().nonnegative(),
  /** Content-ID without angle brackets when the HTML refers to it. */
  cid: z.string().nullable(),
  isInline: z.boolean(),
  width: z.number().int().nullable().optional(),
  height: z.number().int().nullable().optional(),
});
export type Attachment = z.infer<typeof attachment>;

/** What the card gate hid in this message, by kind. */
export const maskCount = z.record(z.string(), z.number().int());

/** A message from the customer, already through the card gate. */
export const inboundMessage = z.object({
  messageId,
  channel: channelKind,
  accountId,
  /** Unique per account: a repeat of it is the same message (I3). */
  dedupeKey: z.string().max(600),
  from: party,
  to: z.array(party),
  cc: z.array(party),
  subject: z.string().nullable(),
  text: z.string(),
  /** Index in `text` where quoted history begins; null when nothing is quoted. */
  quoteAt: z.number().int().nullable(),
  /** Sanitisable HTML of a mail, stored as a blob. */
  html: blobId.nullable(),
  /** Raw source after masking; null where the channel has none. */
  raw: blobId.nullable(),
  attachments: z.array(attachment),
  /** When the customer's side says it was sent. */
  sentAt: instant,
  /** When we took it in. */
  receivedAt: instant,
  /** Provider's id: Message-ID of a mail, id of a direct message. */
  externalId: z.string().nullable(),
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  language: z.string().max(20).nullable(),
  isAutomatic: z.boolean(),
  masked: maskCount,
  /** Why the source could not be read; then `text` is empty and `raw` holds it. */
  unreadable: z.string().nullable(),
});
export type InboundMessage = z.infer<typeof inboundMessage>;

/** A message of ours on its way out. */
export const outboundMessage = z.object({
  messageId,
  channel: channelKind,
  accountId,
  authorId: z.string().nullable(),
  to: z.array(party),
  cc: z.array(party),
  bcc: z.array(party),
  subject: z.string().nullable(),
  text: z.string(),
  /** Index in `text` where the quoted mail begins; absent or null when nothing is quoted. */
  quoteAt: z.number().int().nonnegative().nullable().optional(),
  html: blobId.nullable(),
  attachments: z.array(attachment),
  /** Not before this instant; until then it can be withdrawn without a trace outside. */
  sendAt: instant,
  /** Our own id given to the provider (Message-ID of a mail), so that a doubtful send can be looked up. */
  externalId: z.string().nullable(),
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  masked: maskCount,
});
export type OutboundMessage = z.infer<typeof outboundMessage>;

export const note = z.object({
  messageId,
  authorId: z.string(),
  text: z.string(),
  mentions: z.array(z.string()),
  attachments: z.array(attachment),
  masked: maskCount,
});
export type Note = z.infer<typeof note>;

/** Where an outgoing message stands. Only moves forward, except failed → queued by a person's retry. */
export const deliveryState = z.enum([
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'in_doubt',
  'withdrawn',
]);
export type DeliveryState = z.infer<typeof deliveryState>;
