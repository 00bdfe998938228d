import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, temporaryFolder } from '../kit/engine.ts';
import { type DesktopApp, launchDesktop } from '../standin/launch.ts';

const main = path.resolve('out/desk/desk.cjs');
let profile: string;
let desktop: DesktopApp;

const launch = (folder: string, args: string[] = []) =>
  launchDesktop({ main, args: ['--profile', folder, '--port', '0', '--lang', 'zh-CN', ...args] });

beforeAll(async () => {
  profile = temporaryFolder('desktop');
  desktop = await launch(profile);
});
afterAll(async () => {
  await desktop?.kill();
  rmSync(profile, { recursive: true, force: true });
});

test('the window shows the demo inbox from the engine’s own process', async () => {
  const page = await desktop.window();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.getByRole('listbox').first().waitFor();
  await page.getByRole('option').nth(3).waitFor();
  expect(complaints).toEqual([]);
});

test('the page has no way to Node or Electron but the border', async () => {
  const page = await desktop.window();
  const reach = await page.evaluate(() => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    border: Object.keys((globalThis as { kefuDesk?: object }).kefuDesk ?? {}).toSorted(),
    isFrozen: Object.isFrozen((globalThis as { kefuDesk?: object }).kefuDesk),
  }));
  expect(reach).toEqual({
    require: 'undefined',
    process: 'undefined',
    border: ['appVersion', 'onMessage', 'open', 'platform', 'send', 'verbs'],
    isFrozen: true,
  });
});

test('windows and foreign addresses leave through the system’s browser', async () => {
  const page = await desktop.window();
  const before = page.url();
  await page.evaluate(() => void window.open('https://example.com/a'));
  await page.evaluate(() => (location.href = 'https://example.com/b'));
  await page.evaluate(() => void window.open('file:///etc/passwd'));
  const opened = await eventually('two addresses', 5_000, async () => {
    const urls = await desktop.evaluate(({ standin }) =>
      standin.asked.filter((one) => one.kind === 'open-external').map((one) => one['url']),
    );
    return urls.length >= 2 ? urls : null;
  });
  expect(opened).toEqual(['https://example.com/a', 'https://example.com/b']);
  expect(page.url()).toBe(before);
});

test('permissions other than the desk’s own are refused', async () => {
  const granted = await desktop.evaluate(({ standin }) =>
    ['notifications', 'geolocation', 'media', 'openExternal', 'clipboard-read'].filter((one) =>
      standin.permission.check?.(null, one),
    ),
  );
  expect(granted).toEqual(['notifications']);
});

test('a killed engine comes back and the window goes on', async () => {
  const page = await desktop.window();
  const engine = await desktop.evaluate(async () => {
    const { execFileSync } = process.getBuiltinModule('node:child_process');
    const children = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'engine.cjs'], {
      encoding: 'utf8',
    });
    return Number(children.trim().split('\n')[0]);
  });
  process.kill(engine, 'SIGKILL');
  await eventually('another engine', 20_000, () =>
    desktop.evaluate(() => {
      const { spawnSync } = process.getBuiltinModule('node:child_process');
      return spawnSync('pgrep', ['-P', String(process.pid), '-f', 'engine.cjs']).status === 0;
    }),
  );
  await page.reload();
  await page.getByRole('option').nth(3).waitFor({ timeout: 20_000 });
  expect(await page.getByRole('option').count()).toBeGreaterThan(3);
});

test('a second start of the same profile shows the first', async () => {
  const second = await launch(profile).then(
    () => 'started',
    (error: Error) => error.message,
  );
  expect(second).toContain('the desktop ended (0)');
  expect(desktop.output()).not.toContain('Error');
});

test('closing ends the engine, and the window opens where it was', async () => {
  const folder = temporaryFolder('desktop-place');
  const first = await launch(folder);
  await (await first.window()).getByRole('option').nth(3).waitFor();
  await first.quit();
  expect(await first.exited).toBe(0);
  expect(existsSync(path.join(folder, 'shell', 'window.json'))).toBe(true);
  const again = await launch(folder);
  await (await again.window()).getByRole('option').nth(3).waitFor();
  await again.quit();
  rmSync(folder, { recursive: true, force: true });
});
