import { describe, expect, test } from 'vitest';
import { type Failure, type FailureContext, rootCauseOf } from '#shared/domain/diagnosis/codes.ts';
import { paymentCauses, type RootCause } from '#shared/domain/diagnosis/root-causes.ts';

/** The published code table once more, provider by provider: `cause: codes`. */
const expected: Record<string, string> = {
  iso8583: `
    insufficient-funds: 51
    wrong-details: 14 15 25 55 82 N7
    expired-instrument: 33 54
    issuer-declined-generic: 05 01 02 12 21 63 85
    issuer-fraud-lost-stolen: 04 07 34 35 37 41 43 59
    account-frozen: 36 46 62 78
    limit-exceeded: 13 61 65 38 75
    duplicate-or-already-paid: 26 94
    auth-3ds-failed: 1A 70
    method-not-supported: 39 40 52 53 57 58
    kyc-required: 64
    mandate-revoked: R0 R1 R3
    user-canceled: 17
    merchant-config: 03 30
    issuer-or-channel-unavailable: 09 28 31 91 92
    network-timeout: 19 68
    platform-error: 06 96`,
  stripe: `
    insufficient-funds: insufficient_funds
    wrong-details: incorrect_number invalid_number incorrect_cvc invalid_cvc invalid_expiry_month
    wrong-details: invalid_expiry_year incorrect_zip incorrect_address incorrect_pin invalid_pin
    wrong-details: invalid_account
    expired-instrument: expired_card
    issuer-declined-generic: generic_decline do_not_honor call_issuer no_action_taken
    issuer-declined-generic: do_not_try_again not_permitted approve_with_id security_violation
    issuer-fraud-lost-stolen: fraudulent lost_card stolen_card pickup_card merchant_blacklist
    risk-block: outcome.type=blocked
    account-frozen: restricted_card account_closed
    limit-exceeded: card_velocity_exceeded withdrawal_count_limit_exceeded invalid_amount
    limit-exceeded: pin_try_exceeded
    duplicate-or-already-paid: duplicate_transaction
    auth-3ds-failed: authentication_required authentication_not_handled
    cross-border-or-currency: currency_not_supported
    method-not-supported: card_not_supported transaction_not_allowed service_not_allowed
    mandate-revoked: revocation_of_authorization revocation_of_all_authorizations
    mandate-revoked: stop_payment_order
    user-canceled: canceled
    merchant-config: testmode_decline
    issuer-or-channel-unavailable: issuer_not_available try_again_later reenter_transaction
    platform-error: processing_error`,
  adyen: `
    insufficient-funds: 12
    wrong-details: 8 17 24 32
    expired-instrument: 6
    issuer-declined-generic: 2 3 27
    issuer-fraud-lost-stolen: 5 14 20 22 31
    account-frozen: 25
    limit-exceeded: 7 18 28 29 46
    auth-3ds-failed: 11 38 39 42 33 43
    method-not-supported: 10 23 34 35
    mandate-revoked: 26
    user-canceled: 15 16
    issuer-or-channel-unavailable: 4 9
    network-timeout: 21`,
  paypal: `
    insufficient-funds: 5120
    wrong-details: 00N7 0390 1330 1380 1382 5110 5130 5170 5500 6300 PCVV
    expired-instrument: 5400 5950 PPEF PPEX
    issuer-declined-generic: 0100 0500 5100 5930 9540 10BR
    issuer-fraud-lost-stolen: 5150 9500 9520 9510
    account-frozen: 1352 5140 5180 PP06 PPAB PPFR PAYER_ACCOUNT_LOCKED_OR_CLOSED
    limit-exceeded: 5135 5710 1310 PPAX PPEL PPNL
    duplicate-or-already-paid: 5200 DUPLICATE_INVOICE_ID
    auth-3ds-failed: 5650 7700 7710 PPD3
    cross-border-or-currency: 1320 PPCO PPCU PPUC PPS4 CURRENCY_MISMATCH
    method-not-supported: 5700 8030 PPCT PPPM PPTT
    kyc-required: VERIFICATION_REQUIRED
    user-canceled: 0R00
    order-expired-or-closed: 1384 1390
    merchant-config: 1340 1350 1370 8020 PPNM PPRR
    issuer-or-channel-unavailable: 5910 5920 8220 9100
    network-timeout: 8100 8110 PPNT
    platform-error: 0960 8000 8010 PPER`,
  alipay: `
    insufficient-funds: BUYER_BALANCE_NOT_ENOUGH BUYER_BANKCARD_BALANCE_NOT_ENOUGH
    wrong-details: PAYMENT_AUTH_CODE_INVALID TRADE_BUYER_NOT_MATCH BUYER_SELLER_EQUAL
    expired-instrument: CERT_EXPIRED AGREEMENT_INVALID
    issuer-declined-generic: PAYMENT_FAIL
    risk-block: PAYMENT_REQUEST_HAS_RISK EXIST_FORBIDDEN_WORD CONTEXT_INCONSISTENT
    account-frozen: BUYER_ENABLE_STATUS_FORBID SELLER_BEEN_BLOCKED REASON_TRADE_BEEN_FREEZEN
    limit-exceeded: TOTAL_FEE_EXCEED BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR
    limit-exceeded: BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR BEYOND_PAY_RESTRICTION
    limit-exceeded: BEYOND_PER_RECEIPT_RESTRICTION PRODUCT_AMOUNT_LIMIT_ERROR
    duplicate-or-already-paid: TRADE_HAS_SUCCESS
    cross-border-or-currency: CURRENCY_NOT_SUPPORT AMOUNT_OR_CURRENCY_ERROR ALIN43877
    method-not-supported: NO_PAYMENT_INSTRUMENTS_AVAILABLE ERROR_BALANCE_PAYMENT_DISABLE
    method-not-supported: MOBILE_PAYMENT_SWITCH_OFF USER_FACE_PAYMENT_SWITCH_OFF CARD_TYPE_ERROR
    kyc-required: ERROR_BUYER_CERTIFY_LEVEL_LIMIT
    mandate-revoked: AGREEMENT_NOT_EXIST AGREEMENT_STATUS_NOT_NORMAL
    order-expired-or-closed: TRADE_HAS_CLOSE TRADE_NOT_EXIST
    merchant-config: ACCESS_FORBIDDEN PARTNER_ERROR INVALID_PARAMETER INVALID_STORE_ID
    merchant-config: SUB_MERCHANT_TYPE_INVALID MERCHANT_AGREEMENT_NOT_EXIST
    merchant-config: MERCHANT_STATUS_NOT_NORMAL
    network-timeout: PULL_MOBILE_CASHIER_FAIL
    platform-error: SYSTEM_ERROR`,
  wechatpay: `
    insufficient-funds: NOTENOUGH NOT_ENOUGH
    wrong-details: AUTH_CODE_ERROR AUTH_CODE_INVALID BUYER_MISMATCH
    expired-instrument: AUTHCODEEXPIRE
    issuer-declined-generic: TRADE_ERROR
    risk-block: RISKCONTROL RULE_LIMIT RULELIMIT REQUEST_BLOCKED
    account-frozen: ACCOUNT_ERROR USER_ACCOUNT_ABNORMAL
    limit-exceeded: FREQUENCY_LIMITED
    duplicate-or-already-paid: ORDERPAID OUT_TRADE_NO_USED
    method-not-supported: NOTSUPORTCARD
    order-expired-or-closed: ORDERCLOSED ORDERREVERSED ORDERNOTEXIST
    merchant-config: NOAUTH NO_AUTH SIGNERROR SIGN_ERROR PARAM_ERROR LACK_PARAMS XML_FORMAT_ERROR
    merchant-config: NOT_UTF8 REQUIRE_POST_METHOD APPID_NOT_EXIST MCHID_NOT_EXIST
    merchant-config: APPID_MCHID_NOT_MATCH INVALID_REQUEST
    issuer-or-channel-unavailable: BANKERROR
    network-timeout: USERPAYING
    platform-error: SYSTEMERROR SYSTEM_ERROR`,
};

const rows = Object.entries(expected).flatMap(([provider, table]) =>
  table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [cause = '', codes = ''] = line.trim().split(': ');
      return codes.split(' ').map((code) => [provider, code, cause as RootCause] as const);
    }),
);

test('the table has every code that is published', () => {
  expect(rows.length).toBe(301);
  const named = new Set(rows.map(([, , cause]) => cause));
  expect(paymentCauses.filter((cause) => !named.has(cause))).toEqual(['unknown']);
});

test.each(rows)('%s %s means %s', (provider, code, cause) => {
  expect(rootCauseOf({ provider, code })).toEqual({
    rootCause: cause,
    from: provider === 'iso8583' ? 'network-code' : 'provider-code',
    flags: [],
  });
});

const cause = (failure: Failure, context?: FailureContext) =>
  rootCauseOf(failure, context).rootCause;

describe('codes with two meanings', () => {
  const iso62 = { provider: 'iso8583', code: '62' };
  test.each([
    ['X6', 'HK', 'CN', 'cross-border-or-currency'],
    ['X7', 'CN', 'CN', 'account-frozen'],
    ['without the issuer', 'HK', undefined, 'account-frozen'],
  ])('%s: ISO 62, merchant %s, issuer %s', (_id, merchantCountry, issuerCountry, expectedCause) => {
    expect(cause(iso62, { merchantCountry, issuerCountry })).toBe(expectedCause);
  });

  test.each<[string, FailureContext, RootCause]>([
    [
      'Mastercard online without 3-D Secure',
      { scheme: 'Mastercard', isOnline: true },
      'auth-3ds-failed',
    ],
    [
      'Mastercard with 3-D Secure',
      { scheme: 'mastercard', isOnline: true, hasThreeDs: true },
      'limit-exceeded',
    ],
    ['Mastercard at a till', { scheme: 'mastercard', isOnline: false }, 'limit-exceeded'],
    ['Visa online', { scheme: 'visa', isOnline: true }, 'limit-exceeded'],
  ])('ISO 65, %s', (_name, context, expectedCause) => {
    expect(cause({ provider: 'iso8583', code: '65' }, context)).toBe(expectedCause);
  });

  test.each<[FailureContext, RootCause]>([
    [{ isOrderExpired: true }, 'order-expired-or-closed'],
    [{ isOrderExpired: false }, 'network-timeout'],
    [{ queriedStatus: 'expired' }, 'order-expired-or-closed'],
    [{}, 'network-timeout'],
  ])('Adyen 21 with %o', (context, expectedCause) => {
    expect(cause({ provider: 'adyen', code: '21' }, context)).toBe(expectedCause);
  });

  test.each<[FailureContext, RootCause]>([
    [{}, 'network-timeout'],
    [{ queriedStatus: 'requires-action' }, 'network-timeout'],
    [{ queriedStatus: 'canceled' }, 'user-canceled'],
    [{ queriedStatus: 'expired' }, 'user-canceled'],
  ])('WeChat USERPAYING with %o', (context, expectedCause) => {
    expect(cause({ provider: 'wechatpay', code: 'USERPAYING' }, context)).toBe(expectedCause);
  });

  test('WeChat TRADE_ERROR that speaks of a limit is one', () => {
    expect(
      cause({ provider: 'wechatpay', code: 'TRADE_ERROR', message: '已超过银行单笔限额' }),
    ).toBe('limit-exceeded');
    expect(
      cause({ provider: 'wechatpay', code: 'TRADE_ERROR', message: 'unlimited plan refused' }),
    ).toBe('issuer-declined-generic');
  });

  test.each([
    ['100', 'issuer-declined-generic'],
    ['101', 'expired-instrument'],
    ['102', 'issuer-fraud-lost-stolen'],
    ['104', 'account-frozen'],
    ['106', 'limit-exceeded'],
    ['111', 'wrong-details'],
    ['116', 'insufficient-funds'],
    ['117', 'wrong-details'],
    ['119', 'method-not-supported'],
    ['120', 'method-not-supported'],
    ['121', 'limit-exceeded'],
    ['123', 'limit-exceeded'],
    ['125', 'method-not-supported'],
  ])('ISO 8583:1993 action code %s means %s', (networkCode, expectedCause) => {
    expect(cause({ provider: 'other-bank', code: 'REFUSED', networkCode })).toBe(expectedCause);
  });
});

describe('where a code is looked up', () => {
  test('the provider’s code before the network’s, the network’s before 3-D Secure', () => {
    const all = { provider: 'stripe', networkCode: '51', transStatus: 'N' };
    expect(rootCauseOf({ ...all, code: 'lost_card' })).toMatchObject({
      rootCause: 'issuer-fraud-lost-stolen',
      from: 'provider-code',
    });
    expect(rootCauseOf({ ...all, code: 'new_in_2031' })).toMatchObject({
      rootCause: 'insufficient-funds',
      from: 'network-code',
    });
    expect(
      rootCauseOf({ provider: 'stripe', code: 'new_in_2031', networkCode: 'ZZ', transStatus: 'R' }),
    ).toEqual({ rootCause: 'auth-3ds-failed', from: 'three-ds', flags: [] });
  });

  test.each(['Y', 'A', 'C', 'D', 'I'])('3-D Secure %s alone is no failure', (transStatus) => {
    expect(rootCauseOf({ provider: 'adyen', code: '999', transStatus }).flags).toEqual([
      'unmapped-code',
    ]);
  });

  test('X10: a code nobody knows is unknown, and flagged', () => {
    expect(rootCauseOf({ provider: 'stripe', code: 'ZZ99' })).toEqual({
      rootCause: 'unknown',
      from: 'nothing',
      flags: ['unmapped-code'],
    });
  });

  test('a code is not looked up among words of the language', () => {
    for (const word of ['constructor', '__proto__', 'toString'])
      for (const provider of ['stripe', 'alipay', 'constructor', '__proto__'])
        expect(rootCauseOf({ provider, code: word }).rootCause).toBe('unknown');
  });

  test('the finer code counts, its prefix and case do not', () => {
    expect(
      cause({ provider: 'alipay', code: '40004', subCode: 'ACQ.BUYER_BALANCE_NOT_ENOUGH' }),
    ).toBe('insufficient-funds');
    expect(cause({ provider: 'stripe', code: 'card_declined', subCode: 'EXPIRED_CARD' })).toBe(
      'expired-instrument',
    );
    expect(cause({ provider: 'iso8583', code: '5' })).toBe('issuer-declined-generic');
  });

  test('X1 X3 X8 X9: single codes', () => {
    expect(cause({ provider: 'stripe', code: 'insufficient_funds' })).toBe('insufficient-funds');
    expect(cause({ provider: 'stripe', code: 'stolen_card' })).toBe('issuer-fraud-lost-stolen');
    expect(cause({ provider: 'adyen', code: '38' })).toBe('auth-3ds-failed');
    expect(cause({ provider: 'paypal', code: '5200' })).toBe('duplicate-or-already-paid');
  });

  test('our own platform may name the cause', () => {
    expect(cause({ provider: 'internal', code: 'kyc-required' })).toBe('kyc-required');
    expect(cause({ provider: 'internal', code: '51' })).toBe('insufficient-funds');
  });
});

describe('a refund’s codes', () => {
  test.each([
    ['paypal', 'REFUND_TIME_LIMIT_EXCEEDED', 'refund-window-expired'],
    ['paypal', 'REFUND_AMOUNT_EXCEEDED', 'refund-exceeds'],
    ['paypal', 'CAPTURE_FULLY_REFUNDED', 'refund-exceeds'],
    ['paypal', 'MAX_NUMBER_OF_REFUNDS_EXCEEDED', 'refund-not-allowed'],
    ['paypal', 'TRANSACTION_DISPUTED', 'refund-disputed'],
    ['paypal', 'REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK', 'refund-disputed'],
    ['paypal', 'PAYEE_ACCOUNT_RESTRICTED', 'refund-not-allowed'],
    ['alipay', 'REFUND_WINDOW_EXCEED', 'refund-window-expired'],
    ['alipay', 'REFUND_AMOUNT_EXCEED', 'refund-exceeds'],
    ['alipay', 'ORDER_STATUS_INVALID', 'refund-not-allowed'],
    ['alipay', 'MERCHANT_BALANCE_NOT_ENOUGH', 'refund-merchant-balance'],
    ['alipay', 'CURRENCY_NOT_SUPPORT', 'cross-border-or-currency'],
    ['wechatpay', 'ABNORMAL', 'refund-payee-abnormal'],
    ['wechatpay', 'NOT_ENOUGH', 'refund-merchant-balance'],
    ['wechatpay', 'FREQUENCY_LIMITED', 'refund-rate-limit'],
    ['wechatpay', 'SYSTEM_ERROR', 'platform-error'],
  ])('%s %s means %s', (provider, code, expectedCause) => {
    expect(cause({ provider, code }, { operation: 'refund' })).toBe(expectedCause);
  });

  test('the same code of a payment keeps its meaning', () => {
    expect(cause({ provider: 'wechatpay', code: 'NOT_ENOUGH' })).toBe('insufficient-funds');
  });
});
