import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEngine, temporaryFolder, type TestEngine } from '../../../kit/engine.ts';

let desk: TestEngine;
const countIn = (one: TestEngine) =>
  one.engine.projection.inboxPage(
    { view: 'all', filter: {}, sort: 'newest', after: null, limit: 200 },
    one.engine.agentId,
  ).total;

beforeAll(async () => {
  desk = await startEngine();
  await desk.engine.createDemo();
});
afterAll(() => desk.end());

test('a sound database is called sound', async () => {
  expect(await desk.engine.upkeep.check()).toEqual({ isIntact: true });
});

test('a backup put into an empty profile is the same desk', async () => {
  desk.engine.blobs.put(new TextEncoder().encode('a file'));
  const { folder } = await desk.engine.upkeep.backUp();
  const restored = temporaryFolder('restored');
  mkdirSync(restored, { recursive: true });
  cpSync(folder, restored, { recursive: true });
  const other = await startEngine({ folder: restored });
  try {
    expect(countIn(other)).toBe(countIn(desk));
    expect(other.engine.headSeq()).toBe(desk.engine.headSeq());
    const blob = desk.engine.blobs.put(new TextEncoder().encode('a file'));
    expect(new TextDecoder().decode(await other.engine.blobs.read(blob))).toBe('a file');
  } finally {
    await other.end();
  }
});

test('backups asked for at once are made one after the other, and half ones are not listed', async () => {
  const made = await Promise.all([desk.engine.upkeep.backUp(), desk.engine.upkeep.backUp()]);
  for (const { folder } of made) expect(existsSync(path.join(folder, 'desk.db'))).toBe(true);
  mkdirSync(path.join(desk.folder, 'backups', '2026-01-01T00-00-00Z.partial'));
  const { backups, folder, bytes } = await desk.engine.upkeep.state();
  expect(folder).toBe(desk.folder);
  expect(bytes).toBeGreaterThan(100_000);
  expect(backups.map((one) => path.basename(one.folder)).join()).not.toContain('partial');
  expect(backups.length).toBe(
    readdirSync(path.join(desk.folder, 'backups')).filter((name) => name.endsWith('Z')).length,
  );
  rmSync(path.join(desk.folder, 'backups'), { recursive: true });
});
