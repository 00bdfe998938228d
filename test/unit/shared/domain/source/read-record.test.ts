import { describe, expect, test } from 'vitest';
import { conventions, recordMap } from '#shared/domain/source/field-map.ts';
import { readRecord } from '#shared/domain/source/read-record.ts';
import { moneyOf } from '#shared/domain/source/values.ts';

const NOW = Date.UTC(2026, 10, 20, 2);
const mapping = {
  conventions: conventions.parse({ amounts: 'major', zone: 'Asia/Shanghai' }),
  map: recordMap.parse({
    fields: {
      id: { at: '/no' },
      merchantOrderNo: { at: '/order/no' },
      amount: { at: '/money/0' },
      currency: { at: '/money/1' },
      captured: { at: '/taken' },
      status: { at: '/state' },
      refundState: { at: '/refund' },
      createdAt: { at: '/at' },
      last4: { at: '/card' },
      failureCode: { at: '/code' },
      merchantName: { is: '青禾超市' },
      riskFlags: { at: '/flags' },
    },
    refunds: {
      at: '/refunds',
      fields: { refundNo: { at: '/no' }, amount: { at: '/sum' }, status: { at: '/state' } },
    },
    words: {
      status: { OK: 'captured', NO: 'failed', '?': 'unknown' },
      failureCode: { 'P-101': 'insufficient-funds' },
      'refunds.status': { done: 'succeeded' },
    },
  }),
};
const raw = {
  no: 'TX-1',
  order: { no: 'GP-1' },
  money: ['299.00', 'cny'],
  state: 'OK',
  at: '2026-11-20 09:30:00',
};
const read = (more: object) => readRecord({ ...raw, ...more }, mapping, NOW);

test('fields by pointer, constants, words, zone', () => {
  const { record, problems, broken } = read({});
  expect(problems).toEqual([]);
  expect(broken).toEqual([]);
  expect(record).toMatchObject({
    id: 'TX-1',
    status: 'captured',
    refundState: 'none',
    amount: { minor: 29_900, currency: 'CNY' },
    merchant: { name: '青禾超市' },
    times: { createdAt: Date.UTC(2026, 10, 20, 1, 30), zone: 'Asia/Shanghai' },
    fetchedAt: NOW,
  });
});

test('a word nobody knows is unknown and named, never failed', () => {
  const { record, problems } = read({ state: 'WHATEVER' });
  expect(record?.status).toBe('unknown');
  expect(record?.failure).toBeUndefined();
  expect(problems).toContainEqual({ field: 'status', code: 'word-unknown', value: 'WHATEVER' });
});

test('no word at all is unknown and named', () => {
  const { record, problems } = read({ state: null });
  expect(record?.status).toBe('unknown');
  expect(problems.map(({ field, code }) => `${field} ${code}`)).toContain('status missing');
});

test('the code of a call that timed out does not make it a failure', () => {
  const { record, broken } = read({ state: '?', code: 'P-504' });
  expect(record?.status).toBe('unknown');
  expect(record?.failure).toBeUndefined();
  expect(broken).toEqual([]);
});

test('a failure carries its code and what it means', () => {
  const { record } = read({ state: 'NO', code: 'P-101' });
  expect(record?.failure).toMatchObject({ code: 'P-101', rootCause: 'insufficient-funds' });
});

test.each([
  ['captured above the amount', { taken: '300.00' }, 'over-capture'],
  [
    'full refund of a part',
    { refund: 'full', refunds: [{ no: 'r', sum: '1.00', state: 'done' }] },
    'full-refund-not-equal-captured',
  ],
  ['failed without a code', { state: 'NO' }, 'failed-without-failure'],
  ['a captured payment with a failure code', { code: 'P-101' }, 'failure-without-failed'],
  ['last four that are none', { card: 'abcd' }, 'last4-not-four-digits'],
])('%s is shown, with what does not hold', (_what, more, code) => {
  const { record, broken } = read(more);
  expect(record).not.toBeNull();
  expect(broken).toContain(code);
});

test.each([
  ['amount', { money: ['viel', 'CNY'] }, 'not-an-amount'],
  ['amount', { money: [] }, 'missing'],
  ['currency', { money: ['1', 'yuan'] }, 'not-a-currency'],
  ['createdAt', { at: 'gestern' }, 'not-a-time'],
  ['id', { no: null, order: null }, 'missing'],
])('without %s it is no record, and says why', (field, more, code) => {
  const { record, problems, raw: kept } = read(more);
  expect(record).toBeNull();
  expect(problems).toContainEqual(expect.objectContaining({ field, code }));
  expect(kept).toMatchObject(more);
});

test('a whole card number in the field of the last four becomes the last four', () => {
  const { record } = read({ card: '4242424242424242' });
  expect(record?.method.last4).toBe('4242');
  expect(JSON.stringify(record)).not.toContain('42424242');
});

test('refunds that arrived make the refund state', () => {
  const part = read({ refunds: [{ no: 'r1', sum: '100.00', state: 'done' }] });
  expect(part.record).toMatchObject({ refundState: 'partial' });
  const all = read({ refunds: [{ no: 'r1', sum: '299.00', state: 'done' }] });
  expect(all.record).toMatchObject({ refundState: 'full' });
  expect(all.broken).toEqual([]);
});

describe('amounts', () => {
  const as = (amounts: 'major' | 'minor' | 'fen' | 'provider', dialect = 'internal') => ({
    amounts,
    dialect,
  });
  test.each([
    ['88.88', 'CNY', as('major'), 8888],
    ['1.15', 'CNY', as('major'), 115],
    [88.88, 'CNY', as('major'), 8888],
    ['1,280.00', 'CNY', as('major'), 128_000],
    ['¥5', 'CNY', as('major'), 500],
    ['500', 'JPY', as('major'), 500],
    ['500', 'JPY', as('minor'), 500],
    [500, 'CNY', as('minor'), 500],
    ['500', 'JPY', as('fen'), 5],
    ['500', 'CNY', as('fen'), 500],
    ['1234', 'KWD', as('minor'), 1234],
    [500, 'ISK', as('provider', 'stripe'), 5],
    ['88.88', 'CNY', as('provider', 'alipay'), 8888],
  ])('%s %s as %o is %d', (value, currency, how, minor) => {
    expect(moneyOf(value, currency, how)).toEqual({ minor, currency });
  });
  test.each([
    ['1.155', 'CNY', as('major')],
    ['1.5', 'CNY', as('minor')],
    ['', 'CNY', as('major')],
    ['1e3', 'CNY', as('major')],
    [Number.NaN, 'CNY', as('minor')],
    ['99999999999999999', 'CNY', as('minor')],
    ['501', 'JPY', as('fen')],
  ])('%s %s as %o is refused', (value, currency, how) => {
    expect(moneyOf(value, currency, how)).toBeNull();
  });
});
