import { MINUTE_MS, SECOND_MS } from '#shared/lib/units.ts';
import type { Clock } from '#main/platform/clock.ts';
import { Failure } from '#main/platform/failure.ts';

/** `open`: not asked for a while. `half-open`: one question is let through to see. */
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface Breaker {
  state(): BreakerState;
  /** When it is asked again; null unless open. */
  retryAt(): number | null;
  failures(): number;
  /** Runs `ask`, or fails at once while open. @throws Failure `source.paused` */
  run<T>(ask: () => Promise<T>): Promise<T>;
  reset(): void;
}

const LIMIT = 5;
const FIRST_PAUSE_MS = 15 * SECOND_MS;
const LONGEST_PAUSE_MS = 5 * MINUTE_MS;

/** What says that the source itself is in trouble; a refused question does not. */
const troubles = new Set([
  'source.unreachable',
  'source.timeout',
  'source.server-error',
  'source.cut-short',
  'source.not-json',
  'source.too-large',
]);

/** Spares a source that is in trouble: five failures in a row and it is left alone, longer each time. */
export function openBreaker(clock: Clock, changed: () => void): Breaker {
  let failures = 0;
  let pauses = 0;
  let until: number | null = null;
  let isProbing = false;

  const pause = (ms: number) => {
    until = clock.now() + ms;
    changed();
  };
  function failed(error: unknown) {
    if (!(error instanceof Failure)) return;
    if (error.code === 'source.rate-limited') return pause(error.retryAfterMs ?? FIRST_PAUSE_MS);
    if (!troubles.has(error.code)) return;
    failures += 1;
    if (failures < LIMIT && until === null) return;
    pause(Math.min(FIRST_PAUSE_MS * 2 ** pauses, LONGEST_PAUSE_MS));
    pauses += 1;
  }
  function reset() {
    const was = failures + pauses;
    failures = 0;
    pauses = 0;
    until = null;
    if (was > 0) changed();
  }
  const state = (): BreakerState => {
    if (until === null) return 'closed';
    return clock.now() < until ? 'open' : 'half-open';
  };

  return {
    state,
    retryAt: () => (state() === 'open' ? until : null),
    failures: () => failures,
    reset,
    async run(ask) {
      const now = state();
      if (now === 'open' || (now === 'half-open' && isProbing))
        throw new Failure({
          code: 'source.paused',
          message: 'it failed several times and is left alone for a while',
          isRetryable: true,
          retryAfterMs: Math.max(0, (until ?? 0) - clock.now()),
        });
      isProbing = now === 'half-open';
      try {
        const answer = await ask();
        reset();
        return answer;
      } catch (error) {
        failed(error);
        throw error;
      } finally {
        isProbing = false;
      }
    },
  };
}
