import { DAY_MS, HOUR_MS } from '#shared/lib/units.ts';

/** One message as the customer sees it. */
export interface TranscriptLine {
  direction: 'inbound' | 'outbound';
  authorName: string | null;
  text: string;
  attachments: readonly { name: string }[];
  at: number;
}

export interface TranscriptOptions {
  language: 'zh-CN' | 'en';
  /** IANA zone of the times; an unknown one counts as UTC. */
  timeZone: string;
  /** What the visitor called themselves. */
  visitorName: string | null;
}

/** UTF-16 units; the oldest messages are left out of a longer one. */
export const MAX_TRANSCRIPT = 200_000;

const words = {
  'zh-CN': { visitor: '客户', agent: '客服', cut: '（更早的消息已省略）' },
  en: { visitor: 'Customer', agent: 'Support', cut: '(earlier messages are left out)' },
};

const LINE_BREAKS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
/** Controls, and the marks that reorder what is read (Unicode UAX #9). */
const UNSEEN = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** Every line break counts as one; nothing in it moves or hides what is read. */
const linesOf = (text: string): string[] =>
  text
    .toWellFormed()
    .split(LINE_BREAKS)
    .map((line) => line.replaceAll('\t', ' ').replace(UNSEEN, '').trimEnd());
const oneLine = (text: string): string => linesOf(text).join(' ').trim();

/** `2026-11-26 09:05 +08:00` */
function clockOf(timeZone: string): (at: number) => string {
  const formatIn = (zone: string) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    });
  let format: Intl.DateTimeFormat;
  try {
    format = formatIn(timeZone);
  } catch {
    format = formatIn('UTC');
  }
  return (at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, value]),
    );
    const offset = (parts['timeZoneName'] ?? '').replace(/^(?:GMT|UTC)/, '') || '+00:00';
    return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']} ${offset}`;
  };
}

/**
 * What was said, as plain text, oldest first. A message begins at the margin with its time and its
 * side; its further lines are indented, so that nobody can write a line that looks like another's.
 */
export function transcriptOf(
  messages: readonly TranscriptLine[],
  options: TranscriptOptions,
): string {
  const say = words[options.language];
  const clock = clockOf(options.timeZone);
  const entryOf = (message: TranscriptLine): string => {
    const isVisitor = message.direction === 'inbound';
    const name = oneLine((isVisitor ? options.visitorName : message.authorName) ?? '');
    const side = isVisitor ? say.visitor : say.agent;
    const who = name === '' ? side : `${side} ${name}`;
    const files = message.attachments.map((part) => `[${oneLine(part.name)}]`).join(' ');
    const said = [...linesOf(message.text), ...(files === '' ? [] : [files])];
    while (said.length > 1 && said[0] === '') said.shift();
    while (said.length > 1 && said.at(-1) === '') said.pop();
    return `${clock(message.at)}  ${who}: ${said.join('\n    ')}`.trimEnd();
  };
  const entries: string[] = [];
  let length = 0;
  for (const message of messages.toReversed()) {
    const entry = entryOf(message);
    length += entry.length + 1;
    if (length > MAX_TRANSCRIPT) return [say.cut, ...entries.toReversed(), ''].join('\n');
    entries.push(entry);
  }
  return [...entries.toReversed(), ''].join('\n');
}

/** A transcript that was mailed, and to whom it belonged. */
export interface MailedTranscript {
  visitorId: string;
  at: number;
}

const PER_VISITOR_A_DAY = 3;
const PER_ACCOUNT_AN_HOUR = 30;

/** Those of the last day that count from now on; a clock set back forgives nothing. */
export const stillCounted = (mailed: readonly MailedTranscript[], now: number) =>
  mailed.filter((one) => now - one.at < DAY_MS);

/** Whether one more may be mailed, after what one account mailed in the last day. */
export const mayMailTranscript = (
  mailed: readonly MailedTranscript[],
  visitorId: string,
  now: number,
): boolean =>
  stillCounted(mailed, now).filter((one) => one.visitorId === visitorId).length <
    PER_VISITOR_A_DAY &&
  mailed.filter((one) => now - one.at < HOUR_MS).length < PER_ACCOUNT_AN_HOUR;
