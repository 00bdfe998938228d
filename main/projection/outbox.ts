import type { ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { OutboxRow } from '#shared/contract/rows.ts';
import type { OutboundMessage } from '#shared/domain/conversation/message-parts.ts';
import type { Delivery } from '#shared/domain/conversation/state.ts';
import type { ReadDb } from '#main/platform/sqlite.ts';
import { deliveryViewOf } from './rows.ts';

interface Stored {
  conversationId: ConversationId;
  number: number;
  at: number;
  delivery: string;
  body: string;
}

/** Messages of ours that have not left, or that a person must look at. */
export function openOutbox(db: ReadDb) {
  // The words of the partial index, as they are there: without them the whole table would be read.
  const leaving = `m.delivery_state IN ('queued', 'sending', 'failed', 'in_doubt')`;
  const states = {
    all: leaving,
    trouble: `${leaving} AND m.delivery_state IN ('failed', 'in_doubt')`,
  };
  const pageOf = (state: keyof typeof states) =>
    db.prepare<Stored>(
      `outbox.${state}`,
      `SELECT m.conversation_id AS conversationId, c.number AS number, m.at AS at, m.delivery AS delivery, m.body AS body
       FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE ${states[state]} ORDER BY m.seq DESC LIMIT ?`,
    );
  const pages = { all: pageOf('all'), trouble: pageOf('trouble') };
  const counts = db.prepare<{ all: number; trouble: number | null }>(
    'outbox.counts',
    `SELECT count(*) AS 'all', sum(delivery_state = 'in_doubt' OR (delivery_state = 'failed' AND due_at IS NULL)) AS trouble FROM messages
     WHERE delivery_state IN ('queued', 'sending', 'failed', 'in_doubt')`,
  );
  const outboxCounts = () => {
    const row = db.get(counts);
    return { all: row?.all ?? 0, trouble: row?.trouble ?? 0 };
  };
  return {
    outboxCounts,
    outboxPage(state: 'all' | 'trouble', limit: number): { rows: OutboxRow[]; total: number } {
      const rows = db.all(pages[state], limit).map((stored): OutboxRow => {
        const message = JSON.parse(stored.body) as OutboundMessage;
        const delivery = JSON.parse(stored.delivery) as Delivery;
        return {
          messageId: message.messageId as MessageId,
          conversationId: stored.conversationId,
          conversationNumber: stored.number,
          channel: message.channel,
          to: message.to,
          subject: message.subject,
          preview: message.text.replace(/\s+/g, ' ').slice(0, 200),
          writtenAt: stored.at,
          bytes:
            Buffer.byteLength(message.text) +
            message.attachments.reduce((sum, part) => sum + part.bytes, 0),
          delivery: deliveryViewOf(delivery),
          isPermanent: delivery.isPermanent,
        };
      });
      return { rows, total: outboxCounts()[state] };
    },
  };
}
