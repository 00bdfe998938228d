import type { Money } from '../money/money.ts';
import { redactText } from '../redaction/redact.ts';
import type { Transaction } from './transaction.ts';

/** What does not hold in a record. `over-capture` alone may be right: a tip raises what is taken. */
export const invariantCodes = [
  'authorized-above-amount',
  'over-capture',
  'refunds-above-captured',
  'full-refund-not-equal-captured',
  'captured-refunded-not-full',
  'failed-without-failure',
  'failure-without-failed',
  'last4-not-four-digits',
  'bin-not-six-or-eight-digits',
  'raw-holds-card-number',
] as const;
export type InvariantCode = (typeof invariantCodes)[number];

const isAbove = (one: Money | undefined, other: Money | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.currency === other.currency &&
  one.minor > other.minor;

/** Refunds that arrived and chargebacks that were lost, in minor units of `currency`; others are not added to it. */
export function returnedOf(record: Transaction, currency: string): number {
  const parts = record.refunds
    .filter((refund) => refund.status === 'succeeded')
    .map((refund) => refund.amount);
  if (record.dispute && record.disputeState === 'lost') parts.push(record.dispute.amount);
  return parts
    .filter((part) => part.currency === currency)
    .reduce((sum, part) => sum + part.minor, 0);
}

/** The invariants of a record that are broken, in the order of the list; none for a sound one. */
export function invariantsOf(record: Transaction): InvariantCode[] {
  const { amount, authorized, captured, method } = record;
  const returned = captured ? returnedOf(record, captured.currency) : 0;
  const isAllReturned = captured !== undefined && captured.minor > 0 && returned === captured.minor;
  const isFull = record.refundState === 'full';
  const broken: Record<InvariantCode, boolean> = {
    'authorized-above-amount': isAbove(authorized, amount),
    'over-capture': isAbove(captured, authorized ?? amount),
    'refunds-above-captured': captured !== undefined && returned > captured.minor,
    'full-refund-not-equal-captured': isFull && !isAllReturned,
    'captured-refunded-not-full': isAllReturned && !isFull,
    'failed-without-failure': record.status === 'failed' && !record.failure,
    'failure-without-failed': record.status !== 'failed' && record.failure !== undefined,
    'last4-not-four-digits': method.last4 !== undefined && !/^\d{4}$/.test(method.last4),
    'bin-not-six-or-eight-digits':
      method.bin !== undefined && !/^(?:\d{6}|\d{8})$/.test(method.bin),
    'raw-holds-card-number': holdsCardNumber(record),
  };
  return invariantCodes.filter((code) => broken[code]);
}

/** Order and transaction numbers of the record itself may look like a card. */
function holdsCardNumber(record: Transaction): boolean {
  const known = new Set(Object.values(record.ids).map((id) => id?.replace(/\D/g, '')));
  const holds = (value: unknown): boolean => {
    if (typeof value === 'string' || typeof value === 'number')
      return redactText(String(value), {
        isKnownNumber: (digits) => known.has(digits),
      }).masks.some((mask) => mask.kind === 'card');
    if (value === null || typeof value !== 'object') return false;
    return Object.values(value).some(holds);
  };
  return holds(record.raw);
}
