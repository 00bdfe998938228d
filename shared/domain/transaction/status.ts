import { rootCauseOf } from '../diagnosis/codes.ts';
import type { RootCause } from '../diagnosis/root-causes.ts';
import type { Money } from '../money/money.ts';
import { disputeWords, type Meaning, refundWords, statusWords } from './status-words.ts';
import {
  disputeState,
  type DisputeState,
  isPaid,
  payStatus,
  type PayStatus,
  type RefundState,
  type RefundStatus,
} from './transaction.ts';

/** What a provider said about one payment, in its own words. */
export interface ProviderReport {
  provider: string;
  /** What the status belongs to; PayPal uses the same word for different objects. */
  object?: 'order' | 'authorization' | 'capture';
  /** `null`: the call timed out or answered with an error alone. */
  status: string | null;
  errorCode?: string;
  /** Of what was asked for, and what was returned of it so far. */
  total?: Money;
  refunded?: Money;
  /** A refund was asked for and has not ended. */
  isRefundUnderWay?: boolean;
  /** Stripe: `last_payment_error` is set. */
  hasPaymentError?: boolean;
  /** Stripe: the balance transaction is available. */
  isFundsAvailable?: boolean;
  /** The provider closed it because time ran out (Stripe `automatic`, an order's time limit). */
  isTimedOut?: boolean;
  dispute?: { status: string; stage?: string; outcome?: string };
}

export interface CanonicalState {
  status: PayStatus;
  refundState: RefundState;
  disputeState: DisputeState;
  /** The provider has to be asked before anybody is told anything certain. */
  needsQuery: boolean;
  /** The provider used a word this table does not have. */
  isUnmapped: boolean;
  canCancel: boolean;
  /** By the payment's state alone; time limits and amounts are other rules. */
  canRefund: boolean;
}

/** A provider's words as our own. What is not understood is `unknown`, never a guess. */
export function canonicalState(report: ProviderReport): CanonicalState {
  const dispute = disputeOf(report);
  const read = report.status === null ? statusOfError(report) : wordOf(report, report.status);
  const status = read === null ? 'unknown' : refined(report, statusOf(read));
  const told = typeof read === 'object' && read ? read.refund : 'none';
  const refund = refundStateOf(report, status, told);
  return {
    status,
    ...refund,
    disputeState: dispute ?? (report.dispute ? 'under-review' : 'none'),
    needsQuery: refund.needsQuery || status === 'unknown',
    isUnmapped:
      (report.status !== null && read === null) || (report.dispute !== undefined && !dispute),
    canCancel: ['created', 'requires-action', 'pending', 'authorized'].includes(status),
    canRefund:
      isPaid(status) &&
      refund.refundState !== 'full' &&
      !(report.provider === 'alipay' && status === 'settled'),
  };
}

const statusOf = (meaning: Meaning): PayStatus =>
  typeof meaning === 'string' ? meaning : meaning.status;

const find = <T>(words: Readonly<Record<string, T>> | undefined, word: string): T | null =>
  words && Object.hasOwn(words, word) ? (words[word] ?? null) : null;

function wordOf({ provider, object }: ProviderReport, word: string): Meaning | null {
  if (provider === 'internal') return payStatus.safeParse(word).data ?? null;
  const words = find(statusWords, provider) ?? undefined;
  return (object && find(words, `${object}:${word}`)) ?? find(words, word);
}

/** What the fields beside the word change in it. */
function refined(report: ProviderReport, status: PayStatus): PayStatus {
  const { provider } = report;
  if (provider === 'stripe' && status === 'created' && report.hasPaymentError) return 'failed';
  if (provider === 'stripe' && status === 'captured' && report.isFundsAvailable) return 'settled';
  // A trade is closed too when everything was returned: then it was paid.
  if (
    provider === 'alipay' &&
    status === 'canceled' &&
    report.refunded &&
    report.refunded.minor > 0
  )
    return 'captured';
  if (status === 'canceled' && report.isTimedOut) return 'expired';
  return status;
}

function refundStateOf(
  { total, refunded, isRefundUnderWay }: ProviderReport,
  status: PayStatus,
  told: RefundState,
): { refundState: RefundState; needsQuery: boolean } {
  if (!isPaid(status)) return { refundState: 'none', needsQuery: false };
  if (refunded && total && refunded.currency !== total.currency)
    return { refundState: told === 'none' ? 'partial' : told, needsQuery: true };
  if (refunded && total && refunded.minor > 0)
    return {
      refundState: refunded.minor >= total.minor ? 'full' : 'partial',
      needsQuery: false,
    };
  if (told === 'none' && isRefundUnderWay) return { refundState: 'pending', needsQuery: false };
  return { refundState: told, needsQuery: told === 'pending' && !isRefundUnderWay };
}

/** Refusals after which the payment certainly did not happen; after any other the provider is asked. */
const certain: ReadonlySet<RootCause> = new Set([
  'account-frozen',
  'risk-block',
  'issuer-fraud-lost-stolen',
  'auth-3ds-failed',
  'expired-instrument',
  'wrong-details',
  'insufficient-funds',
  'limit-exceeded',
  'cross-border-or-currency',
  'method-not-supported',
  'kyc-required',
  'mandate-revoked',
  'issuer-declined-generic',
]);

function statusOfError({ provider, errorCode }: ProviderReport): PayStatus {
  if (errorCode === undefined) return 'unknown';
  return certain.has(rootCauseOf({ provider, code: errorCode }).rootCause) ? 'failed' : 'unknown';
}

function disputeOf({ provider, dispute }: ProviderReport): DisputeState | null {
  if (!dispute) return 'none';
  if (provider === 'internal') return disputeState.safeParse(dispute.status).data ?? null;
  const words = find(disputeWords, provider) ?? undefined;
  return (
    (dispute.outcome === undefined ? null : find(words, `${dispute.status}:${dispute.outcome}`)) ??
    find(words, dispute.status)
  );
}

/** What became of one refund; a word that is not known leaves it `processing`, which promises nothing. */
export const refundStatusOf = (provider: string, word: string): RefundStatus =>
  find(find(refundWords, provider) ?? undefined, word) ?? 'processing';
