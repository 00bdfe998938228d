import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';

let desk: RunningDesk;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  desk = await startDesk({ workspace: 'demo', language: 'zh-CN' });
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser, desk.address));
  await page.getByRole('option').first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await desk?.end();
});

const toTop = () =>
  page.locator('[data-place="list"]').evaluate((element) => (element.scrollTop = 0));
const open = (name: string) => page.getByRole('option').filter({ hasText: name }).first().click();
const focused = () =>
  page.evaluate(
    () => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region'] ?? '',
  );

/** Pieces of the bars that lie over each other, and bars that are wider than their place. */
const crowded = () =>
  page.evaluate(() => {
    const faults: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth)
      faults.push('the window scrolls sideways');
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()} “${(element.textContent ?? '').trim().slice(0, 24)}”`;
    for (const bar of document.querySelectorAll('header, footer, [role=toolbar]')) {
      const box = bar.getBoundingClientRect();
      if (box.width === 0) continue;
      const parts = [...bar.querySelectorAll('button, h2, p, time, output')]
        .map((part) => ({ part, at: part.getBoundingClientRect() }))
        .filter(({ at }) => at.width > 1 && at.height > 1);
      for (const { part, at } of parts) {
        if (at.right > box.right + 1 || at.bottom > box.bottom + 1)
          faults.push(`${name(part)} leaves its bar`);
        for (const other of parts) {
          if (other.part === part || part.contains(other.part) || other.part.contains(part))
            continue;
          const across =
            Math.min(at.right, other.at.right) - Math.max(at.left, other.at.left) > 1 &&
            Math.min(at.bottom, other.at.bottom) - Math.max(at.top, other.at.top) > 1;
          if (across) faults.push(`${name(part)} lies over ${name(other.part)}`);
        }
      }
    }
    return faults;
  });

test('at every width and in both languages bars keep to one line and the conversation has room', async () => {
  const faults: string[] = [];
  for (const language of ['zh-CN', 'en']) {
    await desk.call('preferences/set', { language });
    await page.locator(`html[lang=${language}]`).waitFor();
    for (const customer of ['周文博', 'Victor Hugo Ramos'])
      for (const width of [880, 960, 1024, 1180, 1280, 1366, 1440, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        await open(customer);
        await page.waitForTimeout(120);
        const room = await page
          .getByRole('region', { name: language === 'en' ? 'Conversation' : '会话', exact: true })
          .evaluate((element) => element.getBoundingClientRect().width);
        if (room < 520) faults.push(`${language} ${width}: the conversation has ${room} px`);
        for (const fault of await crowded())
          faults.push(`${language} ${width} ${customer}: ${fault}`);
      }
  }
  await desk.call('preferences/set', { language: 'zh-CN' });
  await page.locator('html[lang=zh-CN]').waitFor();
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(faults).toEqual([]);
});

test('no text is smaller than twelve pixels', async () => {
  await open('王志强');
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) =>
        [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
        ),
      )
      .filter((element) => element.getBoundingClientRect().width > 1)
      .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 12)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(small).toEqual([]);
});

test('F6 visits every region and comes back, in both directions', async () => {
  await open('王志强');
  await page.locator('[data-place="list"]').focus();
  const walk = async (key: string) => {
    const seen = [await focused()];
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press(key);
      const region = await focused();
      if (region === seen[0]) break;
      seen.push(region);
    }
    return seen;
  };
  const forward = await walk('F6');
  expect(forward.toSorted()).toEqual(
    ['composer', 'context', 'list', 'rail', 'status', 'timeline', 'top', 'views'].toSorted(),
  );
  await page.locator('[data-place="list"]').focus();
  const backward = await walk('Shift+F6');
  expect(backward.slice(1)).toEqual(forward.slice(1).toReversed());
});

test('Esc goes from the composer to the list, and takes the ticks off before anything else', async () => {
  await open('王志强');
  await page.locator('[data-place="composer"] textarea').first().focus();
  await page.keyboard.press('Escape');
  expect(await focused()).toBe('list');
  await page.keyboard.press('x');
  await page.getByText('已选 1').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('已选 1').waitFor({ state: 'detached' });
  expect(await focused()).toBe('list');
});

test('the columns of views and customer go and come with their keys and stay as they were left', async () => {
  const views = page.getByRole('navigation', { name: '视图' });
  const customer = page.getByRole('complementary', { name: '客户信息' });
  await open('王志强');
  await page.locator('[data-place="list"]').focus();
  await page.keyboard.press('[');
  await views.waitFor({ state: 'detached' });
  await page.keyboard.press(']');
  await customer.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('option').first().waitFor();
  expect(await views.count()).toBe(0);
  await page.locator('[data-place="list"]').focus();
  await page.keyboard.press('[');
  await page.keyboard.press(']');
  await views.waitFor();
  await customer.waitFor();
});

test('the edge of the list is moved by arrows and stays where it was left', async () => {
  const edge = page.getByRole('separator', { name: '调整会话列表宽度' });
  await edge.focus();
  for (let step = 0; step < 3; step += 1) {
    const before = Number(await edge.getAttribute('aria-valuenow'));
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(async () => Number(await edge.getAttribute('aria-valuenow')))
      .toBe(before + 16);
  }
  const left = await edge.getAttribute('aria-valuenow');
  await page.reload();
  await page.getByRole('option').first().waitFor();
  await expect.poll(() => edge.getAttribute('aria-valuenow')).toBe(left);
});

test('J shows the next row in the very next frame, all the way down the list', async () => {
  await page.locator('[data-place="list"]').focus();
  await page.keyboard.press('Home');
  await page.waitForTimeout(300);
  const chosen = await page.evaluate(async () => {
    const now = () => document.querySelector('[data-place="list"] [aria-current="true"]')?.id ?? '';
    const seen = [now()];
    for (let step = 0; step < 30; step += 1) {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'j', code: 'KeyJ', bubbles: true, cancelable: true }),
      );
      seen.push(
        await new Promise<string>((resolve) => requestAnimationFrame(() => resolve(now()))),
      );
    }
    return seen;
  });
  expect(new Set(chosen).size).toBe(31);
});

test('a popped-out conversation is worked on in its own window', async () => {
  await toTop();
  await open('李明轩');
  await page.locator('[data-place="list"]').focus();
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.keyboard.press('Shift+Enter'),
  ]);
  await popup.getByRole('heading', { name: '李明轩', exact: true }).waitFor();
  expect(await popup.getByRole('option').count()).toBe(0);
  await popup.locator('body').press('p');
  await popup.getByRole('dialog').waitFor();
  await popup.keyboard.press('4');
  await expect
    .poll(
      async () => {
        const { rows } = await desk.call<{ rows: { contactName: string; priority: number }[] }>(
          'inbox/page',
          { view: 'all', filter: {}, sort: 'newest', after: null, limit: 100 },
        );
        return rows.find((row) => row.contactName === '李明轩')?.priority;
      },
      { timeout: 5_000 },
    )
    .toBe(0);
  await popup.close();
});

test('nothing broke a policy or threw while all this was done', () => {
  expect(complaints).toEqual([]);
});
