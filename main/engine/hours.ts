import { DateTime } from 'luxon';
import type { Hours } from '#shared/domain/workspace/events.ts';

/** Whether a brand serves at `now`, and when it opens next. No days at all: always open. */
export function openingOf(hours: Hours, now: number): { isOpen: boolean; opensAt: number | null } {
  if (hours.days.length === 0) return { isOpen: true, opensAt: null };
  const local = DateTime.fromMillis(now, { zone: hours.timeZone });
  if (!local.isValid) return { isOpen: true, opensAt: null };
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = local.startOf('day').plus({ days: ahead });
    const spans = hours.days
      .filter((span) => span.weekday === day.weekday)
      .toSorted((a, b) => a.from - b.from);
    for (const span of spans) {
      const from = day.set({ hour: Math.floor(span.from / 60), minute: span.from % 60 });
      const to = day
        .startOf('day')
        .plus({ days: span.to === 1440 ? 1 : 0 })
        .set({ hour: Math.floor((span.to % 1440) / 60), minute: span.to % 60 });
      if (local >= from && local < to) return { isOpen: true, opensAt: null };
      if (from > local) return { isOpen: false, opensAt: from.toMillis() };
    }
  }
  return { isOpen: false, opensAt: null };
}
