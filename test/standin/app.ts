import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import type Electron from 'electron';
import { Cdp } from './cdp.ts';
import { only, preventable, record } from './only.ts';

/** What the windows need of the running browser. */
export const running: { cdp: Cdp | null; closeWindows: () => void } = {
  cdp: null,
  closeWindows: () => undefined,
};
const events = new EventEmitter();
const paths = new Map<string, string>();
let isReady = false;
let isQuitting = false;

const packageFile = () => {
  let folder = path.dirname(process.argv[1] ?? '.');
  for (;;) {
    try {
      return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
        productName: string;
        version: string;
      };
    } catch {
      if (folder === path.dirname(folder)) throw new Error('no package.json above the program');
      folder = path.dirname(folder);
    }
  }
};

const pathOf = (name: string) => {
  const found = paths.get(name);
  if (!found) throw new Error(`the stand-in knows no path "${name}"; set it first`);
  return found;
};

async function boot() {
  running.cdp = await Cdp.launch(path.join(pathOf('userData'), 'chromium'));
  running.cdp.once('close', () => {
    if (!isQuitting) process.exit(70);
  });
  process.send?.({ kind: 'endpoint', id: running.cdp.pid, endpoint: running.cdp.endpoint });
  isReady = true;
  events.emit('ready');
}

async function leave(code: number) {
  isQuitting = true;
  events.emit('quit', preventable(), code);
  await running.cdp?.close();
  process.exit(code);
}

function quit() {
  const before = preventable();
  events.emit('before-quit', before);
  if (before.defaultPrevented) return;
  isQuitting = true;
  running.closeWindows();
  void leave(0);
}

/** The owner is whoever wrote its pid and lives; a second start leaves a note for it. */
function requestSingleInstanceLock(): boolean {
  const folder = pathOf('userData');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'standin.lock');
  const box = path.join(folder, 'standin-second');
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    process.kill(owner, 0);
    if (owner !== process.pid) {
      const note = path.join(box, `${process.pid}.json`);
      writeFileSync(`${note}.part`, JSON.stringify(process.argv));
      renameSync(`${note}.part`, note);
      return false;
    }
  } catch {
    rmSync(file, { force: true });
  }
  mkdirSync(box, { recursive: true });
  writeFileSync(file, String(process.pid));
  watch(box, (_kind, name) => {
    if (!name?.endsWith('.json')) return;
    try {
      const argv = JSON.parse(readFileSync(path.join(box, name), 'utf8')) as string[];
      rmSync(path.join(box, name));
      events.emit('second-instance', preventable(), argv, '', null);
    } catch {
      return;
    }
  }).unref();
  return true;
}

setImmediate(() => {
  if (!isQuitting)
    boot().catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
});

export const allWindowsClosed = () => {
  if (isQuitting) return;
  if (events.listenerCount('window-all-closed') > 0) events.emit('window-all-closed');
  else quit();
};
export const appIsReady = () => isReady;

export const app = only<Electron.App>('app')({
  on(name: string, listener: (...values: unknown[]) => void) {
    events.on(name, listener);
    return app;
  },
  whenReady: () =>
    isReady ? Promise.resolve() : new Promise<void>((resolve) => events.once('ready', resolve)),
  getPath: pathOf,
  setPath: (name: string, folder: string) => {
    mkdirSync(folder, { recursive: true });
    paths.set(name, folder);
  },
  getName: () => packageFile().productName,
  getVersion: () => packageFile().version,
  requestSingleInstanceLock,
  releaseSingleInstanceLock: () =>
    rmSync(path.join(pathOf('userData'), 'standin.lock'), { force: true }),
  quit: () => void setImmediate(quit),
  exit: (code = 0) => {
    record('exit', { code });
    isQuitting = true;
    void leave(code);
  },
});
