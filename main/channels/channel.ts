import type { AccountId, BlobId, BrandId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { z } from '#shared/lib/schema.ts';
import type {
  Attachment,
  ChannelKind,
  OutboundMessage,
  Party,
} from '#shared/domain/conversation/message-parts.ts';
import type { PreChat } from '#shared/domain/conversation/events.ts';
import type { IdentityKind } from '#shared/domain/contact/parts.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Log } from '#main/platform/log.ts';

/**
 * The Channel port. A channel brings messages in through `host.accept` and sends what the
 * engine hands it; it decides nothing about conversations and never writes the journal itself.
 *
 *   outside world ──▶ ChannelAccount ──accept──▶ engine (card gate, threading, journal)
 *   outside world ◀── ChannelAccount ◀──send──── engine (one lane per account)
 */
export interface Channel<C = unknown> {
  kind: ChannelKind;
  /** What an account of this channel is configured with; secrets are named here and kept elsewhere. */
  config: z.ZodType<C>;
  /** Names of the secrets an account needs, e.g. `password`. */
  secrets: readonly string[];
  open(account: ChannelAccountConfig<C>, host: ChannelHost): ChannelAccount;
  /** Tries the configuration hop by hop without keeping anything. */
  test(config: C, secrets: Record<string, string>, signal: AbortSignal): Promise<CheckedHop[]>;
}

export interface ChannelAccountConfig<C> {
  id: AccountId;
  brandId: BrandId;
  name: string;
  address: string;
  config: C;
  isDemo: boolean;
}

export interface CheckedHop {
  /** e.g. `imap`, `smtp`, `sent-folder`, `clock`. */
  hop: string;
  isOk: boolean;
  /** Stable code for the sentence shown, e.g. `email.auth-refused`. */
  code: string | null;
  detail: string | null;
}

export interface ChannelAccount {
  start(): void;
  /** Ends connections; resolves when nothing of this account runs any more. */
  stop(): Promise<void>;
  /**
   * Hands one message to the provider. Called by one lane per account, never twice at once;
   * `delivery.attempted` is durable before it is called. Never throws for a provider's answer.
   */
  send(message: OutboundMessage, context: SendContext): Promise<SendOutcome>;
  /** An id of ours for a message about to be written, where the channel lets us choose it (mail). */
  newExternalId?(messageId: MessageId): string;
  /** The agent has seen the conversation (read ticks where the channel has them). */
  seen?(conversationId: ConversationId): void;
  /** Asks the provider what became of a doubtful message; absent when the provider cannot say. */
  lookUp?(message: OutboundMessage): Promise<'accepted' | 'absent' | 'unknown'>;
  /** Now rather than at the next poll (after sleep, or by hand). */
  refresh?(): void;
}

export interface SendContext {
  conversationId: ConversationId;
  attempt: number;
  /** Holds something no copy may be kept of: not in a Sent folder, not in the ledger. */
  isSecret?: boolean;
  /** Bytes of an attachment or of the HTML body. */
  read(blob: BlobId): Promise<Uint8Array>;
}

export type SendOutcome =
  | { kind: 'accepted'; externalId: string | null; response: string | null }
  /** Temporary failures are tried again by the engine after `retryAfterMs` or its own backoff. */
  | { kind: 'failed'; code: string; reason: string; isPermanent: boolean; retryAfterMs?: number }
  /** The request left and the answer was lost: never sent again blindly (I2). */
  | { kind: 'in_doubt'; reason: string };

/** One incoming message as a channel read it, before the card gate. */
export interface Inbound {
  /** Unique per account; a repeat is answered with the first result (I3). */
  dedupeKey: string;
  from: Party;
  /** How the sender is known; drives which contact this belongs to. */
  identity: { kind: IdentityKind; address: string; isVerified: boolean };
  /** The identity was typed in by the sender: it joins no contact that has it, but is suggested. */
  isClaim?: boolean;
  /** More identities that the channel itself proves (a signed account id). */
  moreIdentities?: { kind: IdentityKind; address: string; isVerified: boolean }[];
  to: Party[];
  cc: Party[];
  subject: string | null;
  text: string;
  /** Index in `text` where quoted history begins. */
  quoteAt: number | null;
  /** Mail HTML, unsanitised: it is only ever shown through the mail document. */
  html: string | null;
  /** Source for the record; the channel has already masked it. */
  raw: Uint8Array | null;
  attachments: InboundAttachment[];
  sentAt: number;
  externalId: string | null;
  inReplyTo: string | null;
  references: string[];
  language: string | null;
  isAutomatic: boolean;
  unreadable: string | null;
  /** Named by the channel when it is certain (a chat's own conversation, a verified reply token). */
  conversationId?: ConversationId;
  /** The channel checked a keyed token of ours in `references`: these message ids of ours are genuine. */
  provenReferences?: string[];
  /** Opens a new conversation even if an old one could take it. */
  forceNew?: boolean;
  /** It was there before the account was connected: listed, and no news. */
  isHistory?: boolean;
  /** The channel has put the HTML and the files through the card gate already, off the engine's thread. */
  hasMaskedParts?: boolean;
  /** Worked out with it. */
  blobIds?: InboundBlobIds;
  preChat?: PreChat;
  isDemo?: boolean;
}

/** SHA-256 of the masked source, HTML and files. */
export interface InboundBlobIds {
  raw: BlobId | null;
  html: BlobId | null;
  attachments: BlobId[];
}

export interface InboundAttachment {
  name: string;
  mime: string;
  bytes: Uint8Array;
  cid: string | null;
  isInline: boolean;
}

export interface Accepted {
  conversationId: ConversationId;
  messageId: MessageId;
  /** Journal position of the message. */
  seq: number;
  /** The same dedupe key was accepted before. */
  isRepeat: boolean;
}

/** What the provider later says about a message of ours. `ref` is our message id or the provider's. */
export interface Receipt {
  ref: { messageId: MessageId } | { externalId: string };
  kind: 'delivered' | 'read' | 'bounced' | 'failed';
  reason?: string;
  recipient?: string | null;
  status?: string | null;
}

/** Shown beside the account and in the status bar; never journaled. */
export interface AccountStatus {
  phase: 'starting' | 'syncing' | 'live' | 'retrying' | 'needs-person' | 'stopped';
  /** Last time the outside answered. */
  freshAt: number | null;
  code: string | null;
  detail: string | null;
  retryAt: number | null;
  progress: { done: number; total: number } | null;
  /** Count proof per folder: what the server has and what is here. */
  counts: { folder: string; server: number; here: number; checkedAt: number }[];
}

/** A channel account's durable memory: what it has seen. One writer; survives a kill at any point. */
export interface Ledger {
  get(key: string): string | null;
  set(key: string, value: string): void;
  delete(key: string): void;
  /** Keys with this prefix, in order. */
  list(prefix: string): { key: string; value: string }[];
  count(prefix: string): number;
}

export interface ChannelHost {
  clock: Clock;
  log: Log;
  ledger: Ledger;
  /** A new unguessable id (UUIDv7 text). */
  newId(): string;
  secret(name: string): Promise<string | null>;
  /**
   * Takes a message in: card gate, contact, threading, journal, projection, and `ledgerWrites`
   * in one transaction. Returns only after the commit. Synchronous: one writer.
   */
  accept(inbound: Inbound, ledgerWrites?: { key: string; value: string }[]): Accepted;
  /** Sets something aside that could not be taken in, with its bytes and the reason; the rest goes on. */
  quarantine(bytes: Uint8Array, reason: string): void;
  /** Makes all that `work` accepts and notes durable at once; resolves when it is. */
  together<T>(work: () => T): Promise<T>;
  /** `false` when no such message is known. */
  receipt(receipt: Receipt): boolean;
  report(status: AccountStatus): void;
  /** Bytes into the content-addressed store (masked first when text). */
  keep(bytes: Uint8Array): BlobId;
  read(blob: BlobId): Promise<Uint8Array>;
  /** Messages of one conversation after a position, for channels whose customer reads history (web chat). */
  history(conversationId: ConversationId, afterSeq: number, limit: number): HistoryEntry[];
  /** Called after commit for every change in this account's conversations. Returns an unsubscribe. */
  onConversation(listener: (change: { conversationId: ConversationId }) => void): () => void;
  /** Ephemeral: typing, presence of the customer. Never journaled. */
  signal(signal: ChannelSignal): void;
  /** Ephemeral signals of the desk towards the customer (an agent is typing). */
  onSignal(listener: (signal: ChannelSignal) => void): () => void;
  brand(): BrandView;
  /**
   * Mails what was said in a conversation of this account to its customer, from the brand's own
   * mailbox. The engine decides whether it may be; the mail leaves by the mailbox's lane.
   */
  mailTranscript(request: TranscriptRequest): TranscriptOutcome;
  /** What a customer entered on the page a code's mail leads to. */
  confirmCode(codeId: string, entered: string): CodeOutcome;
  /** Where a conversation stands, for a customer to be told; null when it is unknown. */
  standing(
    conversationId: ConversationId,
  ): { isResolved: boolean; isTaken: boolean; isErased: boolean } | null;
}

export interface ChannelSignal {
  kind: 'typing' | 'customer-present' | 'customer-gone' | 'agent-typing';
  conversationId: ConversationId;
}

/** What a customer may see of a message. Notes and events never appear here. */
export interface HistoryEntry {
  seq: number;
  messageId: MessageId;
  direction: 'inbound' | 'outbound';
  authorName: string | null;
  text: string;
  attachments: Attachment[];
  at: number;
  state: string | null;
}

export interface TranscriptRequest {
  /** Who asks; how often they may is counted by it. */
  visitorId: string;
  visitorName: string | null;
  /** The asker's own conversation, as their token says. */
  conversationId: ConversationId;
  address: string;
  language: 'zh-CN' | 'en';
}
export type TranscriptOutcome =
  'mailed' | 'nothing-said' | 'nobody-answered' | 'no-mailbox' | 'bad-address' | 'too-many';

export type CodeOutcome = 'ok' | 'no-match' | 'locked' | 'gone';

export interface BrandView {
  id: BrandId;
  name: string;
  language: 'zh-CN' | 'en';
  colour: string;
  greeting: string;
  signature: string;
  topics: string[];
  faq: { question: string; answer: string }[];
  /** IANA zone of the brand's hours. */
  timeZone: string;
  /** It has a mailbox that works. */
  canMail: boolean;
  /** `null` when open now; else the next opening instant, if known. */
  closedUntilAt: number | null;
  isOpen: boolean;
  /** Conversations ahead in the queue that no person has answered. */
  waitingCount: number;
  isDemo: boolean;
}
