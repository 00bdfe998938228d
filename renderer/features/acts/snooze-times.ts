import { HOUR_MS } from '#shared/lib/units.ts';
import type { TextKey } from '#renderer/i18n/text.ts';

/** A time offered for snoozing, in the agent's own clock. */
export interface SnoozeTime {
  label: TextKey;
  at: number;
}

const atHour = (now: number, days: number, hour: number): number => {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  day.setHours(hour, 0, 0, 0);
  return day.getTime();
};

/** In an hour, this evening, tomorrow morning, the next working day; what has passed is left out. */
export function snoozeTimes(now: number): SnoozeTime[] {
  const weekday = new Date(now).getDay();
  const untilWorkday = weekday === 5 ? 3 : weekday === 6 ? 2 : 1;
  const times: SnoozeTime[] = [{ label: 'app.snooze.hour', at: now + HOUR_MS }];
  const evening = atHour(now, 0, 17);
  if (evening > now + HOUR_MS / 2) times.push({ label: 'app.snooze.evening', at: evening });
  times.push({ label: 'app.snooze.morning', at: atHour(now, 1, 9) });
  if (untilWorkday > 1)
    times.push({ label: 'app.snooze.workday', at: atHour(now, untilWorkday, 9) });
  return times;
}
