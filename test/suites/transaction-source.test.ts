import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { csvConfig, stripeConfig } from '#shared/domain/source/config.ts';
import { pointerOf } from '#shared/lib/json-pointer.ts';
import { systemClock } from '#main/platform/clock.ts';
import { silentLog } from '#main/platform/log.ts';
import { systemRandom } from '#main/platform/random.ts';
import { openCsvSource } from '#main/records/csv/csv-source.ts';
import { openHttpSource } from '#main/records/http/http-source.ts';
import { openLedger } from '#main/records/sample/ledger.ts';
import { sampleConfig } from '#main/records/sample/mapping.ts';
import { startSample } from '#main/records/sample/server.ts';
import { openStripeSource } from '#main/records/stripe/stripe-source.ts';
import { eventually, temporaryFolder } from '../kit/engine.ts';
import { startStripeDouble } from '../kit/records/stripe.ts';
import { transactionSourceSuite } from './transaction-source.ts';

/** Visa's test number. */
const CARD = '4242424242424242';
const AT = Date.UTC(2026, 10, 20, 2, 30, 0);
const clock = systemClock;

transactionSourceSuite('HTTP back office', { isRemote: true }, async () => {
  const folder = temporaryFolder('sample');
  const order = {
    order: 'GP-21007',
    txn: 'TX-77120934',
    name: '陈嘉怡',
    language: 'zh-CN',
    minor: 128_000,
    currency: 'CNY',
    last4: '6621',
    at: AT + 10 * 60_000,
    story: 'paid',
  } as const;
  const db = openLedger(folder, [order, { ...order, order: 'GP-9', txn: 'TX-9' }], AT);
  db.exec(
    `UPDATE transactions SET body = json_set(body, '$.goods.title', 'paid with ${CARD}', '$.cvv', '123') WHERE order_no = 'GP-9'`,
  );
  const sample = await startSample({ db, clock, random: systemRandom, token: 'token-1' });
  const source = openHttpSource({
    config: { ...sampleConfig(sample.origin), timeoutSeconds: 1 },
    secret: async () => sample.token,
    clock,
  });
  return {
    source,
    known: {
      id: order.txn,
      order: order.order,
      account: 'qh_10021',
      phone: '10020260000',
      amount: { minor: order.minor, currency: 'CNY' },
      createdAt: AT,
    },
    withCard: { order: 'GP-9', card: CARD },
    setFault: sample.setFault,
    async end() {
      await source.stop();
      await sample.close();
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

transactionSourceSuite('Stripe', { isRemote: true }, async () => {
  const created = AT / 1000;
  const payment = {
    id: 'pi_3Known000001',
    order: 'HP-21007',
    account: 'hp_10021',
    phone: '+442070000000',
    amount: 12_800,
    currency: 'gbp',
    created,
  };
  const double = await startStripeDouble([
    payment,
    {
      ...payment,
      id: 'pi_3Card0000002',
      order: 'HP-9',
      phone: '+442070000001',
      description: `paid with ${CARD}`,
    },
  ]);
  const source = openStripeSource({
    config: stripeConfig.parse({
      host: '127.0.0.1',
      port: double.port,
      protocol: 'http',
      timeoutSeconds: 1,
    }),
    secret: async () => double.key,
    clock,
  });
  return {
    source,
    known: {
      id: payment.id,
      order: payment.order,
      account: payment.account,
      phone: payment.phone,
      amount: { minor: payment.amount, currency: 'GBP' },
      createdAt: AT,
    },
    withCard: { order: 'HP-9', card: CARD },
    setFault: double.setFault,
    async end() {
      if (double.complaints.length > 0) throw new Error(double.complaints.join(', '));
      await source.stop();
      await double.close();
    },
  };
});

transactionSourceSuite('CSV folder', { isRemote: false }, async () => {
  const folder = temporaryFolder('csv');
  const own = temporaryFolder('csv-own');
  const columns = ['交易号', '订单号', '账户', '手机', '金额', '币种', '状态', '时间', '备注'];
  const at = (...names: [string, string][]) =>
    Object.fromEntries(names.map(([field, column]) => [field, { at: pointerOf(column) }]));
  const config = csvConfig.parse({
    folder,
    conventions: { amounts: 'major', zone: 'Asia/Shanghai' },
    record: {
      fields: at(
        ['id', '交易号'],
        ['providerTxnId', '交易号'],
        ['merchantOrderNo', '订单号'],
        ['userName', '账户'],
        ['phone', '手机'],
        ['amount', '金额'],
        ['currency', '币种'],
        ['status', '状态'],
        ['createdAt', '时间'],
        ['goods', '备注'],
      ),
      words: { status: { 成功: 'captured' }, currency: { 人民币: 'CNY' } },
    },
  });
  writeFileSync(
    path.join(folder, 'a.csv'),
    [
      columns.join(','),
      'TX-1,GP-21007,qh_1,+86 138 0000 0000,"1,280.00",人民币,成功,2026-11-20 10:30:00,茶叶',
      `TX-2,GP-9,qh_2,10020260001,5.00,人民币,成功,2026/11/20 10:31,"卡 ${CARD}，谢谢"`,
      '',
    ].join('\r\n'),
  );
  const source = openCsvSource({
    config,
    folder: own,
    csvWorker: new URL('../../main/records/csv/csv-worker.ts', import.meta.url),
    clock,
    log: silentLog,
    changed: () => undefined,
  });
  source.start?.();
  await eventually(
    'the file is taken in',
    20_000,
    () =>
      source.imports?.().files.every((file) => file.state === 'done' && file.rows === 2) &&
      source.imports?.().files.length === 1,
  );
  return {
    source,
    known: {
      id: 'TX-1',
      order: 'GP-21007',
      account: 'qh_1',
      phone: '13800000000',
      amount: { minor: 128_000, currency: 'CNY' },
      createdAt: AT,
    },
    withCard: { order: 'GP-9', card: CARD },
    async end() {
      await source.stop();
      rmSync(folder, { recursive: true, force: true });
      rmSync(own, { recursive: true, force: true });
    },
  };
});
