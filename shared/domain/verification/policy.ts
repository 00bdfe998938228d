import { z } from '#shared/lib/schema.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/lib/units.ts';
import { isZone } from '#shared/lib/zoned-time.ts';
import { factorId, factorIds } from './factors.ts';

/**
 * 0 general · 1 the record may be opened masked · 2 the transaction may be discussed · 3 one act ·
 * 4 one sensitive act.
 */
export const level = z.union([
  z.literal(0),
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
]);
export type Level = z.infer<typeof level>;

/** The least each action needs. A brand may ask for more, never for less. */
const LEAST = {
  locate: 1,
  discuss: 2,
  refund: 3,
  /** To any other place than the one the money came from. */
  'refund-other-route': 3,
  'withdraw-refund': 3,
  'dispute-evidence': 3,
  'resend-receipt': 3,
  unfreeze: 4,
  'change-contact': 4,
  'change-payout': 4,
  'remove-two-factor': 4,
} as const satisfies Record<string, Level>;
export type Action = keyof typeof LEAST;
export const actions = Object.keys(LEAST) as [Action, ...Action[]];
export const action = z.enum(actions);

const needs = (least: Level) =>
  level.refine((own) => own >= least, { message: `needs level ${least} at least` }).default(least);
const needed = z.strictObject(
  Object.fromEntries(actions.map((one) => [one, needs(LEAST[one])])) as Record<
    Action,
    ReturnType<typeof needs>
  >,
);

const duration = (ms: number) => z.int().positive().default(ms);

/** How a brand checks who is asking. `{}` is the default; every part may be set alone. */
export const verificationPolicy = z.strictObject({
  /** Factors that may be asked and count. Without F3a an amount is right or wrong. */
  factors: z
    .array(factorId)
    .min(1)
    .default([...factorIds]),
  /** The zone receipts are printed in. */
  zone: z.string().refine(isZone, { message: 'not an IANA time zone' }).default('Asia/Shanghai'),
  /** ISO 3166; where a phone number without country code belongs. */
  phoneRegion: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('CN'),
  time: z
    .strictObject({ minuteMs: duration(15 * MINUTE_MS), hourMs: duration(HOUR_MS) })
    .prefault({}),
  amount: z
    .strictObject({
      percent: z.int().min(0).max(5).default(1),
      atLeast: z.int().nonnegative().default(1),
      atMost: z.int().nonnegative().default(5),
      atLeastWhole: z.int().nonnegative().default(10),
      atMostWhole: z.int().nonnegative().default(500),
    })
    .prefault({}),
  needed: needed.prefault({}),
  attempts: z
    .strictObject({
      /** Failures in one conversation until it is locked. Never more than three (NIST SP 800-63A). */
      inConversation: z.int().min(1).max(3).default(3),
      conversationLockMs: duration(30 * MINUTE_MS),
      /** Failures against one record, in whatever conversation, inside `recordWindowMs`. */
      againstRecord: z.int().min(1).max(20).default(5),
      recordWindowMs: duration(DAY_MS),
      recordLockMs: duration(DAY_MS),
      /** A question open for longer counts as failed. */
      answerWithinMs: duration(2 * MINUTE_MS),
    })
    .prefault({}),
  expiry: z
    .strictObject({
      /** Levels 1 and 2 end after this long without a word of the customer. */
      idleMs: duration(HOUR_MS),
      /** Level 3, and how long an answer counts towards a level. */
      actMs: duration(30 * MINUTE_MS),
      /** Level 4, and an approval. */
      sensitiveMs: duration(15 * MINUTE_MS),
    })
    .prefault({}),
  code: z
    .strictObject({
      validMs: duration(10 * MINUTE_MS),
      /** Codes sent in one conversation. */
      maxSends: z.int().min(1).max(10).default(3),
    })
    .prefault({}),
  /** Days after a change of contact data in which neither a code nor another refund route is trusted. */
  coolDownDays: z.int().min(0).max(90).default(7),
});
export type VerificationPolicy = z.infer<typeof verificationPolicy>;

/** True while a change of contact data is too fresh, or nobody knows when it was. */
export const isCoolingDown = (
  policy: VerificationPolicy,
  contactUnchangedSinceAt: number | null,
  at: number,
): boolean =>
  contactUnchangedSinceAt === null || at - contactUnchangedSinceAt < policy.coolDownDays * DAY_MS;
