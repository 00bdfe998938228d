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
  /** First value of each header the rules look at, by lower-case name. */
  headers: Record<string, string>;
  bounce: ParsedBounce | null;
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
/** RFC 3464: what the other side says about a mail of ours. */
export interface ParsedBounce {
  action: string;
  status: string | null;
  recipient: string | null;
  reason: string;
  originalMessageId: string | null;
}
export interface Unparsable {
  kind: 'unparsable';
  reason: string;
}
