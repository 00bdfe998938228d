import { MINUTE_MS } from './units.ts';

const formats = new Map<string, Intl.DateTimeFormat | null>();

function formatIn(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  let format: Intl.DateTimeFormat | null = null;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    // Not an IANA name.
  }
  formats.set(zone, format);
  return format;
}

/** Whether this engine knows the IANA zone. */
export const isZone = (zone: string): boolean => formatIn(zone) !== null;

/** Rules change at quarters of an hour at the finest; asking for each instant is slow. */
const STEP_MS = 15 * MINUTE_MS;
const MOST_KEPT = 20_000;
const offsets = new Map<string, Map<number, number>>();

/** Milliseconds that a zone's clocks are ahead of UTC at an instant; null for no zone. */
function offsetOf(zone: string, at: number): number | null {
  const step = Math.floor(at / STEP_MS);
  const ofZone = offsets.get(zone) ?? new Map<number, number>();
  const known = ofZone.get(step);
  if (known !== undefined) return known;
  const format = formatIn(zone);
  if (!format) return null;
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(step * STEP_MS)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - step * STEP_MS;
  if (ofZone.size > MOST_KEPT) ofZone.clear();
  offsets.set(zone, ofZone.set(step, offset));
  return offset;
}

const WRITTEN =
  /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T\s]{0,2}(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/**
 * An instant written by a clock: ISO 8601, `2026-11-20 10:38:09`, `2026/11/20 10:38`,
 * `20261120103809`. Without an offset it is read in `zone`; an hour that came twice is the first one.
 * Null when it is no time.
 */
export function instantOf(text: string, zone: string): number | null {
  const match = WRITTEN.exec(text.trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(local);
  const isReal =
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!isReal) return null;
  const ms = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000);
  const offset = match[8] ? writtenOffset(match[8]) : zoneOffset(local, zone);
  return offset === null ? null : local + ms - offset;
}

function writtenOffset(text: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * MINUTE_MS;
}

function zoneOffset(local: number, zone: string): number | null {
  const before = offsetOf(zone, local - (offsetOf(zone, local) ?? 0));
  if (before === null) return null;
  const earlier = offsetOf(zone, local - before - 60 * MINUTE_MS);
  // Twice the same hour: with the larger offset it is the first of them.
  return earlier !== null && earlier > before && offsetOf(zone, local - earlier) === earlier
    ? earlier
    : before;
}
