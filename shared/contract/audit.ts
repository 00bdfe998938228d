import { oc } from '@orpc/contract';
import { z } from '#shared/lib/schema.ts';
import { auditEntry } from '#shared/domain/audit/entry.ts';
import { instant } from '#shared/domain/event.ts';
import { limit, nothing, query } from './parts.ts';

export const auditFilter = z.object({
  action: z.string().max(120).optional(),
  by: z.string().max(200).optional(),
  conversationId: z.string().max(120).optional(),
  objectId: z.string().max(200).optional(),
  from: instant.optional(),
  /** Exclusive. */
  to: instant.optional(),
});

/** Who did what on money, identity and the rules of the desk. */
export const audit = {
  audit: {
    /** Newest first; looking is itself on record. */
    page: query(
      z.object({ filter: auditFilter.default({}), before: z.int().positive().nullable(), limit }),
      z.object({
        rows: z.array(auditEntry),
        next: z.int().nullable(),
        actions: z.array(z.string()),
      }),
    ),
    /** Follows the whole chain. */
    check: oc.input(nothing).output(
      z.object({
        count: z.int(),
        /** The first entry that is not as it was written; null when all are. */
        brokenAt: z.int().nullable(),
        kind: z.enum(['gap', 'changed', 'cut', 'anchor']).nullable(),
        /** Signed positions compared. */
        anchors: z.int().nullable(),
      }),
    ),
    /** CSV of what the filter lets through, newest first, at most 50,000 rows. */
    export: oc
      .input(z.object({ filter: auditFilter.default({}) }))
      .output(z.object({ csv: z.string(), count: z.int(), isCut: z.boolean() })),
  },
};
