import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';
import { temporaryFolder } from '../kit/engine.ts';

let profile: string;
let desk: RunningDesk;
let browser: Browser;
let page: Page;
let complaints: string[];

async function open() {
  desk = await startDesk({ profile, workspace: 'demo', language: 'zh-CN' });
  ({ page, complaints } = await openPage(browser, desk.address));
  await page.getByRole('option').first().waitFor();
  await page.evaluate(() => {
    location.hash = '#/settings/audit';
  });
  await page.getByRole('table', { name: '审计记录' }).waitFor();
}

beforeAll(async () => {
  profile = temporaryFolder('audit');
  browser = await openBrowser();
  await open();
});
afterAll(async () => {
  await browser?.close();
  await desk?.end();
  rmSync(profile, { recursive: true, force: true });
});

const rows = () => page.getByRole('table', { name: '审计记录' }).locator('tbody tr');

test('what was done on the desk is listed, newest first, and looking is on record too', async () => {
  await desk.call('contact/addIdentity', {
    contactId: (await desk.call<{ rows: { contactId: string }[] }>('inbox/page', { view: 'all' }))
      .rows[0]?.contactId,
    identity: { kind: 'phone', address: '+8613800138000', isVerified: false },
  });
  await page.reload();
  await page.getByRole('table', { name: '审计记录' }).waitFor();
  await expect.poll(() => rows().nth(0).textContent()).toMatch(/查看审计记录|添加联系方式/);
  await rows().filter({ hasText: '添加联系方式' }).first().waitFor();
  await rows().filter({ hasText: '查看审计记录' }).first().waitFor();
  expect(await page.locator('body').textContent()).not.toContain('13800138000');
});

test('it is narrowed by action, and a filter nothing fits says so', async () => {
  await page.getByRole('button', { name: /操作/ }).click();
  await page.getByRole('option', { name: '添加联系方式' }).click();
  await expect.poll(() => rows().filter({ hasNotText: '添加联系方式' }).count()).toBe(0);
  expect(await rows().count()).toBeGreaterThan(0);
  await page.getByLabel('对象编号').fill('nobody');
  await page.getByText('没有符合条件的记录。').waitFor();
  await page.getByLabel('对象编号').fill('');
  await rows().first().waitFor();
});

test('the export is a CSV of what the filter lets through', async () => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 CSV' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFFseq,at,by,/);
  expect(lines.slice(1).every((line) => line.includes('contact.identity-added'))).toBe(true);
  expect(lines.length).toBeGreaterThan(1);
});

test('an untouched chain is whole; one edited behind the desk’s back is named', async () => {
  await page.getByRole('button', { name: '校验完整性' }).click();
  await page.getByText(/条记录，逐条相符/).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
  await desk.end();
  const db = new Database(path.join(profile, 'desk.db'));
  db.exec('DROP TRIGGER audit_stays');
  db.exec(
    `UPDATE audit SET entry = replace(entry, '"outcome":"done"', '"outcome":"failed"') WHERE seq = 2`,
  );
  db.close();
  await open();
  await page.getByRole('button', { name: '校验完整性' }).click();
  await page.getByText('第 2 条被改动过').waitFor();
});
