import type { ContactId, ConversationId } from '#shared/lib/ids.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import { bucketOf, countersOf, hasTrouble, isUnread, waitingKey } from './buckets.ts';

/**
 * Conversation rows: the stored result of `evolve` with the columns lists are made from.
 * A row is read once and written once per flush, however many events touched it.
 */
export interface ConversationRows {
  /** For the fold: remembered until `flush` or `forget`. */
  get(id: ConversationId): Conversation | null;
  /** For everybody else: nothing is remembered. */
  peek(id: ConversationId): Conversation | null;
  /** What was put since the last `settle` stays, though it is not written yet. */
  settle(): void;
  /** What was put since then never happened. */
  undo(): void;
  /** After a transaction that failed. */
  forget(): void;
  put(state: Conversation): void;
  markAttachment(id: ConversationId): void;
  /** Its files are gone. */
  unmarkAttachment(id: ConversationId): void;
  /** Writes what was put. */
  flush(): void;
  delete(id: ConversationId): void;
}

export function openConversationRows(
  db: WriteDb,
  doors: {
    takeNumber: () => number;
    /** A conversation's row is written; `at` is its newest message. */
    touched: (contactId: ContactId, at: number) => void;
  },
): ConversationRows {
  const byId = db.prepare<{ state: string }>(
    'conversation.state',
    'SELECT state FROM conversations WHERE id = ?',
  );
  const insert = db.prepare(
    'conversation.insert',
    `INSERT INTO conversations (id, number, bucket, channel, account_id, brand_id, contact_id, assignee_id, priority, is_unread,
       last_message_at, waiting_key, snoozed_until_at, has_attachment, has_trouble, is_demo, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`,
  );
  const update = db.prepare(
    'conversation.update',
    `UPDATE conversations SET bucket = ?, contact_id = ?, assignee_id = ?, priority = ?, is_unread = ?, last_message_at = ?,
       waiting_key = ?, snoozed_until_at = ?, has_trouble = ?, state = ? WHERE id = ?`,
  );
  const attach = db.prepare(
    'conversation.attach',
    'UPDATE conversations SET has_attachment = 1 WHERE id = ?',
  );
  const detach = db.prepare(
    'conversation.detach',
    'UPDATE conversations SET has_attachment = 0 WHERE id = ?',
  );
  const remove = db.prepare('conversation.delete', 'DELETE FROM conversations WHERE id = ?');
  const addTag = db.prepare(
    'conversation.add-tag',
    'INSERT OR IGNORE INTO conversation_tags (tag, conversation_id) VALUES (?, ?)',
  );
  const dropTag = db.prepare(
    'conversation.drop-tag',
    'DELETE FROM conversation_tags WHERE tag = ? AND conversation_id = ?',
  );
  const count = db.prepare(
    'counter.add',
    `INSERT INTO counters (kind, key, count, unread) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, key) DO UPDATE SET count = count + excluded.count, unread = unread + excluded.unread`,
  );

  // A counter that reaches zero is gone, as after a refold.
  const dropEmpty = db.prepare(
    'counter.drop-empty',
    'DELETE FROM counters WHERE kind = ? AND key = ? AND count = 0 AND unread = 0',
  );

  const stored = new Map<ConversationId, Conversation | null>();
  const touched = new Map<ConversationId, Conversation>();
  const withAttachment = new Set<ConversationId>();
  /** What stood in `touched` before the step that is not settled yet. */
  const before = new Map<ConversationId, Conversation | undefined>();
  const attachedNow = new Set<ConversationId>();

  function read(id: ConversationId): Conversation | null {
    const row = db.get(byId, id);
    return row ? (JSON.parse(row.state) as Conversation) : null;
  }

  function load(id: ConversationId): Conversation | null {
    const known = stored.get(id);
    if (known !== undefined) return known;
    const state = read(id);
    stored.set(id, state);
    return state;
  }

  function addCounters(
    totals: Map<string, [number, number]>,
    state: Conversation | null,
    sign: 1 | -1,
  ) {
    for (const counter of state ? countersOf(state) : []) {
      const total = totals.get(counter) ?? [0, 0];
      total[0] += sign;
      total[1] += state && isUnread(state) ? sign : 0;
      totals.set(counter, total);
    }
  }

  function writeCounters(totals: Map<string, [number, number]>) {
    for (const [counter, [total, unread]] of totals) {
      if (total === 0 && unread === 0) continue;
      const space = counter.indexOf(' ');
      const [kind, key] = [counter.slice(0, space), counter.slice(space + 1)];
      db.run(count, kind, key, total, unread);
      if (total < 0) db.run(dropEmpty, kind, key);
    }
  }

  function writeRow(before: Conversation | null, state: Conversation) {
    const json = JSON.stringify(state);
    const unread = isUnread(state) ? 1 : 0;
    const trouble = hasTrouble(state) ? 1 : 0;
    if (before) {
      db.run(
        update,
        bucketOf(state),
        state.contactId,
        state.assigneeId,
        state.priority,
        unread,
        state.lastMessageAt,
        waitingKey(state),
        state.snoozedUntilAt,
        trouble,
        json,
        state.id,
      );
    } else {
      db.run(
        insert,
        state.id,
        doors.takeNumber(),
        bucketOf(state),
        state.channel,
        state.accountId,
        state.brandId,
        state.contactId,
        state.assigneeId,
        state.priority,
        unread,
        state.lastMessageAt,
        waitingKey(state),
        state.snoozedUntilAt,
        trouble,
        state.isDemo ? 1 : 0,
        json,
      );
    }
    doors.touched(state.contactId, state.lastMessageAt);
    for (const tag of state.tags) if (!before?.tags.includes(tag)) db.run(addTag, tag, state.id);
    for (const tag of before?.tags ?? [])
      if (!state.tags.includes(tag)) db.run(dropTag, tag, state.id);
  }

  return {
    get: (id) => touched.get(id) ?? load(id),
    peek: (id) => touched.get(id) ?? stored.get(id) ?? read(id),
    settle() {
      before.clear();
      attachedNow.clear();
    },
    undo() {
      for (const [id, state] of before)
        if (state) touched.set(id, state);
        else touched.delete(id);
      for (const id of attachedNow) withAttachment.delete(id);
      this.settle();
    },
    forget() {
      stored.clear();
      touched.clear();
      withAttachment.clear();
      this.settle();
    },
    put(state) {
      load(state.id);
      if (!before.has(state.id)) before.set(state.id, touched.get(state.id));
      touched.set(state.id, state);
    },
    markAttachment(id) {
      if (!withAttachment.has(id)) attachedNow.add(id);
      withAttachment.add(id);
    },
    unmarkAttachment(id) {
      withAttachment.delete(id);
      attachedNow.delete(id);
      db.run(detach, id);
    },
    flush() {
      const totals = new Map<string, [number, number]>();
      for (const [id, state] of touched) {
        const before = load(id);
        addCounters(totals, before, -1);
        addCounters(totals, state, 1);
        writeRow(before, state);
      }
      for (const id of withAttachment) db.run(attach, id);
      writeCounters(totals);
      this.forget();
    },
    delete(id) {
      const totals = new Map<string, [number, number]>();
      addCounters(totals, load(id), -1);
      writeCounters(totals);
      stored.set(id, null);
      touched.delete(id);
      db.run(remove, id);
    },
  };
}
