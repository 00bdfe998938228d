import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settingsPages } from '#renderer/features/settings/pages.ts';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';

let desk: RunningDesk;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  desk = await startDesk({ workspace: 'demo', language: 'zh-CN' });
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser, desk.address));
  await page.getByText('已连接').first().waitFor();
  await page.evaluate(axe.source);
});
afterAll(async () => {
  await browser?.close();
  await desk?.end();
});

/** What WCAG 2.2 AA finds wrong, serious or not. */
const faults = () =>
  page.evaluate(async () => {
    // Colours of a part that is fading in are not its colours.
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)));
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
    });
    return violations.map((one) => ({
      rule: one.id,
      at: one.nodes.slice(0, 3).map((node) => [node.target.join(' '), node.failureSummary]),
    }));
  });
const goTo = async (hash: string) => {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.waitForTimeout(300);
};

describe.each(['light', 'dark'] as const)('in the %s theme nothing is wrong', (theme) => {
  beforeAll(async () => {
    await desk.call('preferences/set', { theme });
    await page.locator(`html[data-theme=${theme}]`).waitFor();
  });

  test.each(settingsPages)('on the settings page %s', async (name) => {
    await goTo(`#/settings/${name}`);
    expect(await faults()).toEqual([]);
  });

  test('in the form of a mailbox with its errors', async () => {
    await goTo('#/settings/brands');
    await goTo('#/settings/accounts');
    await page.getByRole('button', { name: '连接邮箱' }).click();
    await page.getByRole('button', { name: '测试连接' }).click();
    expect(await faults()).toEqual([]);
  });

  test('in the form of a web chat with hours and a question', async () => {
    await goTo('#/settings/brands');
    await goTo('#/settings/accounts');
    await page.getByRole('button', { name: '添加网页聊天' }).click();
    await page.getByText('按星期设置').click();
    await page.getByRole('button', { name: '添加问题' }).click();
    expect(await faults()).toEqual([]);
  });

  test('while a key is changed', async () => {
    await goTo('#/settings/keys');
    await page.getByRole('button', { name: '修改“回复”的快捷键' }).click();
    await page.keyboard.press('e');
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('on the search screen before, with and without hits', async () => {
    await goTo('#/search');
    const box = page.getByRole('combobox', { name: '搜索消息、客户、订单号' });
    await box.fill('');
    expect(await faults()).toEqual([]);
    await box.fill('渠道:邮件 退');
    await page.locator('mark').first().waitFor();
    expect(await faults()).toEqual([]);
    await box.fill('没有这样的一句话 状态:飞了');
    await page.getByText('没有结果').waitFor();
    expect(await faults()).toEqual([]);
  });

  test('in the outbox, the palette, the key sheet, the centre and a new mail', async () => {
    await goTo('#/outbox');
    expect(await faults()).toEqual([]);
    for (const keys of ['Control+k', 'Control+/', 'Control+n']) {
      await page.keyboard.press(keys);
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(300);
      expect(await faults()).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await page.getByRole('complementary', { name: '通知' }).waitFor();
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('in the form of an escalation, and in a case that came of it', async () => {
    await goTo('#/inbox/all');
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: '升级' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByLabel('摘要').waitFor();
    await form.getByText('更多资料').click();
    expect(await faults()).toEqual([]);
    await form.getByRole('button', { name: /部门/ }).click();
    await page.getByRole('option', { name: '风控', exact: true }).click();
    await form.getByRole('button', { name: /按部门时限/ }).click();
    await form.getByRole('button', { name: /提交升级/ }).click();
    await form.getByText('请写明需要部门回答的问题').waitFor();
    expect(await faults()).toEqual([]);
    await form.getByLabel('问题').fill('是否已冲正？');
    await page.keyboard.press('Control+Enter');
    await form.waitFor({ state: 'hidden' });
    expect(await faults()).toEqual([]);
    await goTo('#/cases/open');
    await page.getByRole('link', { name: /^ES/ }).first().click();
    await page.getByRole('article').getByText('是否已冲正？').waitFor();
    expect(await faults()).toEqual([]);
  });

  test('on the list of customers, on one, and in what is done with them', async () => {
    await goTo('#/contacts');
    const rows = page.locator('[data-place="contacts"]').getByRole('button');
    await rows.first().waitFor();
    expect(await faults()).toEqual([]);
    for (const name of ['新建', '导入', '导出']) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(300);
      expect(await faults()).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await rows.first().click();
    await page.getByRole('button', { name: '登记同意' }).click();
    await page.getByRole('button', { name: '编辑资料' }).first().click();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: '更多操作' }).click();
    await page.getByRole('menuitem', { name: '按要求删除……' }).click();
    await page.getByRole('alertdialog').getByText('不能撤销').waitFor();
    await page.waitForTimeout(300);
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('in the introduction, step by step', async () => {
    await goTo('#/settings/about');
    await page.getByRole('button', { name: '重新打开引导' }).click();
    for (let step = 1; step <= 4; step++) {
      await page.getByText(`第 ${step} 步，共 4 步`).waitFor();
      expect(await faults()).toEqual([]);
      if (step < 4) await page.keyboard.press('Control+Enter');
    }
    await page.getByRole('button', { name: '稍后再说' }).click();
  });
});

test('none of this made the page complain', () => {
  expect(complaints).toEqual([]);
});
