import type { ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { ConversationEvent } from '#shared/domain/conversation/events.ts';
import {
  type DeliveryEvent,
  evolveDelivery,
  newDelivery,
} from '#shared/domain/conversation/evolve.ts';
import type {
  InboundMessage,
  Note,
  OutboundMessage,
} from '#shared/domain/conversation/message-parts.ts';
import type { Delivery } from '#shared/domain/conversation/state.ts';
import {
  blobsOf,
  erasedInbound,
  erasedNote,
  erasedOutbound,
} from '#shared/domain/conversation/erase.ts';
import type { ErasedMark } from '#shared/domain/contact/parts.ts';
import type { Recorded } from '#shared/domain/event.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';

/** What a message row holds as JSON, told apart by the row's direction. */
export type StoredBody = InboundMessage | OutboundMessage | Note;

export interface MessageRows {
  received(id: ConversationId, record: Recorded<ConversationEvent>, message: InboundMessage): void;
  written(id: ConversationId, record: Recorded<ConversationEvent>, message: OutboundMessage): void;
  noted(id: ConversationId, record: Recorded<ConversationEvent>, note: Note): void;
  masked(messageId: MessageId, text: string, masked: Record<string, number>): void;
  delivered(record: Recorded<ConversationEvent>, event: DeliveryEvent): void;
  read(id: ConversationId): void;
  /** Words, addresses and files of a whole conversation are gone. */
  erased(id: ConversationId, mark: ErasedMark): void;
}

/** When the lane may take the message; null when it is not the lane's. */
function dueAt(delivery: Delivery): number | null {
  if (delivery.state === 'queued') return delivery.sendAt;
  return delivery.state === 'failed' ? delivery.retryAt : null;
}

export function openMessageRows(db: WriteDb): MessageRows {
  const insert = db.prepare(
    'message.insert',
    `INSERT INTO messages (seq, id, conversation_id, at, direction, channel, account_id, author_id, dedupe_key, external_id, is_unread, delivery_state, due_at, delivery, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const participate = db.prepare(
    'participant.add',
    'INSERT OR IGNORE INTO participants (conversation_id, address) VALUES (?, ?)',
  );
  const mention = db.prepare(
    'mention.add',
    'INSERT OR IGNORE INTO conversation_mentions (agent_id, conversation_id) VALUES (?, ?)',
  );
  const bodyOf = db.prepare<{ body: string }>(
    'message.body',
    'SELECT body FROM messages WHERE id = ?',
  );
  const setBody = db.prepare('message.set-body', 'UPDATE messages SET body = ? WHERE id = ?');
  const deliveryOf = db.prepare<{ delivery: string | null }>(
    'message.delivery',
    'SELECT delivery FROM messages WHERE id = ?',
  );
  const setDelivery = db.prepare(
    'message.set-delivery',
    `UPDATE messages SET delivery = ?, delivery_state = ?, due_at = ?, external_id = coalesce(external_id, ?),
       first_tried_at = CASE WHEN ? = 1 THEN coalesce(first_tried_at, ?) ELSE first_tried_at END WHERE id = ?`,
  );
  const setRead = db.prepare(
    'message.read',
    'UPDATE messages SET is_unread = 0 WHERE conversation_id = ? AND is_unread = 1',
  );

  const use = db.prepare('blob.use', 'INSERT OR IGNORE INTO blob_uses (blob, seq) VALUES (?, ?)');
  const unuse = db.prepare(
    'blob.unuse',
    'DELETE FROM blob_uses WHERE seq IN (SELECT seq FROM messages WHERE conversation_id = ?)',
  );
  const ofConversation = db.prepare<{
    seq: number;
    direction: string;
    delivery: string | null;
    body: string;
  }>(
    'message.of-conversation',
    'SELECT seq, direction, delivery, body FROM messages WHERE conversation_id = ?',
  );
  const eraseRow = db.prepare(
    'message.erase',
    'UPDATE messages SET body = ?, delivery = ?, dedupe_key = ?, external_id = NULL WHERE seq = ?',
  );
  const leave = db.prepare(
    'participant.drop',
    'DELETE FROM participants WHERE conversation_id = ?',
  );

  const keepBlobs = (record: Recorded<ConversationEvent>) => {
    for (const blob of blobsOf(record.event)) db.run(use, blob, record.seq);
  };
  const join = (id: ConversationId, addresses: { address: string }[]) => {
    for (const { address } of addresses) db.run(participate, id, address.toLowerCase());
  };

  return {
    received(id, record, message) {
      db.run(
        insert,
        record.seq,
        message.messageId,
        id,
        record.at,
        'inbound',
        message.channel,
        message.accountId,
        null,
        message.dedupeKey,
        message.externalId,
        1,
        null,
        null,
        null,
        JSON.stringify(message),
      );
      join(id, [message.from, ...message.cc]);
      keepBlobs(record);
    },
    written(id, record, message) {
      const delivery = newDelivery(message.sendAt);
      db.run(
        insert,
        record.seq,
        message.messageId,
        id,
        record.at,
        'outbound',
        message.channel,
        message.accountId,
        message.authorId,
        null,
        message.externalId,
        0,
        delivery.state,
        dueAt(delivery),
        JSON.stringify(delivery),
        JSON.stringify(message),
      );
      join(id, [...message.to, ...message.cc]);
      keepBlobs(record);
    },
    noted(id, record, note) {
      db.run(
        insert,
        record.seq,
        note.messageId,
        id,
        record.at,
        'note',
        'note',
        null,
        note.authorId,
        null,
        null,
        0,
        null,
        null,
        null,
        JSON.stringify(note),
      );
      keepBlobs(record);
      for (const agentId of note.mentions) db.run(mention, agentId, id);
    },
    masked(messageId, text, masked) {
      const row = db.get(bodyOf, messageId);
      if (row)
        db.run(
          setBody,
          JSON.stringify({ ...(JSON.parse(row.body) as StoredBody), text, masked, html: null }),
          messageId,
        );
    },
    delivered(record, event) {
      const row = db.get(deliveryOf, event.messageId);
      if (!row?.delivery) return;
      const next = evolveDelivery(JSON.parse(row.delivery) as Delivery, event);
      const externalId = event.type === 'delivery.accepted' ? event.externalId : null;
      db.run(
        setDelivery,
        JSON.stringify(next),
        next.state,
        dueAt(next),
        externalId,
        event.type === 'delivery.attempted' ? 1 : 0,
        record.at,
        event.messageId,
      );
    },
    read: (id) => void db.run(setRead, id),
    erased(id, mark) {
      db.run(unuse, id);
      db.run(leave, id);
      for (const row of db.all(ofConversation, id)) {
        const body = erasedBody(row.direction, row.body, mark);
        const delivery = row.delivery && JSON.stringify(erasedDelivery(row.delivery, mark));
        const key = 'dedupeKey' in body ? body.dedupeKey : null;
        db.run(eraseRow, JSON.stringify(body), delivery, key, row.seq);
      }
    },
  };
}

function erasedBody(direction: string, body: string, mark: ErasedMark): StoredBody {
  if (direction === 'inbound') return erasedInbound(JSON.parse(body) as InboundMessage, mark);
  if (direction === 'outbound') return erasedOutbound(JSON.parse(body) as OutboundMessage, mark);
  return erasedNote(JSON.parse(body) as Note, mark);
}

function erasedDelivery(delivery: string, mark: ErasedMark): Delivery {
  const was = JSON.parse(delivery) as Delivery;
  return { ...was, reason: was.reason && mark, bounce: was.bounce && mark };
}
