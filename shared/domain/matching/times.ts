import { DAY_MS } from '#shared/lib/units.ts';
import { isZone } from '#shared/lib/zoned-time.ts';

export type TimePrecision = 'minute' | 'hour' | 'day';

/** A time as it stood on a clock: `2026-11-20T14:40`, `2026-11-20T14:47:10`, or `2026-11-20` for a day. */
export interface TimeAnswer {
  local: string;
  precision: TimePrecision;
  /** IANA zone of that clock. */
  zone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** The clock on the wall at `at`, as if it were UTC: milliseconds whose UTC fields are the local ones. */
function wallOf(at: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
  return Date.UTC(
    parts.year,
    parts.month - 1,
    parts.day,
    parts.hour,
    parts.minute,
    parts.second,
    ((at % 1000) + 1000) % 1000,
  );
}

/** `YYYY-MM-DD` of an instant in a zone. */
export const localDate = (at: number, zone: string): string =>
  new Date(wallOf(at, zone)).toISOString().slice(0, 10);

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** Wall milliseconds of a local time; null when the calendar or the clock has no such time. */
function readLocal(local: string): number | null {
  const match = LOCAL.exec(local);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (year < 1970 || year > 9000) return null;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const isReal = new Date(wall).toISOString().startsWith(local);
  return isReal ? wall : null;
}

/**
 * The instants a local time stands for: one; two when the clock was set back over it; none when it
 * was set forward over it.
 */
export function instantsOf(local: string, zone: string): number[] {
  const wall = readLocal(local);
  if (wall === null) return [];
  const offsets = [wall - DAY_MS, wall, wall + DAY_MS].map((near) => wallOf(near, zone) - near);
  return [...new Set(offsets)]
    .map((offset) => wall - offset)
    .filter((at) => wallOf(at, zone) === wall)
    .toSorted((a, b) => a - b);
}

export type TimeError = 'bad-zone' | 'bad-time' | 'skipped-time';

/** Why a time has to be given again; null when it can be compared. */
export function timeError({ local, precision, zone }: TimeAnswer): TimeError | null {
  if (!isZone(zone)) return 'bad-zone';
  if (readLocal(local) === null) return 'bad-time';
  if (precision === 'day') return null;
  if (!local.includes('T')) return 'bad-time';
  return instantsOf(local, zone).length === 0 ? 'skipped-time' : null;
}

/** Both in milliseconds, both inclusive. */
export interface TimeTolerance {
  minuteMs: number;
  hourMs: number;
}

/** The best an answer does against any of `actual` (instants). Only a minute can be a whole answer. */
export function compareTime(
  answer: TimeAnswer,
  actual: readonly number[],
  tolerance: TimeTolerance,
): 'match' | 'weak' | 'mismatch' {
  const { local, precision, zone } = answer;
  if (precision === 'day')
    return actual.some((at) => localDate(at, zone) === local.slice(0, 10)) ? 'weak' : 'mismatch';
  const limit = precision === 'minute' ? tolerance.minuteMs : tolerance.hourMs;
  const isNear = instantsOf(local, zone).some((said) =>
    actual.some((at) => Math.abs(at - said) <= limit),
  );
  if (!isNear) return 'mismatch';
  return precision === 'minute' ? 'match' : 'weak';
}
