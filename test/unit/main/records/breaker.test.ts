import { expect, test } from 'vitest';
import { Failure } from '#main/platform/failure.ts';
import { openBreaker } from '#main/records/breaker.ts';
import { SECOND_MS } from '#shared/lib/units.ts';
import { handClock } from '../../../kit/hand-clock.ts';

const failing = (code: string, retryAfterMs?: number) => () =>
  Promise.reject(
    new Failure({
      code,
      message: code,
      isRetryable: true,
      ...(retryAfterMs ? { retryAfterMs } : {}),
    }),
  );
const codeOf = (ask: Promise<unknown>) =>
  ask.then(
    () => 'answered',
    (error: unknown) => (error instanceof Failure ? error.code : 'other'),
  );

test('five failures in a row and it is left alone; one question shows whether it is well', async () => {
  const clock = handClock();
  const breaker = openBreaker(clock, () => undefined);
  for (let n = 0; n < 5; n++)
    expect(await codeOf(breaker.run(failing('source.timeout')))).toBe('source.timeout');
  expect(breaker.state()).toBe('open');
  expect(await codeOf(breaker.run(async () => 1))).toBe('source.paused');
  clock.pass(15 * SECOND_MS);
  expect(breaker.state()).toBe('half-open');
  let release: (value: number) => void = () => undefined;
  const probe = breaker.run(() => new Promise<number>((resolve) => (release = resolve)));
  expect(await codeOf(breaker.run(async () => 1))).toBe('source.paused');
  release(1);
  expect(await probe).toBe(1);
  expect(breaker.state()).toBe('closed');
});

test('each pause is longer, up to five minutes', async () => {
  const clock = handClock();
  const breaker = openBreaker(clock, () => undefined);
  for (let n = 0; n < 5; n++) await codeOf(breaker.run(failing('source.timeout')));
  const pauses: number[] = [];
  for (let n = 0; n < 6; n++) {
    const wait = (breaker.retryAt() ?? 0) - clock.now();
    pauses.push(wait / SECOND_MS);
    clock.pass(wait);
    await codeOf(breaker.run(failing('source.timeout')));
  }
  expect(pauses).toEqual([15, 30, 60, 120, 240, 300]);
});

test('a 429 is waited for as long as it says, at once', async () => {
  const clock = handClock();
  const breaker = openBreaker(clock, () => undefined);
  await codeOf(breaker.run(failing('source.rate-limited', 20 * SECOND_MS)));
  expect(breaker.retryAt()).toBe(clock.now() + 20 * SECOND_MS);
});

test('a refused question is no trouble of the source', async () => {
  const breaker = openBreaker(handClock(), () => undefined);
  for (const code of [
    'source.rejected',
    'source.auth-refused',
    'source.schema-drift',
    'source.not-offered',
  ])
    for (let n = 0; n < 6; n++) await codeOf(breaker.run(failing(code)));
  expect(breaker.state()).toBe('closed');
});
