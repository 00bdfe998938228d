// What the npm scripts do, once dependencies and a fitting Node are there.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildAll } from './build.mjs';
import { checkLock } from './lock-check.mjs';
import { prepareMachine } from './machine.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');
const at = (...parts) => path.join(root, ...parts);
const say = (text) => process.stderr.write(`[kefu-desk] ${text}\n`);
const bin = (name) =>
  at('node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

/** Runs a program to its end, ends it when we are ended, and resolves to its exit code. */
function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      PATH: [path.dirname(process.execPath), at('node_modules', '.bin'), process.env.PATH].join(
        path.delimiter,
      ),
      ...options.env,
    };
    // Editors leak it, and it would make Electron run as plain Node.
    delete env.ELECTRON_RUN_AS_NODE;
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      ...options,
      env,
    });
    const stop = (signal) => () => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop(signal));
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
    watch.unref();
    child.on('error', (error) => {
      say(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

async function inOrder(...steps) {
  for (const step of steps) {
    const code = await step();
    if (code !== 0) return code;
  }
  return 0;
}

const step = (name, run) => async () => {
  const began = performance.now();
  const code = await run();
  say(
    `${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`,
  );
  return code;
};

function electronBinary() {
  const name = at('node_modules', 'electron', 'path.txt');
  if (!existsSync(name)) return null;
  const file = at('node_modules', 'electron', 'dist', readFileSync(name, 'utf8'));
  return existsSync(file) ? file : null;
}

/** Electron's binary is fetched on first use; one bounded try, remembered when it fails. */
async function findElectron() {
  const found = electronBinary();
  if (found) return found;
  const marker = at('node_modules', 'electron', '.kefu-no-binary');
  if (existsSync(marker)) return null;
  say('fetching the Electron binary (20 s at most)');
  const ended = await new Promise((resolve) => {
    const child = spawn(process.execPath, [at('node_modules', 'electron', 'install.js')], {
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.on('error', () => resolve(1));
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
  if (ended === 0 && electronBinary()) return electronBinary();
  writeFileSync(marker, 'delete this file to try again\n');
  say('the Electron binary cannot be had here; the desk opens in the browser instead');
  return null;
}

async function start(args) {
  await buildAll();
  const wantsBrowser =
    args.includes('--browser') || args.includes('--no-open') || args.includes('--port');
  const electron = wantsBrowser ? null : await findElectron();
  return electron
    ? run(electron, [root, ...args])
    : run(process.execPath, [at('out', 'desk', 'hub.cjs'), ...args]);
}

const tasks = {
  start,
  build: async () => {
    await buildAll({ force: true });
    return 0;
  },
  check: () =>
    inOrder(
      step('lock file', () => checkLock()),
      step('types', () => run(bin('tsc'), ['-b'])),
      step('lint', () => run(bin('oxlint'), ['--type-aware', '--deny-warnings'])),
      step('format', () => run(bin('prettier'), ['--check', '--log-level=warn', '.'])),
      step('dead code', () => run(bin('knip'), [])),
      step('import walls', () => run(bin('vitest'), ['run', '--project=house'])),
    ),
  test: async (args) => {
    prepareMachine();
    await buildAll();
    return run(bin('vitest'), ['run', ...args]);
  },
  bench: async (args) => {
    await buildAll();
    return run(process.execPath, [at('test', 'bench', 'run.ts'), ...args]);
  },
  'audit:verify': (args) => run(process.execPath, [at('main', 'verify-audit.ts'), ...args]),
  format: () => run(bin('prettier'), ['--write', '--log-level=warn', '.']),
  screenshots: async (args) => {
    prepareMachine();
    await buildAll();
    return run(process.execPath, [at('test', 'screens', 'take.ts'), ...args]);
  },
  'package:check': async (args) => {
    await buildAll();
    return run(process.execPath, [at('build', 'package', 'check.mjs'), ...args]);
  },
};

/** @param {string | undefined} name @param {string[]} args */
export async function runTask(name, args) {
  const task = name && Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (!task) {
    say(`unknown task "${name ?? ''}"; there are: ${Object.keys(tasks).join(', ')}`);
    process.exit(2);
  }
  process.exit(await task(args));
}

if (process.argv[1] === import.meta.filename) await runTask(process.argv[2], process.argv.slice(3));
