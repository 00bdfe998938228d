import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { jwtVerify } from 'jose';
import { z } from '#shared/lib/schema.ts';
import type { ConversationId } from '#shared/lib/ids.ts';
import { redactText } from '#shared/domain/redaction/redact.ts';
import { newToken, type Random } from '#main/platform/random.ts';
import type { Ledger } from '../channel.ts';

const record = z.object({
  tokenHash: z.string(),
  name: z.string().nullable(),
  conversationId: z.string().nullable(),
  /** Account of the brand the host page vouched for. */
  userId: z.string().nullable(),
  /** Newest outgoing message this visitor has seen. */
  readSeq: z.number().int(),
});

export interface Visitor {
  id: string;
  name: string | null;
  conversationId: ConversationId | null;
  userId: string | null;
  readSeq: number;
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
const isSame = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/**
 * Who writes from a browser. A visitor is whoever holds the random token; only its hash is kept.
 * What a visitor may reach follows from the token alone, never from an id in a request.
 */
export function openVisitors(ledger: Ledger, random: Random) {
  const key = (id: string) => `visitor/${id}`;
  const read = (id: string) => {
    const stored = ledger.get(key(id));
    return stored === null ? null : record.parse(JSON.parse(stored));
  };
  const write = (id: string, value: z.infer<typeof record>) =>
    ledger.set(key(id), JSON.stringify(value));

  return {
    find(token: string): Visitor | null {
      const [id, secret] = token.split('.');
      if (!id || !secret || !/^[\w-]{10,60}$/.test(id)) return null;
      const known = read(id);
      if (!known || !isSame(known.tokenHash, hashOf(secret))) return null;
      const { name, conversationId, userId, readSeq } = known;
      return { id, name, conversationId: conversationId as ConversationId | null, userId, readSeq };
    },
    /** Still there; a visitor who was erased is not. */
    isKnown: (id: string): boolean => read(id) !== null,
    create(identified: { userId: string; name: string | null } | null): string {
      const id = newToken(random, 12);
      const secret = newToken(random);
      write(id, {
        tokenHash: hashOf(secret),
        name: identified?.name ? redactText(identified.name).text : null,
        conversationId: null,
        userId: identified?.userId ?? null,
        readSeq: 0,
      });
      return `${id}.${secret}`;
    },
    /** The ledger entry that binds a conversation, to be written with its first message. */
    bound(
      id: string,
      conversationId: ConversationId,
      name: string | null,
    ): { key: string; value: string } {
      const known = read(id);
      const kept = name === null ? null : redactText(name).text;
      return {
        key: key(id),
        value: JSON.stringify({ ...known, conversationId, name: kept ?? known?.name ?? null }),
      };
    },
    sawUpTo(id: string, seq: number) {
      const known = read(id);
      if (known && seq > known.readSeq) write(id, { ...known, readSeq: seq });
    },
  };
}

/** `userId.hex(HMAC-SHA256(secret, userId))`, or an HS256 JWT with `sub` and perhaps `name`. Null: not vouched for. */
export async function identityOf(
  given: string,
  secret: string,
): Promise<{ userId: string; name: string | null } | null> {
  if (given.split('.').length === 3) {
    try {
      const { payload } = await jwtVerify(given, new TextEncoder().encode(secret), {
        algorithms: ['HS256'],
      });
      const name = payload['name'];
      return payload.sub
        ? {
            userId: payload.sub.slice(0, 200),
            name: typeof name === 'string' ? name.slice(0, 200) : null,
          }
        : null;
    } catch {
      // A bad or expired signature is an anonymous visitor.
      return null;
    }
  }
  const dot = given.lastIndexOf('.');
  const userId = given.slice(0, dot);
  const mac = createHmac('sha256', secret).update(userId).digest('hex');
  return dot > 0 && isSame(given.slice(dot + 1), mac)
    ? { userId: userId.slice(0, 200), name: null }
    : null;
}
