import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LookUpAnswer, SourceView } from '#shared/contract/records.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemRandom } from '#main/platform/random.ts';
import { demoOrders } from '#main/engine/demo/orders.ts';
import { openLedger } from '#main/records/sample/ledger.ts';
import { sampleConfig } from '#main/records/sample/mapping.ts';
import { type SampleServer, startSample } from '#main/records/sample/server.ts';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';
import { eventually, temporaryFolder } from '../kit/engine.ts';

let browser: Browser;
let desk: RunningDesk;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  browser = await openBrowser();
  desk = await startDesk({ workspace: 'demo', language: 'zh-CN' });
  ({ page, complaints } = await openPage(browser, desk.address));
  await page.getByRole('option').first().waitFor();
});
afterAll(async () => {
  await browser.close();
  await desk.end();
});

const sources = async () => {
  await page.goto(`${desk.origin}/#/settings/sources`);
  // A form that is open stays open at its own address.
  await page.reload();
  await page.getByRole('heading', { name: '交易数据源' }).waitFor();
};
const find = (from: RunningDesk, value: string, more: object = {}) =>
  from.call<LookUpAnswer>('record/find', {
    what: { by: 'order', value },
    reason: 'looked for by a test',
    ...more,
  });

test('the demo has a back office; one order is tried on screen, answer beside record', async () => {
  await sources();
  const card = page.getByRole('listitem', { name: '示例后台' });
  await card.getByText('演示').waitFor();
  await card.getByRole('button', { name: '设置' }).click();
  await page.getByRole('textbox', { name: '订单号', exact: true }).fill('GP-21007');
  await page.keyboard.press('Enter');
  const mapped = page.getByRole('region', { name: '读出的记录' }).first();
  await mapped.getByText('全部字段可读，前后一致。').waitFor();
  expect(await mapped.textContent()).toContain('unknown');
  const raw = page.getByRole('region', { name: /原始应答/ }).first();
  expect(await raw.textContent()).toContain('CONFIRMING');
  await page.getByRole('button', { name: '测试', exact: true }).click();
  await page.getByText('应答 正常').waitFor();
  await page.getByRole('button', { name: '返回数据源' }).click();
});

test('a field that points nowhere is named; a wrong setting is refused with its field', async () => {
  await sources();
  await page
    .getByRole('listitem', { name: '示例后台' })
    .getByRole('button', { name: '设置' })
    .click();
  await page.getByRole('textbox', { name: '金额的来源', exact: true }).fill('/sum');
  await page.getByRole('textbox', { name: '订单号', exact: true }).fill('GP-21007');
  await page.keyboard.press('Enter');
  await page.getByText('应答的格式与字段对应不符', { exact: false }).waitFor();
  await page.getByRole('textbox', { name: '金额的来源', exact: true }).fill('sum');
  await page.getByRole('button', { name: '测试', exact: true }).click();
  await page.getByText('还不能保存，请检查：').waitFor();
  expect(await page.getByText('record.fields.amount').count()).toBe(1);
});

test('a folder of CSV files is previewed, mapped, connected, searched; its bad lines are listed', async () => {
  const folder = temporaryFolder('e2e-csv');
  writeFileSync(
    path.join(folder, 'day.csv'),
    [
      '交易号,订单号,金额,时间,状态,备注',
      'TX-A1,CSV-10001,12.50,2026-11-20 10:00:00,成功,卡 4000056655665556',
      'TX-A2,CSV-10002,viel,2026-11-20 10:00:00,成功,',
    ].join('\n'),
  );
  await sources();
  await page.getByRole('button', { name: '监视 CSV 文件夹' }).click();
  await page.getByRole('textbox', { name: '名称' }).fill('日终文件');
  await page.getByRole('textbox', { name: '文件夹' }).fill(folder);
  await page.getByRole('button', { name: '预览列' }).click();
  const table = page.getByRole('region', { name: '文件预览' });
  await table.getByText('CSV-10001').waitFor();
  expect(await table.textContent()).not.toContain('4000056655665556');
  for (const [field, column] of [
    ['编号', '交易号'],
    ['订单号', '订单号'],
    ['金额', '金额'],
    ['状态', '状态'],
    ['创建时间', '时间'],
  ] as const) {
    await page.getByRole('button', { name: new RegExp(`${field}的来源$`) }).click();
    await page.getByRole('option', { name: column, exact: true }).click();
  }
  await page.getByRole('button', { name: '添加词语' }).click();
  await page.getByRole('textbox', { name: '对方的词' }).fill('成功');
  await page.getByRole('textbox', { name: '我们的词' }).fill('captured');
  await page.getByRole('textbox', { name: '订单号', exact: true }).fill('CSV-10001');
  await page.keyboard.press('Enter');
  await page.getByText('全部字段可读，前后一致。').waitFor();
  await page.getByRole('button', { name: '测试并连接' }).click();
  const card = page.getByRole('listitem', { name: '日终文件' });
  await card.getByText('1 行未读入').waitFor();
  await card.getByText('未读入的行').click();
  await card.getByText('金额无法识别', { exact: false }).waitFor();
  const found = await find(desk, 'CSV-10001');
  expect(found.records[0]?.record).toMatchObject({
    status: 'captured',
    amount: { minor: 1250, currency: 'CNY' },
  });
  await card.getByRole('button', { name: /更多操作/ }).click();
  await page.getByRole('menuitem', { name: '移除' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '移除' }).click();
  await card.waitFor({ state: 'detached' });
  expect((await find(desk, 'CSV-10001')).records).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

test('an order number in a message is a link to what is known of it', async () => {
  await page.goto(`${desk.origin}/#/inbox/all`);
  await page.getByRole('option').filter({ hasText: '陈嘉怡' }).first().click();
  await page.getByRole('link', { name: 'GP-21007' }).first().click();
  const found = page.getByRole('region', { name: '查找结果' });
  await found
    .getByRole('button', { name: /GP-21007/ })
    .first()
    .waitFor();
  expect(await found.getByRole('button', { name: /GP-21007/ }).count()).toBe(2);
});

test('a look without a conversation or a reason is refused; every look is on the audit', async () => {
  await expect(
    desk.call('record/find', { what: { by: 'order', value: 'GP-21020' } }),
  ).rejects.toThrow(/400/);
  await find(desk, 'GP-21020');
  const { rows } = await desk.call<{
    rows: { action: string; reason: string; objectId: string }[];
  }>('audit/page', { filter: {}, before: null, limit: 10 });
  expect(rows.map((row) => row.action)).toEqual(
    expect.arrayContaining(['record.searched', 'record.opened']),
  );
  expect(rows.find((row) => row.action === 'record.opened')?.reason).toBe('looked for by a test');
});

test('nothing went wrong in the window', () => {
  expect(complaints).toEqual([]);
});

test('a source from the config file: kept through restarts, used offline, its trouble shown and over', async () => {
  const folder = temporaryFolder('e2e-sample');
  const now = systemClock.now();
  const db = openLedger(folder, demoOrders(now), now);
  let sample: SampleServer = await startSample({
    db,
    clock: systemClock,
    random: systemRandom,
    token: 'key-1',
  });
  process.env['SOURCE_KEY'] = 'key-1';
  const config = `
brands: [{ id: one, name: One, language: en }]
accounts: [{ id: one-chat, channel: webchat, brand: one, name: Chat, address: one }]
sources: ${JSON.stringify([
    {
      id: 'office',
      kind: 'http',
      name: 'Office',
      config: { ...sampleConfig(sample.origin), cache: { freshSeconds: 0 } },
      secrets: { token: '${SOURCE_KEY}' },
    },
  ])}`;
  const profile = temporaryFolder('e2e-profile');
  const start = () => startDesk({ profile, workspace: 'empty', language: 'en', config });
  let own = await start();
  try {
    expect((await find(own, 'GP-21007')).outcome).toBe('several');
    await own.kill();
    own = await start();
    await sample.close();
    const offline = await find(own, 'GP-21007');
    expect(offline.outcome).toBe('several');
    expect(offline.sources[0]?.freshness).toMatchObject({
      state: 'offline',
      code: 'source.unreachable',
    });
    const opened = await openPage(browser, own.address, { locale: 'en' });
    await opened.page.goto(`${own.origin}/#/settings/sources`);
    const card = opened.page.getByRole('listitem', { name: 'Office' });
    await card.getByText('The source cannot be reached', { exact: false }).waitFor();
    await card.getByText('2 records kept', { exact: false }).waitFor();
    for (let n = 0; n < 5; n++) await find(own, `GP-9${n}`);
    await card.getByText('Paused').waitFor();
    const [view] = await own.call<SourceView[]>('source/list');
    expect(view).toMatchObject({ breaker: 'open', secretNames: ['token'] });
    expect(JSON.stringify(view)).not.toContain('key-1');
    expect(opened.complaints).toEqual([]);
  } finally {
    await own.end();
    db.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(profile, { recursive: true, force: true });
    delete process.env['SOURCE_KEY'];
  }
});

test('with the demo its back office goes', async () => {
  await desk.call('workspace/removeDemo');
  await eventually('the demo source is gone', 10_000, async () => {
    const list = await desk.call<SourceView[]>('source/list');
    return list.length === 0;
  });
  expect((await find(desk, 'GP-21007')).outcome).toBe('no-source');
});
