import { z } from '#shared/lib/schema.ts';
import {
  accountId,
  agentId,
  blobId,
  brandId,
  contactId,
  conversationId,
  messageId,
} from '#shared/lib/ids.ts';
import { instant } from '#shared/domain/event.ts';
import {
  attachment,
  channelKind,
  deliveryState,
  party,
} from '#shared/domain/conversation/message-parts.ts';
import { preChat, priority, waitingOn } from '#shared/domain/conversation/events.ts';
import { presence } from '#shared/domain/agent/events.ts';
import { brandProfile } from '#shared/domain/workspace/events.ts';

export const conversationStatus = z.enum(['open', 'pending', 'snoozed', 'resolved']);

/** One line of the inbox list. */
export const conversationRow = z.object({
  id: conversationId,
  /** Short number people say aloud, e.g. 48213. */
  number: z.number().int(),
  channel: channelKind,
  accountId,
  brandId,
  contactId,
  contactName: z.string().nullable(),
  address: z.string(),
  subject: z.string().nullable(),
  status: conversationStatus,
  waitingOn: waitingOn.nullable(),
  snoozedUntilAt: instant.nullable(),
  assigneeId: agentId.nullable(),
  priority,
  tags: z.array(z.string()),
  unreadCount: z.number().int(),
  isMarkedUnread: z.boolean(),
  preview: z
    .object({
      text: z.string(),
      kind: z.enum(['inbound', 'outbound', 'note']),
      authorId: z.string().nullable(),
    })
    .nullable(),
  /** This desk's unsent text for the conversation, shown instead of the preview. */
  draftPreview: z.string().nullable(),
  /** A message of ours that failed or is in doubt. */
  hasTrouble: z.boolean(),
  hasAttachment: z.boolean(),
  waitingSinceAt: instant.nullable(),
  /** The next promise to this customer that falls due; it may be over already. */
  promiseDueAt: instant.nullable(),
  lastMessageAt: instant,
  openedAt: instant,
  isDemo: z.boolean(),
});
export type ConversationRow = z.infer<typeof conversationRow>;

export const conversationDetail = conversationRow.extend({
  preChat: preChat.nullable(),
  language: z.string().nullable(),
  cause: z.string().nullable(),
  mergedInto: conversationId.nullable(),
  messageCount: z.number().int(),
  accountName: z.string(),
  accountAddress: z.string(),
  brandName: z.string(),
});
export type ConversationDetail = z.infer<typeof conversationDetail>;

export const deliveryView = z.object({
  state: deliveryState,
  attempt: z.number().int(),
  sendAt: instant,
  retryAt: instant.nullable(),
  reason: z.string().nullable(),
  bounce: z.string().nullable(),
});

const entryBase = { seq: z.number().int(), at: instant };
/** Something that happened, as one line. */
export const eventLine = z.object({
  kind: z.literal('event'),
  ...entryBase,
  /** Type of the journal event, e.g. `conversation.assigned`. */
  type: z.string(),
  by: z.string(),
  byName: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

/** One entry of the timeline, oldest first. */
export const timelineEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    ...entryBase,
    messageId,
    conversationId,
    channel: channelKind,
    direction: z.enum(['inbound', 'outbound', 'note']),
    authorId: z.string().nullable(),
    authorName: z.string().nullable(),
    from: party.nullable(),
    to: z.array(party),
    cc: z.array(party),
    bcc: z.array(party),
    subject: z.string().nullable(),
    text: z.string(),
    quoteAt: z.number().int().nullable(),
    /** Shown through `/mail/<messageId>`. */
    hasHtml: z.boolean(),
    hasRaw: z.boolean(),
    attachments: z.array(attachment),
    language: z.string().nullable(),
    isAutomatic: z.boolean(),
    masked: z.record(z.string(), z.number()),
    unreadable: z.string().nullable(),
    delivery: deliveryView.nullable(),
    isUnread: z.boolean(),
  }),
  eventLine,
]);
export type EventLine = z.infer<typeof eventLine>;
export type TimelineEntry = z.infer<typeof timelineEntry>;
export type MessageEntry = Extract<TimelineEntry, { kind: 'message' }>;

export const accountStatus = z.object({
  phase: z.enum(['starting', 'syncing', 'live', 'retrying', 'needs-person', 'stopped']),
  freshAt: instant.nullable(),
  code: z.string().nullable(),
  detail: z.string().nullable(),
  retryAt: instant.nullable(),
  progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  counts: z.array(
    z.object({ folder: z.string(), server: z.number(), here: z.number(), checkedAt: instant }),
  ),
});

export const accountView = z.object({
  id: accountId,
  channel: channelKind,
  brandId,
  name: z.string(),
  address: z.string(),
  /** Without secrets. */
  config: z.record(z.string(), z.unknown()),
  /** Which secrets are kept, never their values. */
  secretNames: z.array(z.string()),
  isDemo: z.boolean(),
  state: z.enum(['active', 'paused', 'removed']),
  status: accountStatus.nullable(),
  /** Where customers reach it, for web chat: page and script addresses. */
  publicUrl: z.string().nullable(),
});
export type AccountView = z.infer<typeof accountView>;

export const agentView = z.object({
  id: agentId,
  name: z.string(),
  email: z.string().nullable(),
  presence,
});
export type AgentView = z.infer<typeof agentView>;
export const brandView = brandProfile.extend({ id: brandId, isDemo: z.boolean() });
export type BrandRow = z.infer<typeof brandView>;

/** A view of the inbox with its counts, kept by the fold. */
export const viewCount = z.object({
  view: z.string(),
  count: z.number().int(),
  unread: z.number().int(),
});

export const outboxRow = z.object({
  messageId,
  conversationId,
  conversationNumber: z.number().int(),
  channel: channelKind,
  to: z.array(party),
  subject: z.string().nullable(),
  preview: z.string(),
  writtenAt: instant,
  bytes: z.number().int(),
  delivery: deliveryView,
  isPermanent: z.boolean(),
});
export type OutboxRow = z.infer<typeof outboxRow>;

export const searchHit = z.object({
  messageId,
  conversationId,
  conversationNumber: z.number().int(),
  channel: channelKind,
  contactName: z.string().nullable(),
  subject: z.string().nullable(),
  at: instant,
  /** Pieces of the text around the hit; `isHit` pieces are marked. */
  snippet: z.array(z.object({ text: z.string(), isHit: z.boolean() })),
});
export type SearchHit = z.infer<typeof searchHit>;

export const notificationKind = z.enum([
  'message',
  'assigned',
  'mention',
  'send-failed',
  'send-doubtful',
  'account-trouble',
  'risk',
  'snooze-over',
]);
export const notificationRow = z.object({
  id: z.string(),
  kind: notificationKind,
  conversationId: conversationId.nullable(),
  conversationNumber: z.number().int().nullable(),
  title: z.string(),
  text: z.string(),
  count: z.number().int(),
  at: instant,
  isDone: z.boolean(),
});
export type NotificationRow = z.infer<typeof notificationRow>;

export const draftFace = z.enum(['reply', 'note']);
export const draft = z.object({
  conversationId: z.string(),
  face: draftFace,
  text: z.string(),
  /** Serialised mail fields (recipients, subject, HTML) as the composer keeps them. */
  mail: z.unknown().nullable(),
  attachments: z.array(attachment),
  savedAt: instant,
  /** Timeline position when the draft was begun: later messages are "moved on". */
  sinceSeq: z.number().int(),
});
export type Draft = z.infer<typeof draft>;

export const uploaded = z.object({
  blob: blobId,
  name: z.string(),
  mime: z.string(),
  bytes: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
});
