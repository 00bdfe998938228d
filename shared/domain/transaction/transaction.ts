import { z } from '#shared/lib/schema.ts';
import { contactId } from '#shared/lib/ids.ts';
import { rootCause } from '../diagnosis/root-causes.ts';
import { instant } from '../event.ts';
import { money } from '../money/money.ts';

const short = z.string().min(1).max(200);
const text = z.string().max(2_000);
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/);
/** IANA zone name. */
const zone = z.string().min(1).max(60);

export const transactionType = z.enum([
  'payment',
  'authorization',
  'transfer',
  'topup',
  'withdrawal',
  'payout',
  'refund',
  'chargeback',
  'fee',
  'adjustment',
]);

/**
 * The payment's own life; refund and dispute are axes beside it. `unknown`: a call timed out or the
 * provider does not know yet. Nobody may be told that an unknown payment failed, nor be asked to pay again.
 */
export const payStatus = z.enum([
  'created',
  'requires-action',
  'pending',
  'authorized',
  'partially-captured',
  'captured',
  'settled',
  'failed',
  'canceled',
  'expired',
  'unknown',
]);
export type PayStatus = z.infer<typeof payStatus>;

export const refundState = z.enum(['none', 'pending', 'partial', 'full']);
export type RefundState = z.infer<typeof refundState>;

export const disputeState = z.enum([
  'none',
  'inquiry',
  'needs-response',
  'under-review',
  'won',
  'lost',
  'accepted',
]);
export type DisputeState = z.infer<typeof disputeState>;

const refundStatus = z.enum(['requested', 'processing', 'succeeded', 'failed', 'canceled']);
export type RefundStatus = z.infer<typeof refundStatus>;

export const riskFlag = z.enum([
  'hold',
  'frozen-account',
  'velocity',
  'device-new',
  'blacklist',
  'manual-review',
  'aml',
]);
export type RiskFlag = z.infer<typeof riskFlag>;

const fundKind = z.enum([
  'card',
  'bank-transfer',
  'wallet-balance',
  'wallet-linked-card',
  'bnpl',
  'cash',
  'other',
]);

/** What went wrong, in the provider's own codes, and what that means. */
export const failure = z.object({
  provider: short,
  code: short,
  subCode: short.optional(),
  message: text.optional(),
  /** ISO 8583 data element 39, as the card network answered. */
  networkCode: short.optional(),
  /** EMV 3-D Secure `transStatus`. */
  transStatus: short.optional(),
  rootCause,
  at: instant,
});

/** One refund of a transaction; the newest is last in the chain. */
const refundLink = z.object({
  refundCaseId: short.optional(),
  refundNo: short,
  providerRefundId: short.optional(),
  amount: money,
  status: refundStatus,
  createdAt: instant,
  finishedAt: instant.optional(),
  failureCode: short.optional(),
});

/**
 * One money movement as the platform's records tell it, whatever the provider. Read-only here.
 * A record that contradicts itself is still shown: `invariantsOf` names what does not hold.
 */
export const transaction = z.object({
  id: short,
  type: transactionType,
  status: payStatus,
  refundState,
  disputeState,
  provider: short,
  /** Everything a customer or a bank may quote. */
  ids: z.object({
    merchantOrderNo: short.optional(),
    providerTxnId: short.optional(),
    /** Of a refund, capture or chargeback: what it belongs to. */
    parentTxnId: short.optional(),
    rrn: short.optional(),
    arn: short.optional(),
    authCode: short.optional(),
    traceId: short.optional(),
  }),
  /** As the merchant asked for it. */
  amount: money,
  authorized: money.optional(),
  captured: money.optional(),
  /** What the payer's instrument was charged, when known. */
  billed: money.optional(),
  /** What the merchant receives. */
  settlement: money.optional(),
  fees: z.array(
    z.object({
      kind: z.enum(['processing', 'fx', 'dispute', 'platform', 'other']),
      amount: money,
    }),
  ),
  fx: z
    .object({
      from: money.shape.currency,
      to: money.shape.currency,
      /** Units of `to` for one of `from`, as a decimal. */
      rate: z.string().regex(/^\d+(\.\d+)?$/),
      at: instant.optional(),
      source: short.optional(),
    })
    .optional(),
  method: z.object({
    kind: fundKind,
    scheme: short.optional(),
    bin: short.optional(),
    last4: short.optional(),
    masked: short.optional(),
    /** Where the instrument was issued. */
    country: country.optional(),
    /** Parts of a payment made from several sources. */
    fundingParts: z.array(z.object({ kind: fundKind, amount: money })).optional(),
  }),
  payer: z.object({
    contactId: contactId.optional(),
    accountName: short.optional(),
    userName: short.optional(),
    phone: short.optional(),
    email: short.optional(),
  }),
  merchant: z.object({
    id: short,
    name: short,
    /** ISO 18245 category. */
    mcc: short.optional(),
    country: country.optional(),
  }),
  /** Who was to receive a transfer or payout, as the payer entered it. */
  payee: z.object({ name: short.optional(), account: short.optional() }).optional(),
  goods: z
    .object({
      description: text.optional(),
      fulfilment: z.enum([
        'unknown',
        'not-shipped',
        'shipped',
        'delivered',
        'digital-delivered',
        'canceled',
      ]),
      isPromo: z.boolean(),
      isRefundable: z.boolean(),
    })
    .optional(),
  times: z.object({
    createdAt: instant,
    authorizedAt: instant.optional(),
    capturedAt: instant.optional(),
    failedAt: instant.optional(),
    settledAt: instant.optional(),
    expiresAt: instant.optional(),
    /** The zone the provider reports in. */
    zone,
  }),
  failure: failure.optional(),
  risk: z.object({ flags: z.array(riskFlag), score: z.number().optional() }),
  refunds: z.array(refundLink),
  dispute: z
    .object({
      id: short,
      stage: z.enum(['inquiry', 'chargeback', 'pre-arbitration', 'arbitration']),
      reason: short,
      amount: money,
      respondBy: instant.optional(),
      outcome: short.optional(),
    })
    .optional(),
  /** The provider's payload, after the card gate. */
  raw: z.unknown().optional(),
  /** When these facts were read from the platform; shown with them. */
  fetchedAt: instant,
});
export type Transaction = z.infer<typeof transaction>;

/** Money has certainly left the payer for the merchant. */
export const isPaid = (status: PayStatus): boolean =>
  status === 'captured' || status === 'settled' || status === 'partially-captured';
