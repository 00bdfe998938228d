import { createRequire } from 'node:module';
import path from 'node:path';
import { launchDesktop } from './launch.ts';

/** Takes a packed program out of its archive and opens it; prints what its window shows. */
const [archive = '', work = ''] = process.argv.slice(2);
const tool = createRequire(path.join(process.env['KEFU_ASAR_TOOL'] ?? '.', 'package.json'));
const asar = (await import(tool.resolve('@electron/asar'))) as {
  extractAll(from: string, to: string): void;
};
const folder = path.join(work, 'program');
asar.extractAll(archive, folder);
const desktop = await launchDesktop({
  main: path.join(folder, 'out', 'desk', 'desk.cjs'),
  args: ['--profile', path.join(work, 'profile'), '--port', '0', '--lang', 'en'],
});
const page = await desktop.window();
await page.getByRole('option').nth(3).waitFor({ timeout: 30_000 });
process.stdout.write(`${await page.title()}\n`);
await desktop.quit();
