import { z } from '#shared/lib/schema.ts';
import { actor, instant } from '../event.ts';

const plain = z.union([z.string().max(400), z.number(), z.boolean(), z.null()]);

/** What is said of an action on money or identity. Never a value of a person: ids, codes and counts. */
export const auditFact = z.object({
  /** `<thing>.<what was done>`, e.g. `record.opened`, `verification.granted`. */
  action: z.string().regex(/^[a-z-]+(\.[a-z-]+)+$/),
  /** What it was done to, e.g. `contact` and its id. */
  objectType: z.string().max(60),
  objectId: z.string().max(200),
  conversationId: z.string().max(120).nullable(),
  outcome: z.enum(['done', 'refused', 'failed']),
  /** Why, in the person's words or as a code. */
  reason: z.string().max(1000).nullable(),
  details: z.record(z.string(), plain),
});
export type AuditFact = z.infer<typeof auditFact>;

/** Who, when and where, beside what. */
export const auditEntry = auditFact.extend({
  seq: z.int().positive(),
  at: instant,
  by: actor,
  role: z.string().max(60),
  device: z.string().max(200),
  shell: z.enum(['electron', 'browser']),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** The small form most facts have. */
export const factOf = (
  action: string,
  objectType: string,
  objectId: string,
  more: Partial<Omit<AuditFact, 'action' | 'objectType' | 'objectId'>> = {},
): AuditFact => ({
  action,
  objectType,
  objectId,
  conversationId: null,
  outcome: 'done',
  reason: null,
  details: {},
  ...more,
});
