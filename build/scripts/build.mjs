// Builds every target into out/. Node code becomes single CommonJS files (Electron's asar and
// utility processes are least troublesome with them); the renderer and the widget are Vite pages.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..', '..');
const at = (...parts) => path.join(root, ...parts);
const outside = ['electron', /^electron\//, 'better-sqlite3', ...builtinModules, /^node:/];

/** File name in out/ → entry. Workers are files of their own because threads need a path. */
const nodeEntries = {
  'desk/desk': 'main/desk.ts',
  'desk/engine': 'main/engine.ts',
  'desk/hub': 'main/hub.ts',
  'desk/search-worker': 'main/projection/search-worker.ts',
  'desk/csv-worker': 'main/records/csv/csv-worker.ts',
  'desk/mime-worker': 'main/channels/email/mime-worker.ts',
  'preload/preload': 'preload/index.ts',
};

async function buildNode(vite, name, entry) {
  await vite.build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
    build: {
      ssr: true,
      target: 'node24',
      outDir: at('out', path.dirname(name)),
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: { [path.basename(name)]: at(entry) },
        external: outside,
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  });
}

async function buildPages(vite) {
  const { default: react } = await import('@vitejs/plugin-react');
  const page = (folder, outDir, base, plugins) =>
    vite.build({
      configFile: false,
      root: at(folder),
      base,
      logLevel: 'warn',
      publicDir: false,
      plugins,
      build: {
        target: 'chrome140',
        outDir: at('out', outDir),
        emptyOutDir: true,
        modulePreload: { polyfill: false },
        sourcemap: true,
        chunkSizeWarningLimit: 4_000,
        assetsInlineLimit: 0,
      },
    });
  if (existsSync(at('renderer/index.html'))) await page('renderer', 'renderer', './', [react()]);
  if (existsSync(at('renderer/widget/index.html'))) {
    await page('renderer/widget', 'widget', '/', []);
    await vite.build({
      configFile: false,
      root: at('renderer/widget'),
      logLevel: 'warn',
      publicDir: false,
      build: {
        target: 'es2020',
        outDir: at('out/widget'),
        emptyOutDir: false,
        sourcemap: true,
        lib: {
          entry: at('renderer/widget/loader.ts'),
          formats: ['iife'],
          name: 'KefuWidget',
          fileName: () => 'widget.js',
        },
      },
    });
  }
}

function sourceHash() {
  const hash = createHash('sha256');
  const walk = (folder) => {
    for (const entry of readdirSync(at(folder), { withFileTypes: true }).sort((a, b) =>
      a.name.localeCompare(b.name),
    )) {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(name);
      else hash.update(name).update(readFileSync(at(name)));
    }
  };
  for (const folder of ['main', 'renderer', 'preload', 'shared']) walk(folder);
  for (const file of ['package-lock.json', 'build/scripts/build.mjs'])
    hash.update(readFileSync(at(file)));
  return hash.digest('hex');
}

/** Builds when a source changed since the last build. @param {{ force?: boolean }} options */
export async function buildAll(options = {}) {
  const stamp = at('out', '.stamp');
  const want = sourceHash();
  if (!options.force && existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  const began = performance.now();
  rmSync(stamp, { force: true });
  mkdirSync(at('out'), { recursive: true });
  const vite = await import('vite');
  for (const [name, entry] of Object.entries(nodeEntries)) {
    if (existsSync(at(entry))) await buildNode(vite, name, entry);
  }
  await buildPages(vite);
  writeFileSync(stamp, want);
  process.stderr.write(
    `[kefu-desk] built in ${((performance.now() - began) / 1000).toFixed(1)} s\n`,
  );
}

if (process.argv[1] === import.meta.filename) await buildAll({ force: true });
