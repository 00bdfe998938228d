import type { InboundBlobIds } from '../channel.ts';

/** A mail as the parser thread hands it over: plain data, nothing lazy. */
export interface ParsedMail {
  kind: 'parsed';
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  from: ParsedAddress | null;
  /** The From header does not survive a strict reading: shown, but no identity. */
  isFromDoubtful: boolean;
  replyTo: ParsedAddress[];
  to: ParsedAddress[];
  cc: ParsedAddress[];
  subject: string | null;
  /** Milliseconds; null when absent or unreadable. */
  date: number | null;
  text: string;
  html: string | null;
  attachments: ParsedAttachment[];
  /** HTML and attachments have passed the card gate. */
  isMasked: boolean;
  /** First value of each header the rules look at, by lower-case name. */
  headers: Record<string, string>;
  bounce: ParsedBounce | null;
  /** The source with secrets masked, as it may be kept; null when masking it did not succeed. */
  storable: Uint8Array | null;
  /** Index in `text` where quoted history begins. */
  quoteAt: number | null;
  language: string | null;
  dedupeKey: string;
  /** Of what is kept of a masked mail, so that the engine's thread need not work them out. */
  blobIds: InboundBlobIds | null;
}
export interface ParsedAddress {
  address: string;
  name: string | null;
}
export interface ParsedAttachment {
  name: string;
  mime: string;
  bytes: Uint8Array;
  cid: string | null;
  isInline: boolean;
}
/** What the other side says about a mail of ours: RFC 3464, or a notice in a provider's own words. */
export interface ParsedBounce {
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  status: string | null;
  recipient: string | null;
  reason: string;
  /** ENVID we gave with the mail (RFC 3461 §4.4). */
  envelopeId: string | null;
  originalMessageId: string | null;
}
export interface Unparsable {
  kind: 'unparsable';
  reason: string;
  storable: Uint8Array | null;
  /** Null when there was no thread to work it out. */
  dedupeKey: string | null;
}
