import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationRow } from '#shared/contract/rows.ts';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';

let desk: RunningDesk;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  desk = await startDesk({ workspace: 'demo', language: 'zh-CN' });
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser, desk.address));
  await rows(page).first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await desk?.end();
});

const rows = (on: Page) => on.getByRole('option');
const rowOf = (on: Page, name: string) => rows(on).filter({ hasText: name }).first();
const toasts = (on: Page) => on.getByRole('region', { name: '提示' });
const list = (on: Page) => on.locator('[data-place="list"]');

interface InboxPage {
  rows: ConversationRow[];
  total: number;
}
const inboxPage = (view: string, filter: object = {}) =>
  desk.call<InboxPage>('inbox/page', { view, filter, sort: 'newest', after: null, limit: 100 });

async function find(name: string): Promise<ConversationRow> {
  for (const view of ['all', 'resolved']) {
    const found = (await inboxPage(view)).rows.find((row) => row.contactName === name);
    if (found) return found;
  }
  throw new Error(`no conversation with ${name}`);
}

const patience = { timeout: 5_000 };
/** What the engine says of this customer's conversation, until it is as expected. */
const soon = <T>(name: string, read: (row: ConversationRow) => T) =>
  [async () => read(await find(name)), patience] as const;

/** Opens the row of this customer; the list keeps the focus, so that keys mean it. */
async function open(on: Page, name: string): Promise<void> {
  await rowOf(on, name).click();
  await on.getByRole('heading', { name, exact: true }).first().waitFor();
  await list(on).focus();
}

async function seriousFaults(on: Page) {
  await on.evaluate(axe.source);
  return on.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
    });
    return violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => ({
        rule: one.id,
        where: location.hash,
        theme: document.documentElement.dataset['theme'],
        at: one.nodes.slice(0, 3).map((node) => [node.target.join(' '), node.failureSummary]),
      }));
  });
}

test('the list counts what the engine counts and shows its first rows in order', async () => {
  const { rows: wanted, total } = await inboxPage('all');
  expect(await rows(page).first().getAttribute('aria-setsize')).toBe(String(total));
  const names = await rows(page).evaluateAll((all) =>
    all.slice(0, 5).map((one) => one.textContent),
  );
  for (const [index, row] of wanted.slice(0, 5).entries())
    expect(names[index]).toContain(row.contactName);
});

test('J and K move along the list and the conversation follows', async () => {
  await open(page, '陈嘉怡');
  const { rows: order } = await inboxPage('all');
  await page.keyboard.press('j');
  await page.getByRole('heading', { name: order[1]?.contactName ?? '', exact: true }).waitFor();
  await page.keyboard.press('k');
  await page.getByRole('heading', { name: order[0]?.contactName ?? '', exact: true }).waitFor();
  expect(await page.locator('[aria-current="true"]').textContent()).toContain(
    order[0]?.contactName,
  );
});

test('A gives the open conversation to a person, and the toast takes it back', async () => {
  await open(page, '李明轩');
  const before = await find('李明轩');
  await page.keyboard.press('a');
  await page.getByRole('dialog').getByRole('button', { name: '不指派' }).click();
  await expect.poll(...soon('李明轩', (row) => row.assigneeId)).toEqual(null);
  await page.keyboard.press('i');
  const { agent } = await desk.call<{ agent: { id: string } }>('session/me');
  await expect.poll(...soon('李明轩', (row) => row.assigneeId)).toEqual(agent.id);
  await toasts(page).getByText('已指派给').waitFor();
  await page.keyboard.press('z');
  await expect.poll(...soon('李明轩', (row) => row.assigneeId)).toEqual(null);
  await desk.call('conversation/assign', { conversationId: before.id, assigneeId: agent.id });
});

test('L adds and removes a tag', async () => {
  await open(page, '王志强');
  await page.keyboard.press('l');
  await page.getByRole('dialog').getByRole('textbox').fill('加急处理');
  await page.keyboard.press('Enter');
  await expect.poll(...soon('王志强', (row) => row.tags)).toContain('加急处理');
  await page.getByRole('button', { name: '移除标签 加急处理' }).click();
  await expect.poll(...soon('王志强', (row) => row.tags)).not.toContain('加急处理');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('P sets a priority by its digit', async () => {
  await open(page, '王志强');
  await page.keyboard.press('p');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('1');
  await expect.poll(...soon('王志强', (row) => row.priority)).toEqual(3);
  await toasts(page).getByText('优先级：紧急').waitFor();
  await page.keyboard.press('z');
  await expect.poll(...soon('王志强', (row) => row.priority)).toEqual(1);
});

test('H snoozes until a chosen time, and undoing wakes it', async () => {
  await open(page, '王志强');
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('选择时间').fill('2035-03-04T09:30');
  await dialog.getByRole('button', { name: '搁置', exact: true }).click();
  await expect.poll(...soon('王志强', (row) => row.status)).toEqual('snoozed');
  await toasts(page).getByText('已搁置至 2035').waitFor();
  const until = (await find('王志强')).snoozedUntilAt;
  const wanted = await page.evaluate(() => new Date('2035-03-04T09:30').getTime());
  expect(until).toBe(wanted);
  await page.keyboard.press('z');
  await expect.poll(...soon('王志强', (row) => row.status)).toEqual('open');
});

test('a time that has passed cannot be chosen', async () => {
  await open(page, '王志强');
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('选择时间').fill('2020-01-01T09:00');
  expect(await dialog.getByRole('button', { name: '搁置', exact: true }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('E resolves, says so, and the undo brings back the state it had', async () => {
  await open(page, '刘思雨');
  expect((await find('刘思雨')).status).toBe('pending');
  await page.keyboard.press('e');
  await expect.poll(...soon('刘思雨', (row) => row.status)).toEqual('resolved');
  await page.getByRole('button', { name: /撤销/ }).click();
  await expect
    .poll(...soon('刘思雨', (row) => [row.status, row.waitingOn]))
    .toEqual(['pending', 'customer']);
});

test('ticked rows are resolved together and come back together', async () => {
  await rowOf(page, '陈嘉怡').locator('[data-mark]').click();
  await rowOf(page, '黄俊杰').click({ modifiers: ['Shift'] });
  await page.getByText('已选 5').waitFor();
  await page.getByRole('toolbar').getByRole('button', { name: '解决' }).click();
  await page.getByText('已解决 5 个会话').waitFor();
  await expect.poll(...soon('黄俊杰', (row) => row.status)).toEqual('resolved');
  await page.getByRole('button', { name: /撤销/ }).click();
  await expect.poll(...soon('陈嘉怡', (row) => row.status)).toEqual('open');
  await expect.poll(...soon('刘思雨', (row) => row.status)).toEqual('pending');
});

test('filters narrow the list, stand in the address and can be taken off', async () => {
  await page.getByRole('button', { name: '筛选' }).click();
  await page.getByRole('menuitem', { name: '电子邮件' }).click();
  await expect.poll(() => page.url(), patience).toContain('channel=email');
  const { total } = await inboxPage('all', { channel: 'email' });
  await expect
    .poll(() => rows(page).first().getAttribute('aria-setsize'), patience)
    .toBe(String(total));
  await page.getByRole('button', { name: '取消筛选 电子邮件' }).click();
  await expect.poll(() => page.url(), patience).not.toContain('channel');
});

test('a filter that nothing meets says so and offers the way back', async () => {
  await page.evaluate(() => (location.hash = '#/inbox/all?tag=不存在的标签'));
  await page.getByText('没有符合条件的会话。').waitFor();
  await page.getByRole('button', { name: '清除筛选' }).click();
  await rows(page).first().waitFor();
  expect(page.url()).not.toContain('tag=');
});

test('what arrives while one reads further down waits behind a pill and moves nothing', async () => {
  const scroller = list(page);
  await scroller.evaluate((element) => (element.scrollTop = 900));
  await page.waitForTimeout(200);
  const middle = () =>
    page.evaluate(() => {
      const box = document.querySelector('[data-place="list"]')?.getBoundingClientRect();
      const at = document.elementFromPoint((box?.left ?? 0) + 100, (box?.top ?? 0) + 300);
      return at?.closest('[role=option]')?.id;
    });
  const before = await middle();
  const { rows: resolved } = await inboxPage('resolved');
  await desk.call('conversation/reopen', { conversationId: resolved[0]?.id });
  await page.getByRole('button', { name: '1 条新会话' }).waitFor();
  expect(await middle()).toBe(before);
  await page.getByRole('button', { name: '1 条新会话' }).click();
  await expect.poll(() => scroller.evaluate((element) => element.scrollTop), patience).toBe(0);
  await desk.call('conversation/resolve', { conversationId: resolved[0]?.id });
});

test('the menu of a row does what the keys do', async () => {
  await rowOf(page, '吴佳琪').click({ button: 'right' });
  await page
    .getByRole('menuitem', { name: '标为未读' })
    .or(page.getByRole('menuitem', { name: '标为已读' }))
    .click();
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await rowOf(page, '吴佳琪').click({ button: 'right' });
  await page.getByRole('menuitem', { name: '等待内部' }).click();
  await expect
    .poll(...soon('吴佳琪', (row) => [row.status, row.waitingOn]))
    .toEqual(['pending', 'internal']);
  await page.getByRole('button', { name: /撤销/ }).click();
  await expect.poll(...soon('吴佳琪', (row) => row.status)).toEqual('open');
});

test('two windows see each other’s change without asking', async () => {
  const other = await page.context().newPage();
  await other.goto(desk.origin);
  await rows(other).first().waitFor();
  await open(other, '吴佳琪');
  await page.bringToFront();
  await open(page, '王志强');
  await page.keyboard.press('l');
  await page.getByRole('dialog').getByRole('textbox').fill('两个窗口');
  await page.keyboard.press('Enter');
  const seen = rowOf(other, '王志强').getByText('两个窗口');
  await expect.poll(() => seen.count(), patience).toBe(1);
  await page.getByRole('button', { name: '移除标签 两个窗口' }).click();
  await expect.poll(() => seen.count(), patience).toBe(0);
  await page.keyboard.press('Escape');
  await other.close();
});

test('merging asks for the target, then shows the target', async () => {
  await open(page, 'Tom Becker');
  await page.getByRole('button', { name: '更多操作' }).first().click();
  await page.getByRole('menuitem', { name: '合并到' }).click();
  const dialog = page.getByRole('dialog');
  const target = await find('Leo Larsen');
  await dialog.getByRole('textbox').fill('Leo Larsen');
  await dialog.getByRole('button', { name: `#${target.number}` }).click();
  await dialog.getByRole('button', { name: '合并', exact: true }).click();
  await page.getByRole('heading', { name: 'Leo Larsen', exact: true }).first().waitFor();
  await expect
    .poll(async () => (await inboxPage('all')).rows.map((row) => row.contactName), patience)
    .not.toContain('Tom Becker');
});

test('neither theme has a serious fault of accessibility', async () => {
  await open(page, '王志强');
  const faults: unknown[] = [];
  for (const theme of ['light', 'dark']) {
    await desk.call('preferences/set', { theme });
    await page.locator(`html[data-theme=${theme}]`).waitFor();
    for (const hash of ['', '#/search', '#/outbox', '#/settings/look']) {
      if (hash !== '') await page.evaluate((to) => (location.hash = to), hash);
      await page.waitForTimeout(300);
      faults.push(...(await seriousFaults(page)));
    }
    await page.evaluate(() => (location.hash = '#/inbox/all'));
    await open(page, '王志强');
  }
  await desk.call('preferences/set', { theme: 'system' });
  expect(faults).toEqual([]);
});

test('nothing broke a policy or threw while all this was done', () => {
  expect(complaints).toEqual([]);
});

test('while the engine is gone the window says so, and goes on by itself once it is back', async () => {
  const port = Number(new URL(desk.origin).port);
  const { profile } = desk;
  await desk.kill();
  await page.getByText('与客服台引擎的连接断开了').waitFor({ timeout: 15_000 });
  expect(await rows(page).count()).toBeGreaterThan(5);
  desk = await startDesk({ profile, port });
  await page.getByText('与客服台引擎的连接断开了').waitFor({ state: 'detached', timeout: 20_000 });
  await page.getByText('已连接').first().waitFor();
  await open(page, '王志强');
  await page.keyboard.press('u');
  await expect.poll(...soon('王志强', (row) => row.isMarkedUnread)).toEqual(true);
});
