import { fork } from 'node:child_process';
import { type Browser, chromium, type Page } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as standIn from './electron.ts';

type Exports = Pick<typeof standIn, 'app' | 'BrowserWindow' | 'nativeTheme' | 'standin'>;

/** A running desktop program, in the shape of Playwright's own Electron application. */
export interface DesktopApp {
  pid: number;
  /** Resolves to the exit code or the signal. */
  exited: Promise<number | string | null>;
  output(): string;
  /** Runs a self-contained function in the main process. */
  evaluate<T>(run: (electron: Exports) => T): Promise<Awaited<T>>;
  window(): Promise<Page>;
  /** Ends it as a person does: the last window is closed. */
  quit(): Promise<void>;
  kill(): Promise<void>;
}

/** @throws Error with its output when the program ends before a window can be had */
export async function launchDesktop(options: {
  main: string;
  args: string[];
  env?: Record<string, string>;
}): Promise<DesktopApp> {
  const child = fork(options.main, options.args, {
    execArgv: ['--import', new URL('./hooks.ts', import.meta.url).href],
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => (output += data.toString('utf8')));
  const exited = new Promise<number | string | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal)),
  );
  const waiting = new Map<number, (message: { value?: unknown; error?: string }) => void>();
  let last = 0;
  let browserPid = 0;
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.on(
      'message',
      (message: {
        kind: string;
        id: number;
        endpoint: string;
        value?: unknown;
        error?: string;
      }) => {
        if (message.kind === 'endpoint') {
          browserPid = message.id;
          resolve(message.endpoint);
        } else waiting.get(message.id)?.(message);
      },
    );
    void exited.then((code) => reject(new Error(`the desktop ended (${code}): ${output}`)));
  });
  const browser: Browser = await chromium.connectOverCDP(endpoint);

  const evaluate = async <T>(run: (electron: Exports) => T): Promise<Awaited<T>> => {
    const id = ++last;
    const { value, error } = await new Promise<{ value?: unknown; error?: string }>((resolve) => {
      waiting.set(id, resolve);
      child.send({ kind: 'evaluate', id, code: String(run) });
    });
    if (error) throw new Error(error);
    return value as Awaited<T>;
  };
  return {
    pid: child.pid ?? 0,
    exited,
    output: () => output,
    evaluate,
    async window() {
      for (let tries = 0; tries < 500; tries++) {
        const page = browser
          .contexts()
          .flatMap((context) => context.pages())
          .find((one) => one.url().includes('.standin.test/'));
        if (page) return page;
        await sleep(20);
      }
      throw new Error(`no window: ${output}`);
    },
    async quit() {
      await evaluate(({ app }) => app.quit()).catch(() => undefined);
      await exited;
    },
    async kill() {
      await browser.close().catch(() => undefined);
      child.kill('SIGKILL');
      await exited;
      // The browser is the stand-in's own part; nothing of a real desktop would be left.
      if (browserPid > 0) process.kill(browserPid, 'SIGKILL');
    },
  };
}
