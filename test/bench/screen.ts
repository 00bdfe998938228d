import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { CommandId } from '#shared/lib/ids.ts';
import { openSqliteJournal } from '#main/journal/sqlite.ts';
import { openDatabase } from '#main/platform/sqlite.ts';
import { openProjection } from '#main/projection/projection.ts';
import { openBrowser, openPage, startDesk } from '../kit/desk.ts';
import { temporaryFolder } from '../kit/engine.ts';
import { median, say } from './report.ts';
import { eventsOf } from './rows.ts';

const FEW = 1_000;
const MANY = Number(process.env['KEFU_BENCH_LISTED'] ?? 100_000);
const KEYS = 150;
const WHEELS = 120;
const BATCH = 500;

/** A profile as a desk leaves it that has taken in `count` conversations. */
function profileOf(count: number): string {
  const folder = temporaryFolder('bench-profile');
  const db = openDatabase(path.join(folder, 'desk.db'), { role: 'journal' });
  const journal = openSqliteJournal(db);
  const projection = openProjection(db, journal, { newId: () => 'id' });
  for (let from = 0; from < count; from += BATCH)
    db.write(() => {
      for (let index = from; index < Math.min(count, from + BATCH); index++)
        projection.fold(journal.append(eventsOf(index), `command-${index}` as CommandId));
    });
  db.close();
  return folder;
}

const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ] ?? 0;

/** From a key going down to the frame that shows another row chosen, in ms. */
async function keysToPaint(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const found: number[] = [];
    Object.assign(window, { benchKeys: found });
    window.addEventListener(
      'keydown',
      (event) => {
        const began = event.timeStamp;
        requestAnimationFrame(() => setTimeout(() => found.push(performance.now() - began)));
      },
      { capture: true },
    );
  });
  for (let count = 0; count < KEYS; count++) {
    await page.keyboard.press('j');
    await page.waitForTimeout(20);
  }
  return page.evaluate(() => (window as never as { benchKeys: number[] }).benchKeys);
}

/** Gaps between frames while the list is scrolled, in ms. */
async function framesOfScrolling(page: Page): Promise<number[]> {
  const list = page.locator('[data-place="list"]');
  const box = await list.boundingBox();
  if (!box) throw new Error('no list on the screen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => {
    const gaps: number[] = [];
    Object.assign(window, { benchGaps: gaps });
    let last = performance.now();
    const frame = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  for (let count = 0; count < WHEELS; count++) {
    await page.mouse.wheel(0, 300);
    await page.waitForTimeout(16);
  }
  return page.evaluate(() => (window as never as { benchGaps: number[] }).benchGaps);
}

function residentMb(pid: number): number {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}

const rowsOf = (page: Page) => page.locator('[data-place="list"]').getByRole('option');

/** A desk with an account opens on its inbox, one without on its first steps. */
const config = `
brands: [{ id: bench, name: Bench }]
accounts: [{ id: bench-chat, channel: webchat, brand: bench, name: Chat, address: bench }]
`;

async function measure(browser: Browser, count: number) {
  const profile = profileOf(count);
  try {
    const bare: number[] = [];
    const starts: number[] = [];
    for (let round = 0; round < 4; round++) {
      const first = performance.now();
      spawnSync(process.execPath, ['-e', '0']);
      bare.push(performance.now() - first);
      const second = performance.now();
      const desk = await startDesk({ profile, config, workspace: 'empty' });
      starts.push(performance.now() - second);
      await desk.end();
    }
    const desk = await startDesk({ profile, config, workspace: 'empty' });
    try {
      const began = performance.now();
      const { page } = await openPage(browser, desk.address);
      await rowsOf(page).first().waitFor();
      const firstRow = performance.now() - began;
      await rowsOf(page).first().click();
      const keys = await keysToPaint(page);
      const gaps = await framesOfScrolling(page);
      const rows = await rowsOf(page).count();
      const session = await page.context().newCDPSession(page);
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      const mb = residentMb(desk.pid);
      await page.context().close();
      return { bare: median(bare), starts, firstRow, keys, gaps, rows, heap: usedSize / 1e6, mb };
    } finally {
      await desk.end();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

/** The window on few and on many conversations, in Chromium. */
export async function benchScreen() {
  const browser = await openBrowser();
  try {
    const few = await measure(browser, FEW);
    const many = await measure(browser, MANY);
    for (const [count, one] of [
      [FEW, few],
      [MANY, many],
    ] as const) {
      const [cold = 0, ...warm] = one.starts;
      say(`\n${count.toLocaleString('en')} conversations`, '');
      const times = (ms: number) => `${(ms / one.bare).toFixed(1)}x node`;
      say('first start until ready', `${cold.toFixed(0)} ms`, times(cold));
      say('later starts until ready', `${median(warm).toFixed(0)} ms`, times(median(warm)));
      say('window opened until the first row', `${one.firstRow.toFixed(0)} ms`);
      const at = (values: number[], share: number) => percentile(values, share).toFixed(1);
      say('key to paint, p50 / p99', `${at(one.keys, 0.5)} / ${at(one.keys, 0.99)} ms`);
      say('frames while scrolling, p50 / p99', `${at(one.gaps, 0.5)} / ${at(one.gaps, 0.99)} ms`);
      say('rows in the document', String(one.rows));
      say('heap of the page', `${one.heap.toFixed(1)} MB`);
      say('memory of the desk’s process', `${one.mb.toFixed(0)} MB`);
    }
    say('\nmany to few: heap', '', (many.heap / few.heap).toFixed(2));
    say('many to few: key to paint p50', '', ratio(many.keys, few.keys));
    say(
      'many to few: frames p99',
      '',
      (percentile(many.gaps, 0.99) / percentile(few.gaps, 0.99)).toFixed(2),
    );
  } finally {
    await browser.close();
  }
}

const ratio = (a: number[], b: number[]) => (median(a) / median(b)).toFixed(2);
