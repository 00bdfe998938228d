import { describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '#shared/lib/units.ts';
import { adviceFor } from '#shared/domain/diagnosis/advice.ts';
import { paymentCauses, rankOf } from '#shared/domain/diagnosis/root-causes.ts';
import { type Evidence, hasAmlFlag, shownTo, suggest } from '#shared/domain/diagnosis/suggest.ts';
import { canonicalState } from '#shared/domain/transaction/status.ts';
import type { RiskFlag, Transaction } from '#shared/domain/transaction/transaction.ts';
import { activeAccount, cny, failedRecord, NOW, paidRecord } from '../../../../kit/records.ts';

const ask = (evidence: Partial<Evidence>) =>
  suggest({ topic: 'payment-failed', record: null, account: null, ...evidence });
const frozen = {
  ...activeAccount,
  state: 'frozen' as const,
  frozen: { code: 'risk-review' as const, at: NOW },
};

test('X1 D23: one code names the cause', () => {
  expect(ask({ record: failedRecord('stripe', 'insufficient_funds') })).toEqual({
    finding: 'cause',
    rootCause: 'insufficient-funds',
    reasons: [{ code: 'provider-code', cause: 'insufficient-funds', detail: 'insufficient_funds' }],
    script: 'payment-failed',
    flags: [],
  });
});

test('X2: a risk refusal goes to risk', () => {
  const found = ask({ record: failedRecord('alipay', 'ACQ.PAYMENT_REQUEST_HAS_RISK') });
  expect(found.rootCause).toBe('risk-block');
  expect(adviceFor('risk-block').department).toBe('risk');
});

test('X4: a system error that turned out as success is no failure', () => {
  const { status } = canonicalState({ provider: 'wechatpay', status: 'SUCCESS' });
  const record: Transaction = { ...paidRecord, provider: 'wechatpay', status };
  expect(ask({ record })).toEqual({
    finding: 'paid',
    rootCause: null,
    reasons: [{ code: 'status-paid', cause: null, detail: null }],
    script: null,
    flags: [],
  });
});

test('X4: the same error before the query is being confirmed, not failed', () => {
  const { status } = canonicalState({
    provider: 'wechatpay',
    status: null,
    errorCode: 'SYSTEMERROR',
  });
  expect(ask({ record: { ...paidRecord, provider: 'wechatpay', status } })).toMatchObject({
    finding: 'confirming',
    rootCause: 'network-timeout',
    reasons: [{ code: 'status-unknown' }],
  });
});

test('X5: a frozen account before insufficient funds', () => {
  expect(
    ask({ record: failedRecord('stripe', 'insufficient_funds'), account: frozen }),
  ).toMatchObject({
    rootCause: 'account-frozen',
    reasons: [
      { code: 'account-frozen', cause: 'account-frozen' },
      { code: 'provider-code', cause: 'insufficient-funds' },
    ],
    script: 'account-frozen',
  });
  const flagged = failedRecord('stripe', 'insufficient_funds');
  expect(ask({ record: { ...flagged, risk: { flags: ['frozen-account'] } } })).toMatchObject({
    rootCause: 'account-frozen',
    reasons: [{ code: 'record-flag', detail: 'frozen-account' }, { code: 'provider-code' }],
  });
});

test.each([
  ['X6', 'HK', 'cross-border-or-currency'],
  ['X7', 'CN', 'account-frozen'],
])('%s: ISO 62 read with the countries of the record', (_id, country, cause) => {
  const record = failedRecord('unionpay', '62');
  expect(ask({ record: { ...record, merchant: { ...record.merchant, country } } })).toMatchObject({
    rootCause: cause,
  });
});

test('ISO 65 read with the scheme of the record and what is known besides', () => {
  const record = failedRecord('stripe', 'new_code');
  const mastercard: Transaction = {
    ...record,
    method: { ...record.method, scheme: 'mastercard' },
    failure: {
      provider: 'stripe',
      code: 'new_code',
      networkCode: '65',
      rootCause: 'unknown',
      at: NOW,
    },
  };
  expect(ask({ record: mastercard, context: { isOnline: true } }).rootCause).toBe(
    'auth-3ds-failed',
  );
  expect(ask({ record: mastercard }).rootCause).toBe('limit-exceeded');
});

describe('X9: paid twice', () => {
  const refused = failedRecord('paypal', '5200');
  const twin: Transaction = {
    ...paidRecord,
    id: 'tx-2',
    provider: 'paypal',
    times: { ...paidRecord.times, createdAt: NOW - 3 * MINUTE_MS },
  };

  test('the code and another capture three minutes earlier', () => {
    expect(ask({ record: refused, nearby: [twin] })).toMatchObject({
      finding: 'cause',
      rootCause: 'duplicate-or-already-paid',
      reasons: [
        { code: 'paid-twice', detail: 'tx-2' },
        { code: 'provider-code', detail: '5200' },
      ],
    });
  });

  test.each<[string, Transaction]>([
    ['another order', { ...twin, ids: { merchantOrderNo: 'ORDER-2' } }],
    ['another amount', { ...twin, amount: cny(29_901) }],
    ['another merchant', { ...twin, merchant: { id: 'm-2', name: 'Bookshop' } }],
    ['more than a day apart', { ...twin, times: { ...twin.times, createdAt: NOW - DAY_MS - 1 } }],
    ['never paid', { ...twin, status: 'canceled' }],
    ['returned already', { ...twin, refundState: 'full' }],
    ['the very same', { ...twin, id: refused.id }],
    ['no order number and another payer', { ...twin, ids: {}, payer: { accountName: 'payer-2' } }],
  ])('%s is not a second payment', (_name, other) => {
    const record = failedRecord('stripe', 'expired_card');
    expect(ask({ record, nearby: [other] }).rootCause).toBe('expired-instrument');
  });

  test('two captures of one order are found on the paid one too', () => {
    expect(ask({ record: paidRecord, nearby: [twin] })).toMatchObject({
      finding: 'paid',
      rootCause: 'duplicate-or-already-paid',
    });
    expect(ask({ record: paidRecord, nearby: [{ ...twin, ids: {} }] }).rootCause).toBe(
      'duplicate-or-already-paid',
    );
  });
});

test('X10: a code nobody knows is unknown and flagged', () => {
  expect(ask({ record: failedRecord('stripe', 'ZZ99') })).toMatchObject({
    finding: 'cause',
    rootCause: 'unknown',
    flags: ['unmapped-code'],
  });
});

test('a cause the platform recorded is used when its code is unknown', () => {
  const record = failedRecord('stripe', 'ZZ99');
  const failure = {
    provider: 'stripe',
    code: 'ZZ99',
    rootCause: 'limit-exceeded' as const,
    at: NOW,
  };
  expect(ask({ record: { ...record, failure } })).toMatchObject({
    rootCause: 'limit-exceeded',
    reasons: [{ code: 'recorded-cause' }],
    flags: ['unmapped-code'],
  });
});

test('of any two causes on record the preferred one is suggested', () => {
  const codes: Record<string, string> = {
    'issuer-fraud-lost-stolen': 'stolen_card',
    'duplicate-or-already-paid': 'duplicate_transaction',
    'auth-3ds-failed': 'authentication_required',
    'expired-instrument': 'expired_card',
    'insufficient-funds': 'insufficient_funds',
    'issuer-declined-generic': 'do_not_honor',
  };
  const flags: [RiskFlag, 'account-frozen' | 'risk-block'][] = [
    ['frozen-account', 'account-frozen'],
    ['hold', 'risk-block'],
    ['velocity', 'risk-block'],
    ['blacklist', 'risk-block'],
    ['manual-review', 'risk-block'],
    ['aml', 'risk-block'],
  ];
  for (const [cause, code] of Object.entries(codes))
    for (const [flag, flagCause] of flags) {
      const record = { ...failedRecord('stripe', code), risk: { flags: [flag] } };
      const { rootCause, reasons } = ask({ record });
      expect(rootCause).toBe(flagCause);
      expect(reasons.map((one) => one.cause)).toEqual([flagCause, cause]);
    }
  const ranks = paymentCauses.map(rankOf);
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
});

describe('C12: the balance at the time of the failure', () => {
  const record: Transaction = {
    ...failedRecord('internal', 'refused'),
    method: { kind: 'wallet-balance' },
  };
  const withBalance = (minor: number, gapMs = 0, currency = 'CNY') => ({
    ...activeAccount,
    balance: { available: { minor, currency }, at: NOW + gapMs },
  });

  test('less than the amount names the cause', () => {
    expect(ask({ record, account: withBalance(29_899) })).toMatchObject({
      rootCause: 'insufficient-funds',
      reasons: [{ code: 'balance-below-amount' }, { cause: 'unknown' }],
    });
  });

  test.each([
    ['enough', withBalance(29_900)],
    ['counted too long after', withBalance(0, 15 * MINUTE_MS + 1)],
    ['in another currency', withBalance(0, 0, 'USD')],
  ])('%s says nothing', (_name, account) => {
    expect(ask({ record, account }).rootCause).toBe('unknown');
  });

  test('a card payment is not paid from the balance', () => {
    expect(ask({ record: failedRecord('stripe', 'ZZ99'), account: withBalance(0) }).rootCause).toBe(
      'unknown',
    );
  });
});

describe('what was only said', () => {
  test('A19 D14: a problem found in a step counts where records are silent', () => {
    const steps = [
      { stepId: 'network', outcome: 'ok' as const },
      { stepId: 'balance', outcome: 'problem' as const },
    ];
    expect(ask({ steps })).toMatchObject({
      finding: 'cause',
      rootCause: 'insufficient-funds',
      reasons: [{ code: 'step-problem', detail: 'balance' }],
    });
    expect(ask({ steps, record: failedRecord('stripe', 'do_not_honor') })).toMatchObject({
      rootCause: 'issuer-declined-generic',
      reasons: [{ code: 'provider-code' }, { code: 'step-problem' }],
    });
  });

  test('B02: a customer who says “frozen” is believed less than a record', () => {
    expect(ask({ topic: 'account-frozen' })).toMatchObject({
      rootCause: 'account-frozen',
      reasons: [{ code: 'topic' }],
    });
    expect(
      ask({ topic: 'account-frozen', record: failedRecord('stripe', 'expired_card') }).rootCause,
    ).toBe('expired-instrument');
  });
});

describe('where nothing failed', () => {
  test('a payment under way is under way', () => {
    for (const status of ['created', 'requires-action', 'pending', 'authorized'] as const)
      expect(ask({ record: { ...paidRecord, status } })).toMatchObject({
        finding: 'in-progress',
        rootCause: null,
      });
  });

  test('a paid payment of a frozen account is paid; asked about the account, it is frozen', () => {
    expect(ask({ record: paidRecord, account: frozen })).toMatchObject({
      finding: 'paid',
      rootCause: null,
    });
    expect(ask({ topic: 'account-frozen', record: paidRecord, account: frozen })).toMatchObject({
      finding: 'cause',
      rootCause: 'account-frozen',
    });
  });

  test('canceled and expired orders say so', () => {
    expect(ask({ record: { ...paidRecord, status: 'canceled' } }).rootCause).toBe('user-canceled');
    expect(ask({ record: { ...paidRecord, status: 'expired' } }).rootCause).toBe(
      'order-expired-or-closed',
    );
  });

  test('a refund that failed has its own cause', () => {
    const refund = {
      refundNo: 'RF1',
      amount: cny(100),
      status: 'failed' as const,
      createdAt: NOW,
      failureCode: 'NOT_ENOUGH',
    };
    expect(
      ask({ topic: 'refund', record: { ...paidRecord, provider: 'wechatpay', refunds: [refund] } }),
    ).toMatchObject({
      finding: 'cause',
      rootCause: 'refund-merchant-balance',
      reasons: [{ code: 'refund-failed', detail: 'NOT_ENOUGH' }, { code: 'status-paid' }],
    });
  });

  test('nothing known gives nothing but the script of the topic', () => {
    expect(ask({ topic: 'registration' })).toEqual({
      finding: 'nothing-found',
      rootCause: null,
      reasons: [],
      script: 'registration',
      flags: [],
    });
  });

  test('C15 C16: odd sign-ins are told beside it', () => {
    const signIns = [
      {
        at: NOW,
        device: null,
        place: null,
        country: null,
        isNewDevice: true,
        outcome: 'ok' as const,
      },
    ];
    expect(ask({ topic: 'security', account: { ...activeAccount, signIns } })).toMatchObject({
      rootCause: null,
      reasons: [{ code: 'sign-in-anomaly', detail: 'new-device' }],
      script: 'account-security',
    });
  });
});

test('an agent without the right to see risk is not told of it by the suggestion', () => {
  const record = {
    ...failedRecord('stripe', 'insufficient_funds'),
    risk: { flags: ['aml' as const] },
  };
  const found = ask({ record });
  expect(shownTo(found, true)).toEqual(found);
  const shown = shownTo(found, false);
  expect(shown).toMatchObject({
    rootCause: 'withheld',
    reasons: [{ cause: 'insufficient-funds' }],
  });
  expect(JSON.stringify(shown)).not.toMatch(/aml|risk/);
  expect(shownTo(ask({}), false).rootCause).toBeNull();
});

test('a money-laundering suspicion is seen on the payment, the account and the freeze', () => {
  const record = failedRecord('stripe', 'expired_card');
  const told = (change: Partial<typeof frozen>, flags: RiskFlag[] = []) =>
    hasAmlFlag({
      record: { ...record, risk: { flags } },
      account: { ...activeAccount, ...change },
    });
  expect(told({}, ['aml'])).toBe(true);
  expect(told({ riskFlags: ['aml'] })).toBe(true);
  expect(
    hasAmlFlag({ record: null, account: { ...frozen, frozen: { code: 'aml', at: NOW } } }),
  ).toBe(true);
  expect(told({}, ['hold'])).toBe(false);
  expect(hasAmlFlag({ record: null, account: null })).toBe(false);
});
