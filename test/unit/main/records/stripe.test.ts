import { afterAll, beforeAll, expect, test } from 'vitest';
import { stripeConfig } from '#shared/domain/source/config.ts';
import { systemClock } from '#main/platform/clock.ts';
import { openStripeSource } from '#main/records/stripe/stripe-source.ts';
import type { TransactionSource } from '#main/records/source.ts';
import { startStripeDouble, type StripeDouble } from '../../../kit/records/stripe.ts';

const AT = Date.UTC(2026, 10, 20, 2);
const base = { amount: 10_000, currency: 'gbp', created: AT / 1000 };
let double: StripeDouble;
let source: TransactionSource;
const signal = AbortSignal.timeout(60_000);

beforeAll(async () => {
  double = await startStripeDouble([
    {
      ...base,
      id: 'pi_exchange0001',
      order: 'A',
      exchange: { currency: 'usd', rate: 1.25, net: 12_500 },
    },
    { ...base, id: 'pi_disputed0001', order: 'B', disputeStatus: 'needs_response' },
    { ...base, id: 'pi_refunded0001', order: 'C', refunded: 10_000 },
    {
      ...base,
      id: 'pi_declined0001',
      order: 'D',
      status: 'requires_payment_method',
      declineCode: 'insufficient_funds',
    },
    { ...base, id: 'pi_waiting00001', order: 'E', status: 'processing' },
    { ...base, id: 'pi_yen000000001', order: 'F', amount: 500, currency: 'jpy' },
    {
      ...base,
      id: 'pi_krona0000001',
      order: 'G',
      amount: 500_00,
      currency: 'isk',
      exchange: { currency: 'usd', rate: 0.0072, net: 360 },
    },
    { ...base, id: 'pi_reserved0001', order: 'H', status: 'requires_capture' },
    { ...base, id: 'pi_newword00001', order: 'I', status: 'pondering' },
  ]);
  source = openStripeSource({
    config: stripeConfig.parse({ host: '127.0.0.1', port: double.port, protocol: 'http' }),
    secret: async () => double.key,
    clock: systemClock,
  });
});
afterAll(async () => {
  await source.stop();
  await double.close();
});
const recordOf = async (order: string) => {
  const { records } = await source.find({ by: 'order', value: order }, signal);
  return records[0];
};

test.each([
  [
    'A',
    {
      status: 'captured',
      fx: { from: 'GBP', to: 'USD', rate: '1.25', at: AT + 2_000 },
      settlement: { minor: 12_470, currency: 'USD' },
    },
  ],
  ['B', { disputeState: 'needs-response', dispute: { stage: 'chargeback', reason: 'fraudulent' } }],
  [
    'C',
    {
      status: 'captured',
      refundState: 'full',
      refunds: [{ status: 'succeeded', amount: { minor: 10_000, currency: 'GBP' } }],
    },
  ],
  [
    'D',
    { status: 'failed', failure: { code: 'insufficient_funds', rootCause: 'insufficient-funds' } },
  ],
  ['E', { status: 'pending', refundState: 'none' }],
  ['F', { amount: { minor: 500, currency: 'JPY' } }],
  ['G', { amount: { minor: 500, currency: 'ISK' } }],
  ['H', { status: 'authorized', authorized: { minor: 10_000, currency: 'GBP' } }],
])('payment %s is read by the tables of the provider', async (order, expected) => {
  const read = await recordOf(order);
  expect(read?.record).toMatchObject(expected);
  expect(read?.problems).toEqual([]);
  expect(read?.broken).toEqual([]);
});

test('a status the library does not know is unknown, never failed', async () => {
  expect((await recordOf('I'))?.record).toMatchObject({ status: 'unknown' });
});

test.each(['ch_disputed0001', 're_refunded0001'])('%s leads to its payment', async (id) => {
  const { records } = await source.find({ by: 'transaction', value: id }, signal);
  expect(records[0]?.record?.id).toBe(`pi_${id.slice(3)}`);
});

test('an amount is asked for in the units of the provider', async () => {
  const amount = { minor: 500, currency: 'ISK' };
  const found = await source.find({ by: 'amount', amount, from: AT - 1, to: AT + 1 }, signal);
  expect(found.records.map((one) => one.record?.id)).toEqual(['pi_krona0000001']);
});

test('the version of the API is pinned in every question, nothing is written', async () => {
  await source.test(signal);
  expect(double.asked()).toBeGreaterThan(0);
  expect(double.complaints).toEqual([]);
});
