import type { ConversationRow } from '#shared/contract/rows.ts';
import { MINUTE_MS } from '#shared/lib/units.ts';
import type { Language } from '#renderer/i18n/language.ts';
import type { Translate } from '#renderer/i18n/text.ts';
import type { Tone } from '#renderer/ui/chip.tsx';
import { dayAndTime, duration } from '#renderer/ui/format/times.ts';

export interface RowFact {
  key: string;
  kind: 'wait' | 'status' | 'priority' | 'tag';
  tone: Tone;
  text: string;
}

/** A customer who waits longer than this is shown in amber, then in red. */
const LONG_WAIT_MS = 15 * MINUTE_MS;
const VERY_LONG_WAIT_MS = 60 * MINUTE_MS;

const waitTone = (ms: number): Tone =>
  ms >= VERY_LONG_WAIT_MS ? 'da' : ms >= LONG_WAIT_MS ? 'wa' : 'ok';

/** The chips of a row in the order they matter when space is short. */
export function rowFacts(
  row: ConversationRow,
  now: number,
  language: Language,
  t: Translate,
): RowFact[] {
  const facts: RowFact[] = [];
  if (row.status === 'open' && row.waitingSinceAt !== null) {
    const waited = now - row.waitingSinceAt;
    const text = t('inbox.row.waited', { time: duration(waited, language) });
    facts.push({ key: 'wait', kind: 'wait', tone: waitTone(waited), text });
  }
  if (row.status === 'pending')
    facts.push({
      key: 'status',
      kind: 'status',
      tone: row.waitingOn === 'internal' ? 'pu' : 'ne',
      text: t(row.waitingOn === 'internal' ? 'words.waiting.internal' : 'words.waiting.customer'),
    });
  if (row.status === 'snoozed')
    facts.push({
      key: 'status',
      kind: 'status',
      tone: 'ne',
      text:
        row.snoozedUntilAt === null
          ? t('inbox.row.snoozedReply')
          : t('inbox.row.snoozed', { time: dayAndTime(row.snoozedUntilAt, now, language) }),
    });
  if (row.status === 'resolved')
    facts.push({ key: 'status', kind: 'status', tone: 'ok', text: t('words.status.resolved') });
  if (row.priority > 0)
    facts.push({
      key: 'priority',
      kind: 'priority',
      tone: row.priority === 3 ? 'da' : row.priority === 2 ? 'wa' : 'ne',
      text: t(`words.priority.${row.priority}`),
    });
  for (const tag of row.tags) facts.push({ key: `tag ${tag}`, kind: 'tag', tone: 'pu', text: tag });
  return facts;
}
