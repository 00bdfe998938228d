import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteJournal } from '#main/journal/sqlite.ts';
import { Failure } from '#main/platform/failure.ts';
import { openDatabase } from '#main/platform/sqlite.ts';
import { temporaryFolder } from '../kit/engine.ts';
import { hasStrace, record, replay } from '../kit/power/tape.ts';

const CUTS = Number(process.env['KEFU_CUTS'] ?? 40);
const COMMITS = 120;
const writer = path.resolve('test/kit/power/writer.ts');

function seeded(seed: number) {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** What is there after the power failed; a file that cannot be read holds nothing. */
function headOf(file: string): { head: number; isIntact: boolean } {
  try {
    const db = openDatabase(file, { role: 'journal' });
    try {
      return { head: openSqliteJournal(db).head(), isIntact: db.isIntact() };
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof Failure) return { head: 0, isIntact: false };
    throw error;
  }
}

/** Cuts at which a commit that had been said was missing, or the file was damaged. */
function losses(durability: string): { lost: number; damaged: number } {
  const folder = temporaryFolder('power');
  const steps = record(writer, [path.join(folder, 'desk.db'), String(COMMITS), durability], folder);
  const chance = seeded(20_261_124);
  const firstSaid = steps.findIndex((step) => step.kind === 'said');
  expect(firstSaid).toBeGreaterThan(0);
  let lost = 0;
  let damaged = 0;
  for (let count = 0; count < CUTS; count++) {
    const into = path.join(folder, `cut-${count}`);
    const cut = firstSaid + 1 + Math.floor(chance() * (steps.length - firstSaid - 1));
    const said = replay(steps, cut, chance, into);
    const { head, isIntact } = headOf(path.join(into, 'desk.db'));
    if (head < said) lost += 1;
    if (!isIntact) damaged += 1;
    rmSync(into, { recursive: true });
  }
  rmSync(folder, { recursive: true, force: true });
  return { lost, damaged };
}

test.skipIf(!hasStrace).each([
  ['was made', 'FULL'],
  ['was written ahead and whose log was synced by another handle', 'AHEAD'],
])(
  `a power cut at ${CUTS} points loses no commit that %s`,
  { timeout: 120_000 + CUTS * 1_000 },
  (_how, durability) => {
    expect(losses(durability)).toEqual({ lost: 0, damaged: 0 });
  },
);

test.skipIf(!hasStrace)(
  'the same cuts without durable commits do lose some: the check can fail',
  { timeout: 120_000 + CUTS * 1_000 },
  () => {
    const { lost, damaged } = losses('OFF');
    process.stderr.write(
      `[power] control with synchronous=OFF: ${lost} of ${CUTS} lost, ${damaged} damaged\n`,
    );
    expect(lost).toBeGreaterThan(CUTS / 4);
  },
);
