import { describe, expect, test } from 'vitest';
import {
  canonicalState,
  type ProviderReport,
  refundStatusOf,
} from '#shared/domain/transaction/status.ts';
import { cny } from '../../../../kit/records.ts';

const state = (report: ProviderReport) => canonicalState(report);

test('T1: an Alipay trade closed after everything was returned was paid', () => {
  expect(
    state({
      provider: 'alipay',
      status: 'TRADE_CLOSED',
      total: cny(29_900),
      refunded: cny(29_900),
    }),
  ).toEqual({
    status: 'captured',
    refundState: 'full',
    disputeState: 'none',
    needsQuery: false,
    isUnmapped: false,
    canCancel: false,
    canRefund: false,
  });
});

test('T2: an Alipay trade closed without a refund was never paid', () => {
  expect(state({ provider: 'alipay', status: 'TRADE_CLOSED' })).toMatchObject({
    status: 'canceled',
    refundState: 'none',
    canRefund: false,
  });
});

test('T3: a WeChat refund of 100 in 500 fen is a part', () => {
  expect(
    state({ provider: 'wechatpay', status: 'REFUND', total: cny(500), refunded: cny(100) }),
  ).toMatchObject({ status: 'captured', refundState: 'partial', needsQuery: false });
});

test('T3: how much a WeChat REFUND returned is asked for, not guessed', () => {
  expect(state({ provider: 'wechatpay', status: 'REFUND' })).toMatchObject({
    status: 'captured',
    refundState: 'pending',
    needsQuery: true,
  });
});

test('T4: a WeChat system error without a query leaves the result unknown', () => {
  expect(state({ provider: 'wechatpay', status: null, errorCode: 'SYSTEMERROR' })).toEqual({
    status: 'unknown',
    refundState: 'none',
    disputeState: 'none',
    needsQuery: true,
    isUnmapped: false,
    canCancel: false,
    canRefund: false,
  });
});

test('T5: what Adyen sent for settlement can be refunded, no longer canceled', () => {
  expect(state({ provider: 'adyen', status: 'SentForSettle' })).toMatchObject({
    status: 'captured',
    canCancel: false,
    canRefund: true,
  });
  expect(state({ provider: 'adyen', status: 'Authorised' })).toMatchObject({
    canCancel: true,
    canRefund: false,
  });
});

test('T6: a PayPal capture refunded in part', () => {
  expect(
    state({ provider: 'paypal', object: 'capture', status: 'PARTIALLY_REFUNDED' }),
  ).toMatchObject({ status: 'captured', refundState: 'partial', canRefund: true });
});

const words: [string, string, string][] = [
  ['stripe', 'requires_payment_method requires_confirmation', 'created'],
  ['stripe', 'requires_action', 'requires-action'],
  ['stripe', 'processing', 'pending'],
  ['stripe', 'requires_capture', 'authorized'],
  ['stripe', 'succeeded', 'captured'],
  ['stripe', 'failed', 'failed'],
  ['stripe', 'canceled', 'canceled'],
  ['adyen', 'RedirectShopper ChallengeShopper IdentifyShopper', 'requires-action'],
  ['adyen', 'Received Pending AuthorisedPending', 'pending'],
  ['adyen', 'Authorised', 'authorized'],
  ['adyen', 'SentForSettle', 'captured'],
  ['adyen', 'Settled', 'settled'],
  ['adyen', 'Refused Error', 'failed'],
  ['adyen', 'Cancelled', 'canceled'],
  ['adyen', 'Expired', 'expired'],
  ['alipay', 'WAIT_BUYER_PAY', 'pending'],
  ['alipay', 'TRADE_SUCCESS', 'captured'],
  ['alipay', 'TRADE_FINISHED', 'settled'],
  ['alipay', 'TRADE_CLOSED', 'canceled'],
  ['wechatpay', 'NOTPAY', 'created'],
  ['wechatpay', 'USERPAYING', 'requires-action'],
  ['wechatpay', 'ACCEPT', 'pending'],
  ['wechatpay', 'SUCCESS', 'captured'],
  ['wechatpay', 'PAYERROR', 'failed'],
  ['wechatpay', 'CLOSED REVOKED', 'canceled'],
  ['paypal', 'order:CREATED order:SAVED', 'created'],
  ['paypal', 'order:PAYER_ACTION_REQUIRED order:APPROVED', 'requires-action'],
  ['paypal', 'capture:PENDING', 'pending'],
  ['paypal', 'authorization:CREATED authorization:PENDING', 'authorized'],
  ['paypal', 'authorization:PARTIALLY_CAPTURED', 'partially-captured'],
  ['paypal', 'capture:COMPLETED', 'captured'],
  ['paypal', 'capture:DECLINED capture:FAILED authorization:DENIED', 'failed'],
  ['paypal', 'authorization:VOIDED', 'canceled'],
  ['internal', 'created', 'created'],
  ['internal', 'unknown', 'unknown'],
  ['internal', 'settled', 'settled'],
];
test.each(
  words.flatMap(([provider, list, status]) =>
    list.split(' ').map((word) => [provider, word, status] as const),
  ),
)('%s %s is %s', (provider, word, status) => {
  const [object, bare] = word.includes(':') ? word.split(':') : [undefined, word];
  const report = { provider, status: bare ?? '', ...(object ? { object } : {}) };
  expect(state(report as ProviderReport)).toMatchObject({ status, isUnmapped: false });
});

describe('what stands beside the word', () => {
  test('Stripe: an error with requires_payment_method is a failure', () => {
    expect(
      state({ provider: 'stripe', status: 'requires_payment_method', hasPaymentError: true })
        .status,
    ).toBe('failed');
  });

  test('Stripe: available funds are settled, an automatic cancel is an expiry', () => {
    expect(state({ provider: 'stripe', status: 'succeeded', isFundsAvailable: true }).status).toBe(
      'settled',
    );
    expect(state({ provider: 'stripe', status: 'canceled', isTimedOut: true }).status).toBe(
      'expired',
    );
  });

  test.each(['alipay:TRADE_CLOSED', 'wechatpay:CLOSED'])(
    '%s after the time limit is expired',
    (both) => {
      const [provider = '', status = ''] = both.split(':');
      expect(state({ provider, status, isTimedOut: true }).status).toBe('expired');
    },
  );

  test('Alipay: a finished trade is settled and not refundable', () => {
    expect(state({ provider: 'alipay', status: 'TRADE_FINISHED' })).toMatchObject({
      status: 'settled',
      canRefund: false,
    });
    expect(
      state({ provider: 'alipay', status: 'TRADE_SUCCESS', total: cny(500), refunded: cny(100) }),
    ).toMatchObject({ refundState: 'partial', canRefund: true });
  });

  test('a refund under way is pending; amounts of two currencies are asked about', () => {
    expect(state({ provider: 'adyen', status: 'Settled', isRefundUnderWay: true })).toMatchObject({
      refundState: 'pending',
      needsQuery: false,
    });
    expect(
      state({
        provider: 'stripe',
        status: 'succeeded',
        total: cny(500),
        refunded: { minor: 500, currency: 'USD' },
      }),
    ).toMatchObject({ refundState: 'partial', needsQuery: true });
  });

  test('PayPal: a completed order says nothing about its captures', () => {
    expect(state({ provider: 'paypal', object: 'order', status: 'COMPLETED' })).toMatchObject({
      status: 'unknown',
      needsQuery: true,
    });
  });
});

test.each([
  'stripe',
  'adyen',
  'alipay',
  'wechatpay',
  'paypal',
  'internal',
  'elsewhere',
  '__proto__',
])('%s: a word nobody knows is unknown, never a guess', (provider) => {
  for (const word of ['NEW_WORD', 'constructor', ''])
    expect(state({ provider, status: word })).toMatchObject({
      status: 'unknown',
      needsQuery: true,
      isUnmapped: true,
    });
});

test('a call without an answer is unknown; only a certain refusal is a failure', () => {
  const answered = (provider: string, errorCode?: string) =>
    state({ provider, status: null, ...(errorCode ? { errorCode } : {}) }).status;
  expect(answered('wechatpay')).toBe('unknown');
  for (const code of ['USERPAYING', 'BANKERROR', 'SYSTEM_ERROR', 'ORDERPAID', 'NEVER_SEEN'])
    expect(answered('wechatpay', code)).toBe('unknown');
  expect(answered('wechatpay', 'NOTENOUGH')).toBe('failed');
  expect(answered('alipay', 'ACQ.SYSTEM_ERROR')).toBe('unknown');
  expect(answered('stripe', 'processing_error')).toBe('unknown');
  expect(answered('stripe', 'expired_card')).toBe('failed');
});

test.each([
  ['stripe', 'warning_needs_response', undefined, 'inquiry'],
  ['stripe', 'needs_response', undefined, 'needs-response'],
  ['stripe', 'lost', undefined, 'lost'],
  ['paypal', 'UNDER_REVIEW', undefined, 'under-review'],
  ['paypal', 'RESOLVED', 'RESOLVED_BUYER_FAVOUR', 'lost'],
  ['paypal', 'RESOLVED', 'CANCELED_BY_BUYER', 'won'],
  ['adyen', 'NotificationOfChargeback', undefined, 'needs-response'],
  ['internal', 'accepted', undefined, 'accepted'],
])('a dispute at %s: %s %s is %s', (provider, status, outcome, disputeState) => {
  const found = state({
    provider,
    status: null,
    dispute: { status, ...(outcome ? { outcome } : {}) },
  });
  expect(found).toMatchObject({ disputeState, isUnmapped: false });
});

test('a dispute in words nobody knows is still a dispute', () => {
  expect(
    state({ provider: 'wechatpay', status: 'SUCCESS', dispute: { status: 'COMPLAINT' } }),
  ).toMatchObject({ status: 'captured', disputeState: 'under-review', isUnmapped: true });
});

test.each([
  ['stripe', 'succeeded', 'succeeded'],
  ['stripe', 'requires_action', 'processing'],
  ['adyen', 'REFUND:true', 'succeeded'],
  ['adyen', 'received', 'processing'],
  ['alipay', 'fund_change=Y', 'succeeded'],
  ['alipay', 'code=10000', 'processing'],
  ['wechatpay', 'PROCESSING', 'processing'],
  ['wechatpay', 'SUCCESS', 'succeeded'],
  ['wechatpay', 'ABNORMAL', 'failed'],
  ['wechatpay', 'CLOSED', 'canceled'],
  ['paypal', 'COMPLETED', 'succeeded'],
  ['paypal', 'PENDING', 'processing'],
])('a refund at %s that is %s is %s', (provider, word, status) => {
  expect(refundStatusOf(provider, word)).toBe(status);
});
