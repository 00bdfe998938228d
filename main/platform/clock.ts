/** Time as a port: tests drive it, the simulation jumps it. Nothing else in the program reads a clock. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `run` once after `ms`; returns a cancel. */
  after(ms: number, run: () => void): () => void;
  /** Calls `run` every `ms`; returns a cancel. */
  every(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  every: (ms, run) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};
