import { z } from '#shared/lib/schema.ts';
import {
  agentId,
  brandId,
  caseId,
  contactId,
  conversationId,
  departmentId,
  messageId,
  promiseId,
} from '#shared/lib/ids.ts';
import { instant } from '../event.ts';
import { handoverPackage } from './handover-package.ts';

/** Where a case came from. */
export const caseOrigin = z.object({ conversationId, contactId, brandId, isDemo: z.boolean() });

/** A time told to the customer, and the message that told it. */
export const toldPromise = z.object({ promiseId, dueAt: instant, messageId });

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

/** What each kind of case holds from its beginning. */
export const caseDetails = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('escalation'),
    departmentId,
    package: handoverPackage,
    /** When the department should be done by its own times. */
    targetAt: instant,
    promise: toldPromise,
  }),
]);

export const caseEvent = z.discriminatedUnion('type', [
  event('case.opened', {
    caseId,
    number: z.string(),
    openedBy: agentId,
    origin: caseOrigin,
    details: caseDetails,
  }),
  event('case.accepted', { ownerId: agentId }),
  event('case.info-asked', { question: z.string() }),
  event('case.info-given', { answer: z.string() }),
  /** The wrong department: another one has it now, unaccepted. */
  event('case.returned', { departmentId, reason: z.string(), targetAt: instant }),
  event('case.answered', { answer: z.string() }),
  event('case.confirmed', { messageId }),
  event('case.closed', {}),
  event('case.re-promised', {
    promise: toldPromise,
    reason: z.string().nullable(),
    isApproved: z.boolean(),
  }),
  /** `promise` null: the one made before still runs. */
  event('case.reopened', { reason: z.string(), promise: toldPromise.nullable() }),
]);
export type CaseEvent = z.infer<typeof caseEvent>;
