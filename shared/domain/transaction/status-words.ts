import type { DisputeState, PayStatus, RefundState, RefundStatus } from './transaction.ts';

/** A provider's word: the payment's status, and the refund state when the word tells it too. */
export type Meaning = PayStatus | { status: PayStatus; refund: RefundState };

const full: Meaning = { status: 'captured', refund: 'full' };
const partial: Meaning = { status: 'captured', refund: 'partial' };
const refunding: Meaning = { status: 'captured', refund: 'pending' };

/**
 * Words of each provider, exactly as they come. Where one word means two things, the kind of object
 * stands before it: `authorization:CREATED`.
 */
export const statusWords: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = {
  // PaymentIntent and Charge.
  stripe: {
    requires_payment_method: 'created',
    requires_confirmation: 'created',
    requires_action: 'requires-action',
    processing: 'pending',
    pending: 'pending',
    requires_capture: 'authorized',
    succeeded: 'captured',
    failed: 'failed',
    canceled: 'canceled',
  },
  // Result codes and the statuses of the payment life cycle.
  adyen: {
    RedirectShopper: 'requires-action',
    ChallengeShopper: 'requires-action',
    IdentifyShopper: 'requires-action',
    Received: 'pending',
    Pending: 'pending',
    AuthorisedPending: 'pending',
    Authorised: 'authorized',
    SentForSettle: 'captured',
    Settled: 'settled',
    Refused: 'failed',
    Error: 'failed',
    Cancelled: 'canceled',
    Expired: 'expired',
    SentForRefund: refunding,
    Refunded: full,
  },
  // `trade_status`. TRADE_CLOSED is read with the refund fields beside it.
  alipay: {
    WAIT_BUYER_PAY: 'pending',
    TRADE_SUCCESS: 'captured',
    TRADE_FINISHED: 'settled',
    TRADE_CLOSED: 'canceled',
  },
  // `trade_state`. REFUND says that there was one, not how much.
  wechatpay: {
    NOTPAY: 'created',
    USERPAYING: 'requires-action',
    ACCEPT: 'pending',
    SUCCESS: 'captured',
    REFUND: refunding,
    PAYERROR: 'failed',
    CLOSED: 'canceled',
    REVOKED: 'canceled',
  },
  // Orders v2 and Payments v2. A COMPLETED order says nothing about its captures.
  paypal: {
    'order:CREATED': 'created',
    'order:SAVED': 'created',
    'order:PAYER_ACTION_REQUIRED': 'requires-action',
    'order:APPROVED': 'requires-action',
    'order:VOIDED': 'canceled',
    'authorization:CREATED': 'authorized',
    'authorization:PENDING': 'authorized',
    'authorization:PARTIALLY_CAPTURED': 'partially-captured',
    'authorization:CAPTURED': 'captured',
    'authorization:DENIED': 'failed',
    'authorization:VOIDED': 'canceled',
    'capture:PENDING': 'pending',
    'capture:COMPLETED': 'captured',
    'capture:DECLINED': 'failed',
    'capture:FAILED': 'failed',
    'capture:REFUNDED': full,
    'capture:PARTIALLY_REFUNDED': partial,
  },
};

/** PayPal's words are told apart by the stage (open) and the outcome (`RESOLVED:<outcome>`). */
export const disputeWords: Readonly<Record<string, Readonly<Record<string, DisputeState>>>> = {
  stripe: {
    warning_needs_response: 'inquiry',
    warning_under_review: 'inquiry',
    warning_closed: 'won',
    needs_response: 'needs-response',
    under_review: 'under-review',
    won: 'won',
    lost: 'lost',
  },
  adyen: {
    RequestForInformation: 'inquiry',
    NotificationOfChargeback: 'needs-response',
    Chargeback: 'needs-response',
    ChargebackReversed: 'under-review',
    SecondChargeback: 'lost',
    PrearbitrationWon: 'won',
    PrearbitrationLost: 'lost',
  },
  paypal: {
    OPEN: 'inquiry',
    WAITING_FOR_SELLER_RESPONSE: 'needs-response',
    WAITING_FOR_BUYER_RESPONSE: 'under-review',
    UNDER_REVIEW: 'under-review',
    'RESOLVED:RESOLVED_BUYER_FAVOUR': 'lost',
    'RESOLVED:RESOLVED_SELLER_FAVOUR': 'won',
    'RESOLVED:CANCELED_BY_BUYER': 'won',
    'RESOLVED:ACCEPTED': 'accepted',
  },
};

/** What became of one refund. Alipay: `fund_change`, as `code=10000` alone is not success. Adyen: the webhook's `success`. */
export const refundWords: Readonly<Record<string, Readonly<Record<string, RefundStatus>>>> = {
  stripe: {
    pending: 'processing',
    requires_action: 'processing',
    succeeded: 'succeeded',
    failed: 'failed',
    canceled: 'canceled',
  },
  adyen: { 'REFUND:true': 'succeeded', 'REFUND:false': 'failed', received: 'processing' },
  alipay: { 'fund_change=Y': 'succeeded', 'fund_change=N': 'processing' },
  wechatpay: {
    PROCESSING: 'processing',
    SUCCESS: 'succeeded',
    ABNORMAL: 'failed',
    CLOSED: 'canceled',
  },
  paypal: {
    PENDING: 'processing',
    COMPLETED: 'succeeded',
    FAILED: 'failed',
    CANCELLED: 'canceled',
  },
};
