import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';

interface Row {
  number: number;
  contactName: string | null;
  subject: string | null;
}

let desk: RunningDesk;
let browser: Browser;
let page: Page;
let complaints: string[];

const goTo = async (hash: string) => {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
};
const box = () => page.getByRole('combobox', { name: '搜索消息、客户、订单号' });
const hits = () => page.getByRole('listbox', { name: '搜索结果' }).getByRole('option');

beforeAll(async () => {
  desk = await startDesk({ workspace: 'demo', language: 'zh-CN' });
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser, desk.address));
  await page.getByText('已连接').first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await desk?.end();
});
beforeEach(async () => {
  await goTo('#/inbox/all');
  await goTo('#/search');
  await box().waitFor();
  await box().fill('');
});

test('one Chinese character is found and marked in every snippet that holds it', async () => {
  await box().fill('退');
  await hits().first().waitFor();
  const marks = await page.locator('mark').allTextContents();
  expect(marks.length).toBeGreaterThan(3);
  expect(new Set(marks)).toEqual(new Set(['退']));
});

test('an exact order number finds its messages and nothing else', async () => {
  const { rows } = await desk.call<{ rows: Row[] }>('inbox/page', { view: 'all', limit: 200 });
  const row = rows.find((one) => /GP-\d+/.test(one.subject ?? ''));
  const order = /GP-\d+/.exec(row?.subject ?? '')?.[0] ?? '';
  expect(order).not.toBe('');
  await box().fill(order);
  await hits().first().waitFor();
  for (const text of await hits().allTextContents()) expect(text).toContain(`#${row?.number}`);
});

test('filters narrow what is found, are shown as chips and go with their cross', async () => {
  await box().fill('渠道:邮件 状态:已解决');
  await page.getByRole('button', { name: '移除筛选 已解决' }).waitFor();
  await expect.poll(() => hits().count()).toBeGreaterThan(0);
  const narrowed = await hits().count();
  await page.getByRole('button', { name: '移除筛选 已解决' }).click();
  expect((await box().inputValue()).trim()).toBe('渠道:邮件');
  await expect.poll(() => hits().count()).toBeGreaterThan(narrowed);
});

test('a filter nobody understands is said and not searched for', async () => {
  await box().fill('状态:飞了 退款');
  await page.getByText('看不懂的筛选：状态:飞了').waitFor();
  await expect.poll(() => hits().count()).toBeGreaterThan(0);
});

test('more than a page is reached by asking for more', async () => {
  await box().fill('渠道:网页聊天');
  await hits().nth(49).waitFor();
  expect(await hits().count()).toBe(50);
  await page.getByRole('button', { name: '显示更多' }).click();
  await expect.poll(() => hits().count()).toBeGreaterThan(50);
});

test('nothing found says so and what to try', async () => {
  await box().fill('没有这样的一句话');
  await page.getByText('没有结果').waitFor();
  expect(await page.getByText('试试单号后四位', { exact: false }).isVisible()).toBe(true);
});

test('arrows choose and Enter opens the conversation, all from the box', async () => {
  await box().fill('渠道:邮件 退');
  await hits().nth(1).waitFor();
  await box().press('ArrowDown');
  const chosen = await hits().nth(1).getAttribute('id');
  expect(await box().getAttribute('aria-activedescendant')).toBe(chosen);
  await box().press('Enter');
  await expect.poll(() => page.url()).toMatch(/#\/inbox\/all\/[^?]+\?.*message=/);
});

test('the palette opens by its key, finds a person by one character and gives the focus back', async () => {
  await box().focus();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: '命令面板' });
  await palette.getByRole('combobox').fill('陈');
  await palette.getByRole('group', { name: '客户' }).getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  await palette.waitFor({ state: 'detached' });
  expect(await box().evaluate((element) => element === document.activeElement)).toBe(true);
});

test('the Enter of an input method runs nothing, the next one does', async () => {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: '命令面板' });
  await palette.getByRole('combobox').focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', {
    text: 'shezhi',
    selectionStart: 6,
    selectionEnd: 6,
  });
  await session.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Process',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  });
  expect(await palette.isVisible()).toBe(true);
  await session.send('Input.insertText', { text: '打开设置' });
  await palette.getByRole('option', { name: /^打开设置/ }).waitFor();
  expect(page.url()).not.toContain('#/settings');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('#/settings');
});

test('a command is run from the palette by a word that is not its name', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: '命令面板' }).getByRole('combobox').fill('>preferences');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('#/settings');
});

test('the key sheet lists the keys of the one table and filters them', async () => {
  await page.keyboard.press('Control+/');
  const sheet = page.getByRole('dialog', { name: '快捷键' });
  await sheet.getByText('解决会话').waitFor();
  await sheet.getByRole('searchbox').fill('搁置');
  await expect.poll(() => sheet.locator('dt').allTextContents()).toEqual(['搁置']);
  // The first one empties the filter.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
});

test('none of this made the page complain', () => {
  expect(complaints).toEqual([]);
});
