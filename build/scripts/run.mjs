// The one entry behind every npm script: plain Node 20+, no dependencies, works on a bare clone.
// It installs what the lock file says, hands over to a Node that can load the native modules,
// and then runs the named task.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const at = (...parts) => path.join(root, ...parts);
// better-sqlite3 13 is built for Node-API 10 and ends the process on less; module hooks need 22.15.
const OLDEST = [22, 15];
const say = (text) => process.stderr.write(`[kefu-desk] ${text}\n`);

function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

function installDependencies() {
  const stamp = at('node_modules', '.kefu-stamp');
  const want = `${createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')} ${process.platform}-${process.arch}`;
  const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (have === want) return;
  say(
    have
      ? 'dependencies changed, installing'
      : 'installing dependencies (first run, about a minute)',
  );
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath;
  // Not the copy in node_modules, which `npm ci` removes while it runs.
  const node = process.env.npm_node_execpath ?? process.execPath;
  const outside = node.startsWith(at('node_modules')) ? 'node' : node;
  const result =
    npm && /\.c?js$/.test(npm)
      ? spawnSync(outside, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
      : spawnSync('npm', args, {
          cwd: root,
          stdio: ['ignore', 2, 2],
          shell: process.platform === 'win32',
        });
  if (result.status !== 0) {
    say('npm ci failed: the lines above say why. Nothing was started.');
    process.exit(result.status ?? 1);
  }
  writeFileSync(stamp, want);
}

function newEnoughNode() {
  if (isNewEnough(process.version)) return process.execPath;
  const local = at('node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(local)) return local;
  say(
    `Node ${OLDEST.join('.')} or newer is needed here; this is ${process.version}. Install it and run the same command again.`,
  );
  return process.exit(1);
}

const [task, ...rest] = process.argv.slice(2);
installDependencies();
const node = newEnoughNode();
const file = at('build', 'scripts', 'tasks.mjs');
if (node === process.execPath) {
  const { runTask } = await import(pathToFileURL(file).href);
  await runTask(task, rest);
} else {
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  const child = spawn(node, [file, task, ...rest], { cwd: root, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  // npm runs scripts through a shell that does not pass signals on: when it dies, so do we.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
}
