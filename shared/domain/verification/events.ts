import { z } from '#shared/lib/schema.ts';
import { agentId, contactId, conversationId } from '#shared/lib/ids.ts';
import { instant } from '../event.ts';
import { factorId, factorOutcome } from './factors.ts';
import { action, level, verificationPolicy } from './policy.ts';
import { procedureStep } from './procedure.ts';

/** Where the agent sits. */
export const client = z.object({
  deviceId: z.string().max(200),
  ip: z.string().max(60).nullable(),
});
export type Client = z.infer<typeof client>;

export const recordIds = z.array(z.string().min(1).max(200)).max(20);
/** Keyed hash in hex; its key is kept outside the journal. */
export const mac = z.string().regex(/^[0-9a-f]{64}$/);

export const endCause = z.enum([
  'conversation-closed',
  'channel-changed',
  'participants-changed',
  'contact-changed',
  'record-locked',
]);

/** Signs of somebody being pressed, or not being who they say. Two of them ask for an escalation. */
export const redFlag = z.enum([
  'urgency',
  'skip-checks',
  'claims-authority',
  'remote-control',
  'reads-answers',
  'several-accounts',
  'coached',
  'asks-our-data',
  'other-card',
]);
export type RedFlag = z.infer<typeof redFlag>;

export const speaker = z.enum(['customer', 'third-party']);

/** Who did it, about which records, from where to where. Never an answer. */
const audit = {
  agentId: agentId.nullable(),
  recordIds,
  levelBefore: level,
  levelAfter: level,
  client: client.nullable(),
};

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

export const verificationEvent = z.discriminatedUnion('type', [
  event('verification.opened', {
    conversationId,
    contactId,
    policy: verificationPolicy,
    /** Since when the contact data on file stand; null: not known, and then a code proves nothing. */
    contactUnchangedSinceAt: instant.nullable(),
  }),
  event('verification.asked', {
    agentId: agentId.nullable(),
    recordIds,
    factors: z.array(factorId).min(1),
  }),
  event('verification.checked', {
    ...audit,
    method: z.enum(['manual', 'channel', 'otp']),
    factors: z.array(factorOutcome).min(1),
    lock: z.object({ failures: z.int().nonnegative(), lockedUntilAt: instant.nullable() }),
    /** The records as the source last confirmed them. */
    recordsAsOfAt: instant.nullable(),
  }),
  event('verification.code-sent', {
    agentId: agentId.nullable(),
    codeId: z.string().min(1).max(120),
    to: z.enum(['phone', 'email']),
    mac,
    expiresAt: instant,
    contactUnchangedSinceAt: instant.nullable(),
  }),
  event('verification.approved', audit),
  event('verification.overridden', { ...audit, reason: z.string().max(2000) }),
  event('verification.consumed', { ...audit, action }),
  event('verification.transferred', { toAgentId: agentId.nullable() }),
  event('verification.heard', {}),
  event('verification.flagged', {
    agentId: agentId.nullable(),
    flag: redFlag,
    /** The second flag: risk has to look. */
    isEscalated: z.boolean(),
  }),
  event('verification.speaker-named', {
    agentId: agentId.nullable(),
    speaker,
    /** What gives a third party the right to speak; without it nothing can be proven. */
    note: z.string().max(2000).nullable(),
  }),
  event('verification.step-taken', { agentId: agentId.nullable(), step: procedureStep }),
  event('verification.ended', { cause: endCause }),
]);
export type VerificationEvent = z.infer<typeof verificationEvent>;
