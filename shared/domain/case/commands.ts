import { z } from '#shared/lib/schema.ts';
import { agentId, caseId, departmentId, messageId, promiseId } from '#shared/lib/ids.ts';
import { instant } from '../event.ts';
import { caseOrigin, toldPromise } from './events.ts';
import { handoverPackage } from './handover-package.ts';

const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), caseId, ...shape });

/** A promise as it is asked for: the time may still be missing, and is then refused. */
const wantedPromise = z.object({ promiseId, dueAt: instant.nullable(), messageId });

const openDetails = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('escalation'),
    departmentId,
    package: handoverPackage,
    targetAt: instant,
    promise: wantedPromise,
  }),
]);

export const caseCommand = z.discriminatedUnion('type', [
  command('case.open', {
    number: z.string(),
    openedBy: agentId,
    origin: caseOrigin,
    details: openDetails,
  }),
  command('case.accept', { ownerId: agentId }),
  command('case.ask-info', { question: z.string().max(2000) }),
  command('case.give-info', { answer: z.string().max(4000) }),
  command('case.return', { departmentId, reason: z.string().max(1000), targetAt: instant }),
  command('case.answer', { answer: z.string().max(4000) }),
  /** The customer has been told the answer, by this message. */
  command('case.confirm', { messageId }),
  command('case.close', {}),
  /** Another time for the customer. From the second on it needs a reason and an approval. */
  command('case.re-promise', {
    promise: toldPromise,
    told: z.string().max(2000),
    reason: z.string().max(1000).nullable(),
    isApproved: z.boolean(),
  }),
  command('case.reopen', {
    reason: z.string().max(1000),
    promise: toldPromise.nullable(),
    told: z.string().max(2000).nullable(),
  }),
]);
export type CaseCommand = z.infer<typeof caseCommand>;
