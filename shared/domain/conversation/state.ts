import type {
  AccountId,
  AgentId,
  BrandId,
  ContactId,
  ConversationId,
  MessageId,
} from '#shared/lib/ids.ts';
import type { PreChat } from './events.ts';
import type { OpenPromise } from './promises.ts';
import type { ChannelKind, DeliveryState, Party } from './message-parts.ts';

export type ConversationStatus = 'open' | 'pending' | 'snoozed' | 'resolved';

/** The stored result of `evolve` over one conversation's stream. */
export interface Conversation {
  id: ConversationId;
  channel: ChannelKind;
  accountId: AccountId;
  brandId: BrandId;
  contactId: ContactId;
  party: Party;
  subject: string | null;
  preChat: PreChat | null;
  language: string | null;
  isDemo: boolean;
  status: ConversationStatus;
  /** Set while `status` is `pending`. */
  waitingOn: 'customer' | 'internal' | null;
  /** Set while `status` is `snoozed`; null then means until the customer writes. */
  snoozedUntilAt: number | null;
  assigneeId: AgentId | null;
  priority: 0 | 1 | 2 | 3;
  tags: string[];
  cause: string | null;
  mergedInto: ConversationId | null;
  absorbed: ConversationId[];
  /** Made and not yet settled. */
  promises: OpenPromise[];
  /** Nothing of the customer is left in it. */
  isErased: boolean;
  openedAt: number;
  resolvedAt: number | null;
  lastMessageAt: number;
  /** First customer message not yet answered by a person; null when answered. */
  waitingSinceAt: number | null;
  firstReplyAt: number | null;
  messageCount: number;
  unreadCount: number;
  isMarkedUnread: boolean;
  lastPreview: {
    text: string;
    kind: 'inbound' | 'outbound' | 'note';
    authorId: string | null;
  } | null;
  /** Outgoing messages and where they stand; the newest 200. */
  deliveries: Record<MessageId, Delivery>;
  /** Newest 50 ids of messages, to refuse a repeat without reading the journal. */
  recentMessageIds: MessageId[];
}

export interface Delivery {
  state: DeliveryState;
  attempt: number;
  sendAt: number;
  retryAt: number | null;
  isPermanent: boolean;
  reason: string | null;
  bounce: string | null;
}
