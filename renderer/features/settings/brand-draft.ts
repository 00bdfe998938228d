import type { BrandProfile } from '#shared/domain/workspace/events.ts';
import type { Language } from '#renderer/i18n/language.ts';

/** One weekday of a brand's hours; null when closed. Times as `HH:MM`. */
export type DayDraft = { from: string; to: string } | null;
export interface BrandDraft {
  name: string;
  language: Language;
  signature: string;
  colour: string;
  greeting: string;
  /** One a line. */
  topics: string;
  isAlwaysOpen: boolean;
  timeZone: string;
  /** Monday first. */
  days: DayDraft[];
  faq: { question: string; answer: string }[];
  /** Set only where it differs from the default. */
  verification?: BrandProfile['verification'];
  scripts?: BrandProfile['scripts'];
}
export type BrandField = 'name' | 'colour' | 'timeZone' | `day.${number}`;

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const workday = { from: '09:00', to: '18:00' };
const two = (value: number): string => String(value).padStart(2, '0');
const clockOf = (minutes: number): string =>
  `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
/** Minutes since midnight; null for what is no time. `24:00` ends a day. */
export function minutesOf(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= 1440 ? minutes : null;
}

export const newBrandDraft = (language: Language, timeZone: string): BrandDraft => ({
  name: '',
  language,
  signature: '{{agent.name}}\n{{brand.name}}',
  colour: '#1d5fd1',
  greeting: language === 'zh-CN' ? '您好，请问有什么可以帮您？' : 'Hello, how can we help?',
  topics: '',
  isAlwaysOpen: true,
  timeZone,
  days: WEEKDAYS.map((day) => (day <= 5 ? { ...workday } : null)),
  faq: [],
});

export function brandDraftOf(profile: BrandProfile): BrandDraft {
  const { hours, topics, ...rest } = profile;
  const isAlwaysOpen = hours.days.length === 0;
  return {
    ...rest,
    faq: profile.faq.map((one) => ({ ...one })),
    topics: topics.join('\n'),
    isAlwaysOpen,
    timeZone: hours.timeZone,
    days: WEEKDAYS.map((weekday) => {
      const day = hours.days.find((one) => one.weekday === weekday);
      if (day) return { from: clockOf(day.from), to: clockOf(day.to) };
      return isAlwaysOpen && weekday <= 5 ? { ...workday } : null;
    }),
  };
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.trim() !== '';
  } catch (error) {
    // An unknown zone is exactly what is asked.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export function wrongIn(draft: BrandDraft): BrandField[] {
  const wrong: BrandField[] = [];
  if (draft.name.trim() === '') wrong.push('name');
  if (!/^#[0-9a-f]{6}$/i.test(draft.colour)) wrong.push('colour');
  if (draft.isAlwaysOpen) return wrong;
  if (!isTimeZone(draft.timeZone)) wrong.push('timeZone');
  for (const [index, day] of draft.days.entries()) {
    if (day === null) continue;
    const from = minutesOf(day.from);
    const to = minutesOf(day.to);
    if (from === null || to === null || to <= from) wrong.push(`day.${index + 1}`);
  }
  return wrong;
}

export const profileOf = (draft: BrandDraft): BrandProfile => ({
  name: draft.name.trim(),
  language: draft.language,
  signature: draft.signature,
  colour: draft.colour.toLowerCase(),
  greeting: draft.greeting.trim(),
  topics: draft.topics
    .split('\n')
    .map((topic) => topic.trim().slice(0, 60))
    .filter((topic) => topic !== '')
    .slice(0, 20),
  hours: {
    timeZone: draft.timeZone,
    days: draft.isAlwaysOpen
      ? []
      : draft.days.flatMap((day, index) => {
          if (day === null) return [];
          const [from, to] = [minutesOf(day.from) ?? 0, minutesOf(day.to) ?? 0];
          return [{ weekday: index + 1, from, to }];
        }),
  },
  ...(draft.verification === undefined ? {} : { verification: draft.verification }),
  ...(draft.scripts === undefined ? {} : { scripts: draft.scripts }),
  faq: draft.faq.filter(({ question, answer }) => question.trim() !== '' && answer.trim() !== ''),
});

const channel = (value: number): number => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
/** Contrast of white letters on a colour (WCAG 2.2, relative luminance); 1 to 21. */
export function contrastWithWhite(colour: string): number {
  const parts = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16)));
  const [red = 0, green = 0, blue = 0] = parts;
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
