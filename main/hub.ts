import { spawn } from 'node:child_process';
import path from 'node:path';
import { openSite } from '#main/bridge/site.ts';
import { openRouter } from '#main/bridge/router.ts';
import { openFileSecrets } from '#main/platform/secrets.ts';
import { systemClock } from '#main/platform/clock.ts';
import { Failure } from '#main/platform/failure.ts';
import { openLog } from '#main/platform/log.ts';
import { newToken, systemRandom } from '#main/platform/random.ts';
import { applyConfig } from '#main/hub/apply-config.ts';
import { type Arguments, parseArguments } from '#main/hub/arguments.ts';
import { readConfigFile } from '#main/hub/config-file.ts';
import { openDesk } from '#main/hub/desk-engine.ts';
import { openDeskListener, rendererAssets } from '#main/hub/desk-listener.ts';
import { openPublicListener } from '#main/hub/public-listener.ts';
import { clearRunning, findRunning, writeRunning } from '#main/hub/running.ts';
import { openSessions } from '#main/hub/sessions.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const SPARE_PORTS = 20;

/** Opens the system's browser; a machine without one only gets the printed address. */
function openBrowser(address: string) {
  const [command, args] =
    process.platform === 'darwin'
      ? ['open', [address]]
      : process.platform === 'win32'
        ? ['cmd', ['/c', 'start', '', address]]
        : ['xdg-open', [address]];
  const child = spawn(command as string, args as string[], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

/** Another process holds this profile: its address is printed and nothing is started twice. */
async function handOver(wanted: Arguments): Promise<boolean> {
  const already = await findRunning(wanted.profile);
  if (!already) return false;
  print('this profile is already open in another process');
  print(`ready: ${already}`);
  if (wanted.mayOpenBrowser) openBrowser(already);
  return true;
}

async function main() {
  const wanted = parseArguments(process.argv.slice(2));
  const config = wanted.config ? readConfigFile(wanted.config) : null;
  if (await handOver(wanted)) return;
  const log = openLog({ file: path.join(wanted.profile, 'logs', 'desk.log') });
  const out = path.resolve(import.meta.dirname, '..');
  const sessions = openSessions(wanted.profile, systemClock, systemRandom);
  const desk = await openDesk({
    profile: wanted.profile,
    log,
    secrets: openFileSecrets(wanted.profile),
    shell: 'browser',
    outFolder: out,
    publicUrl: config?.public?.url ?? null,
    workspace: wanted.workspace,
    language: wanted.language,
  });
  const { engine } = desk;
  if (config) await applyConfig(engine, config);
  const router = openRouter(engine);
  const handOffSecret = newToken(systemRandom);
  const listener = await openDeskListener({
    port: wanted.port,
    spare: wanted.mayMovePort ? SPARE_PORTS : 0,
    site: openSite(engine, router),
    router,
    sessions,
    apiToken: process.env['KEFU_API_TOKEN'] ?? null,
    handOffSecret,
    assets: rendererAssets(out),
  });
  const publicListener = await openPublicListener({
    host: config?.public?.host ?? '127.0.0.1',
    port: config?.public?.port ?? (wanted.port === 0 ? 0 : listener.port + 1),
    spare: config?.public?.port ? 0 : SPARE_PORTS,
    desk,
    log,
    outFolder: out,
  });
  desk.setPublicOrigin(publicListener.origin);
  await engine.start();
  writeRunning(wanted.profile, { pid: process.pid, port: listener.port, secret: handOffSecret });
  const address = `${listener.origin}/?token=${sessions.invite()}`;
  print(`ready: ${address}`);
  if (wanted.mayOpenBrowser) openBrowser(address);

  stopOnSignal(async () => {
    await publicListener.close();
    await listener.close();
    await desk.stop();
    clearRunning(wanted.profile);
  });
}

/** Ends in order, once; what was written is on disk before. */
function stopOnSignal(end: () => Promise<void>) {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await end();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stop());
}

main().catch((error: unknown) => {
  const message =
    error instanceof Failure || error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
