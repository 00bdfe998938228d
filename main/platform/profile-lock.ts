import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Failure } from './failure.ts';

/**
 * Takes a profile for this process until it ends, however it ends: the lock is the operating
 * system's, on an empty SQLite file.
 * @throws Failure `profile.in-use` when another process has it
 */
export function lockProfile(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = new Database(path.join(folder, 'profile.lock'), { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    throw new Failure({
      code: 'profile.in-use',
      message: `another process has the profile ${folder} open; close it or choose another with --profile`,
      isRetryable: false,
      cause,
    });
  }
  return { release: () => void db.close() };
}
