import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MessageId } from '#shared/lib/ids.ts';

/**
 * Message-IDs of ours carry a keyed mark, so that a reference to one proves that the sender has
 * seen our mail: `<message-id.mark@domain>`. The same mark makes the envelope id (RFC 3461 §4.4).
 */
export interface MessageIds {
  of(messageId: string): string;
  envelopeIdOf(messageId: string): string;
  /** Which message of ours a Message-ID or an envelope id names; null unless its mark is right. */
  messageOf(id: string): MessageId | null;
  isOurs(id: string): boolean;
}

const MARK_LENGTH = 20;

export function openMessageIds(key: string, domain: string): MessageIds {
  const markOf = (messageId: string) =>
    createHmac('sha256', key).update(messageId).digest('hex').slice(0, MARK_LENGTH);
  const messageOf = (id: string): MessageId | null => {
    const match = /^<?([^<>@\s]{1,200})\.([0-9a-f]{20})(?:@[^<>@\s]{1,253}>?)?$/.exec(id);
    if (!match?.[1] || !match[2]) return null;
    const isRight = timingSafeEqual(Buffer.from(match[2]), Buffer.from(markOf(match[1])));
    return isRight ? (match[1] as MessageId) : null;
  };
  return {
    of: (messageId) => `<${messageId}.${markOf(messageId)}@${domain}>`,
    envelopeIdOf: (messageId) => `${messageId}.${markOf(messageId)}`,
    messageOf,
    isOurs: (id) => messageOf(id) !== null,
  };
}
