import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type Electron from 'electron';
import { allWindowsClosed, appIsReady, running } from './app.ts';
import { makeCodec } from './codec.ts';
import { only, preventable, record } from './only.ts';
import { isolatedWorld, mainWorld, makeBridge } from './worlds.ts';

const WORLD = 'Electron Isolated Context';
const codec = makeCodec();
const windows = new Set<BrowserWindow>();
const ipcEvents = new EventEmitter();
const handlers = new Map<string, (request: Request) => Promise<Response>>();
let nextId = 0;

export const ipcMain = only<Electron.IpcMain>('ipcMain')({
  on: (channel: string, listener: (...values: unknown[]) => void) =>
    ipcEvents.on(channel, listener),
});
export const protocol = only<Electron.Protocol>('protocol')({
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => {
    if (appIsReady()) throw new Error('schemes are registered before ready');
    record('schemes', { schemes: schemes.map((one) => one.scheme) });
  },
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
    void handlers.set(scheme, handler),
});

/** `app://desk/x` is served as a secure address that Chromium takes: `https://desk.app.standin.test/x`. */
const toChromium = (url: string) => {
  const { protocol: scheme, host, pathname, search, hash } = new URL(url);
  return handlers.has(scheme.slice(0, -1))
    ? `https://${host}.${scheme.slice(0, -1)}.standin.test${pathname}${search}${hash}`
    : url;
};
const fromChromium = (url: string) => {
  const match = /^https:\/\/(.+)\.([a-z]+)\.standin\.test(\/.*)?$/.exec(url);
  return match ? `${match[2]}://${match[1]}${match[3] ?? '/'}` : url;
};

interface Paused {
  requestId: string;
  networkId?: string;
  frameId: string;
  resourceType: string;
  request: {
    url: string;
    method: string;
    headers: Record<string, string>;
    hasPostData?: boolean;
    postDataEntries?: { bytes?: string }[];
  };
}

const literal = (value: unknown) => JSON.stringify(value);
const source = (run: (...values: never[]) => unknown) => String(run);
/** Source text that calls `run` with these argument texts. */
const call = (run: (...values: never[]) => unknown, ...args: string[]) =>
  `(${source(run)})(${args.join(', ')});`;

type OpenHandler = (details: { url: string }) => { action: string };

/** One page: a Chromium target with the built preload in a world of its own. */
class Contents {
  readonly id = ++nextId;
  readonly events = new EventEmitter();
  readonly attached: Promise<void>;
  url = '';
  #session = '';
  #target = '';
  #isolated = '';
  #isLoading = false;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  readonly #preload: string;
  readonly #info: { platform: string; argv: string[] };
  readonly #size: { width: number; height: number };

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    const preferences = options.webPreferences ?? {};
    if (!preferences.sandbox || !preferences.contextIsolation || preferences.nodeIntegration)
      throw new Error('the stand-in opens only sandboxed, isolated pages');
    this.#preload = readFileSync(preferences.preload ?? '', 'utf8');
    this.#info = { platform: process.platform, argv: preferences.additionalArguments ?? [] };
    this.#size = { width: options.width ?? 800, height: options.height ?? 600 };
    this.attached = this.#attach();
  }

  #cdp<R>(method: string, params: Record<string, unknown> = {}): Promise<R> {
    if (!running.cdp) throw new Error('no browser');
    return running.cdp.send<R>(method, params, this.#session);
  }

  async #attach() {
    const { cdp } = running;
    if (!cdp) throw new Error('no browser');
    const { targetId } = await cdp.send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      ...this.#size,
    });
    this.#target = targetId;
    const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    this.#session = sessionId;
    cdp.on('event', (method, params, session) => {
      if (session === sessionId) void this.#hear(method, params);
    });
    const token = randomBytes(12).toString('hex');
    await Promise.all([
      this.#cdp('Page.enable'),
      this.#cdp('Runtime.enable'),
      this.#cdp('Inspector.enable'),
      this.#cdp('Network.enable', { maxPostDataSize: 64 * 1024 * 1024 }),
      this.#cdp('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      this.#cdp('Runtime.addBinding', { name: '__standinSend', executionContextName: WORLD }),
      this.#cdp('Page.addScriptToEvaluateOnNewDocument', {
        source: call(mainWorld, literal(token), source(makeBridge)),
      }),
      this.#cdp('Page.addScriptToEvaluateOnNewDocument', {
        worldName: WORLD,
        source: call(
          isolatedWorld,
          literal(token),
          source(makeBridge),
          source(makeCodec),
          literal(this.#info),
          `function (require, module, exports, process) {${this.#preload}\n}`,
        ),
      }),
    ]);
  }

  async #hear(method: string, params: Record<string, unknown>) {
    switch (method) {
      case 'Runtime.executionContextCreated': {
        const context = params['context'] as unknown as {
          name: string;
          uniqueId: string;
          auxData?: { frameId: string };
        };
        if (context.name === WORLD && context.auxData?.frameId === this.#target)
          this.#isolated = context.uniqueId;
        return;
      }
      case 'Runtime.bindingCalled':
        return this.#fromPage(String(params['payload']));
      case 'Fetch.requestPaused':
        return this.#answer(params as unknown as Paused).catch(() => undefined);
      case 'Page.frameNavigated': {
        const frame = params['frame'] as unknown as { url: string; parentId?: string };
        if (!frame.parentId) this.url = fromChromium(frame.url);
        return;
      }
      case 'Page.domContentEventFired':
        this.events.emit('dom-ready');
        return;
      case 'Page.loadEventFired':
        this.#isLoading = false;
        this.events.emit('did-finish-load');
        return;
      case 'Page.windowOpen': {
        const url = fromChromium(String(params['url']));
        record('window-open', { url, ...this.#openHandler({ url }) });
        return;
      }
      case 'Inspector.targetCrashed':
        this.events.emit('render-process-gone', preventable(), { reason: 'crashed', exitCode: 1 });
        return;
      default:
    }
  }

  #fromPage(payload: string) {
    const { channel, values } = codec.read(payload) as { channel: string; values: unknown[] };
    const senderFrame = { url: this.url, parent: null };
    ipcEvents.emit(channel, { sender: this.face, senderFrame }, ...values);
  }

  async #answer(paused: Paused) {
    const { requestId, request } = paused;
    const url = fromChromium(request.url);
    const isTop = paused.resourceType === 'Document' && paused.frameId === this.#target;
    if (isTop && !this.#isLoading) {
      const event = preventable({ url });
      this.events.emit('will-navigate', event, url);
      if (event.defaultPrevented) {
        record('navigation-blocked', { url });
        await this.#cdp('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
        return;
      }
    }
    const handler = handlers.get(new URL(url).protocol.slice(0, -1));
    if (!handler) {
      record('request', { url });
      await this.#cdp('Fetch.continueRequest', { requestId });
      return;
    }
    const body = await this.#bodyOf(paused);
    const response = await handler(
      new Request(url, {
        method: request.method,
        headers: request.headers,
        ...(body ? { body: new Uint8Array(body) } : {}),
      }),
    );
    await this.#cdp('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  }

  async #bodyOf({ request, networkId }: Paused): Promise<Buffer | null> {
    if (!request.hasPostData) return null;
    const parts = request.postDataEntries ?? [];
    if (parts.length > 0 && parts.every((part) => part.bytes !== undefined))
      return Buffer.concat(parts.map((part) => Buffer.from(part.bytes ?? '', 'base64')));
    const { postData } = await this.#cdp<{ postData: string }>('Network.getRequestPostData', {
      requestId: networkId,
    });
    return Buffer.from(postData, 'latin1');
  }

  async load(url: string) {
    await this.attached;
    this.#isLoading = true;
    await this.#cdp('Page.navigate', { url: toChromium(url) });
  }

  close() {
    void running.cdp?.send('Target.closeTarget', { targetId: this.#target }).catch(() => undefined);
    this.events.emit('destroyed');
  }

  readonly face = only<Electron.WebContents>('webContents')({
    id: this.id,
    on: (name: string, listener: (...values: unknown[]) => void) => this.events.on(name, listener),
    once: (name: string, listener: (...values: unknown[]) => void) =>
      this.events.once(name, listener),
    send: (channel: string, ...values: unknown[]) => {
      void this.#cdp('Runtime.evaluate', {
        expression: `__standinDeliver(${JSON.stringify(codec.write({ channel, values }))})`,
        uniqueContextId: this.#isolated,
      }).catch(() => undefined);
    },
    setWindowOpenHandler: (handler: OpenHandler) => {
      this.#openHandler = handler;
    },
    reload: () => {
      this.#isLoading = true;
      void this.#cdp('Page.reload');
    },
    getURL: () => this.url,
    forcefullyCrashRenderer: () => void this.#cdp('Page.crash').catch(() => undefined),
  });
}

class BrowserWindow extends EventEmitter {
  readonly webContents: Contents['face'];
  readonly #contents: Contents;
  #isVisible: boolean;
  #isGone = false;
  #isMinimized = false;
  #isMaximized = false;
  readonly #bounds: { x: number; y: number; width: number; height: number };

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    if (!appIsReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    this.#isVisible = options.show !== false;
    this.#contents = new Contents(options);
    this.webContents = this.#contents.face;
    this.#contents.events.once('dom-ready', () => this.emit('ready-to-show'));
    windows.add(this);
  }
  static getAllWindows() {
    return [...windows];
  }
  static fromWebContents(contents: unknown) {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }
  loadURL(url: string) {
    return this.#contents.load(url);
  }
  show() {
    this.#isVisible = true;
  }
  isVisible() {
    return this.#isVisible;
  }
  minimize() {
    this.#isMinimized = true;
  }
  restore() {
    this.#isMinimized = false;
  }
  maximize() {
    this.#isMaximized = true;
  }
  isMinimized() {
    return this.#isMinimized;
  }
  isMaximized() {
    return this.#isMaximized;
  }
  isDestroyed() {
    return this.#isGone;
  }
  getNormalBounds() {
    return { ...this.#bounds };
  }
  flashFrame(isOn: boolean) {
    record('flash', { isOn });
  }
  close() {
    if (this.#isGone) return;
    const event = preventable();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    this.#isGone = true;
    windows.delete(this);
    this.#contents.close();
    this.emit('closed');
    if (windows.size === 0) setImmediate(allWindowsClosed);
  }
}
running.closeWindows = () => {
  for (const window of windows) window.close();
};

export { BrowserWindow };
