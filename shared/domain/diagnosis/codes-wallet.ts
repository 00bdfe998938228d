import type { PaymentCodes } from './root-causes.ts';

/** `processor_response.response_code`, or the issue of the API's error. */
export const paypalCodes: PaymentCodes = {
  'insufficient-funds': '5120',
  'wrong-details': '00N7 0390 1330 1380 1382 5110 5130 5170 5500 6300 PCVV',
  'expired-instrument': '5400 5950 PPEF PPEX',
  'issuer-declined-generic': '0100 0500 5100 5930 9540 10BR',
  'issuer-fraud-lost-stolen': '5150 9500 9520 9510',
  'account-frozen': '1352 5140 5180 PP06 PPAB PPFR PAYER_ACCOUNT_LOCKED_OR_CLOSED',
  'limit-exceeded': '5135 5710 1310 PPAX PPEL PPNL',
  'duplicate-or-already-paid': '5200 DUPLICATE_INVOICE_ID',
  'auth-3ds-failed': '5650 7700 7710 PPD3',
  'cross-border-or-currency': '1320 PPCO PPCU PPUC PPS4 CURRENCY_MISMATCH',
  'method-not-supported': '5700 8030 PPCT PPPM PPTT',
  'kyc-required': 'VERIFICATION_REQUIRED',
  'user-canceled': '0R00',
  'order-expired-or-closed': '1384 1390',
  'merchant-config': '1340 1350 1370 8020 PPNM PPRR',
  'issuer-or-channel-unavailable': '5910 5920 8220 9100',
  'network-timeout': '8100 8110 PPNT',
  'platform-error': '0960 8000 8010 PPER',
};

/** `sub_code` without `ACQ.`; a star stands for any ending. ALIN43877 is Antom's. */
export const alipayCodes: PaymentCodes = {
  'insufficient-funds': 'BUYER_BALANCE_NOT_ENOUGH BUYER_BANKCARD_BALANCE_NOT_ENOUGH',
  'wrong-details': 'PAYMENT_AUTH_CODE_INVALID TRADE_BUYER_NOT_MATCH BUYER_SELLER_EQUAL',
  'expired-instrument': 'CERT_EXPIRED AGREEMENT_INVALID',
  'issuer-declined-generic': 'PAYMENT_FAIL',
  'risk-block': 'PAYMENT_REQUEST_HAS_RISK EXIST_FORBIDDEN_WORD CONTEXT_INCONSISTENT',
  'account-frozen': 'BUYER_ENABLE_STATUS_FORBID SELLER_BEEN_BLOCKED REASON_TRADE_BEEN_FREEZEN',
  'limit-exceeded':
    'TOTAL_FEE_EXCEED BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR BEYOND_PAY_RESTRICTION BEYOND_PER_RECEIPT_RESTRICTION PRODUCT_AMOUNT_LIMIT_ERROR',
  'duplicate-or-already-paid': 'TRADE_HAS_SUCCESS',
  'cross-border-or-currency': 'CURRENCY_NOT_SUPPORT AMOUNT_OR_CURRENCY_ERROR ALIN43877',
  'method-not-supported':
    'NO_PAYMENT_INSTRUMENTS_AVAILABLE ERROR_BALANCE_PAYMENT_DISABLE MOBILE_PAYMENT_SWITCH_OFF USER_FACE_PAYMENT_SWITCH_OFF CARD_TYPE_ERROR',
  'kyc-required': 'ERROR_BUYER_CERTIFY_LEVEL_LIMIT',
  'mandate-revoked': 'AGREEMENT_NOT_EXIST AGREEMENT_STATUS_NOT_NORMAL',
  'order-expired-or-closed': 'TRADE_HAS_CLOSE TRADE_NOT_EXIST',
  'merchant-config':
    'ACCESS_FORBIDDEN PARTNER_ERROR INVALID_PARAMETER INVALID_STORE_ID SUB_MERCHANT_* MERCHANT_AGREEMENT_* MERCHANT_STATUS_NOT_NORMAL',
  'network-timeout': 'PULL_MOBILE_CASHIER_FAIL',
  'platform-error': 'SYSTEM_ERROR',
};

/** v2 and v3 spellings. USERPAYING and TRADE_ERROR depend on what is known besides and are in `codes.ts`. */
export const wechatCodes: PaymentCodes = {
  'insufficient-funds': 'NOTENOUGH NOT_ENOUGH',
  'wrong-details': 'AUTH_CODE_ERROR AUTH_CODE_INVALID BUYER_MISMATCH',
  'expired-instrument': 'AUTHCODEEXPIRE',
  'risk-block': 'RISKCONTROL RULE_LIMIT RULELIMIT REQUEST_BLOCKED',
  'account-frozen': 'ACCOUNT_ERROR USER_ACCOUNT_ABNORMAL',
  'limit-exceeded': 'FREQUENCY_LIMITED',
  'duplicate-or-already-paid': 'ORDERPAID OUT_TRADE_NO_USED',
  'method-not-supported': 'NOTSUPORTCARD',
  'order-expired-or-closed': 'ORDERCLOSED ORDERREVERSED ORDERNOTEXIST',
  'merchant-config':
    'NOAUTH NO_AUTH SIGNERROR SIGN_ERROR PARAM_ERROR LACK_PARAMS XML_FORMAT_ERROR NOT_UTF8 REQUIRE_POST_METHOD APPID_NOT_EXIST MCHID_NOT_EXIST APPID_MCHID_NOT_MATCH INVALID_REQUEST',
  'issuer-or-channel-unavailable': 'BANKERROR',
  'platform-error': 'SYSTEMERROR SYSTEM_ERROR',
};

/** Codes that mean something else, or anything at all, when a refund was asked for. */
export const refundCodes: Readonly<Record<string, PaymentCodes>> = {
  alipay: {
    'refund-window-expired': 'REFUND_WINDOW_EXCEED TRADE_HAS_FINISHED',
    'refund-exceeds': 'REFUND_AMOUNT_EXCEED REFUND_AMT_NOT_EQUAL_TOTAL',
    'refund-merchant-balance': 'MERCHANT_BALANCE_NOT_ENOUGH SELLER_BALANCE_NOT_ENOUGH',
    'refund-not-allowed': 'ORDER_STATUS_INVALID TRADE_NOT_ALLOW_REFUND TRADE_STATUS_ERROR',
  },
  wechatpay: {
    'refund-merchant-balance': 'NOTENOUGH NOT_ENOUGH',
    'refund-payee-abnormal': 'ABNORMAL USER_ACCOUNT_ABNORMAL',
    'refund-rate-limit': 'FREQUENCY_LIMITED',
    'order-expired-or-closed': 'RESOURCE_NOT_EXISTS',
    'merchant-config': 'MCH_NOT_EXISTS',
  },
  paypal: {
    'refund-window-expired': 'REFUND_TIME_LIMIT_EXCEEDED',
    'refund-exceeds': 'REFUND_AMOUNT_EXCEEDED CAPTURE_FULLY_REFUNDED',
    'refund-disputed': 'TRANSACTION_DISPUTED REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK',
    'refund-not-allowed': 'MAX_NUMBER_OF_REFUNDS_EXCEEDED PAYEE_ACCOUNT_RESTRICTED',
  },
};
