import type { AccountId, BlobId, ContactId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { InboundMessage, OutboundMessage } from '#shared/domain/conversation/message-parts.ts';
import type { IdentityKind } from '#shared/domain/contact/parts.ts';
import type { Parameter, ReadDb } from '#main/platform/sqlite.ts';

interface DueRow {
  conversationId: string;
  attempt: number;
  firstTriedAt: number | null;
  body: string;
}

/** What the engine asks while it decides where a message belongs and what leaves next. */
export function openLookups(db: ReadDb) {
  const byDedupe = db.prepare<{
    conversationId: ConversationId;
    messageId: MessageId;
    seq: number;
  }>(
    'lookup.dedupe',
    'SELECT conversation_id AS conversationId, id AS messageId, seq FROM messages WHERE account_id = ? AND dedupe_key = ?',
  );
  const byExternal = db.prepare<{
    externalId: string;
    conversationId: ConversationId;
    messageId: MessageId;
    direction: string;
    accountId: AccountId;
  }>(
    'lookup.external',
    'SELECT external_id AS externalId, conversation_id AS conversationId, id AS messageId, direction, account_id AS accountId FROM messages WHERE external_id = ?',
  );
  const byMessage = db.prepare<{
    seq: number;
    conversationId: ConversationId;
    direction: string;
    accountId: AccountId | null;
    body: string;
  }>(
    'lookup.message',
    'SELECT seq, conversation_id AS conversationId, direction, account_id AS accountId, body FROM messages WHERE id = ?',
  );
  const seqOf = db.prepare<{ seq: number }>(
    'lookup.message-seq',
    'SELECT seq FROM messages WHERE id = ?',
  );
  const identity = db.prepare<{ id: ContactId }>(
    'lookup.identity',
    'SELECT contact_id AS id FROM identities WHERE kind = ? AND address = ?',
  );
  const open = db.prepare<{ id: ConversationId }>(
    'lookup.open-of-contact',
    `SELECT id FROM conversations WHERE contact_id = ? AND account_id = ? AND bucket IN ('open', 'pending', 'snoozed') ORDER BY last_message_at DESC LIMIT 5`,
  );
  const participant = db.prepare<{ one: number }>(
    'lookup.participant',
    'SELECT 1 AS one FROM participants WHERE conversation_id = ? AND address = ?',
  );
  // A message that failed or is in doubt holds back the later ones of its conversation, and only
  // those; one that is planned for later or that bounced after leaving holds back nothing.
  const due = db.prepare<DueRow>(
    'lookup.due',
    `SELECT m.conversation_id AS conversationId, m.delivery ->> '$.attempt' AS attempt, m.first_tried_at AS firstTriedAt, m.body AS body
     FROM messages m INDEXED BY messages_due
     WHERE m.account_id = ? AND m.due_at <= ? AND m.due_at IS NOT NULL
       AND NOT EXISTS (
         SELECT 1 FROM messages e INDEXED BY messages_leaving
         WHERE e.delivery_state IN ('queued', 'sending', 'failed', 'in_doubt') AND e.seq < m.seq AND e.conversation_id = m.conversation_id
           AND (e.delivery_state <> 'queued' OR e.due_at <= m.due_at) AND e.delivery ->> '$.bounce' IS NULL)
     ORDER BY m.due_at, m.seq LIMIT ?`,
  );
  const next = db.prepare<{ dueAt: number | null }>(
    'lookup.next-due',
    'SELECT min(due_at) AS dueAt FROM messages WHERE account_id = ? AND due_at > ?',
  );
  const sending = db.prepare<{ conversationId: ConversationId; body: string }>(
    'lookup.sending',
    `SELECT conversation_id AS conversationId, body FROM messages WHERE delivery_state = 'sending' AND account_id = ? ORDER BY seq`,
  );
  const snoozed = db.prepare<{ id: ConversationId }>(
    'lookup.snoozed',
    `SELECT id FROM conversations WHERE bucket = 'snoozed' AND snoozed_until_at IS NOT NULL AND snoozed_until_at <= ? LIMIT 200`,
  );
  const nextSnooze = db.prepare<{ at: number | null }>(
    'lookup.next-snooze',
    `SELECT min(snoozed_until_at) AS at FROM conversations WHERE bucket = 'snoozed' AND snoozed_until_at IS NOT NULL`,
  );
  const history = db.prepare<{
    seq: number;
    id: MessageId;
    direction: 'inbound' | 'outbound';
    authorId: string | null;
    at: number;
    state: string | null;
    body: string;
  }>(
    'lookup.history',
    `SELECT seq, id, direction, author_id AS authorId, at, delivery_state AS state, body FROM messages
     WHERE conversation_id = ? AND seq > ? AND direction IN ('inbound', 'outbound') AND coalesce(delivery_state, '') NOT IN ('queued', 'withdrawn')
     ORDER BY seq DESC LIMIT ?`,
  );
  const blobUse = db.prepare<{ one: number }>(
    'lookup.blob-use',
    'SELECT 1 AS one FROM blob_uses WHERE blob = ? LIMIT 1',
  );
  const waiting = db.prepare<{ count: number }>(
    'lookup.waiting',
    `SELECT count(*) AS count FROM conversations WHERE bucket = 'open' AND assignee_id IS NULL AND brand_id = ? AND channel = ?`,
  );

  return {
    findMessageByDedupe: (accountId: AccountId, key: string) =>
      db.get(byDedupe, accountId, key) ?? null,
    findByExternalIds: (ids: string[]) => ids.slice(0, 50).flatMap((id) => db.all(byExternal, id)),
    findMessage(messageId: MessageId) {
      const row = db.get(byMessage, messageId);
      if (!row) return null;
      const body = JSON.parse(row.body) as Partial<InboundMessage & OutboundMessage>;
      return {
        seq: row.seq,
        conversationId: row.conversationId,
        direction: row.direction,
        accountId: row.accountId,
        html: (body.html ?? null) as BlobId | null,
        raw: (body.raw ?? null) as BlobId | null,
        body,
      };
    },
    seqOfMessage: (messageId: MessageId): number | null => db.get(seqOf, messageId)?.seq ?? null,
    contactByIdentity: (kind: IdentityKind, address: string): ContactId | null =>
      db.get(identity, kind, address)?.id ?? null,
    openConversationsOf: (contactId: ContactId, accountId: AccountId): ConversationId[] =>
      db.all(open, contactId, accountId).map((row) => row.id),
    hasParticipant: (id: ConversationId, address: string): boolean =>
      db.get(participant, id, address) !== undefined,
    dueDeliveries: (accountId: AccountId, now: number, limit: number) =>
      db.all(due, accountId, now, limit).map((row) => ({
        conversationId: row.conversationId as ConversationId,
        attempt: row.attempt,
        firstTriedAt: row.firstTriedAt,
        message: JSON.parse(row.body) as OutboundMessage,
      })),
    nextDeliveryAt: (accountId: AccountId, now: number): number | null =>
      db.get(next, accountId, now)?.dueAt ?? null,
    unsettledAttempts: (accountId: AccountId) =>
      db.all(sending, accountId).map((row) => ({
        conversationId: row.conversationId,
        message: JSON.parse(row.body) as OutboundMessage,
      })),
    dueSnoozes: (now: number): ConversationId[] => db.all(snoozed, now).map((row) => row.id),
    nextSnoozeAt: (): number | null => db.get(nextSnooze)?.at ?? null,
    /** The newest `limit` of them, oldest first. */
    historyOf: (id: ConversationId, afterSeq: number, limit: number) =>
      db
        .all(history, id, afterSeq, limit)
        .toReversed()
        .map((row) => ({ ...row, body: JSON.parse(row.body) as InboundMessage | OutboundMessage })),
    /** Whether any message still needs these bytes. */
    isBlobUsed: (blob: string): boolean => db.get(blobUse, blob) !== undefined,
    waitingCount: (...parameters: [brandId: string, channel: string] & Parameter[]): number =>
      db.get(waiting, ...parameters)?.count ?? 0,
  };
}
