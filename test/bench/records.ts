import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { csvConfig } from '#shared/domain/source/config.ts';
import { pointerOf } from '#shared/lib/json-pointer.ts';
import { systemClock } from '#main/platform/clock.ts';
import { silentLog } from '#main/platform/log.ts';
import { INSERT_ROW, openCsvDb } from '#main/records/csv/csv-db.ts';
import { openCsvSource } from '#main/records/csv/csv-source.ts';
import { importFile } from '#main/records/csv/import-file.ts';
import { openLineReader } from '#main/records/csv/line-reader.ts';
import { openRecordCache } from '#main/records/cache.ts';
import type { Find } from '#main/records/source.ts';
import type { SourceId } from '#shared/lib/ids.ts';
import { temporaryFolder } from '../kit/engine.ts';
import { say } from './report.ts';

const ROWS = Number(process.env['KEFU_BENCH_RECORDS'] ?? 1_000_000);
const LOOKS = 2_000;
const START = Date.UTC(2026, 0, 1);
const columns = '交易号 订单号 账户 手机 金额 币种 状态 时间 商户 渠道 卡尾号 备注'.split(' ');
const at = (...names: [string, string][]) =>
  Object.fromEntries(names.map(([field, column]) => [field, { at: pointerOf(column) }]));
const config = (folder: string) =>
  csvConfig.parse({
    folder,
    conventions: { amounts: 'major', zone: 'Asia/Shanghai' },
    record: {
      fields: at(
        ['id', '交易号'],
        ['merchantOrderNo', '订单号'],
        ['userName', '账户'],
        ['phone', '手机'],
        ['amount', '金额'],
        ['currency', '币种'],
        ['status', '状态'],
        ['createdAt', '时间'],
        ['merchantName', '商户'],
        ['last4', '卡尾号'],
        ['goods', '备注'],
      ),
      words: { status: { 成功: 'captured', 失败: 'failed' } },
    },
  });

/** Numbers in no order, as those of a real export are. */
const mixed = (n: number) => (n * 7_368_787) % 9_999_991;
const factsOf = (n: number) => ({
  id: `TX-${80_000_000 + mixed(n)}`,
  order: `GP-${50_000_000 + mixed(n + 17)}`,
  account: `qh_${mixed(n) % 50_000}`,
  phone: `100${String(mixed(n) % 50_000).padStart(8, '0')}`,
  minor: 100 + (mixed(n) % 500_000),
  at: START + n * 25_000,
});
function lineOf(n: number): string {
  const { id, order, account, phone, minor, at: time } = factsOf(n);
  const when = new Date(time + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  return `${id},${order},${account},${phone},${(minor / 100).toFixed(2)},CNY,${n % 9 ? '成功' : '失败'},${when},明珠数码旗舰店,unionpay,${1000 + (n % 9000)},商品订单第${n}号\n`;
}

async function writeRows(file: string) {
  const out = createWriteStream(file);
  out.write(`${columns.join(',')}\n`);
  for (let n = 0; n < ROWS; n += 10_000) {
    let part = '';
    for (let m = n; m < Math.min(n + 10_000, ROWS); m++) part += lineOf(m);
    if (!out.write(part)) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => out.end(() => resolve()));
}

/** The same rows into the same table, ready made: only the inserting is counted. */
async function plainInsert(file: string, folder: string): Promise<number> {
  const db = openCsvDb(folder);
  const insert = db.prepare('bench.insert', INSERT_ROW);
  const read = openLineReader(columns, config(folder));
  let batch: (string | number | null)[][] = [];
  let ms = 0;
  const flush = () => {
    const began = performance.now();
    db.write(() => {
      for (const [id = null, ...rest] of batch) db.run(insert, id, 1, ...rest);
    });
    ms += performance.now() - began;
    batch = [];
  };
  let isHead = true;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (isHead) {
      isHead = false;
      continue;
    }
    const row = read(line.split(','));
    if (typeof row !== 'string') batch.push(row);
    if (batch.length >= 5_000) flush();
  }
  flush();
  db.close();
  return ms;
}

const p95 = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;

/** A folder of a million rows taken in, against plain inserts of the same rows; look-ups in it; the cache at a million. */
export async function benchRecords() {
  const folder = temporaryFolder('bench-records');
  const file = path.join(folder, 'rows.csv');
  await writeRows(file);

  const plainMs = await plainInsert(file, path.join(folder, 'plain'));
  const perSecond = (ms: number) => `${Math.round(ROWS / (ms / 1000)).toLocaleString('en')} rows/s`;
  say(`insert ${ROWS.toLocaleString('en')} ready rows into SQLite`, perSecond(plainMs));

  const own = path.join(folder, 'own');
  const db = openCsvDb(own);
  const began = performance.now();
  const first = await importFile({ db, file, config: config(folder) });
  const firstMs = performance.now() - began;
  if (first.rows !== ROWS)
    throw new Error(`${first.rows} of ${ROWS} rows taken in, ${first.bad} bad`);
  say(
    '  read, mask, map and insert the file',
    perSecond(firstMs),
    `${(plainMs / firstMs).toFixed(2)}×`,
  );
  const again = performance.now();
  const second = await importFile({ db, file, config: config(folder) });
  const againMs = performance.now() - again;
  if (second.changed !== 0) throw new Error(`${second.changed} rows written though none changed`);
  say(
    '  the same file again, nothing changed',
    perSecond(againMs),
    `${(plainMs / againMs).toFixed(2)}×`,
  );
  db.close();

  const source = openCsvSource({
    config: config(folder),
    folder: own,
    csvWorker: new URL('../../main/records/csv/csv-worker.ts', import.meta.url),
    clock: systemClock,
    log: silentLog,
    changed: () => undefined,
  });
  const questions: Record<string, (n: number) => Find> = {
    order: (n) => ({ by: 'order', value: factsOf(n).order }),
    transaction: (n) => ({ by: 'transaction', value: factsOf(n).id }),
    account: (n) => ({ by: 'account', value: factsOf(n).account }),
    phone: (n) => ({ by: 'phone', value: factsOf(n).phone }),
    'amount and hour': (n) => {
      const { minor, at: time } = factsOf(n);
      const amount = { minor, currency: 'CNY' };
      return { by: 'amount', amount, from: time - 1_800_000, to: time + 1_800_000 };
    },
  };
  const signal = AbortSignal.timeout(600_000);
  for (const [name, questionOf] of Object.entries(questions)) {
    const times: number[] = [];
    for (let look = 0; look < LOOKS; look++) {
      const what = questionOf((look * 48_271) % ROWS);
      const from = performance.now();
      const { records } = await source.find(what, signal);
      times.push(performance.now() - from);
      if (records.length === 0) throw new Error(`nothing found by ${name}`);
    }
    say(`  look up by ${name}, p95 of ${LOOKS}`, `${p95(times).toFixed(2)} ms`);
  }

  const cache = openRecordCache(path.join(folder, 'records.db'));
  const id = 'bench' as SourceId;
  for (let n = 0; n < ROWS; n += 10_000) {
    const records = [];
    for (let m = n; m < Math.min(n + 10_000, ROWS); m++) {
      const { id: txn, order, account, phone, minor, at: time } = factsOf(m);
      const amount = { minor, currency: 'CNY' };
      const record = {
        id: txn,
        ids: { merchantOrderNo: order, providerTxnId: txn },
        payer: { userName: account, phone },
        amount,
        times: { createdAt: time, zone: 'UTC' },
      };
      records.push({ record: record as never, problems: [], broken: [], raw: null });
    }
    cache.keep(id, null, records, START, false);
  }
  for (const [name, questionOf] of Object.entries(questions)) {
    const times: number[] = [];
    for (let look = 0; look < LOOKS; look++) {
      const what = questionOf((look * 48_271) % ROWS);
      const from = performance.now();
      const found = cache.search(id, what);
      times.push(performance.now() - from);
      if (!found) throw new Error(`nothing kept by ${name}`);
    }
    say(`  kept answers: ${name}, p95 of ${LOOKS}`, `${p95(times).toFixed(2)} ms`);
  }
  cache.close();
  await source.stop();
  rmSync(folder, { recursive: true, force: true });
}
