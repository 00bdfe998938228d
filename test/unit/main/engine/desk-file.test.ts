import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { systemClock } from '#main/platform/clock.ts';
import { MINUTE_MS } from '#shared/lib/units.ts';
import { eventually, startEngine, temporaryFolder } from '../../../kit/engine.ts';

/** A desk that has worked a little, and has ended in order. */
async function usedFolder(): Promise<string> {
  const folder = temporaryFolder('used');
  const first = await startEngine({ folder });
  await first.engine.createDemo();
  await first.engine.stop();
  return folder;
}

const damages: [string, (file: string) => void][] = [
  ['cut in its middle', (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2))],
  ['garbage', (file) => writeFileSync(file, Buffer.alloc(50_000, 'not a database '))],
  [
    'overwritten in its schema',
    (file) => {
      const bytes = readFileSync(file);
      bytes.fill(0xaa, 100, 4_000);
      writeFileSync(file, bytes);
    },
  ],
  [
    'overwritten in its rows',
    (file) => {
      const bytes = readFileSync(file);
      bytes.fill(0x55, 4_096 * 3, 4_096 * 60);
      writeFileSync(file, bytes);
    },
  ],
];

test.each(damages)(
  'a file %s is set aside, kept whole and said; a new one is begun',
  async (_name, damage) => {
    const folder = await usedFolder();
    const file = path.join(folder, 'desk.db');
    damage(file);
    const damaged = readFileSync(file);
    const desk = await startEngine({ folder });
    try {
      const aside = readdirSync(folder).find(
        (name) => /^desk\.db\.damaged-[^.]+Z?/.test(name) && !/-(wal|shm)$/.test(name),
      );
      expect(aside).toBeDefined();
      expect(readFileSync(path.join(folder, aside ?? '')).equals(damaged)).toBe(true);
      const { notices } = desk.engine.status();
      expect(notices.map((notice) => notice.code)).toContain('desk.damaged');
      expect(desk.engine.headSeq()).toBeGreaterThan(0);
    } finally {
      await desk.end();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

/** The check that is owed a minute after the start is made at once. */
const hurried = {
  ...systemClock,
  after: (ms: number, run: () => void) => systemClock.after(ms === MINUTE_MS ? 0 : ms, run),
};

test('damage under an unchanged size and time is found by the check a minute later and said; the next start sets the file aside', async () => {
  const folder = await usedFolder();
  const file = path.join(folder, 'desk.db');
  const { atime, mtime } = statSync(file);
  // The root of an index that nothing reads when a desk starts.
  const copy = path.join(folder, 'copy.db');
  copyFileSync(file, copy);
  const db = new Database(copy);
  const index = db
    .prepare<[], { page: number }>(
      "SELECT rootpage AS page FROM sqlite_schema WHERE name = 'timeline_events_by_conversation'",
    )
    .get();
  db.close();
  const bytes = readFileSync(file);
  const size = bytes.readUInt16BE(16);
  const from = ((index?.page ?? 0) - 1) * size;
  bytes.fill(0x55, from, from + size);
  writeFileSync(file, bytes);
  utimesSync(file, atime, mtime);
  const desk = await startEngine({ folder, clock: hurried });
  const codes = () => desk.engine.status().notices.map((notice) => notice.code);
  expect(codes()).toEqual([]);
  await eventually('the damage is said', 10_000, () => codes().includes('desk.doubtful'));
  await desk.engine.stop();
  const next = await startEngine({ folder });
  expect(next.engine.status().notices.map((notice) => notice.code)).toContain('desk.damaged');
  await next.end();
});

test('the mark of an orderly end holds for one opening', async () => {
  const folder = await usedFolder();
  const mark = path.join(folder, 'desk.db-closed');
  expect(existsSync(mark)).toBe(true);
  const desk = await startEngine({ folder });
  expect(existsSync(mark)).toBe(false);
  await desk.end();
});
