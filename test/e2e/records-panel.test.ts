import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#main/platform/clock.ts';
import { systemRandom } from '#main/platform/random.ts';
import { demoOrders } from '#main/engine/demo/orders.ts';
import { openLedger } from '#main/records/sample/ledger.ts';
import { sampleConfig } from '#main/records/sample/mapping.ts';
import { startSample } from '#main/records/sample/server.ts';
import { eventually, temporaryFolder } from '../kit/engine.ts';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';

let desk: RunningDesk;
let browser: Browser;
let page: Page;
let complaints: string[];

interface Row {
  id: string;
  channel: string;
}
const about = async (order: string): Promise<string> => {
  const { conversations } = await desk.call<{ conversations: Row[] }>('search/quick', {
    text: order,
  });
  const [found] = conversations;
  if (!found) throw new Error(`nothing about ${order}`);
  return found.id;
};
const go = (id: string) => page.goto(`${desk.origin}/#/inbox/all/${id}`);
const tab = (name: RegExp) => page.getByRole('tab', { name }).click();

interface List {
  outcome: string;
  rows: { handle: string; level: number; freshness: { state: string } }[];
}
const submit = (conversationId: string, handle: string | null, answers: object) =>
  desk.call<{
    ok: boolean;
    result?: { isVerified: boolean; level: number; asOfAt: number | null };
  }>('verification/submit', { conversationId, handle, answers });
/** Proves the first record of a conversation up to level 2 with what its customer would say. */
async function verify(
  order: string,
  amount: string,
  search = order,
): Promise<{ id: string; handle: string }> {
  const id = await about(search);
  const { rows } = await desk.call<List>('verification/records', { conversationId: id });
  const handle = rows[0]?.handle ?? '';
  await submit(id, handle, { orderNumber: order });
  const money = { text: amount, currency: order.startsWith('HP') ? 'USD' : 'CNY' };
  const answer = await submit(id, handle, { amount: money });
  expect(answer.result?.level).toBe(2);
  return { id, handle };
}

beforeAll(async () => {
  desk = await startDesk({ workspace: 'demo' });
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser, desk.address));
  await page.getByRole('option').first().waitFor();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await desk.end();
});

test('C15 an unknown result is never shown as failed, and its diagnosis says how one knows', async () => {
  const { id } = await verify('GP-21007', '1280');
  await go(id);
  await tab(/交易/);
  const rows = page.getByRole('region', { name: '本会话的记录' });
  await rows.getByText('确认中').waitFor();
  await rows.getByRole('button', { name: /确认中/ }).click();
  const record = page.getByRole('region', { name: '交易', exact: true });
  await record.getByText('结果还不确定，不要说失败').waitFor();
  expect(await record.textContent()).not.toContain('✕');
  const diagnosis = page.getByRole('region', { name: '诊断' });
  await diagnosis.getByText('同单重复扣款').waitFor();
});

test('D25 the instrument is masked; a held field is whole for a reason asked once, and hides again', async () => {
  const record = page.getByRole('region', { name: '交易', exact: true });
  expect(await record.textContent()).toMatch(/\*{4} 6621/);
  const phone = record.getByRole('button', { name: '按住显示手机' });
  await phone.dispatchEvent('pointerdown');
  await page.getByLabel('原因').fill('客户要求核对手机号');
  await page.getByRole('button', { name: '记下，然后按住显示' }).click();
  await phone.dispatchEvent('pointerdown');
  const whole = record.getByText(/\d{11}/);
  await whole.waitFor();
  await phone.dispatchEvent('pointerup');
  await whole.waitFor({ state: 'detached' });
  const { rows } = await desk.call<{ rows: { action: string; reason: string | null }[] }>(
    'audit/page',
    { before: null, filter: { action: 'record.revealed' } },
  );
  expect(rows.map(({ reason }) => reason)).toEqual(['客户要求核对手机号']);
});

test('A19 D16 the explanation goes into the reply with its promised time, in the customer’s language', async () => {
  const diagnosis = page.getByRole('region', { name: '诊断' });
  await diagnosis.getByRole('button', { name: '插入说明到回复' }).click();
  const composer = page.locator('[data-place="composer"] textarea');
  const eta = page.getByLabel('预计答复时间');
  await Promise.race([eta.waitFor(), page.getByText('说明已插入回复').first().waitFor()]);
  if (await eta.isVisible()) {
    await eta.fill('2030-01-02T18:00');
    await diagnosis.getByRole('button', { name: '插入说明到回复' }).click();
  }
  await page.getByText('说明已插入回复').first().waitFor();
  const said = await composer.inputValue();
  expect(said).not.toBe('');
  expect(said).not.toMatch(/失败|\{eta\}/);
});

test('A22 D23 the suggested cause is confirmed and counted in the report', async () => {
  const diagnosis = page.getByRole('region', { name: '诊断' });
  await diagnosis.getByRole('button', { name: '确认建议' }).click();
  await diagnosis.getByText('结论').waitFor();
  await page.goto(`${desk.origin}/#/settings/causes`);
  await page.getByRole('cell', { name: '1', exact: true }).waitFor();
  const report = await desk.call<{ total: number }>('diagnosis/report', {
    from: 0,
    to: Date.now() + 60_000,
  });
  expect(report.total).toBe(1);
});

test('the record of a customer who proved nothing is told to nobody', async () => {
  const id = await about('GP-21020');
  const { rows } = await desk.call<List>('verification/records', { conversationId: id });
  const answer = await desk.call<{ ok: boolean; rejection: { code: string } }>('diagnosis/text', {
    conversationId: id,
    handle: rows[0]?.handle,
  });
  expect(answer).toMatchObject({ ok: false, rejection: { code: 'verification.level-too-low' } });
  const reveal = await desk.call<{ ok: boolean }>('verification/reveal', {
    conversationId: id,
    handle: rows[0]?.handle,
    field: 'phone',
    reason: 'curious',
  });
  expect(reveal.ok).toBe(false);
});

test('B20 C16 a frozen account shows why, and its own script runs with each outcome kept', async () => {
  const { id } = await verify('GP-21033', '1354.66');
  await go(id);
  await tab(/交易/);
  await page.getByRole('region', { name: '本会话的记录' }).getByRole('button').first().click();
  await page.getByText('账户已冻结：风控审核').waitFor();
  const account = page.getByRole('region', { name: '账户', exact: true });
  await account.getByText('三天内有新设备登录').waitFor();
  await account.getByText(/登录记录 \d/).click();
  await account.getByText(/曼谷/).waitFor();
  const diagnosis = page.getByRole('region', { name: '诊断' });
  await diagnosis.getByText('账户记录：已冻结').waitFor();
  await diagnosis.getByRole('button', { name: '开始排查' }).click();
  await diagnosis.getByRole('button', { name: '正常' }).first().click();
  await diagnosis.getByRole('button', { name: '有问题' }).nth(1).click();
  const view = await desk.call<{ run: { script: string; steps: { outcome: string }[] } }>(
    'diagnosis/get',
    { conversationId: id, handle: null },
  );
  expect(view.run.script).toBe('account-frozen');
  expect(view.run.steps.map(({ outcome }) => outcome)).toEqual(['ok', 'problem']);
});

test('A10 A19 A21 the brand’s script counts attempts and says when to come back', async () => {
  interface Brand {
    id: string;
    name: string;
  }
  const brands = await desk.call<Brand[]>('brand/list');
  const brand = brands.find(({ name }) => name === '青禾支付');
  const { id: brandId, isDemo: _demo, ...profile } = brand as Brand & { isDemo: boolean };
  await desk.call('brand/change', { brandId, profile: { ...profile, scripts: 'cgpay' } });
  const id = await about('GP-21397');
  await desk.call('diagnosis/start', { conversationId: id, script: 'payment-failed' });
  await go(id);
  await tab(/交易/);
  const steps = page.getByRole('region', { name: '诊断' }).getByRole('listitem');
  await page.getByRole('textbox', { name: '尝试次数' }).fill('4');
  await steps
    .filter({ has: page.getByRole('textbox', { name: '尝试次数' }) })
    .getByRole('button', { name: '有问题' })
    .click();
  await page.getByLabel('何时再联系客户').fill('2030-01-02T09:00');
  await steps
    .filter({ has: page.getByLabel('何时再联系客户') })
    .getByRole('button', { name: '正常' })
    .click();
  await page
    .getByText(/1月2日|2030-01-02/)
    .first()
    .waitFor();
  interface View {
    run: {
      preset: string;
      steps: { stepId: string; attemptCount: number | null; followUpAt: number | null }[];
    };
  }
  const view = await desk.call<View>('diagnosis/get', { conversationId: id, handle: null });
  expect(view.run.preset).toBe('cgpay');
  expect(view.run.steps).toMatchObject([
    { stepId: 'attempts', attemptCount: 4 },
    { stepId: 'wait-and-retry', followUpAt: new Date('2030-01-02T09:00').getTime() },
  ]);
});

test('C23 D21 an exchange shows both sides, the rate and its time', async () => {
  const { id } = await verify('TX-77125587', '1615.97', '孙立新');
  await go(id);
  await tab(/交易/);
  await page.getByRole('region', { name: '本会话的记录' }).getByRole('button').first().click();
  const fx = page.getByRole('region', { name: '汇率' });
  await fx.getByText(/→/).waitFor();
  expect(await fx.textContent()).toMatch(/1 USD = \d|1 CNY = \d/);
  expect(await fx.textContent()).toContain('汇率时间');
});

test('D02 one incident over many: joined, told once in each language, closed', async () => {
  const [zh, en] = [await about('GP-21007'), await about('HP-21176')];
  const opened = await desk.call<{ ok: boolean; incidentId: string }>('incident/open', {
    name: '通道 P-504 中断',
    rootCause: 'network-timeout',
    provider: 'unionpay',
    conversationIds: [zh, en],
  });
  await go(zh);
  await page.getByText('属于故障事件“通道 P-504 中断”，共 2 个会话。').waitFor();
  await page.getByRole('button', { name: '查看事件' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('中文').fill('通道已恢复，请查看交易状态。');
  await dialog.getByLabel('英文').fill('The channel is back. Please look at your payment.');
  await dialog.getByText('将发给 2 个会话：中文 1，英文 1。').waitFor();
  await dialog.getByRole('button', { name: '发送给 2 个会话' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '发给所有相关客户' }).click();
  await page.getByText('已发送 2 个。').waitFor();
  interface Timeline {
    entries: { kind: string; text?: string }[];
  }
  for (const [id, said] of [
    [zh, '通道已恢复'],
    [en, 'The channel is back'],
  ]) {
    const { entries } = await desk.call<Timeline>('conversation/timeline', { conversationId: id });
    expect(entries.some(({ text }) => text?.includes(said ?? ''))).toBe(true);
  }
  await page.getByRole('dialog').getByRole('button', { name: '关闭事件' }).click();
  await page.getByText('属于故障事件').waitFor({ state: 'detached' });
  expect(opened.ok).toBe(true);
});

test('A22 the cause is asked for when a conversation about a payment is resolved', async () => {
  const id = await about('GP-21397');
  await go(id);
  await page.getByRole('button', { name: '解决', exact: true }).click();
  await page.getByRole('dialog', { name: '解决前记录失败原因' }).waitFor();
  await page.getByLabel('理由').fill('客户余额不足');
  await page.getByRole('button', { name: /失败原因/ }).click();
  await page.getByRole('option', { name: '余额不足', exact: true }).click();
  await page.getByRole('button', { name: '记录并解决' }).click();
  await page.getByText('已解决').first().waitFor();
  const view = await desk.call<{ conclusion: { rootCause: string } }>('diagnosis/get', {
    conversationId: id,
    handle: null,
  });
  expect(view.conclusion.rootCause).toBe('insufficient-funds');
});

test.each(['light', 'dark'] as const)('no axe violations in the tabs, %s', async (theme) => {
  await desk.call('preferences/set', { theme });
  const { id } = { id: await about('GP-21033') };
  await go(id);
  for (const name of [/核验/, /交易/, /历史/]) {
    await tab(name);
    await page.waitForTimeout(300);
    await page.evaluate(axe.source);
    const faults = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(
        '[data-side-column]',
        { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] },
      );
      return violations.map((one) => [one.id, one.nodes[0]?.failureSummary]);
    });
    expect(faults).toEqual([]);
  }
});

test('a search that finds nothing, and one that finds many, both say so', async () => {
  await tab(/交易/);
  const back = page.getByRole('button', { name: '返回列表' });
  if (await back.isVisible()) await back.click();
  await page.getByRole('textbox', { name: '订单号' }).fill('GP-99999999');
  await page.getByRole('button', { name: '查找', exact: true }).click();
  const none = page.getByText('没有符合的交易');
  await none.waitFor();
  expect(await none.count()).toBe(1);
});

test('offline, the same check works on kept records and says of when they are', async () => {
  const now = Date.now();
  const db = openLedger(temporaryFolder('offline'), demoOrders(now), now);
  const sample = await startSample({ db, clock: systemClock, random: systemRandom });
  await desk.call('source/remove', { sourceId: 'demo-back-office' });
  await desk.call('source/connect', {
    kind: 'http',
    name: '自建后台',
    config: { ...sampleConfig(sample.origin), cache: { freshSeconds: 0 } },
    secrets: { token: sample.token },
  });
  const id = await about('GP-21059');
  const first = await eventually('the record is found', 10_000, async () => {
    const list = await desk.call<List>('verification/records', { conversationId: id });
    return list.rows.length > 0 ? list : null;
  });
  expect(first.rows[0]?.freshness.state).toBe('fresh');
  await sample.close();
  db.close();
  await go(id);
  await tab(/核验/);
  await page.getByRole('button', { name: /用表单中的/ }).click();
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByText('一致。已核验到 1 级').waitFor();
  await page.getByText(/按 .*\d\d:\d\d 的记录核对/).waitFor();
  await tab(/交易/);
  await page
    .getByText(/离线 · .*的记录/)
    .first()
    .waitFor();
});

test('nothing was complained about', () => {
  expect(complaints).toEqual([]);
});
