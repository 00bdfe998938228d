import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const START_WITHIN_MS = 20_000;
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--mute-audio',
  '--password-store=basic',
  '--use-mock-keychain',
  '--force-color-profile=srgb',
  // A sandboxed frame in a process of its own would escape the page's session.
  '--disable-features=IsolateSandboxedIframes,Translate,HttpsUpgrades',
  // Nothing leaves this computer: a request the program does not answer fails.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--no-startup-window',
  '--remote-debugging-port=0',
];

type Params = Record<string, unknown>;

/** A Chromium of our own and its DevTools protocol. Events come as (`Domain.event`, params, session). */
export class Cdp extends EventEmitter<{ event: [string, Params, string | undefined]; close: [] }> {
  readonly endpoint: string;
  readonly pid: number | undefined;
  readonly #process: ChildProcess;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<
    number,
    { resolve(result: Params): void; reject(error: Error): void; method: string }
  >();
  #last = 0;

  private constructor(child: ChildProcess, endpoint: string, socket: WebSocket) {
    super();
    this.#process = child;
    this.pid = child.pid;
    this.endpoint = endpoint;
    this.#socket = socket;
    socket.addEventListener('message', (event) => this.#hear(String(event.data)));
    socket.addEventListener('close', () => {
      for (const one of this.#waiting.values()) one.reject(new Error('Chromium is gone'));
      this.#waiting.clear();
      this.emit('close');
    });
  }

  static async launch(folder: string): Promise<Cdp> {
    mkdirSync(folder, { recursive: true });
    const portFile = path.join(folder, 'DevToolsActivePort');
    rmSync(portFile, { force: true });
    const child = spawn(
      process.env['KEFU_CHROMIUM'] ?? '/usr/bin/chromium',
      [...FLAGS, `--user-data-dir=${folder}`],
      { stdio: 'ignore' },
    );
    const until = performance.now() + START_WITHIN_MS;
    for (;;) {
      const [port, target] = existsSync(portFile)
        ? readFileSync(portFile, 'utf8').trim().split('\n')
        : [];
      if (port && target) {
        const socket = new WebSocket(`ws://127.0.0.1:${port}${target}`);
        await new Promise((resolve, reject) => {
          socket.addEventListener('open', resolve, { once: true });
          socket.addEventListener('error', reject, { once: true });
        });
        return new Cdp(child, `http://127.0.0.1:${port}`, socket);
      }
      if (child.exitCode !== null || performance.now() > until)
        throw new Error(`Chromium did not start (exit code ${child.exitCode})`);
      await sleep(10);
    }
  }

  #hear(text: string) {
    const message = JSON.parse(text) as {
      id?: number;
      method?: string;
      params?: Params;
      sessionId?: string;
      result?: Params;
      error?: { message: string };
    };
    if (message.id === undefined) {
      this.emit('event', message.method ?? '', message.params ?? {}, message.sessionId);
      return;
    }
    const one = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) one?.reject(new Error(`${one.method}: ${message.error.message}`));
    else one?.resolve(message.result ?? {});
  }

  send<R = Params>(method: string, params: Params = {}, sessionId?: string): Promise<R> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (result: Params) => void, reject, method });
      this.#socket.send(
        JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }),
      );
    });
  }

  async close() {
    if (this.#process.exitCode !== null) return;
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 3_000);
    await this.send('Browser.close').catch(() => undefined);
    await gone;
    clearTimeout(timer);
  }
}
