import { copyFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '#main/platform/clock.ts';
import type { Search } from '#main/projection/search.ts';

/** Looking after the data: its size, its soundness, whole copies of it. */
export interface Upkeep {
  state(): Promise<{
    folder: string;
    bytes: number;
    backups: { folder: string; at: number }[];
  }>;
  check(): Promise<{ isIntact: boolean }>;
  /** One at a time; a second call waits for the first. */
  backUp(): Promise<{ folder: string }>;
  /** Copies of the data that were made before now, whole backups and files set aside alike. */
  copyCount(): Promise<number>;
  /** A new backup in the place of all earlier copies; none where there were none. */
  renewBackups(): Promise<void>;
}

const NAME = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z$/;
const nameFor = (at: number) => `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
const timeOf = (name: string): number | null => {
  const match = NAME.exec(name);
  return match ? Date.parse(`${match[1]}T${match[2]}:${match[3]}:${match[4]}Z`) : null;
};

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Stored files never change, so another name for the same bytes is a copy that takes no room. */
async function shareFile(from: string, to: string) {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  try {
    await link(from, to);
  } catch {
    // Some file systems have no second names.
    await copyFile(from, to);
  }
}

export function openUpkeep(options: { folder: string; clock: Clock; search: Search }): Upkeep {
  const { folder, clock, search } = options;
  const backups = path.join(folder, 'backups');
  let last: Promise<unknown> = Promise.resolve();

  async function backUp() {
    const name = nameFor(clock.now());
    const [whole, partial] = [path.join(backups, name), path.join(backups, `${name}.partial`)];
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true, mode: 0o700 });
    await search.copyDesk(path.join(partial, 'desk.db'));
    // Files after the database: everything it names is then among them.
    const blobs = path.join(folder, 'blobs');
    for (const file of await filesIn(blobs))
      await shareFile(file, path.join(partial, 'blobs', path.relative(blobs, file)));
    await rm(whole, { recursive: true, force: true });
    await rename(partial, whole);
    return { folder: whole };
  }

  const asideIn = async () =>
    (await readdir(folder).catch(() => [])).filter((name) =>
      /^desk\.db\.(before|damaged)-/.test(name),
    );

  async function renewBackups() {
    const old = await readdir(backups).catch(() => []);
    const aside = await asideIn();
    const kept = old.some((name) => timeOf(name) !== null)
      ? path.basename((await backUp()).folder)
      : '';
    const gone = [
      ...old.filter((name) => name !== kept).map((name) => path.join(backups, name)),
      ...aside.map((name) => path.join(folder, name)),
    ];
    for (const each of gone) await rm(each, { recursive: true, force: true });
  }

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };

  return {
    copyCount: async () =>
      (await readdir(backups).catch(() => [])).length + (await asideIn()).length,
    renewBackups: () => inTurn(renewBackups),
    async state() {
      const names = await readdir(backups).catch(() => []);
      const own = (await filesIn(folder)).filter((file) => !file.startsWith(backups + path.sep));
      const sizes = await Promise.all(own.map((file) => stat(file).catch(() => null)));
      return {
        folder,
        bytes: sizes.reduce((sum, found) => sum + (found?.size ?? 0), 0),
        backups: names
          .flatMap((name) => {
            const at = timeOf(name);
            return at === null ? [] : [{ folder: path.join(backups, name), at }];
          })
          .toSorted((a, b) => b.at - a.at),
      };
    },
    check: async () => ({ isIntact: await search.isDeskIntact() }),
    backUp: () => inTurn(backUp),
  };
}
