import { z } from '#shared/lib/schema.ts';
import { agentId, contactId, conversationId } from '#shared/lib/ids.ts';
import { instant } from '../event.ts';
import { client, endCause, mac, recordIds, redFlag, speaker } from './events.ts';
import { FACTORS, factorId, factorOutcome } from './factors.ts';
import { action, verificationPolicy } from './policy.ts';
import { procedureStep } from './procedure.ts';

/** Who acts and where; null is the desk itself. */
const acting = { agentId: agentId.nullable(), client: client.nullable() };
const person = { agentId, client: client.nullable() };

const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), conversationId, ...shape });

/** What was compared before it came here; what the customer holds is proven elsewhere. */
const compared = z
  .array(factorOutcome)
  .min(1)
  .refine((all) => all.every(({ id }) => FACTORS[id].group !== 'P'), {
    message: 'possession is proven by the channel or a code',
  })
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, {
    message: 'a factor twice',
  });

/** Of the guards of all records concerned, the latest; `planCheck` fills it in. */
const recordLockedUntilAt = instant.nullable();

export const verificationCommand = z.discriminatedUnion('type', [
  command('verification.open', {
    contactId,
    policy: verificationPolicy,
    contactUnchangedSinceAt: instant.nullable(),
  }),
  /** The question is on the customer's screen, or has been read out. */
  command('verification.ask', { ...acting, recordIds, factors: z.array(factorId).min(1) }),
  /** One attempt: outcomes only. An open question that is too old makes them late. */
  command('verification.submit', {
    ...person,
    recordIds,
    factors: compared,
    recordsAsOfAt: instant.nullable(),
    recordLockedUntilAt,
  }),
  /** An open question has found no answer in time. */
  command('verification.time-out', {}),
  /** The channel itself knows the customer: a signed-in app, a signed visitor token. */
  command('verification.prove-channel', {}),
  command('verification.send-code', {
    ...acting,
    codeId: z.string().min(1).max(120),
    to: z.enum(['phone', 'email']),
    mac,
    contactUnchangedSinceAt: instant.nullable(),
  }),
  /** The customer entered a code in the app or on a page; `mac` is made from what was entered. */
  command('verification.confirm-code', {
    codeId: z.string().min(1).max(120),
    mac,
    recordLockedUntilAt,
  }),
  /** A second person in risk agrees. That they may is checked where roles are known. */
  command('verification.approve', { ...person, recordIds }),
  /** A supervisor vouches, up to level 2. That they may is checked where roles are known. */
  command('verification.override', {
    ...person,
    recordIds,
    level: z.int().min(0).max(4),
    reason: z.string().trim().max(2000),
  }),
  /** Asks whether an action may be done now, and uses up what it needs. */
  command('verification.consume', { ...acting, contactId, recordIds, action }),
  command('verification.transfer', { toAgentId: agentId.nullable() }),
  /** The customer said something. */
  command('verification.hear', {}),
  command('verification.flag', { ...acting, flag: redFlag }),
  /** Who is speaking: the customer, or somebody for them with the authority named in `note`. */
  command('verification.name-speaker', {
    ...acting,
    speaker,
    note: z.string().trim().max(2000).nullable(),
  }),
  command('verification.take-step', { ...acting, step: procedureStep }),
  command('verification.end', { cause: endCause }),
]);
export type VerificationCommand = z.infer<typeof verificationCommand>;
