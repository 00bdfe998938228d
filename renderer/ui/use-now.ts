import { useSyncExternalStore } from 'react';

/** One timer for all that show the time at this pace. */
function ticker(everyMs: number) {
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const listeners = new Set<() => void>();
  return {
    now: () => now,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      if (timer === undefined) now = Date.now();
      timer ??= setInterval(() => {
        now = Date.now();
        for (const each of listeners) each();
      }, everyMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === undefined) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

const slow = ticker(30_000);
const fast = ticker(1_000);

/** The time, every 30 seconds. */
export const useNow = (): number => useSyncExternalStore(slow.subscribe, slow.now);

/** The time, every second while it `isNeeded`, else every 30 seconds. */
export const useQuickNow = (isNeeded: boolean): number => {
  const pace = isNeeded ? fast : slow;
  return useSyncExternalStore(pace.subscribe, pace.now);
};
