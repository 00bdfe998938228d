import type { Language } from '#renderer/i18n/language.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Parts {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  second: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function format(key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat {
  const known = formats.get(key);
  if (known) return known;
  const made = make();
  formats.set(key, made);
  return made;
}

function partsOf(at: number, timeZone: string | undefined): Parts {
  const formatter = format(`parts ${timeZone ?? ''}`, () => {
    return new Intl.DateTimeFormat('en-CA', {
      ...(timeZone === undefined ? {} : { timeZone }),
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  });
  const parts: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(at)) parts[type] = value;
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = parts;
  return { year, month, day, hour, minute, second };
}

const monthDay = (at: number, language: Language, timeZone: string | undefined): string => {
  const { month, day } = partsOf(at, timeZone);
  if (language === 'zh-CN') return `${Number(month)}月${Number(day)}日`;
  return format(`month ${timeZone ?? ''}`, () => {
    return new Intl.DateTimeFormat('en', {
      ...(timeZone === undefined ? {} : { timeZone }),
      month: 'short',
      day: 'numeric',
    });
  }).format(at);
};

/** `10:43`. */
export function clockTime(at: number, timeZone?: string): string {
  const { hour, minute } = partsOf(at, timeZone);
  return `${hour}:${minute}`;
}

/** `2026-11-21 10:38:07`, for money, cases and tooltips. */
export function exactTime(at: number, timeZone?: string): string {
  const { year, month, day, hour, minute, second } = partsOf(at, timeZone);
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** True when both instants fall on one day of the zone. */
export function isSameDay(one: number, other: number, timeZone?: string): boolean {
  const a = partsOf(one, timeZone);
  const b = partsOf(other, timeZone);
  return a.day === b.day && a.month === b.month && a.year === b.year;
}

/** In a list: `12分前`, `10:43`, `11月19日 16:20`, `2025-11-19 16:20`. */
export function listTime(at: number, now: number, language: Language, timeZone?: string): string {
  const age = now - at;
  if (age >= -MINUTE && age < MINUTE) return language === 'zh-CN' ? '刚刚' : 'now';
  if (age >= 0 && age < HOUR) {
    const minutes = Math.floor(age / MINUTE);
    return language === 'zh-CN' ? `${minutes}分前` : `${minutes} min`;
  }
  return dayAndTime(at, now, language, timeZone);
}

/** `10:43` today, else with its day. */
export function dayAndTime(at: number, now: number, language: Language, timeZone?: string): string {
  const time = clockTime(at, timeZone);
  if (isSameDay(at, now, timeZone)) return time;
  const then = partsOf(at, timeZone);
  if (then.year !== partsOf(now, timeZone).year)
    return `${then.year}-${then.month}-${then.day} ${time}`;
  const day = monthDay(at, language, timeZone);
  return language === 'zh-CN' ? `${day} ${time}` : `${day}, ${time}`;
}

/** Between the days of a timeline: `今天`, `昨天`, `11月21日 星期六`, with the year when it is another. */
export function dayName(at: number, now: number, language: Language, timeZone?: string): string {
  if (isSameDay(at, now, timeZone)) return language === 'zh-CN' ? '今天' : 'Today';
  if (isSameDay(at, now - 24 * HOUR, timeZone)) return language === 'zh-CN' ? '昨天' : 'Yesterday';
  const then = partsOf(at, timeZone);
  const weekday = format(`weekday ${language} ${timeZone ?? ''}`, () => {
    return new Intl.DateTimeFormat(language, {
      ...(timeZone === undefined ? {} : { timeZone }),
      weekday: language === 'zh-CN' ? 'long' : 'short',
    });
  }).format(at);
  const isThisYear = then.year === partsOf(now, timeZone).year;
  const day = monthDay(at, language, timeZone);
  if (language === 'zh-CN') return `${isThisYear ? '' : `${then.year}年`}${day} ${weekday}`;
  return `${weekday}, ${day}${isThisYear ? '' : `, ${then.year}`}`;
}

/** `2时10分`, `45秒`; `2 h 10 min`, `45 s`. Whole days above 48 hours. */
export function duration(ms: number, language: Language): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const zh = language === 'zh-CN';
  if (seconds < 60) return zh ? `${seconds}秒` : `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return zh ? `${minutes}分` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return zh ? `${Math.floor(hours / 24)}天` : `${Math.floor(hours / 24)} d`;
  const rest = minutes % 60;
  if (rest === 0) return zh ? `${hours}时` : `${hours} h`;
  return zh ? `${hours}时${rest}分` : `${hours} h ${rest} min`;
}

/** How old something is: `14秒前`, `2时10分前`; `14 s ago`. */
export const age = (ms: number, language: Language): string =>
  language === 'zh-CN' ? `${duration(ms, language)}前` : `${duration(ms, language)} ago`;

/** A running clock: `mm:ss`, over one hour `h:mm:ss`. */
export function clock(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
