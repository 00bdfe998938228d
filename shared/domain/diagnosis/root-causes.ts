import { z } from '#shared/lib/schema.ts';

/**
 * Why a payment did not go through, the most certain and weighty first: when pieces of evidence
 * name different causes, the earlier one is suggested.
 */
export const paymentCauses = [
  'account-frozen',
  'risk-block',
  'issuer-fraud-lost-stolen',
  'duplicate-or-already-paid',
  'auth-3ds-failed',
  'expired-instrument',
  'wrong-details',
  'insufficient-funds',
  'limit-exceeded',
  'cross-border-or-currency',
  'method-not-supported',
  'kyc-required',
  'mandate-revoked',
  'user-canceled',
  'order-expired-or-closed',
  'merchant-config',
  'issuer-or-channel-unavailable',
  'network-timeout',
  'platform-error',
  'issuer-declined-generic',
  'unknown',
] as const;

/** Why a refund did not go through. */
export const refundCauses = [
  'refund-window-expired',
  'refund-exceeds',
  'refund-merchant-balance',
  'refund-payee-abnormal',
  'refund-disputed',
  'refund-rate-limit',
  'refund-not-allowed',
] as const;

export const rootCause = z.enum([...paymentCauses, ...refundCauses]);
export type RootCause = z.infer<typeof rootCause>;

const order: readonly string[] = [...refundCauses, ...paymentCauses];

/** Position in the order of preference, 0 first. A refund's own causes come before a payment's. */
export const rankOf = (cause: RootCause): number => order.indexOf(cause);

/** How much of a cause a customer may learn. */
export type Tier = 'plain' | 'category' | 'never';

const plain: ReadonlySet<RootCause> = new Set([
  'network-timeout',
  'issuer-or-channel-unavailable',
  'platform-error',
  'user-canceled',
  'order-expired-or-closed',
  'auth-3ds-failed',
  'duplicate-or-already-paid',
  'cross-border-or-currency',
  'method-not-supported',
  'limit-exceeded',
  'unknown',
  ...refundCauses,
]);

const never: ReadonlySet<RootCause> = new Set([
  'issuer-fraud-lost-stolen',
  'risk-block',
  'account-frozen',
  'merchant-config',
]);

/** `plain`: said as it is. `category`: as it is to a verified customer only. `never`: neutral words alone. */
export function tierOf(cause: RootCause): Tier {
  if (never.has(cause)) return 'never';
  return plain.has(cause) ? 'plain' : 'category';
}

/** What an agent may see: a cause a customer must never learn is shown to those who may see risk alone. */
export const causeForAgent = (cause: RootCause, canViewRisk: boolean): RootCause | 'withheld' =>
  tierOf(cause) === 'never' && cause !== 'merchant-config' && !canViewRisk ? 'withheld' : cause;

/** Codes of one provider by what they mean, separated by blanks. */
export type PaymentCodes = Readonly<Partial<Record<RootCause, string>>>;
