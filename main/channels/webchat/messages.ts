import type { ChatMessage } from '#shared/contract/webchat.ts';
import type { HistoryEntry } from '../channel.ts';

/** A message as the customer's page gets it. */
export const messageOf = (entry: HistoryEntry): ChatMessage => ({
  seq: entry.seq,
  id: entry.messageId,
  from: entry.direction === 'inbound' ? 'customer' : 'agent',
  name: entry.direction === 'inbound' ? null : entry.authorName,
  text: entry.text,
  files: entry.attachments.map(({ blob, name, mime, bytes }) => ({ blob, name, mime, bytes })),
  at: entry.at,
});
