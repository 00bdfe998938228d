import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MINUTE_MS } from '#shared/lib/units.ts';
import type { Clock } from '#main/platform/clock.ts';
import { Failure } from '#main/platform/failure.ts';
import type { Log } from '#main/platform/log.ts';
import { openDatabase, type WriteDb } from '#main/platform/sqlite.ts';

/**
 * A file that cannot be read is set aside under a name of its time, and the desk says so. One that
 * was closed in order and not touched since is opened without reading all of it: `isChecked` is
 * false then, and the check is owed.
 */
export function openDeskFile(
  file: string,
  clock: Clock,
  log: Log,
): { db: WriteDb; setAside: string | null; isChecked: boolean } {
  const wasClosed = takeMark(file);
  try {
    const db = openDatabase(file, { role: 'journal', log });
    if (wasClosed || db.isIntact()) return { db, setAside: null, isChecked: !wasClosed };
    db.close();
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'sqlite.damaged') throw error;
  }
  const aside = `${file}.damaged-${new Date(clock.now()).toISOString().replaceAll(':', '-')}`;
  for (const end of ['', '-wal', '-shm'])
    if (existsSync(file + end)) renameSync(file + end, aside + end);
  log.error({ aside: path.basename(aside) }, 'the database was damaged and has been set aside');
  return {
    db: openDatabase(file, { role: 'journal', log }),
    setAside: path.basename(aside),
    isChecked: true,
  };
}

const markOf = (file: string) => `${file}-closed`;
const looksOf = (file: string): string => {
  const { size, mtimeMs } = statSync(file);
  return `${size} ${Math.round(mtimeMs)}`;
};

/** After the last connection is gone: what the file looked like when it was whole. */
export function markClosed(file: string) {
  if (!existsSync(`${file}-wal`)) writeFileSync(markOf(file), looksOf(file), { mode: 0o600 });
}

/** Whether the file is as it was closed; the mark holds for one opening. */
function takeMark(file: string): boolean {
  const mark = markOf(file);
  if (!existsSync(mark)) return false;
  const isSame =
    existsSync(file) && !existsSync(`${file}-wal`) && readFileSync(mark, 'utf8') === looksOf(file);
  rmSync(mark, { force: true });
  return isSame;
}

/** Reads through the file a minute after the start; what could not be checked stays owed. */
export function openOwedCheck(clock: Clock, isIntact: () => Promise<boolean>, found: () => void) {
  let isDoubtful = false;
  const cancel = clock.after(MINUTE_MS, () => void check());
  async function check() {
    const answer = await isIntact().catch(() => null);
    isDoubtful = answer !== true;
    if (answer === false) found();
  }
  return { cancel, isDoubtful: () => isDoubtful };
}
