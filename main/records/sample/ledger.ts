import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/lib/units.ts';
import { openDatabase, type WriteDb } from '#main/platform/sqlite.ts';
import { beijing, type Entry, failedEntry, paidEntry, storyEntries } from './entries.ts';
import type { SampleOrder } from './orders.ts';

/** Transactions in the ledger beside those of the demo's orders. */
const OTHERS = 1_900;
/** Another number: the ledger is made again. */
const EDITION = 1;

const schema = `
  CREATE TABLE transactions (
    txn_no TEXT PRIMARY KEY,
    order_no TEXT NOT NULL,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    amount TEXT NOT NULL,
    currency TEXT NOT NULL,
    created TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX transactions_by_order ON transactions (order_no);
  CREATE INDEX transactions_by_account ON transactions (account, created);
  CREATE INDEX transactions_by_name ON transactions (name, created);
  CREATE INDEX transactions_by_phone ON transactions (phone, created);
  CREATE INDEX transactions_by_amount ON transactions (amount, currency, created);
  CREATE TABLE accounts (
    account TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX accounts_by_name ON accounts (name);
  CREATE INDEX accounts_by_phone ON accounts (phone);
`;

/** Even steps from a seed (mulberry32): the same ledger on every computer. */
function steps(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

interface Person {
  payer: Entry['payer'];
  isDomestic: boolean;
  minor: number;
  story: string;
  at: number;
}

/** The ledger of an invented payment platform: some 2,000 transactions that fit the demo's conversations. */
export function openLedger(folder: string, orders: SampleOrder[], now: number): WriteDb {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'sample-ledger.db');
  if (existsSync(file)) {
    const known = openDatabase(file, { role: 'cache' });
    if (known.pragma('user_version') === EDITION) return known;
    known.close();
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  }
  const db = openDatabase(file, { role: 'cache' });
  db.write(() => {
    db.exec(schema);
    fill(db, orders, now);
    db.pragma(`user_version = ${EDITION}`);
  });
  return db;
}

function fill(db: WriteDb, orders: SampleOrder[], now: number) {
  const putTransaction = db.prepare(
    'sample.put',
    'INSERT INTO transactions (txn_no, order_no, account, name, phone, amount, currency, created, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const putAccount = db.prepare(
    'sample.put-account',
    'INSERT OR IGNORE INTO accounts (account, name, phone, body) VALUES (?, ?, ?, ?)',
  );
  const put = (entry: Entry) => {
    const { payer } = entry;
    db.run(
      putTransaction,
      entry.txn_no,
      entry.order_no,
      payer.account,
      payer.name,
      payer.phone,
      entry.amount,
      entry.currency,
      entry.times['created'] ?? '',
      JSON.stringify(entry),
    );
  };
  const people = new Map<string, Person>();
  for (const order of orders) {
    const number = people.size;
    const known = people.get(order.name);
    const person: Person = known ?? {
      payer: {
        account: `${order.language === 'en' ? 'hp' : 'qh'}_${10_021 + number * 7}`,
        name: order.name,
        // 100… is no prefix of a mobile network.
        phone: `100${String(20_260_000 + number * 37).padStart(8, '0')}`,
        email: `customer${String(number).padStart(2, '0')}@mail.example`,
      },
      isDomestic: order.language !== 'en',
      minor: order.minor,
      story: order.story,
      at: order.at,
    };
    if (known && order.story === 'frozen') known.story = 'frozen';
    people.set(order.name, person);
    const entry = paidEntry({
      txn: order.txn,
      order: order.order,
      minor: order.minor,
      currency: order.currency,
      last4: order.last4,
      createdAt:
        order.at -
        10 * MINUTE_MS -
        (/refund|settled|dispute|abroad/.test(order.story) ? 5 * DAY_MS : 0),
      payer: person.payer,
      pick: number,
    });
    for (const one of storyEntries[order.story](entry, order)) put(one);
  }
  const everybody = [...people.values()];
  for (const person of everybody) {
    const { account, name, phone } = person.payer;
    db.run(putAccount, account, name, phone, JSON.stringify(accountOf(person)));
  }
  const next = steps(20_261_120);
  for (let index = 0; index < OTHERS; index++) {
    const person = everybody[next(everybody.length)];
    if (person) put(otherEntry(index, person, next, now));
  }
}

const refusals: [string, string][] = [
  ['P-101', '余额不足'],
  ['P-102', '超过单笔限额'],
  ['P-201', '卡片已过期'],
  ['P-301', '身份验证未通过'],
  ['P-401', '风控拦截'],
  ['P-503', '银行系统维护'],
];

function otherEntry(
  index: number,
  person: Person,
  next: (below: number) => number,
  now: number,
): Entry {
  const currency = person.isDomestic ? 'CNY' : 'USD';
  const minor = 500 + next(300_000);
  const entry = paidEntry({
    txn: `TX-${60_000_000 + index * 31}`,
    order: `${person.isDomestic ? 'GP' : 'HP'}-${500_000 + index * 3}`,
    minor,
    currency,
    last4: String(1000 + next(9000)),
    createdAt: now - 6 * HOUR_MS - next(90 * 24 * 60) * MINUTE_MS,
    payer: person.payer,
    pick: next(1_000),
  });
  const dice = next(100);
  if (dice < 8) {
    const [code, message] = refusals[next(refusals.length)] ?? ['P-101', ''];
    return failedEntry(entry, code, message);
  }
  if (dice < 12)
    return {
      ...entry,
      refunds: [
        {
          no: `RF-${index}`,
          amount: entry.amount,
          state: 'DONE',
          created: entry.times['created'] ?? '',
        },
      ],
    };
  if (dice < 70) return { ...entry, state: 'SETTLED' };
  return entry;
}

const isOdd = (story: string) => story === 'strange-sign-in' || story === 'frozen';

/** An account with its balance and sign-ins, as the platform's system keeps it. */
function accountOf({ payer, isDomestic, minor, story, at }: Person) {
  const home = isDomestic ? { city: '上海', country: 'CN' } : { city: 'London', country: 'GB' };
  const signIns = Array.from({ length: 6 }, (_one, index) => ({
    at: beijing(at - (index * 19 + 2) * HOUR_MS),
    device: isDomestic ? 'Mate 60' : 'iPhone 15',
    ...home,
    new_device: 0,
    result: 'OK',
  }));
  if (isOdd(story))
    signIns.unshift({
      at: beijing(at - 35 * MINUTE_MS),
      device: 'Windows Chrome',
      city: '曼谷',
      country: 'TH',
      new_device: 1,
      result: story === 'frozen' ? 'BLOCKED' : 'OK',
    });
  return {
    account: payer.account,
    name: payer.name,
    phone: payer.phone,
    type: story === 'payout-pending' ? 'MERCHANT' : 'USER',
    state: story === 'frozen' ? 'FROZEN' : 'NORMAL',
    frozen: story === 'frozen' ? { why: 'RISK', at: beijing(at - 30 * MINUTE_MS) } : null,
    balance: {
      amount: (minor / 100).toFixed(2),
      currency: isDomestic ? 'CNY' : 'USD',
      at: beijing(at - 5 * MINUTE_MS),
    },
    risk: isOdd(story) ? ['DEVICE_NEW'] : [],
    email_checked: story === 'unverified' ? 0 : 1,
    mail: { state: story === 'unverified' ? 'SENT' : 'USED', at: beijing(at - 40 * DAY_MS) },
    contact_since: beijing(at - (story === 'strange-sign-in' ? 2 : 200) * DAY_MS),
    two_factor: minor % 3 === 0 ? 0 : 1,
    locale: isDomestic ? 'zh-CN' : 'en-GB',
    country: home.country,
    sign_ins: signIns,
  };
}
