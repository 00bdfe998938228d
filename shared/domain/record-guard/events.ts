import { z } from '#shared/lib/schema.ts';
import { type ConversationId, conversationId } from '#shared/lib/ids.ts';
import { instant } from '../event.ts';

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

/** What happens to one customer record over all conversations. */
export const recordGuardEvent = z.discriminatedUnion('type', [
  event('record-guard.failed', { conversationId, windowMs: z.int().positive() }),
  /** Risk has to look; whoever holds a level on the record loses it. */
  event('record-guard.locked', { untilAt: instant, failures: z.int().positive() }),
  event('record-guard.opened-to', { conversationId }),
  event('record-guard.released', { reason: z.string().max(2000) }),
]);
export type RecordGuardEvent = z.infer<typeof recordGuardEvent>;

const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), recordId: z.string().min(1).max(200), ...shape });

export const recordGuardCommand = z.discriminatedUnion('type', [
  command('record-guard.fail', {
    conversationId,
    limit: z.int().positive(),
    windowMs: z.int().positive(),
    lockMs: z.int().positive(),
  }),
  /** A level was reached on the record in a conversation. */
  command('record-guard.open-to', { conversationId }),
  /** A supervisor ends the lock. That they may is checked where roles are known. */
  command('record-guard.release', { reason: z.string().trim().max(2000) }),
]);
export type RecordGuardCommand = z.infer<typeof recordGuardCommand>;

export interface RecordGuard {
  /** When attempts failed, oldest first; those out of the window are forgotten. */
  failedAt: number[];
  lockedUntilAt: number | null;
  /** Conversations that reached a level on it since the last lock. */
  openTo: ConversationId[];
}
