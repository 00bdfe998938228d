import { z } from '#shared/lib/schema.ts';
import { caseId, promiseId } from '#shared/lib/ids.ts';
import { instant } from '../event.ts';

/** What an agent told a customer will happen by a time. There is none without the time. */
export const promise = z.object({
  promiseId,
  kind: z.enum(['escalation']),
  /** The case it was made for; null when it stands alone. */
  caseId: caseId.nullable(),
  dueAt: instant,
  madeAt: instant,
});
export type OpenPromise = z.infer<typeof promise>;

/** `replaced`: another time was told before this one came. */
export const promiseOutcome = z.enum(['kept', 'broken', 'replaced']);

/** The promise that falls due next; null when none is open. */
export const nextDueAt = (promises: readonly OpenPromise[]): number | null =>
  promises.length === 0 ? null : Math.min(...promises.map((one) => one.dueAt));
