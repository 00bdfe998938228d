import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';

/*
 * Pictures of every screen on the demo desk: `node test/screens/take.ts [folder] [part of a name]`.
 * Names are screen-language-theme-width.png. Needs a built out/.
 */

const folder = path.resolve(process.argv[2] ?? 'docs/screens');
const wanted = process.argv[3] ?? '';

interface Shot {
  name: string;
  /** After `#`; absent, the picture is of the inbox as it opens. */
  hash?: string;
  /** Only where it is not a column of its own. */
  isNarrow?: boolean;
  act?: (page: Page, text: Texts) => Promise<void>;
}
interface Texts {
  mail: string;
  chat: string;
}

const texts: Record<string, Texts> = {
  'zh-CN': { mail: '周文博', chat: '王志强' },
  en: { mail: 'Maya Cohen', chat: 'Tom Becker' },
};

const openRow = (page: Page, name: string) =>
  page.getByRole('option').filter({ hasText: name }).first().click();
const press = (key: string) => async (page: Page, text: Texts) => {
  await openRow(page, text.chat);
  await page.locator('[data-place="list"]').focus();
  await page.keyboard.press(key);
};

const shots: readonly Shot[] = [
  { name: 'inbox' },
  { name: 'chat', act: (page, text) => openRow(page, text.chat) },
  { name: 'mail', act: (page, text) => openRow(page, text.mail) },
  { name: 'assign', act: press('a') },
  { name: 'snooze', act: press('h') },
  { name: 'tags', act: press('l') },
  {
    name: 'ticked',
    act: async (page) => {
      for (const index of [0, 1, 2])
        await page.getByRole('option').nth(index).locator('[data-mark]').click();
    },
  },
  {
    name: 'row-menu',
    act: (page, text) =>
      page
        .getByRole('option')
        .filter({ hasText: text.chat })
        .first()
        .click({ button: 'right', position: { x: 60, y: 30 } }),
  },
  { name: 'customer', isNarrow: true, act: press(']') },
  { name: 'views', isNarrow: true, act: press('[') },
  { name: 'nothing-found', hash: '#/inbox/all?tag=none' },
  { name: 'palette', act: (page) => page.keyboard.press('Control+k') },
  { name: 'keys', act: (page) => page.keyboard.press('Control+/') },
  {
    name: 'notifications',
    act: async (page) => {
      await page.keyboard.press('g');
      await page.keyboard.press('n');
    },
  },
  { name: 'new-mail', act: (page) => page.keyboard.press('Control+n') },
  { name: 'search', hash: '#/search?text=GP-21020' },
  { name: 'outbox', hash: '#/outbox' },
  { name: 'cases', hash: '#/cases/open' },
  {
    name: 'escalate',
    act: async (page, text) => {
      await openRow(page, text.chat);
      await page.locator('[data-place="list"]').focus();
      await page.keyboard.press('c');
      await page.keyboard.press('e');
    },
  },
  { name: 'contacts', hash: '#/contacts' },
  {
    name: 'contact',
    hash: '#/contacts',
    act: async (page) => {
      await page.locator('[data-place="contacts"]').getByRole('button').first().click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
  { name: 'verify', act: press('v') },
  { name: 'records', act: press('t') },
  ...[
    'profile',
    'look',
    'keys',
    'notifications',
    'sending',
    'accounts',
    'sources',
    'brands',
    'departments',
    'contacts',
    'causes',
    'data',
    'audit',
    'about',
  ].map((name) => ({ name: `settings-${name}`, hash: `#/settings/${name}` })),
];

const sizes = [
  { width: 1440, height: 900 },
  { width: 960, height: 1000 },
];

async function take(
  browser: Browser,
  desk: RunningDesk,
  locale: string,
  colorScheme: 'light' | 'dark',
) {
  const { page, complaints } = await openPage(browser, desk.address, { locale, colorScheme });
  const text = texts[locale];
  if (!text) throw new Error(`no texts for ${locale}`);
  await page.getByRole('option').first().waitFor();
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const shot of shots) {
      const name = `${shot.name}-${locale}-${colorScheme}-${size.width}`;
      if (!name.includes(wanted) || (shot.isNarrow && size.width > 1000)) continue;
      await page.goto(`${desk.origin}/${shot.hash ?? '#/inbox/all'}`);
      await page.reload();
      await page.getByRole('contentinfo').waitFor();
      await page.waitForTimeout(300);
      await shot.act?.(page, text);
      await page.waitForTimeout(350);
      await page.screenshot({ path: path.join(folder, `${name}.png`) });
    }
  }
  await page.context().close();
  return complaints;
}

mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
let failures = 0;
try {
  for (const locale of ['zh-CN', 'en'] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      const desk = await startDesk({ workspace: 'demo', language: locale });
      try {
        for (const complaint of await take(browser, desk, locale, colorScheme)) {
          failures += 1;
          process.stderr.write(`${locale} ${colorScheme}: ${complaint}\n`);
        }
      } finally {
        await desk.end();
      }
    }
} finally {
  await browser.close();
}
process.exitCode = failures > 0 ? 1 : 0;
