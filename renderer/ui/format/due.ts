import { MINUTE_MS } from '#shared/lib/units.ts';

export type DueState = 'fine' | 'near' | 'over';

/** A promise that falls due sooner than this is shown in amber. */
const NEAR_MS = 30 * MINUTE_MS;
/** From here on seconds count. */
const LAST_MS = 5 * MINUTE_MS;

export const dueState = (dueAt: number, now: number): DueState => {
  if (now > dueAt) return 'over';
  return dueAt - now < NEAR_MS ? 'near' : 'fine';
};

export const isLastMinutes = (dueAt: number, now: number): boolean =>
  Math.abs(dueAt - now) < LAST_MS;
