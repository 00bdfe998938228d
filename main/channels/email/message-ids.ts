import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Message-IDs of ours carry a keyed mark, so that a reference to one proves that the sender has
 * seen our mail: `<message-id.mark@domain>`.
 */
export interface MessageIds {
  of(messageId: string): string;
  isOurs(id: string): boolean;
}

const MARK_LENGTH = 20;

export function openMessageIds(key: string, domain: string): MessageIds {
  const markOf = (messageId: string) =>
    createHmac('sha256', key).update(messageId).digest('hex').slice(0, MARK_LENGTH);
  return {
    of: (messageId) => `<${messageId}.${markOf(messageId)}@${domain}>`,
    isOurs(id) {
      const match = /^<?([^<>@\s]{1,200})\.([0-9a-f]{20})@[^<>@\s]{1,253}>?$/.exec(id);
      if (!match?.[1] || !match[2]) return false;
      return timingSafeEqual(Buffer.from(match[2]), Buffer.from(markOf(match[1])));
    },
  };
}
