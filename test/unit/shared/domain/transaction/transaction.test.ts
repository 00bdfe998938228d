import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#shared/lib/units.ts';
import { accountRecord, anomaliesOf } from '#shared/domain/transaction/account-record.ts';
import { invariantCodes, invariantsOf, returnedOf } from '#shared/domain/transaction/invariants.ts';
import { transaction, type Transaction } from '#shared/domain/transaction/transaction.ts';
import { activeAccount, cny, failedRecord, NOW, paidRecord } from '../../../../kit/records.ts';

const refund = (minor: number, status: 'succeeded' | 'failed' = 'succeeded') => ({
  refundNo: 'RF1',
  amount: cny(minor),
  status,
  createdAt: NOW,
});

describe('the canonical record', () => {
  test('is read back as it was written', () => {
    expect(transaction.parse(paidRecord)).toEqual(paidRecord);
    const failed = failedRecord('stripe', 'insufficient_funds');
    expect(transaction.parse(failed)).toEqual(failed);
  });

  test.each([
    ['a float amount', { amount: { minor: 1.5, currency: 'CNY' } }],
    ['a lower case currency', { amount: { minor: 1, currency: 'cny' } }],
    ['a status of a provider', { status: 'requires_action' }],
    ['a rate as a float', { fx: { from: 'USD', to: 'CNY', rate: 7.2 } }],
  ])('%s is refused', (_name, change) => {
    expect(transaction.safeParse({ ...paidRecord, ...change }).success).toBe(false);
  });

  test('C23 D21: currency, settlement, rate and its time are kept', () => {
    const abroad: Transaction = {
      ...paidRecord,
      amount: { minor: 10_000, currency: 'USD' },
      authorized: { minor: 10_000, currency: 'USD' },
      captured: { minor: 10_000, currency: 'USD' },
      settlement: cny(72_000),
      fx: { from: 'USD', to: 'CNY', rate: '7.20', at: NOW, source: 'provider' },
    };
    expect(transaction.parse(abroad)).toEqual(abroad);
    expect(invariantsOf(abroad)).toEqual([]);
  });
});

describe('invariants', () => {
  test('a sound record breaks none', () => {
    expect(invariantsOf(paidRecord)).toEqual([]);
    expect(invariantsOf(failedRecord('stripe', 'expired_card'))).toEqual([]);
    expect(
      invariantsOf({ ...paidRecord, refundState: 'partial', refunds: [refund(10_000)] }),
    ).toEqual([]);
    expect(invariantsOf({ ...paidRecord, refundState: 'full', refunds: [refund(29_900)] })).toEqual(
      [],
    );
  });

  const { failure: _failure, ...failedWithout } = failedRecord('stripe', 'x');
  const cases: [(typeof invariantCodes)[number][], string, Transaction][] = [
    [
      ['authorized-above-amount'],
      'more held than asked for',
      { ...paidRecord, authorized: cny(30_000) },
    ],
    [['over-capture'], 'a tip: more taken than held', { ...paidRecord, captured: cny(31_000) }],
    [
      ['refunds-above-captured'],
      'more returned than taken',
      { ...paidRecord, refundState: 'partial', refunds: [refund(20_000), refund(10_000)] },
    ],
    [
      ['refunds-above-captured'],
      'a refund and a lost chargeback together exceed what was taken',
      {
        ...paidRecord,
        refundState: 'partial',
        refunds: [refund(20_000)],
        disputeState: 'lost',
        dispute: { id: 'd', stage: 'chargeback', reason: 'fraud', amount: cny(29_900) },
      },
    ],
    [
      ['full-refund-not-equal-captured'],
      'called full, but a part is missing',
      { ...paidRecord, refundState: 'full', refunds: [refund(29_899), refund(1, 'failed')] },
    ],
    [
      ['captured-refunded-not-full'],
      'all returned, but not called full',
      { ...paidRecord, refundState: 'partial', refunds: [refund(29_900)] },
    ],
    [['failed-without-failure'], 'failed, nobody knows of what', failedWithout],
    [
      ['failure-without-failed'],
      'a failure on what was paid',
      { ...failedRecord('stripe', 'x'), status: 'captured' },
    ],
    [
      ['last4-not-four-digits'],
      'five last digits',
      { ...paidRecord, method: { kind: 'card', last4: '11111' } },
    ],
    [
      ['bin-not-six-or-eight-digits'],
      'seven first digits',
      { ...paidRecord, method: { kind: 'card', bin: '4111111' } },
    ],
    [
      ['raw-holds-card-number'],
      'a card number deep in the payload',
      { ...paidRecord, raw: { source: [{ number: '4111 1111 1111 1111' }] } },
    ],
  ];
  test.each(cases)('%s: %s', (codes, _name, record) => {
    expect(invariantsOf(record)).toEqual(codes);
  });

  test('each of them has a case', () => {
    const shown = new Set(cases.flatMap(([codes]) => codes));
    expect(invariantCodes.filter((code) => !shown.has(code))).toEqual([]);
  });

  test('amounts of different currencies are not compared', () => {
    const abroad: Transaction = {
      ...paidRecord,
      authorized: { minor: 9_999_999, currency: 'JPY' },
    };
    expect(invariantsOf(abroad)).toEqual([]);
    expect(
      returnedOf(
        {
          ...paidRecord,
          refunds: [refund(5), { ...refund(7), amount: { minor: 7, currency: 'USD' } }],
        },
        'CNY',
      ),
    ).toBe(5);
  });

  test('an order number of the record that looks like a card is none', () => {
    const order = '4111111111111111';
    expect(
      invariantsOf({
        ...paidRecord,
        ids: { merchantOrderNo: order },
        raw: { out_trade_no: order },
      }),
    ).toEqual([]);
  });
});

describe('the account record', () => {
  test('C12 D10 D20: a frozen account with balance and an expired verification mail is read', () => {
    const frozen = {
      ...activeAccount,
      state: 'frozen',
      frozen: { code: 'risk-review', at: NOW },
      balance: { available: cny(1_200), at: NOW },
      isEmailVerified: false,
      verificationMail: { state: 'expired', at: NOW },
    };
    expect(accountRecord.parse(frozen)).toEqual(frozen);
  });

  const signIn = {
    at: NOW,
    device: 'phone',
    place: 'Hangzhou',
    country: 'CN',
    isNewDevice: false,
    outcome: 'ok' as const,
  };

  test('C15 B18: ordinary sign-ins are not remarkable', () => {
    const signIns = [signIn, { ...signIn, at: NOW - HOUR_MS }];
    expect(anomaliesOf({ ...activeAccount, signIns }, NOW)).toEqual([]);
  });

  test('A16: a new device is remarkable for three days', () => {
    const record = { ...activeAccount, signIns: [{ ...signIn, isNewDevice: true }] };
    expect(anomaliesOf(record, NOW + 72 * HOUR_MS)).toEqual(['new-device']);
    expect(anomaliesOf(record, NOW + 72 * HOUR_MS + 1)).toEqual([]);
  });

  test('C15: five refusals, and two countries within two hours', () => {
    const refused = Array.from({ length: 5 }, (_, index) => ({
      ...signIn,
      at: NOW - index * MINUTE_MS,
      outcome: 'refused' as const,
    }));
    expect(anomaliesOf({ ...activeAccount, signIns: refused }, NOW)).toEqual(['many-refused']);
    expect(anomaliesOf({ ...activeAccount, signIns: refused.slice(1) }, NOW)).toEqual([]);
    const travels = (gapMs: number) => [
      { ...signIn, country: 'SG' },
      { ...signIn, at: NOW - gapMs },
    ];
    expect(anomaliesOf({ ...activeAccount, signIns: travels(2 * HOUR_MS) }, NOW)).toEqual([
      'two-countries',
    ]);
    expect(anomaliesOf({ ...activeAccount, signIns: travels(2 * HOUR_MS + 1) }, NOW)).toEqual([]);
  });
});
