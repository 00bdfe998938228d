import { z } from '#shared/lib/schema.ts';

/**
 * What a customer can prove. T: knows the transaction; A: knows the account; P: holds the channel or
 * the phone. `weak` is half an answer.
 */
export const FACTORS = {
  /** Order, transaction or refund number, complete. */
  F1: { group: 'T', strength: 'strong' },
  /** Transaction time to the minute. */
  F2: { group: 'T', strength: 'strong' },
  /** Transaction time to the hour or the day. */
  F2d: { group: 'T', strength: 'weak' },
  /** Amount exact, with its currency. */
  F3: { group: 'T', strength: 'strong' },
  /** Amount inside the tolerance, currency right. */
  F3a: { group: 'T', strength: 'weak' },
  /** Merchant or product in the customer's own words. */
  F4: { group: 'T', strength: 'weak' },
  /** Account holder's name, complete. */
  F5: { group: 'A', strength: 'strong' },
  /** Phone on file, complete. */
  F6: { group: 'A', strength: 'strong' },
  /** Last four digits of the phone on file. */
  F6p: { group: 'A', strength: 'weak' },
  /** E-mail on file, complete. */
  F7: { group: 'A', strength: 'strong' },
  /** Last four digits of the instrument. */
  F8: { group: 'A', strength: 'strong' },
  /** Signed in on the channel itself. */
  F9: { group: 'P', strength: 'possession' },
  /** One-time code to the phone or e-mail on file. */
  F10: { group: 'P', strength: 'possession' },
} as const satisfies Record<
  string,
  { group: 'T' | 'A' | 'P'; strength: 'strong' | 'weak' | 'possession' }
>;
export type FactorId = keyof typeof FACTORS;
export const factorIds = Object.keys(FACTORS) as [FactorId, ...FactorId[]];
export const factorId = z.enum(factorIds);

/** What came of one factor; never the answer, nor how far off it was. */
export const factorOutcome = z
  .object({ id: factorId, outcome: z.enum(['match', 'weak', 'mismatch', 'timeout']) })
  .refine(
    ({ id, outcome }) =>
      outcome !== 'match' && outcome !== 'weak'
        ? true
        : (outcome === 'weak') === (FACTORS[id].strength === 'weak'),
    { message: 'a weak factor is proven weakly, a strong one wholly' },
  );
export type FactorOutcome = z.infer<typeof factorOutcome>;

/** One wrong or late answer fails the whole set. */
export const isFailed = (factors: readonly FactorOutcome[]): boolean =>
  factors.some(({ outcome }) => outcome === 'mismatch' || outcome === 'timeout');
