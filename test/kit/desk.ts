import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { z } from '#shared/lib/schema.ts';
import { eventually, temporaryFolder } from './engine.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const chromiumFile = process.env['KEFU_CHROMIUM'] ?? '/usr/bin/chromium';

export interface RunningDesk {
  /** With a token that lets one browser in. */
  address: string;
  origin: string;
  profile: string;
  pid: number;
  /** Calls a contract procedure by its path, `inbox/page`, as a program with the API token would. */
  call<T = unknown>(procedure: string, input?: unknown): Promise<T>;
  /** Where customers' browsers come to. */
  publicOrigin(): Promise<string>;
  output(): string;
  /** Ends the process at once, as a power cut does. */
  kill(): Promise<void>;
  /** Ends the process in order; its profile stays unless this desk made it. */
  end(): Promise<void>;
}

/**
 * The built hub as a process of its own, on free ports, as `npm start -- --no-open` runs it.
 * @throws Error with what it printed when it is not ready within 30 s
 */
export async function startDesk(
  options: {
    profile?: string;
    workspace?: 'demo' | 'empty';
    config?: string;
    port?: number;
    language?: 'zh-CN' | 'en';
  } = {},
): Promise<RunningDesk> {
  const profile = options.profile ?? temporaryFolder('desk');
  const args = ['--no-open', '--port', String(options.port ?? 0), '--profile', profile];
  if (options.workspace) args.push('--workspace', options.workspace);
  if (options.language) args.push('--lang', options.language);
  if (options.config) {
    const file = path.join(temporaryFolder('config'), 'desk.yml');
    writeFileSync(file, options.config);
    args.push('--config', file);
  }
  const token = 'test-api-token';
  const child = spawn(process.execPath, [path.join(root, 'out/desk/hub.cjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, KEFU_API_TOKEN: token },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (printed += data.toString('utf8')));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await eventually(`the desk is ready; it printed ${printed}`, 30_000, () => {
    if (child.exitCode !== null) throw new Error(`the desk ended: ${printed}`);
    return /ready: (\S+)/.exec(printed)?.[1];
  });
  const { origin } = new URL(address);

  async function call<T>(procedure: string, input: unknown = {}): Promise<T> {
    const response = await fetch(`${origin}/api/${procedure}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${procedure}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }

  const stop = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return {
    address,
    origin,
    profile,
    pid: child.pid ?? 0,
    call,
    output: () => printed,
    async publicOrigin() {
      const accounts = z
        .array(z.object({ publicUrl: z.string().nullable() }))
        .parse(await call('account/list'));
      const url = accounts.find((account) => account.publicUrl !== null)?.publicUrl;
      if (!url) throw new Error('no account with a public page');
      return new URL(url).origin;
    },
    kill: () => stop('SIGKILL'),
    async end() {
      await stop('SIGTERM');
      if (!options.profile) rmSync(profile, { recursive: true, force: true });
    },
  };
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumFile, args: ['--no-sandbox'] });

/** A page that remembers what should never happen: errors, refusals of its policy, failed loads. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  await page.goto(address);
  return { page, complaints };
}
