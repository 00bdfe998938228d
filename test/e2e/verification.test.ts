import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../kit/engine.ts';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';

let desk: RunningDesk;
let browser: Browser;
let page: Page;
let complaints: string[];

interface Quick {
  conversations: { id: string; channel: string }[];
}
const chatAbout = async (order: string): Promise<string> => {
  const { conversations } = await desk.call<Quick>('search/quick', { text: order });
  const found = conversations.find((one) => one.channel === 'webchat');
  if (!found) throw new Error(`no chat about ${order}`);
  return found.id;
};
const open = async (id: string, tab: RegExp) => {
  await page.goto(`${desk.origin}/#/inbox/all/${id}`);
  await page.getByRole('tab', { name: tab }).click();
};
const check = () => page.getByRole('button', { name: '核对', exact: true }).click();
const outcome = (text: string | RegExp) =>
  page.locator('[data-tone]').filter({ hasText: text }).waitFor();

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

/** Everything of a profile on disk; the records' cache and the sample's ledger are the source's own words. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .filter((file) => !/records\.db|sample-ledger|blobs/.test(file));
}

test('A04 a chat with an order number opens with its record found, and shows nothing of it', async () => {
  await open(await chatAbout('GP-21046'), /交易/);
  const list = page.getByRole('region', { name: '本会话的记录' });
  await list.getByRole('button', { name: /GP-21046/ }).waitFor();
  expect(await list.textContent()).toContain('核验到 1 级后显示');
  expect(await list.textContent()).not.toMatch(/¥|TX-/);
});

test('B17 B19 what the customer says opens the record step by step, and refund stays closed until enough is proven', async () => {
  await page.getByRole('tab', { name: /核验/ }).click();
  await page.getByRole('button', { name: /用表单中的 GP-21046/ }).click();
  await check();
  await outcome('一致。已核验到 1 级');
  await page.getByText('核验后可申请退款（还差 2 分').waitFor();
  await page.getByRole('tab', { name: /交易/ }).click();
  await page.getByRole('button', { name: /GP-21046/ }).click();
  const record = page.getByRole('region', { name: '交易', exact: true });
  await record.getByText('核验到 2 级后显示金额').waitFor();
  expect(await record.textContent()).not.toMatch(/¥|TX-|\*{4} /);
  await page.getByRole('tab', { name: /核验/ }).click();
  await page.getByLabel('交易金额').fill('1391.99');
  await check();
  await outcome('一致。已核验到 2 级');
  await page.getByText('核验后可申请退款（还差 1 分').waitFor();
});

test('a brand without tolerance: an amount wrong by a cent does not match', async () => {
  await page.goto(`${desk.origin}/#/settings/brands`);
  await page.getByRole('button', { name: '编辑' }).first().click();
  await page.getByText('金额（大致）', { exact: true }).click();
  expect(await page.getByRole('checkbox', { name: '金额（大致）' }).isChecked()).toBe(false);
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已保存').waitFor();
  await open(await chatAbout('GP-21020'), /核验/);
  await page.getByRole('button', { name: /用表单中的/ }).click();
  await check();
  await outcome('1 级');
  await page.getByLabel('交易金额').fill('1317.34');
  await check();
  await outcome('不一致，剩余 2 次');
  expect(await page.getByLabel('交易金额').inputValue()).toBe('');
});

test('K1 the third failure locks, in the same words whether the record exists or not', async () => {
  for (const left of [1, 0]) {
    await page.getByLabel('账户姓名').fill('张不对');
    await check();
    await outcome(left > 0 ? `不一致，剩余 ${left} 次` : /核验锁定至/);
  }
  await page.getByText('请主管处理，或等锁定结束后再试').waitFor();
  expect(await page.getByRole('button', { name: '核对', exact: true }).isDisabled()).toBe(true);
});

test('B17 B18 B21 the five steps: none comes too early, and no hand-over without a time', async () => {
  await open(await chatAbout('GP-21046'), /核验/);
  const steps = page.getByRole('region', { name: '标准流程' });
  await steps.getByRole('button', { name: '支付失败' }).click();
  await page.getByText('请先询问订单号、交易时间和交易金额').first().waitFor();
  for (const fact of ['订单号', '时间', '金额'])
    await steps.getByText(fact, { exact: true }).click();
  await steps.getByRole('button', { name: '无异常' }).click();
  await steps.getByRole('button', { name: '确认是这一笔' }).click();
  await steps.getByText('已确认').waitFor();
  await steps.getByRole('button', { name: '支付失败' }).click();
  await steps.getByText('已告知方案').click();
  await steps.getByPlaceholder('部门').fill('支付通道组');
  await steps.getByRole('button', { name: '记录转交' }).click();
  await page.getByText('请填写预计处理时间，且须晚于现在').first().waitFor();
  expect(await steps.getByText('已确认').count()).toBe(1);
});

test('the check ends with the conversation, and with another speaker without authority', async () => {
  const id = await chatAbout('GP-21046');
  await open(id, /核验/);
  await page.getByText('他人代办').click();
  await page.getByText('没有授权记录，只能回答一般问题').waitFor();
  await desk.call('verification/nameSpeaker', {
    conversationId: id,
    speaker: 'customer',
    note: null,
  });
  await page.getByRole('button', { name: /用表单中的/ }).click();
  await check();
  await outcome('1 级');
  await desk.call('conversation/resolve', { conversationId: id });
  const view = await desk.call<{ isOpen: boolean; level: number }>('verification/get', {
    conversationId: id,
    handle: null,
  });
  expect(view).toMatchObject({ isOpen: false, level: 0 });
});

test('no answer that was typed is anywhere in the profile', async () => {
  await eventually('the journal is written', 5_000, () => filesOf(desk.profile).length > 0);
  const typed = ['张不对', '1317.34', '1391.99'];
  for (const file of filesOf(desk.profile)) {
    const bytes = readFileSync(file);
    for (const word of typed)
      expect(bytes.includes(Buffer.from(word)), `${word} in ${path.basename(file)}`).toBe(false);
  }
});

test('nothing was complained about', () => {
  expect(complaints).toEqual([]);
});
