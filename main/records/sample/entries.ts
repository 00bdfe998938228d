import { decimalOf } from '#shared/domain/money/money.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#shared/lib/units.ts';
import type { SampleOrder, Story } from './orders.ts';

/** One transaction as the sample back office writes it: its own names, Beijing time, decimals. */
export interface Entry {
  txn_no: string;
  order_no: string;
  kind: string;
  state: string;
  channel: string;
  amount: string;
  currency: string;
  paid_amount?: string;
  bill?: { amount: string; currency: string };
  settle?: { amount: string; currency: string };
  fx?: { from: string; to: string; rate: string; at: string };
  card: { kind: string; brand?: string; tail?: string; country?: string };
  payer: { account: string; name: string; phone: string; email: string };
  merchant: { id: string; name: string; country: string; mcc: string };
  payee?: { name: string; account: string };
  goods?: { title: string; shipping: string };
  times: Record<string, string>;
  result?: { code: string; message: string };
  risk: { flags: string[]; score: number };
  refunds: { no: string; amount: string; state: string; created: string; finished?: string }[];
  fees: { kind: string; amount: string; currency: string }[];
  dispute?: { id: string; state: string; reason: string; stage: string; respond_by: string };
}

/** `2026-11-20 10:38:09` in Beijing. */
export const beijing = (at: number): string =>
  new Date(at + 8 * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ');

const shops = {
  CNY: ['明珠数码旗舰店', '青禾超市', '云上书城', '好邻居便利店', '江南茶舍', '飞鹿运动'],
  USD: ['Harbour Books', 'Northwind Travel', 'Blue Kettle Cafe', 'Pixel Garage', 'Maple Outdoor'],
};

export interface EntryFacts {
  txn: string;
  order: string;
  minor: number;
  currency: string;
  last4: string;
  createdAt: number;
  payer: Entry['payer'];
  /** Picks the shop and the like. */
  pick: number;
}

/** A plain paid card payment. */
export function paidEntry(facts: EntryFacts): Entry {
  const { minor, currency, createdAt, pick } = facts;
  const names = shops[currency === 'CNY' ? 'CNY' : 'USD'];
  const amount = decimalOf({ minor, currency });
  const isDomestic = currency === 'CNY';
  return {
    txn_no: facts.txn,
    order_no: facts.order,
    kind: 'PAY',
    state: 'PAID',
    channel: isDomestic ? 'unionpay' : 'visa',
    amount,
    currency,
    paid_amount: amount,
    card: {
      kind: 'CARD',
      brand: isDomestic ? 'UnionPay' : 'Visa',
      tail: facts.last4,
      country: isDomestic ? 'CN' : 'GB',
    },
    payer: facts.payer,
    merchant: {
      id: `M-${3_000 + (pick % names.length)}`,
      name: names[pick % names.length] ?? '',
      country: isDomestic ? 'CN' : 'GB',
      mcc: '5411',
    },
    goods: {
      title: isDomestic ? '商品订单' : 'Order',
      shipping: pick % 2 === 0 ? 'SHIPPED' : 'NONE',
    },
    times: { created: beijing(createdAt), paid: beijing(createdAt + 2 * SECOND_MS) },
    risk: { flags: [], score: pick % 30 },
    refunds: [],
    fees: [
      {
        kind: 'SERVICE',
        amount: decimalOf({ minor: Math.round(minor * 0.006), currency }),
        currency,
      },
    ],
  };
}

const withoutPay = (entry: Entry): Entry => {
  const { paid_amount: _paid, ...rest } = entry;
  const { paid: _at, ...times } = rest.times;
  return { ...rest, times, fees: [] };
};
export const failedEntry = (entry: Entry, code: string, message: string): Entry => ({
  ...withoutPay(entry),
  state: 'FAILED',
  times: { ...withoutPay(entry).times, failed: entry.times['paid'] ?? '' },
  result: { code, message },
});

/** Where money of a call that timed out is: taken, not booked. Nobody knows yet. */
const timedOut = (entry: Entry): Entry => ({
  ...withoutPay(entry),
  state: 'CONFIRMING',
  result: { code: 'P-504', message: '通道超时，已扣款未入账' },
});

const refunded = (entry: Entry, state: string, at: number): Entry => ({
  ...entry,
  refunds: [
    {
      no: `RF-${entry.txn_no.slice(-8)}`,
      amount: entry.amount,
      state,
      created: beijing(at),
      ...(state === 'DONE' ? { finished: beijing(at + DAY_MS) } : {}),
    },
  ],
});

/** What the ledger holds of a story: one transaction, or two where something happened twice. */
export const storyEntries: Record<Story, (entry: Entry, order: SampleOrder) => Entry[]> = {
  paid: (entry) => [entry],
  settled: (entry, { at }) => [
    {
      ...entry,
      state: 'SETTLED',
      settle: { amount: entry.amount, currency: entry.currency },
      times: { ...entry.times, settled: beijing(at - 2 * HOUR_MS) },
    },
  ],
  'twice-timed-out': (entry, order) => [
    { ...entry, txn_no: beforeOf(order.txn) },
    { ...timedOut(entry), times: { created: beijing(order.at - 9 * MINUTE_MS) } },
  ],
  twice: (entry, order) => [
    { ...entry, txn_no: beforeOf(order.txn) },
    {
      ...entry,
      times: {
        created: beijing(order.at - 8 * MINUTE_MS),
        paid: beijing(order.at - 8 * MINUTE_MS + 3_000),
      },
    },
  ],
  'not-booked': (entry) => [timedOut(entry)],
  authorized: (entry) => [
    {
      ...withoutPay(entry),
      state: 'AUTH',
      times: { created: entry.times['created'] ?? '', authorized: entry.times['paid'] ?? '' },
    },
  ],
  'refund-asked': (entry, { at }) => [refunded(entry, 'ASKED', at - DAY_MS)],
  'refund-under-way': (entry, { at }) => [refunded(entry, 'SENT', at - 3 * DAY_MS)],
  frozen: (entry) => [
    { ...entry, risk: { flags: ['FROZEN_ACCOUNT', 'MANUAL_REVIEW'], score: 91 } },
  ],
  'topup-pending': (entry) => [
    { ...withoutPay(entry), kind: 'TOPUP', state: 'PROCESSING', payee: walletOf(entry) },
  ],
  'payout-pending': (entry) => [
    { ...withoutPay(entry), kind: 'PAYOUT', state: 'PROCESSING', card: { kind: 'BANK' } },
  ],
  transfer: (entry) => [
    {
      ...entry,
      kind: 'TRANSFER',
      card: { kind: 'WALLET' },
      payee: { name: '**明', account: `尾号 ${entry.card.tail ?? ''}` },
    },
  ],
  'transfer-pending': (entry) => [
    { ...withoutPay(entry), kind: 'TRANSFER', state: 'PROCESSING', card: { kind: 'WALLET' } },
  ],
  abroad: (entry, order) => {
    const usd = 128_00;
    return [
      {
        ...entry,
        channel: 'visa',
        amount: decimalOf({ minor: usd, currency: 'USD' }),
        currency: 'USD',
        paid_amount: decimalOf({ minor: usd, currency: 'USD' }),
        bill: { amount: entry.amount, currency: entry.currency },
        fx: {
          from: 'USD',
          to: entry.currency,
          rate: (order.minor / usd).toFixed(6),
          at: beijing(order.at - 2 * DAY_MS),
        },
        merchant: { id: 'M-9001', name: 'Northwind Travel', country: 'US', mcc: '4722' },
        fees: [
          {
            kind: 'FX',
            amount: decimalOf({ minor: Math.round(usd * 0.015), currency: 'USD' }),
            currency: 'USD',
          },
        ],
      },
    ];
  },
  disputed: (entry, { at }) => [
    {
      ...entry,
      dispute: {
        id: `DP-${entry.txn_no.slice(-8)}`,
        state: 'NEEDS_RESPONSE',
        reason: 'not_recognised',
        stage: 'CHARGEBACK',
        respond_by: beijing(at + 7 * DAY_MS),
      },
    },
  ],
  'over-limit': (entry) => [failedEntry(entry, 'P-102', '超过单笔限额')],
  expired: (entry) => [
    {
      ...withoutPay(entry),
      state: 'EXPIRED',
      times: { created: entry.times['created'] ?? '', expires: entry.times['paid'] ?? '' },
    },
  ],
  'strange-sign-in': (entry) => [{ ...entry, risk: { flags: ['DEVICE_NEW'], score: 64 } }],
  unverified: (entry) => [entry],
};

const walletOf = (entry: Entry) => ({ name: entry.payer.name, account: entry.payer.account });
/** `TX-77120934` → `TX-77120933`: the first of the two. */
const beforeOf = (txn: string) => txn.replace(/\d+$/, (digits) => String(Number(digits) - 1));
