import type Stripe from 'stripe';
import type { Mapping } from '#shared/domain/source/read-record.ts';
import { readRecord, type ReadRecord } from '#shared/domain/source/read-record.ts';
import { gateRaw } from '#shared/domain/source/raw-gate.ts';
import { canonicalState } from '#shared/domain/transaction/status.ts';
import { amountOf } from '#shared/domain/transaction/units.ts';

/** A payment intent with what is asked along with it. */
export interface Payment {
  intent: Stripe.PaymentIntent;
  dispute: Stripe.Dispute | null;
}

const whole = <T extends { id: string }>(value: string | T | null | undefined): T | null =>
  typeof value === 'object' && value !== null ? value : null;

const moneyIn = (minor: number, currency: string) => {
  const read = amountOf('stripe', minor, currency);
  return read.ok ? read.money : null;
};

/** Fields of a payment intent by JSON pointer; what needs a rule of its own lies under `/read`. */
const at = (...pointers: [string, string][]) =>
  Object.fromEntries(pointers.map(([field, pointer]) => [field, { at: pointer }]));

const mappingFor = (orderField: string, accountField: string): Mapping => ({
  conventions: { amounts: 'provider', times: 'epoch-s', zone: 'UTC', dialect: 'stripe' },
  map: {
    fields: at(
      ['id', '/intent/id'],
      ['providerTxnId', '/intent/id'],
      ['merchantOrderNo', `/intent/metadata/${orderField}`],
      ['parentTxnId', '/charge/id'],
      ['amount', '/intent/amount'],
      ['currency', '/intent/currency'],
      ['authorized', '/read/authorized'],
      ['captured', '/read/captured'],
      ['status', '/read/status'],
      ['refundState', '/read/refundState'],
      ['disputeState', '/read/disputeState'],
      ['goods', '/intent/description'],
      ['accountName', '/charge/billing_details/name'],
      ['userName', `/intent/metadata/${accountField}`],
      ['phone', '/charge/billing_details/phone'],
      ['email', '/charge/billing_details/email'],
      ['methodKind', '/read/methodKind'],
      ['scheme', '/charge/payment_method_details/card/brand'],
      ['last4', '/charge/payment_method_details/card/last4'],
      ['instrumentCountry', '/charge/payment_method_details/card/country'],
      ['networkCode', '/charge/outcome/network_decline_code'],
      ['failureCode', '/read/failureCode'],
      ['failureSubCode', '/read/failureSubCode'],
      ['failureMessage', '/read/failureMessage'],
      ['createdAt', '/intent/created'],
      ['capturedAt', '/read/capturedAt'],
      ['failedAt', '/read/failedAt'],
      ['settlement', '/read/settlement'],
      ['settlementCurrency', '/balance/currency'],
      ['fxFrom', '/read/fxFrom'],
      ['fxTo', '/read/fxTo'],
      ['fxRate', '/read/fxRate'],
      ['fxAt', '/balance/created'],
      ['riskScore', '/charge/outcome/risk_score'],
      ['riskFlags', '/read/riskFlags'],
      ['disputeId', '/dispute/id'],
      ['disputeReason', '/dispute/reason'],
      ['disputeAmount', '/dispute/amount'],
      ['disputeStage', '/read/disputeStage'],
      ['disputeRespondBy', '/dispute/evidence_details/due_by'],
    ),
    refunds: {
      at: '/read/refunds',
      fields: at(
        ['refundNo', '/id'],
        ['providerRefundId', '/id'],
        ['amount', '/amount'],
        ['currency', '/currency'],
        ['status', '/status'],
        ['createdAt', '/created'],
        ['failureCode', '/failure_reason'],
      ),
    },
    fees: {
      at: '/balance/fee_details',
      fields: at(['kind', '/type'], ['amount', '/amount'], ['currency', '/currency']),
    },
    words: {
      'fees.kind': {
        stripe_fee: 'processing',
        application_fee: 'platform',
        payment_method_passthrough_fee: 'processing',
        tax: 'other',
        withheld_tax: 'other',
      },
    },
  },
});

const cardKinds = new Set(['card', 'card_present', 'interac_present']);
const walletKinds = new Set([
  'alipay',
  'wechat_pay',
  'paypal',
  'cashapp',
  'link',
  'amazon_pay',
  'revolut_pay',
]);
const bnplKinds = new Set(['klarna', 'affirm', 'afterpay_clearpay', 'zip']);

function kindOf(charge: Stripe.Charge | null): string {
  const type = charge?.payment_method_details?.type ?? '';
  if (cardKinds.has(type)) return 'card';
  if (walletKinds.has(type)) return 'wallet-balance';
  if (bnplKinds.has(type)) return 'bnpl';
  return /debit|transfer|bank|ideal|bancontact|sofort|giropay|p24|fpx/.test(type)
    ? 'bank-transfer'
    : 'other';
}

/** What of it needs a rule: status by the provider's words, the failure, the other currency. */
function readOf({ intent, dispute }: Payment, charge: Stripe.Charge | null) {
  const balance = whole<Stripe.BalanceTransaction>(charge?.balance_transaction);
  const refunds = charge?.refunds?.data ?? [];
  const state = stateOf({ intent, dispute }, charge, balance, refunds);
  const isTaken = intent.amount_received > 0;
  const isRisky = charge?.outcome?.risk_level === 'highest' || Boolean(charge?.review);
  return {
    balance,
    ...state,
    authorized: state.status === 'authorized' ? intent.amount_capturable : undefined,
    captured: isTaken ? intent.amount_received : undefined,
    methodKind: kindOf(charge),
    capturedAt: charge?.captured ? charge.created : undefined,
    settlement: balance?.net,
    riskFlags: isRisky ? ['manual-review'] : [],
    disputeStage: dispute?.status.startsWith('warning') ? 'inquiry' : 'chargeback',
    refunds,
    ...(state.status === 'failed' ? failureIn(intent, charge) : {}),
    ...(balance && balance.currency !== intent.currency ? exchangeOf(intent, balance) : {}),
  };
}

function stateOf(
  { intent, dispute }: Payment,
  charge: Stripe.Charge | null,
  balance: Stripe.BalanceTransaction | null,
  refunds: Stripe.Refund[],
) {
  const taken = intent.amount_received || (charge?.amount_captured ?? 0);
  const total = moneyIn(taken, intent.currency);
  const refunded = charge ? moneyIn(charge.amount_refunded, charge.currency) : null;
  const isUnderWay = (status: string | null) =>
    status === 'pending' || status === 'requires_action';
  return canonicalState({
    provider: 'stripe',
    status: intent.status,
    hasPaymentError: intent.last_payment_error !== null,
    isFundsAvailable: balance?.status === 'available',
    isTimedOut: intent.cancellation_reason === 'automatic',
    isRefundUnderWay: refunds.some((one) => isUnderWay(one.status)),
    ...(total ? { total } : {}),
    ...(refunded ? { refunded } : {}),
    ...(dispute ? { dispute: { status: dispute.status } } : {}),
  });
}

function failureIn(
  { last_payment_error: error, created }: Stripe.PaymentIntent,
  charge: Stripe.Charge | null,
) {
  return {
    failureCode: error?.decline_code ?? error?.code ?? charge?.failure_code ?? 'unknown',
    failureSubCode: error?.decline_code ? error.code : undefined,
    failureMessage: error?.message,
    failedAt: charge?.created ?? created,
  };
}

const exchangeOf = (intent: Stripe.PaymentIntent, balance: Stripe.BalanceTransaction) => ({
  fxFrom: intent.currency,
  fxTo: balance.currency,
  fxRate: balance.exchange_rate ? String(balance.exchange_rate) : undefined,
});

/** A payment of Stripe as a record: its own words by the provider's tables, its fields by pointer. */
export function recordOfPayment(
  payment: Payment,
  options: { orderField: string; accountField: string; fetchedAt: number },
): ReadRecord {
  const { intent, dispute } = payment;
  const charge = whole<Stripe.Charge>(intent.latest_charge);
  const { balance, ...read } = readOf(payment, charge);
  const result = readRecord(
    { intent, charge, balance, dispute, read },
    mappingFor(options.orderField, options.accountField),
    options.fetchedAt,
  );
  const raw = gateRaw(dispute ? { payment_intent: intent, dispute } : intent);
  return {
    ...result,
    raw,
    record: result.record ? { ...result.record, raw } : null,
  };
}
