import type { PaymentCodes } from './root-causes.ts';

/** ISO 8583:1987 data element 39 and the card schemes' letters. Codes with two meanings are in `codes.ts`. */
export const isoCodes: PaymentCodes = {
  'insufficient-funds': '51',
  'wrong-details': '14 15 25 55 82 N7',
  'expired-instrument': '33 54',
  'issuer-declined-generic': '05 01 02 12 21 63 85',
  'issuer-fraud-lost-stolen': '04 07 34 35 37 41 43 59',
  'account-frozen': '36 46 78',
  'limit-exceeded': '13 61 38 75',
  'duplicate-or-already-paid': '26 94',
  'auth-3ds-failed': '1A 70',
  'method-not-supported': '39 40 52 53 57 58',
  'kyc-required': '64',
  'mandate-revoked': 'R0 R1 R3',
  'user-canceled': '17',
  'merchant-config': '03 30',
  'issuer-or-channel-unavailable': '09 28 31 91 92',
  'network-timeout': '19 68',
  'platform-error': '06 96',
};

/** ISO 8583:1993 action codes, by their text. */
export const iso1993Codes: PaymentCodes = {
  'issuer-declined-generic': '100',
  'expired-instrument': '101',
  'issuer-fraud-lost-stolen': '102',
  'account-frozen': '104',
  'limit-exceeded': '106 121 123',
  'wrong-details': '111 117',
  'insufficient-funds': '116',
  'method-not-supported': '119 120 125',
};

/** `decline_code`, else `code`. `outcome.type=blocked` is written with its field. */
export const stripeCodes: PaymentCodes = {
  'insufficient-funds': 'insufficient_funds',
  'wrong-details':
    'incorrect_number invalid_number incorrect_cvc invalid_cvc invalid_expiry_month invalid_expiry_year incorrect_zip incorrect_address incorrect_pin invalid_pin invalid_account',
  'expired-instrument': 'expired_card',
  'issuer-declined-generic':
    'generic_decline do_not_honor call_issuer no_action_taken do_not_try_again not_permitted approve_with_id security_violation',
  'issuer-fraud-lost-stolen': 'fraudulent lost_card stolen_card pickup_card merchant_blacklist',
  'risk-block': 'outcome.type=blocked',
  'account-frozen': 'restricted_card account_closed',
  'limit-exceeded':
    'card_velocity_exceeded withdrawal_count_limit_exceeded invalid_amount pin_try_exceeded',
  'duplicate-or-already-paid': 'duplicate_transaction',
  'auth-3ds-failed': 'authentication_required authentication_not_handled',
  'cross-border-or-currency': 'currency_not_supported',
  'method-not-supported': 'card_not_supported transaction_not_allowed service_not_allowed',
  'mandate-revoked':
    'revocation_of_authorization revocation_of_all_authorizations stop_payment_order',
  'user-canceled': 'canceled',
  'merchant-config': 'testmode_decline',
  'issuer-or-channel-unavailable': 'issuer_not_available try_again_later reenter_transaction',
  'platform-error': 'processing_error',
};

/** `refusalReasonCode`. 21 has two meanings and is in `codes.ts`. */
export const adyenCodes: PaymentCodes = {
  'insufficient-funds': '12',
  'wrong-details': '8 17 24 32',
  'expired-instrument': '6',
  'issuer-declined-generic': '2 3 27',
  'issuer-fraud-lost-stolen': '5 14 20 22 31',
  'account-frozen': '25',
  'limit-exceeded': '7 18 28 29 46',
  'auth-3ds-failed': '11 38 39 42 33 43',
  'method-not-supported': '10 23 34 35',
  'mandate-revoked': '26',
  'user-canceled': '15 16',
  'issuer-or-channel-unavailable': '4 9',
};
