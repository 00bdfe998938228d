import path from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import { openRouter } from '#main/bridge/router.ts';
import { openSite } from '#main/bridge/site.ts';
import { applyConfig } from '#main/hub/apply-config.ts';
import { parseArguments } from '#main/hub/arguments.ts';
import { readConfigFile } from '#main/hub/config-file.ts';
import { openDesk } from '#main/hub/desk-engine.ts';
import { openPublicListener } from '#main/hub/public-listener.ts';
import {
  type FromEngine,
  KEYCHAIN_FLAG,
  type ParentPort,
  type ToEngine,
} from '#main/platform/engine-messages.ts';
import { Failure } from '#main/platform/failure.ts';
import { openLog } from '#main/platform/log.ts';
import { openFileSecrets, openVaultSecrets, type Vault } from '#main/platform/secrets.ts';

/** The engine of the Electron desk: a process of its own, so that its fault does not close the window. */
const { parentPort } = process as unknown as { parentPort: ParentPort };
const tell = (message: FromEngine) => parentPort.postMessage(message);
const listeners = new Set<(message: ToEngine) => void>();
parentPort.on('message', ({ data }) => {
  for (const listener of listeners) listener(data);
});

/** Main has the keychain; it is asked one value at a time. */
function vaultOfMain(): Vault {
  const waiting = new Map<number, (result: string | null) => void>();
  let next = 0;
  listeners.add((message) => {
    if (message.kind !== 'vault') return;
    waiting.get(message.id)?.(message.result);
    waiting.delete(message.id);
  });
  const ask = async (act: 'seal' | 'unseal', value: string) => {
    const id = ++next;
    const result = await new Promise<string | null>((resolve) => {
      waiting.set(id, resolve);
      tell({ kind: 'vault', id, act, value });
    });
    if (result !== null) return result;
    throw new Failure({
      code: 'secrets.refused',
      message: 'the keychain of this computer refused',
      isRetryable: true,
    });
  };
  return { seal: (text) => ask('seal', text), unseal: (sealed) => ask('unseal', sealed) };
}

/** One page's side of the contract, as a port. */
function openPeers(handler: RPCHandler<Record<never, never>>) {
  const peers = new Map<number, { hear(data: unknown): void; end(): void }>();
  const open = (peer: number) => {
    let hear: (data: unknown) => void = () => undefined;
    let end: () => void = () => undefined;
    handler.upgrade({
      postMessage: (data: unknown) => tell({ kind: 'rpc', peer, data }),
      onMessage: { addListener: (callback: (data: unknown) => void) => void (hear = callback) },
      onDisconnect: { addListener: (callback: () => void) => void (end = callback) },
    });
    const made = { hear: (data: unknown) => hear(data), end: () => end() };
    peers.set(peer, made);
    return made;
  };
  return {
    hear: (peer: number, data: unknown) => (peers.get(peer) ?? open(peer)).hear(data),
    end(peer: number) {
      peers.get(peer)?.end();
      peers.delete(peer);
    },
  };
}

async function main() {
  const isKeychain = process.argv.includes(KEYCHAIN_FLAG);
  const wanted = parseArguments(process.argv.slice(2).filter((one) => one !== KEYCHAIN_FLAG));
  const config = wanted.config ? readConfigFile(wanted.config) : null;
  const log = openLog({ file: path.join(wanted.profile, 'logs', 'desk.log') });
  const out = path.resolve(import.meta.dirname, '..');
  const desk = await openDesk({
    profile: wanted.profile,
    log,
    secrets: isKeychain
      ? openVaultSecrets(wanted.profile, vaultOfMain())
      : openFileSecrets(wanted.profile),
    shell: 'electron',
    outFolder: out,
    publicUrl: config?.public?.url ?? null,
    workspace: wanted.workspace,
    language: wanted.language,
  });
  const { engine } = desk;
  if (config) await applyConfig(engine, config);
  const router = openRouter(engine);
  const site = openSite(engine, router);
  const publicListener = await openPublicListener({
    host: config?.public?.host ?? '127.0.0.1',
    port: config?.public?.port ?? (wanted.port === 0 ? 0 : wanted.port + 1),
    spare: config?.public?.port ? 0 : 20,
    desk,
    log,
    outFolder: out,
  });
  desk.setPublicOrigin(publicListener.origin);
  const peers = openPeers(new RPCHandler(router));

  async function respond(request: Extract<ToEngine, { kind: 'request' }>) {
    const { id, method, target, headers, body } = request;
    const response = await site(
      new Request(new URL(target, 'app://desk'), {
        method,
        headers,
        ...(body && method !== 'GET' ? { body: new Uint8Array(body) } : {}),
      }),
    ).catch((error: unknown) => {
      log.error({ error: error instanceof Error ? error.message : 'unknown' }, 'a request failed');
      return new Response(null, { status: 500 });
    });
    tell({
      kind: 'response',
      id,
      status: response.status,
      headers: [...response.headers],
      body: new Uint8Array(await response.arrayBuffer()),
    });
  }

  listeners.add((message) => {
    if (message.kind === 'rpc') peers.hear(message.peer, message.data);
    if (message.kind === 'rpc-end') peers.end(message.peer);
    if (message.kind === 'request') void respond(message);
    if (message.kind === 'refresh') engine.wake();
    if (message.kind === 'stop') {
      void publicListener
        .close()
        .then(() => desk.stop())
        .finally(() => process.exit(0));
    }
  });
  await engine.start();
  tell({ kind: 'ready' });
}

main().catch((error: unknown) => {
  const code = error instanceof Failure ? error.code : 'engine.failed';
  tell({
    kind: 'refused',
    code,
    message: error instanceof Error ? error.message : String(error),
  });
  setTimeout(() => process.exit(1), 200);
});
