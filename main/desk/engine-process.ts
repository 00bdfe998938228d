import { app, safeStorage, utilityProcess, type UtilityProcess } from 'electron';
import path from 'node:path';
import { type FromEngine, KEYCHAIN_FLAG, type ToEngine } from '#main/platform/engine-messages.ts';

type Answer = Extract<FromEngine, { kind: 'response' }>;
const FIRST_RESTART_MS = 500;
const LAST_RESTART_MS = 30_000;
const STOP_WITHIN_MS = 8_000;

export interface EngineProcess {
  send(message: ToEngine): void;
  request(request: {
    method: string;
    target: string;
    headers: [string, string][];
    body: Uint8Array | null;
  }): Promise<Answer>;
  onFrame(listener: (peer: number, data: unknown) => void): void;
  stop(): Promise<void>;
  pid(): number | undefined;
}

/**
 * The engine in a utility process. When it ends without being told to, it is started again after
 * a growing wait; pages notice by its silence and connect anew.
 */
export function startEngine(options: {
  outFolder: string;
  args: string[];
  /** The engine says that it cannot run; it is not started again. */
  onRefused(message: string): void;
}): EngineProcess {
  const waiting = new Map<number, (answer: Answer) => void>();
  const frames = new Set<(peer: number, data: unknown) => void>();
  let child: UtilityProcess;
  let isStopping = false;
  let wait = FIRST_RESTART_MS;
  let next = 0;

  const answerAll = () => {
    for (const [id, resolve] of waiting)
      resolve({ kind: 'response', id, status: 503, headers: [], body: new Uint8Array() });
    waiting.clear();
  };

  async function vault(message: Extract<FromEngine, { kind: 'vault' }>) {
    let result: string | null = null;
    try {
      if (message.act === 'seal')
        result = (await safeStorage.encryptStringAsync(message.value)).toString('base64');
      else
        result = (await safeStorage.decryptStringAsync(Buffer.from(message.value, 'base64')))
          .result;
    } catch {
      result = null;
    }
    send({ kind: 'vault', id: message.id, result });
  }

  function hear(message: FromEngine) {
    if (message.kind === 'ready') wait = FIRST_RESTART_MS;
    if (message.kind === 'rpc') for (const listener of frames) listener(message.peer, message.data);
    if (message.kind === 'vault') void vault(message);
    if (message.kind === 'response') {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
    if (message.kind === 'refused') {
      isStopping = true;
      options.onRefused(message.message);
    }
  }

  function start(isKeychain: boolean) {
    child = utilityProcess.fork(
      path.join(options.outFolder, 'desk', 'engine.cjs'),
      [...options.args, ...(isKeychain ? [KEYCHAIN_FLAG] : [])],
      { serviceName: 'Kefu Desk engine', stdio: 'inherit' },
    );
    child.on('message', (message: FromEngine) => hear(message));
    child.on('exit', () => {
      answerAll();
      if (isStopping) return;
      setTimeout(() => start(isKeychain), wait);
      wait = Math.min(LAST_RESTART_MS, wait * 2);
    });
  }

  const send = (message: ToEngine) => child.postMessage(message);
  const started = safeStorage.isAsyncEncryptionAvailable().then(
    (isKeychain) => start(isKeychain),
    () => start(false),
  );

  return {
    send: (message) => void started.then(() => send(message)),
    async request(request) {
      await started;
      const id = ++next;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        send({ kind: 'request', id, ...request });
      });
    },
    onFrame: (listener) => void frames.add(listener),
    pid: () => child.pid,
    async stop() {
      await started;
      if (isStopping) return;
      isStopping = true;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          child.kill();
          resolve();
        }, STOP_WITHIN_MS);
        child.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        send({ kind: 'stop' });
      });
      app.releaseSingleInstanceLock();
    },
  };
}
