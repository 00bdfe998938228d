import { MINUTE_MS } from '#shared/lib/units.ts';

const WINDOW_MS = 10 * MINUTE_MS;
/** Cases of one cause in ten minutes that are still chance. */
const CHANCE_LIMIT = 5;

/** More cases of one cause at `concludedAts` than chance explains, in the ten minutes up to `now`: worth an incident. */
export const isBurst = (
  concludedAts: readonly number[],
  now: number,
  limit: number = CHANCE_LIMIT,
): boolean => concludedAts.filter((at) => at <= now && now - at < WINDOW_MS).length > limit;
