import { MINUTE_MS } from '#shared/lib/units.ts';

/** Where case numbers take their date from, unless a workspace says otherwise. */
export const BUSINESS_ZONE = 'Asia/Shanghai';

const HALF_HOUR_MS = 30 * MINUTE_MS;

/** When half and four fifths of the time given are gone: by then somebody should have looked. */
export const remindersOf = (fromAt: number, targetAt: number): { half: number; most: number } => ({
  half: fromAt + (targetAt - fromAt) * 0.5,
  most: fromAt + (targetAt - fromAt) * 0.8,
});

function partsIn(zone: string, at: number) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  return (type: string) => parts.find((one) => one.type === type)?.value ?? '';
}

/** The next full or half hour of the zone's own clock, or `at` itself. */
export function roundUpToHalfHour(at: number, zone: string): number {
  const minutes = Number(partsIn(zone, at)('minute'));
  const into = (minutes % 30) * MINUTE_MS + (at % MINUTE_MS);
  return into === 0 ? at : at + HALF_HOUR_MS - into;
}

/** `13:30` of the zone: the words every promise has to contain. */
export function clockIn(zone: string, at: number): string {
  const part = partsIn(zone, at);
  return `${part('hour')}:${part('minute')}`;
}

export type ToldLanguage = 'zh-CN' | 'en';

/** The customer's language as far as there are words for it here. */
export const toldLanguage = (language: string | null, other: ToldLanguage): ToldLanguage =>
  language === null ? other : language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';

/** What the customer is told; the agent may change the words, not leave the time out. */
export function toldText(dueAt: number, zone: string, language: ToldLanguage): string {
  const time = clockIn(zone, dueAt);
  const part = partsIn(zone, dueAt);
  if (language === 'zh-CN') return `预计${part('month')}月${part('day')}日 ${time}前答复您。`;
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
  }).format(dueAt);
  const offset =
    new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' })
      .formatToParts(dueAt)
      .find((one) => one.type === 'timeZoneName')?.value ?? '';
  return `We will reply by ${time} on ${day} (${offset}).`;
}

/** A text that names another time, or none, is no promise of this one. */
export const saysTime = (text: string, dueAt: number, zone: string): boolean =>
  new RegExp(`(?<!\\d)${clockIn(zone, dueAt).replace(/^0/, '0?')}(?!\\d)`).test(
    text.normalize('NFKC'),
  );
