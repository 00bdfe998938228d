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

/** A year of closed days: nobody is open any more. */
const MOST_DAYS = 366;

/** The instant when `ms` of open time have passed since `from`. No days at all: always open. */
export function afterOpenHours(hours: Hours, from: number, ms: number): number {
  let at = from;
  let left = ms;
  if (hours.days.length === 0) return from + ms;
  for (let day = 0; day <= MOST_DAYS; day++) {
    for (const [opens, closes] of spansOf(hours, at)) {
      const start = Math.max(opens, at);
      if (closes <= start) continue;
      if (closes - start >= left) return start + left;
      left -= closes - start;
    }
    const next = DateTime.fromMillis(at, { zone: hours.timeZone }).plus({ days: 1 });
    if (!next.isValid) return from + ms;
    at = next.startOf('day').toMillis();
  }
  return from + ms;
}

/** The opening times of the day `at` lies in, in order. */
function spansOf(hours: Hours, at: number): [number, number][] {
  const day = DateTime.fromMillis(at, { zone: hours.timeZone }).startOf('day');
  if (!day.isValid) return [];
  return hours.days
    .filter((span) => span.weekday === day.weekday)
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to }) => [minuteOf(day, from), minuteOf(day, to)]);
}

const minuteOf = (day: DateTime, minute: number): number =>
  (minute === 1440
    ? day.plus({ days: 1 })
    : day.set({ hour: Math.floor(minute / 60), minute: minute % 60 })
  ).toMillis();

/** `hour` o'clock of the day `now` lies in; it may be over. */
export const todayAt = (zone: string, now: number, hour: number): number =>
  DateTime.fromMillis(now, { zone }).startOf('day').set({ hour }).toMillis();

/** `hour` o'clock of the next day the brand serves; Monday to Friday where it always does. */
export function workdayAt(hours: Hours, zone: string, now: number, hour: number): number {
  const served = new Set(hours.days.map((span) => span.weekday));
  const days: ReadonlySet<number> = served.size === 0 ? new Set([1, 2, 3, 4, 5]) : served;
  const today = DateTime.fromMillis(now, { zone }).startOf('day');
  const ahead = [1, 2, 3, 4, 5, 6, 7].find((more) => days.has(today.plus({ days: more }).weekday));
  return today
    .plus({ days: ahead ?? 1 })
    .set({ hour })
    .toMillis();
}
