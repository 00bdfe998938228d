import { readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConversationId, SourceId } from '#shared/lib/ids.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#shared/lib/units.ts';
import { httpConfig } from '#shared/domain/source/config.ts';
import { invariantsOf } from '#shared/domain/transaction/invariants.ts';
import { demoOrders } from '#main/engine/demo/orders.ts';
import { silentLog } from '#main/platform/log.ts';
import { systemRandom } from '#main/platform/random.ts';
import { memorySecrets } from '#main/platform/secrets.ts';
import { openRecordDesk, type RecordDesk } from '#main/records/record-desk.ts';
import { evolveSource } from '#shared/domain/source/evolve.ts';
import { decideSource } from '#shared/domain/source/decide.ts';
import type { Source, SourceCommand } from '#shared/domain/source/events.ts';
import { temporaryFolder } from '../../../kit/engine.ts';
import { handClock } from '../../../kit/hand-clock.ts';

let profile: string;
let desk: RecordDesk;
let clock: ReturnType<typeof handClock>;
let published: string[];
const quoted = new Map<string, { preChatOrder: string | null; texts: string[] }>();

async function open() {
  let source: Source | null = null;
  published = [];
  desk = openRecordDesk({
    profile,
    configured: () => (source ? [source] : []),
    execute(command: SourceCommand) {
      const decision = decideSource(source, command, clock.now());
      if ('rejection' in decision) return { ok: false, rejection: decision.rejection };
      for (const event of decision.events) source = evolveSource(source, event, clock.now());
      return { ok: true, seq: 1 };
    },
    quotedIn: (id) => quoted.get(id) ?? null,
    sampleOrders: demoOrders,
    sampleName: () => 'Sample',
    secrets: memorySecrets(),
    clock,
    random: systemRandom,
    log: silentLog,
    newId: () => 'source-1',
    csvWorker: new URL('../../../../main/records/csv/csv-worker.ts', import.meta.url),
    publish: (tags) => published.push(...tags),
  });
  desk.connectDemo();
  await desk.reconcile();
}

beforeEach(async () => {
  profile = temporaryFolder('records');
  clock = handClock();
  quoted.clear();
  await open();
});
afterEach(async () => {
  await desk.stop();
  rmSync(profile, { recursive: true, force: true });
});

const sample = () => {
  const running = desk.sample();
  if (!running) throw new Error('the sample does not run');
  return running;
};
const order = { by: 'order', value: 'GP-21007' } as const;
const [demo] = ['demo-back-office' as SourceId];

describe('looking up', () => {
  test('a second question within the age is answered from what is kept, with when', async () => {
    const first = await desk.find(order);
    expect(first.sources[0]?.freshness).toMatchObject({
      state: 'fresh',
      asOf: clock.now(),
      code: null,
    });
    const asked = sample().asked();
    const askedAt = clock.now();
    clock.pass(30 * SECOND_MS);
    const second = await desk.find({ ...order, value: ' gp-21007 ' });
    expect(second.sources[0]?.freshness).toMatchObject({ state: 'cached', asOf: askedAt });
    expect(second.records.map((one) => one.record)).toEqual(first.records.map((one) => one.record));
    expect(sample().asked()).toBe(asked);
  });

  test('asked again it is asked anew; after the age too', async () => {
    await desk.find(order);
    const asked = sample().asked();
    await desk.find(order, { refresh: true });
    clock.pass(2 * MINUTE_MS);
    await desk.find(order);
    expect(sample().asked()).toBe(asked + 2);
  });

  test('the same question at the same time is asked once', async () => {
    const asked = sample().asked();
    await Promise.all(Array.from({ length: 8 }, () => desk.find(order)));
    expect(sample().asked()).toBe(asked + 1);
  });

  test('two of one order are several; none is said when the source says so', async () => {
    expect((await desk.find(order)).outcome).toBe('several');
    expect((await desk.find({ by: 'order', value: 'GP-0' })).outcome).toBe('none');
    expect((await desk.find({ by: 'transaction', value: 'TX-77120934' })).outcome).toBe('one');
  });

  test('a source that fails is never "none": what is kept is shown with its age, or the code alone', async () => {
    await desk.find(order);
    const asOf = clock.now();
    clock.pass(10 * MINUTE_MS);
    sample().setFault('server-error');
    const kept = await desk.find(order);
    expect(kept.outcome).toBe('several');
    expect(kept.sources[0]?.freshness).toMatchObject({
      state: 'unavailable',
      code: 'source.server-error',
      asOf,
    });
    const nothing = await desk.find({ by: 'order', value: 'GP-21020' });
    expect(nothing).toMatchObject({ outcome: 'unavailable', records: [] });
    expect(nothing.sources[0]?.freshness).toMatchObject({
      code: 'source.server-error',
      asOf: null,
    });
  });

  test('what was found by account answers by order, amount and phone when the source is away', async () => {
    const found = await desk.find({ by: 'account', value: 'qh_10021' });
    const one = found.records.find(({ record }) => record.ids.merchantOrderNo === 'GP-21007');
    expect(one).toBeDefined();
    sample().setFault('half-answer');
    for (const what of [
      order,
      { by: 'phone', value: one?.record.payer.phone ?? '' } as const,
      {
        by: 'amount',
        amount: one?.record.amount ?? { minor: 0, currency: 'CNY' },
        from: 0,
        to: clock.now(),
      } as const,
    ]) {
      const answer = await desk.find(what);
      expect(answer.records.map((row) => row.record.id)).toContain(one?.record.id);
      expect(answer.sources[0]?.freshness.state).toBe('offline');
    }
  });

  test('a source that keeps failing is left alone, asked again later, and well again', async () => {
    sample().setFault('server-error');
    for (let n = 0; n < 5; n++) await desk.find({ by: 'order', value: `X-${n}` });
    const asked = sample().asked();
    const paused = await desk.find(order);
    expect(paused.sources[0]?.freshness).toMatchObject({ state: 'offline', code: 'source.paused' });
    expect(paused.sources[0]?.freshness.retryAt).toBeGreaterThan(clock.now());
    expect(sample().asked()).toBe(asked);
    expect(desk.list()[0]).toMatchObject({ phase: 'paused', breaker: 'open', failures: 5 });
    sample().setFault('none');
    clock.pass(16 * SECOND_MS);
    expect((await desk.find(order)).outcome).toBe('several');
    expect(desk.list()[0]).toMatchObject({
      phase: 'ready',
      breaker: 'closed',
      failures: 0,
      trouble: null,
    });
  });

  test('kept answers survive a new start and the source being away', async () => {
    await desk.find(order);
    await desk.stop();
    clock.pass(MINUTE_MS * 5);
    await open();
    sample().setFault('half-answer');
    const answer = await desk.find(order);
    expect(answer.outcome).toBe('several');
    expect(answer.sources[0]?.freshness.state).toBe('offline');
  });

  test('what is too old is deleted; a purge deletes all, from the file too', async () => {
    await desk.find(order);
    await desk.find({ by: 'account', value: 'qh_10021' });
    const before = desk.list()[0]?.kept.records ?? 0;
    expect(before).toBeGreaterThan(2);
    clock.pass(31 * DAY_MS);
    await desk.find({ by: 'transaction', value: 'TX-77121451' });
    expect(desk.list()[0]?.kept.records).toBe(1);
    desk.purge(demo);
    expect(desk.list()[0]?.kept.records).toBe(0);
    const bytes = readdirSync(profile)
      .filter((name) => name.startsWith('records.db'))
      .map((name) => readFileSync(path.join(profile, name)).toString('latin1'))
      .join('');
    expect(bytes).not.toContain('TX-77120934');
    expect(bytes).not.toContain('qh_10021');
  });
});

describe('conversations', () => {
  const id = 'c-1' as ConversationId;

  test('the order number of the form and numbers in the messages are looked up before it is opened', async () => {
    quoted.set(id, { preChatOrder: 'GP-21007', texts: ['交易号 TX-77121451，谢谢'] });
    desk.noticed(id);
    await expect.poll(() => published).toContain(`records:${id}`);
    const asked = sample().asked();
    const { numbers, answer } = await desk.forConversation(id);
    expect(numbers).toEqual(['GP-21007', 'TX-77121451']);
    expect(answer.records).toHaveLength(3);
    expect(sample().asked()).toBe(asked);
  });

  test('a number of one kind is tried as the other', async () => {
    quoted.set(id, { preChatOrder: 'TX-77120934', texts: [] });
    expect((await desk.forConversation(id)).answer.outcome).toBe('one');
  });

  test('without numbers there is none, without a source that is said', async () => {
    quoted.set(id, { preChatOrder: null, texts: ['hello'] });
    expect((await desk.forConversation(id)).answer.outcome).toBe('none');
    await desk.remove({ sourceId: demo });
    expect((await desk.forConversation(id)).answer.outcome).toBe('no-source');
    expect(desk.sample()).toBeNull();
    expect(readdirSync(path.join(profile, 'records'))).toEqual([]);
  });
});

describe('the sample', () => {
  test('every order the demo speaks of is there, read without a problem, and sound', async () => {
    for (const { order: number, txn, minor, currency, last4 } of demoOrders(clock.now())) {
      const answer = await desk.find({ by: 'order', value: number }, { refresh: true });
      expect([number, answer.records.length]).not.toEqual([number, 0]);
      for (const { record, problems, broken } of answer.records) {
        expect({ number, problems, broken }).toEqual({ number, problems: [], broken: [] });
        expect(invariantsOf(record)).toEqual([]);
        expect(record.method.last4 ?? last4).toBe(last4);
      }
      const told = answer.records.find(({ record }) => record.ids.providerTxnId === txn)?.record;
      const sum = told?.billed ?? told?.amount;
      expect(sum).toEqual({ minor, currency });
    }
  });

  test('a time-out is unknown, never failed; an exchange shows both sides, rate and time', async () => {
    const doubtful = await desk.find({ by: 'transaction', value: 'TX-77120934' });
    expect(doubtful.records[0]?.record).toMatchObject({ status: 'unknown' });
    expect(doubtful.records[0]?.record.failure).toBeUndefined();
    const abroad = demoOrders(clock.now()).find((one) => one.story === 'abroad');
    const { records } = await desk.find({ by: 'order', value: abroad?.order ?? '' });
    expect(records[0]?.record).toMatchObject({
      amount: { minor: 12_800, currency: 'USD' },
      billed: { minor: abroad?.minor, currency: 'CNY' },
      fx: { from: 'USD', to: 'CNY' },
    });
    expect(records[0]?.record.fx?.at).toBeGreaterThan(0);
  });

  test('a frozen account says why, with balance and sign-ins', async () => {
    const frozen = demoOrders(clock.now()).find((one) => one.story === 'frozen');
    const { outcome, account } = await desk.account({ by: 'account', value: frozen?.name ?? '' });
    expect(outcome).toBe('one');
    expect(account?.account).toMatchObject({ state: 'frozen', frozen: { code: 'risk-review' } });
    expect(account?.account.balance?.available.currency).toBe('CNY');
    expect(account?.account.signIns[0]).toMatchObject({ isNewDevice: true, country: 'TH' });
    expect(account?.problems).toEqual([]);
    expect(await desk.account({ by: 'phone', value: '000' })).toMatchObject({ outcome: 'none' });
  });

  test('there are some 2,000 transactions; the same on every computer', async () => {
    const { server } = { server: sample() };
    const response = await fetch(`${server.origin}/v1/transactions/TX-60000000`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    expect(response.status).toBe(200);
    expect((await fetch(`${server.origin}/v1/transactions/TX-60000000`)).status).toBe(401);
    const last = 60_000_000 + 1_899 * 31;
    expect((await desk.find({ by: 'transaction', value: `TX-${last}` })).outcome).toBe('one');
  });

  test('a clock that is off is a hop of the test that fails', async () => {
    sample().setFault('clock-skew');
    const [view] = desk.list();
    const config = view?.config ?? {};
    const { hops } = await desk.test({ kind: 'http', config, secrets: {}, sourceId: demo });
    expect(hops.map(({ hop, isOk, code }) => ({ hop, isOk, code }))).toEqual([
      { hop: 'connection', isOk: true, code: null },
      { hop: 'answer', isOk: true, code: null },
      { hop: 'clock', isOk: false, code: 'source.clock-skew' },
    ]);
    expect(hops.at(-1)?.detail).toBe('-7200 s');
  });

  test('faults are switched by its control endpoint alone with the control token', async () => {
    const { origin, token, controlToken } = sample();
    const post = (key: string) =>
      fetch(`${origin}/control/fault`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: '{"fault":"web-page"}',
      });
    expect((await post(token)).status).toBe(401);
    expect((await post(controlToken)).status).toBe(200);
    const answer = await desk.find({ by: 'order', value: 'GP-21020' });
    expect(answer.sources[0]?.freshness.code).toBe('source.not-json');
  });
});

test('a key that is kept is not sent to another address', async () => {
  const config = httpConfig.parse({
    baseUrl: 'http://127.0.0.1:9',
    network: 'private',
    auth: { kind: 'bearer' },
    endpoints: { order: { path: '/{value}' } },
    conventions: { amounts: 'major' },
    record: { fields: { id: { at: '/id' }, amount: { at: '/sum' }, createdAt: { at: '/at' } } },
  });
  const draft = { kind: 'http' as const, config, secrets: {}, sourceId: demo };
  const answer = await desk.tryOne({ ...draft, order: 'GP-1' });
  expect(answer).toMatchObject({ code: 'source.no-secret', found: [] });
});
