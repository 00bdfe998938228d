import { conversationRow, type ConversationRow } from '#shared/contract/rows.ts';

const uuid = (n: number) => `01a20e04-0784-7001-b453-${String(n).padStart(12, '0')}`;

/** A row as the engine would give it: open, unassigned, `n` minutes old. */
export const row = (n: number, change: Partial<ConversationRow> = {}): ConversationRow => ({
  ...conversationRow.parse({
    id: uuid(n),
    number: 10_000 + n,
    channel: 'webchat',
    accountId: uuid(900_001),
    brandId: uuid(900_002),
    contactId: uuid(800_000 + n),
    contactName: `客户${n}`,
    address: `v/${n}`,
    subject: null,
    status: 'open',
    waitingOn: null,
    snoozedUntilAt: null,
    assigneeId: null,
    priority: 0,
    tags: [],
    unreadCount: 0,
    isMarkedUnread: false,
    preview: { text: '您好', kind: 'inbound', authorId: null },
    draftPreview: null,
    hasTrouble: false,
    hasAttachment: false,
    waitingSinceAt: null,
    promiseDueAt: null,
    lastMessageAt: 1_700_000_000_000 - n * 60_000,
    openedAt: 1_600_000_000_000,
    isDemo: false,
  }),
  ...change,
});
