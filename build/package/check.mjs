// Packs the desk for the three platforms with dummy Electrons and looks inside: what is there, what
// is not, the native module, the fuses, the integrity of the archive; and starts the packed program.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const here = import.meta.dirname;
const root = path.resolve(here, '..', '..');
const say = (text) => process.stderr.write(`[package] ${text}\n`);

function run(command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 180_000,
    killSignal: 'SIGKILL',
    ...options,
  });
  if (status === 0) return stdout;
  throw new Error(`${path.basename(command)} ${args[0] ?? ''} failed:\n${stdout}\n${stderr}`);
}

function installTools() {
  if (existsSync(path.join(here, 'node_modules', 'electron-builder'))) return;
  say('installing the packing tools (about half a minute)');
  run('npm', ['ci', '--ignore-scripts'], { cwd: here, shell: process.platform === 'win32' });
}

const problems = [];
const expect = (isTrue, text) => {
  say(`${isTrue ? 'ok  ' : 'FAIL'} ${text}`);
  if (!isTrue) problems.push(text);
};

const platforms = {
  linux: {
    flag: '--linux',
    folder: 'linux-unpacked',
    resources: 'resources',
    program: 'kefu-desk',
    native: 'linux-x64.node',
  },
  win: {
    flag: '--win',
    folder: 'win-unpacked',
    resources: 'resources',
    program: 'Kefu Desk.exe',
    native: 'win32-x64.node',
  },
  mac: {
    flag: '--mac',
    folder: 'mac',
    resources: 'Kefu Desk.app/Contents/Resources',
    program: 'Kefu Desk.app',
    native: 'darwin-x64.node',
  },
};

/** @param {keyof typeof platforms} name */
async function check(name, version, work) {
  const { makeDummyElectron } = await import('./dummy-electron.mjs');
  const tool = createRequire(path.join(here, 'package.json'));
  const asar = await import(tool.resolve('@electron/asar'));
  const { flag, folder, resources, program, native } = platforms[name];
  const dist = path.join(work, `electron-${name}`);
  const output = path.join(work, `packed-${name}`);
  makeDummyElectron(name, dist, version);
  run(
    path.join(here, 'node_modules', '.bin', 'electron-builder'),
    [
      flag,
      '--x64',
      '--dir',
      '--config',
      path.join(root, 'electron-builder.yml'),
      `--config.electronDist=${dist}`,
      `--config.electronVersion=${version}`,
      `--config.directories.output=${output}`,
      ...(name === 'mac' ? ['--config.mac.identity=null'] : []),
    ],
    { cwd: root, env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' } },
  );
  const place = path.join(output, folder);
  const archive = path.join(place, resources, 'app.asar');
  const files = asar.listPackage(archive).map((file) => file.replaceAll('\\', '/'));
  const has = (file) => files.includes(file);
  for (const file of [
    '/package.json',
    '/out/desk/desk.cjs',
    '/out/desk/engine.cjs',
    '/out/desk/mime-worker.cjs',
    '/out/desk/search-worker.cjs',
    '/out/desk/csv-worker.cjs',
    '/out/preload/preload.cjs',
    '/out/renderer/index.html',
    '/out/widget/widget.js',
    '/node_modules/better-sqlite3/lib/index.js',
  ])
    expect(has(file), `${name}: holds ${file}`);
  const foreign = files.filter((file) =>
    /^\/(main|renderer|shared|test|docs|build)\/|\.(map|ts|tsx)$|\/node-linux-|\.cpp$/.test(file),
  );
  expect(
    foreign.length === 0,
    `${name}: nothing but the program (${foreign.slice(0, 3).join(' ')})`,
  );
  const modules = new Set(
    files.flatMap((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
  );
  expect(
    [...modules].join() === 'better-sqlite3',
    `${name}: one module, ${[...modules].join(' ')}`,
  );
  const natives = readdirSync(`${archive}.unpacked`, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.node'))
    .map((file) => path.basename(file));
  expect(natives.join() === native, `${name}: its own native module, ${natives.join(' ')}`);
  const fuses = run(path.join(here, 'node_modules', '.bin', 'electron-fuses'), [
    'read',
    '--app',
    path.join(place, program),
  ]);
  expect(/RunAsNode is Disabled/.test(fuses), `${name}: cannot be run as Node`);
  expect(/OnlyLoadAppFromAsar is Enabled/.test(fuses), `${name}: loads from its archive only`);
  expect(
    /EnableEmbeddedAsarIntegrityValidation is Enabled/.test(fuses),
    `${name}: checks its archive`,
  );
  const header = createHash('sha256').update(asar.getRawHeader(archive).headerString).digest('hex');
  if (name !== 'linux') {
    const carrier =
      name === 'mac'
        ? path.join(place, 'Kefu Desk.app/Contents/Info.plist')
        : path.join(place, program);
    const text = readFileSync(carrier).toString('latin1').replaceAll('\0', '');
    expect(text.includes(header), `${name}: carries the archive's hash`);
  }
  return archive;
}

/** The packed program, taken out of its archive, opens its window and its inbox. */
function start(archive, work) {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [path.join(root, 'test', 'standin', 'start-packed.ts'), archive, work],
    { encoding: 'utf8', timeout: 120_000, env: { ...process.env, KEFU_ASAR_TOOL: here } },
  );
  expect(status === 0, `the packed program starts ${status === 0 ? stdout.trim() : stderr}`);
}

installTools();
const work = mkdtempSync(path.join(tmpdir(), 'kefu-package-'));
try {
  const { version } = JSON.parse(
    readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
  );
  const archives = {};
  for (const name of Object.keys(platforms)) archives[name] = await check(name, version, work);
  if (process.platform === 'linux') start(archives.linux, work);
  else say('skip the packed program is started on Linux only');
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (problems.length > 0) {
  say(`${problems.length} problems`);
  process.exit(1);
}
