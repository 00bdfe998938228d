import { expect, test } from 'vitest';
import { type Bug, World } from './world.ts';

const SCHEDULES = Number(process.env['KEFU_SCHEDULES'] ?? 1_000);
const STEPS = 80;

/** The first seed whose story goes wrong, with what went wrong. */
async function firstFailure(bug: Bug, seeds: number) {
  let crashes = 0;
  let steps = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const world = new World(seed, bug);
    const problems = await world.run(STEPS);
    crashes += world.crashes;
    steps += world.steps;
    if (problems.length > 0) return { seed, problems, crashes, steps };
  }
  return { seed: null, problems: [], crashes, steps };
}

test(`${SCHEDULES} schedules of customers, answers, crashes and silences keep every promise`, async () => {
  const began = performance.now();
  const found = await firstFailure('none', SCHEDULES);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stderr.write(
    `[simulation] ${SCHEDULES} schedules, ${found.steps} steps, ${found.crashes} crashes, ${seconds} s\n`,
  );
  expect(found.problems).toEqual([]);
  expect(found.crashes).toBeGreaterThan(SCHEDULES / 2);
});

test.each([
  'no-dedupe',
  'acknowledge-first',
  'blind-resend',
  'doubt-is-refusal',
  'half-transaction',
] as const)('the planted bug "%s" is found', async (bug) => {
  const found = await firstFailure(bug, 300);
  expect(found.seed).not.toBeNull();
});
