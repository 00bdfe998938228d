import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startEngine, temporaryFolder } from '../../../kit/engine.ts';

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
