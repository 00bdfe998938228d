import type { AgentId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { ConversationDetail, TimelineEntry } from '#shared/contract/rows.ts';
import type { Account } from '#shared/domain/account/events.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';
import type { ReadDb } from '#main/platform/sqlite.ts';
import {
  entryOf,
  lineOf,
  MESSAGE_COLUMNS,
  ROW_COLUMNS,
  ROW_JOINS,
  rowOf,
  type StoredLine,
  type StoredMessage,
  type StoredRow,
} from './rows.ts';

/** One conversation as its screen shows it, with what was merged into it. */
export function openTimeline(
  db: ReadDb,
  doors: {
    conversation(id: ConversationId): Conversation | null;
    account(id: string): Account | null;
    agentName(id: AgentId): string | null;
    brandName(id: string): string | null;
  },
) {
  const row = db.prepare<StoredRow>(
    'conversation.detail',
    `SELECT ${ROW_COLUMNS} FROM conversations c ${ROW_JOINS} WHERE c.id = ?`,
  );
  const messages = db.prepare<StoredMessage>(
    'timeline.messages',
    `SELECT ${MESSAGE_COLUMNS} FROM messages WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  const lines = db.prepare<StoredLine>(
    'timeline.events',
    'SELECT seq, at, type, by_actor AS byActor, details FROM timeline_events WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  );
  const firstUnread = db.prepare<{ seq: number | null }>(
    'timeline.first-unread',
    'SELECT min(seq) AS seq FROM messages WHERE conversation_id = ? AND is_unread = 1',
  );
  const find = db.prepare<{ seq: number; id: string }>(
    'timeline.find',
    `SELECT seq, id FROM messages WHERE conversation_id = ? AND instr(lower(body ->> '$.text'), lower(?)) > 0 ORDER BY seq LIMIT 500`,
  );

  const idsOf = (state: Conversation) => [state.id, ...state.absorbed];

  return {
    conversationDetail(id: ConversationId): ConversationDetail | null {
      const stored = db.get(row, id);
      if (!stored) return null;
      const state = JSON.parse(stored.state) as Conversation;
      const account = doors.account(state.accountId);
      return {
        ...rowOf(stored),
        preChat: state.preChat,
        language: state.language,
        cause: state.cause,
        mergedInto: state.mergedInto,
        messageCount: state.messageCount,
        accountName: account?.name ?? '',
        accountAddress: account?.address ?? '',
        brandName: doors.brandName(state.brandId) ?? '',
      };
    },
    timeline(id: ConversationId, before: number | null, limit: number) {
      const state = doors.conversation(id);
      if (!state) return { entries: [], hasOlder: false, firstUnreadSeq: null };
      const below = before ?? Number.MAX_SAFE_INTEGER;
      const found = idsOf(state).flatMap((one): TimelineEntry[] => [
        ...db
          .all(messages, one, below, limit + 1)
          .map((stored) => entryOf(stored, state.channel, doors.agentName)),
        ...db.all(lines, one, below, limit + 1).map((stored) => lineOf(stored, doors.agentName)),
      ]);
      // A message and the line of its opening can share nothing: every event has its own seq.
      found.sort((a, b) => a.seq - b.seq);
      return {
        entries: found.slice(-limit),
        hasOlder: found.length > limit,
        firstUnreadSeq: db.get(firstUnread, id)?.seq ?? null,
      };
    },
    findInConversation(id: ConversationId, text: string) {
      const state = doors.conversation(id);
      return (state ? idsOf(state) : [])
        .flatMap((one) => db.all(find, one, text))
        .map((hit) => ({ seq: hit.seq, messageId: hit.id as MessageId }))
        .toSorted((a, b) => a.seq - b.seq);
    },
  };
}
