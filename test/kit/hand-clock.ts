import type { Clock } from '#main/platform/clock.ts';

/** A clock that a test moves; what is due runs while it is moved. */
export function handClock(start = Date.UTC(2026, 10, 20, 2)): Clock & { pass(ms: number): void } {
  let now = start;
  let timers: { at: number; every: number | null; run: () => void }[] = [];
  const add = (ms: number, every: number | null, run: () => void) => {
    const timer = { at: now + ms, every, run };
    timers.push(timer);
    return () => void (timers = timers.filter((one) => one !== timer));
  };
  return {
    now: () => now,
    after: (ms, run) => add(ms, null, run),
    every: (ms, run) => add(ms, ms, run),
    pass(ms) {
      const until = now + ms;
      for (;;) {
        const [next] = timers.toSorted((a, b) => a.at - b.at);
        if (!next || next.at > until) break;
        now = next.at;
        if (next.every === null) timers = timers.filter((one) => one !== next);
        else next.at += next.every;
        next.run();
      }
      now = until;
    },
  };
}
