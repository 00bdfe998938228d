import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '#main/platform/clock.ts';
import { Failure } from '#main/platform/failure.ts';
import type { Log } from '#main/platform/log.ts';
import { openDatabase, type WriteDb } from '#main/platform/sqlite.ts';

/** A file that cannot be read is set aside under a name of its time, and the desk says so. */
export function openDeskFile(
  file: string,
  clock: Clock,
  log: Log,
): { db: WriteDb; setAside: string | null } {
  try {
    const db = openDatabase(file, { role: 'journal', log });
    if (db.isIntact()) return { db, setAside: null };
    db.close();
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'sqlite.damaged') throw error;
  }
  const aside = `${file}.damaged-${new Date(clock.now()).toISOString().replaceAll(':', '-')}`;
  for (const end of ['', '-wal', '-shm'])
    if (existsSync(file + end)) renameSync(file + end, aside + end);
  log.error({ aside: path.basename(aside) }, 'the database was damaged and has been set aside');
  return { db: openDatabase(file, { role: 'journal', log }), setAside: path.basename(aside) };
}
