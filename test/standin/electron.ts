import { fork } from 'node:child_process';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { app, appIsReady } from './app.ts';
import { asked, only, record } from './only.ts';
import { BrowserWindow, ipcMain, protocol } from './windows.ts';

/**
 * Stands in for the `electron` module of the main process where Electron's binary is not to be had:
 * the built main and preload bundles run unchanged, their windows are pages of Chromium.
 */
export { app, BrowserWindow, ipcMain, protocol };

export const utilityProcess = only<typeof Electron.utilityProcess>('utilityProcess')({
  fork(file: string, args: string[]) {
    if (!appIsReady()) throw new Error('utilityProcess cannot be created before app is ready');
    const child = fork(file, args, {
      execArgv: ['--import', new URL('./utility.ts', import.meta.url).href],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const events = new EventEmitter();
    child.on('message', (message) => events.emit('message', message));
    child.on('exit', (code, signal) => events.emit('exit', code ?? (signal ? 15 : 0)));
    process.on('exit', () => child.kill());
    return only<Electron.UtilityProcess>('UtilityProcess')({
      pid: child.pid,
      on: (name: string, listener: (...values: unknown[]) => void) => events.on(name, listener),
      once: (name: string, listener: (...values: unknown[]) => void) => events.once(name, listener),
      postMessage: (message: object) => {
        if (child.connected) child.send(message);
      },
      kill: () => child.kill(),
    });
  },
});

const key = randomBytes(32);
/** A keychain that lasts as long as this process: what it sealed is not the text. */
export const safeStorage = only<Electron.SafeStorage>('safeStorage')({
  isAsyncEncryptionAvailable: async () => process.env['STANDIN_KEYCHAIN'] !== 'none',
  encryptStringAsync: async (text: string) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), data]);
  },
  decryptStringAsync: async (sealed: Buffer) => {
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
    cipher.setAuthTag(sealed.subarray(12, 28));
    const text = Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]);
    return { result: text.toString('utf8'), shouldReEncrypt: false };
  },
});

let theme: 'system' | 'light' | 'dark' = 'system';
export const nativeTheme = only<Electron.NativeTheme>('nativeTheme')({
  get themeSource() {
    return theme;
  },
  set themeSource(source) {
    theme = source;
    record('theme', { source });
  },
});

export class Notification extends EventEmitter {
  static isSupported() {
    return true;
  }
  readonly #options: Electron.NotificationConstructorOptions;
  constructor(options: Electron.NotificationConstructorOptions) {
    super();
    this.#options = options;
  }
  show() {
    record('notification', { ...this.#options, click: () => this.emit('click') });
  }
}

type Ask = (contents: unknown, permission: string, answer: (isGranted: boolean) => void) => void;
const permission: { ask: Ask | null; check: ((c: unknown, p: string) => boolean) | null } = {
  ask: null,
  check: null,
};
export const session = only<typeof Electron.session>('session')({
  defaultSession: only<Electron.Session>('session')({
    setPermissionRequestHandler: (handler: Ask) => {
      permission.ask = handler;
    },
    setPermissionCheckHandler: (handler: (c: unknown, p: string) => boolean) => {
      permission.check = handler;
    },
  }),
});

export const shell = only<Electron.Shell>('shell')({
  openExternal: async (url: string) => record('open-external', { url }),
});
export const dialog = only<Electron.Dialog>('dialog')({
  showErrorBox: (title: string, content: string) => record('error-box', { title, content }),
});
export const screen = only<Electron.Screen>('screen')({
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
});
export const Menu = only<typeof Electron.Menu>('Menu')({
  setApplicationMenu: (menu: unknown) => record('menu', { menu }),
  buildFromTemplate: (template: unknown) => template,
});
const power = new EventEmitter();
export const powerMonitor = only<Electron.PowerMonitor>('powerMonitor')({
  on: (name: string, listener: () => void) => power.on(name, listener),
});

/** The test's own handles. */
export const standin = { asked, permission, power };

// A test asks something of this process: a function of the exports, run here.
process.on('message', (message: { kind: string; id: number; code: string }) => {
  if (message.kind !== 'evaluate') return;
  // oxlint-disable-next-line no-implied-eval -- the test's own function, in the test's own process
  const run = new Function('electron', `return (${message.code})(electron)`) as (
    electron: object,
  ) => unknown;
  void (async () => {
    try {
      const value = await run({ app, BrowserWindow, nativeTheme, standin });
      process.send?.({
        kind: 'result',
        id: message.id,
        value: JSON.parse(JSON.stringify(value ?? null)) as unknown,
      });
    } catch (error) {
      process.send?.({ kind: 'result', id: message.id, error: String(error) });
    }
  })();
});
