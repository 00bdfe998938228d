import { useState } from 'react';
import type { TimelineEntry } from '#shared/contract/rows.ts';
import { caseLineText } from '#renderer/features/cases/case-line.ts';
import { useDepartmentName } from '#renderer/features/cases/departments.ts';
import { type Translate, useLanguage, useText } from '#renderer/i18n/text.ts';
import type { Language } from '#renderer/i18n/language.ts';
import { clockTime, dayAndTime, exactTime } from '#renderer/ui/format/times.ts';
import { MAX_EVENT_LINES } from './timeline-items.ts';
import styles from './event-lines.module.css';

type EventEntry = Extract<TimelineEntry, { kind: 'event' }>;

/** What happened to the conversation besides messages; a long run is folded. */
export function EventLines({ entries }: { entries: readonly EventEntry[] }) {
  const t = useText();
  const language = useLanguage();
  const departmentName = useDepartmentName();
  const [isOpen, setIsOpen] = useState(false);
  const isFolded = entries.length > MAX_EVENT_LINES && !isOpen;
  return (
    <div className={styles.events}>
      {!isFolded &&
        entries.map((entry) => (
          <p key={entry.seq} data-seq={entry.seq} title={exactTime(entry.at)}>
            <span className="num">{clockTime(entry.at)}</span>{' '}
            {caseLineText(entry, t, language, departmentName) ?? eventText(entry, t, language)}
          </p>
        ))}
      {entries.length > MAX_EVENT_LINES && (
        <button type="button" onClick={() => setIsOpen(!isOpen)} aria-expanded={isOpen}>
          {isOpen
            ? t('conversation.events.less')
            : t('conversation.events.more', { count: entries.length })}
        </button>
      )}
    </div>
  );
}

function eventText(entry: EventEntry, t: Translate, language: Language): string {
  const { details } = entry;
  const by = entry.byName ?? t('conversation.events.system');
  const text = (name: string) => String(details[name] ?? '');
  switch (entry.type) {
    case 'conversation.opened':
      return t('conversation.events.opened', {
        channel: t(`words.channel.${text('channel') === 'email' ? 'email' : 'webchat'}`),
      });
    case 'conversation.assigned':
      if (details['assigneeId'] === null || text('assigneeName') === '')
        return t('conversation.events.unassigned', { by });
      return text('assigneeName') === by
        ? t('conversation.events.taken', { by })
        : t('conversation.events.assigned', { by, name: text('assigneeName') });
    case 'conversation.resolved':
      return t('conversation.events.resolved', { by });
    case 'conversation.reopened':
      return entry.byName === null
        ? t('conversation.events.reopenedMessage')
        : t('conversation.events.reopened', { by });
    case 'conversation.set-waiting':
      return text('on') === 'internal'
        ? t('conversation.events.waitingInternal', { by })
        : t('conversation.events.waitingCustomer', { by });
    case 'conversation.snoozed': {
      const until = Number(details['untilAt']);
      return Number.isFinite(until) && until > 0
        ? t('conversation.events.snoozed', { by, time: dayAndTime(until, entry.at, language) })
        : t('conversation.events.snoozedReply', { by });
    }
    case 'conversation.woken':
      return t('conversation.events.woken');
    case 'conversation.prioritised': {
      const level = ([0, 1, 2, 3] as const).find((one) => one === Number(details['priority'])) ?? 0;
      return t('conversation.events.prioritised', { by, priority: t(`words.priority.${level}`) });
    }
    case 'conversation.tagged':
      return t('conversation.events.tagged', { by, tag: text('tag') });
    case 'conversation.untagged':
      return t('conversation.events.untagged', { by, tag: text('tag') });
    case 'conversation.renamed':
      return t('conversation.events.renamed', { by, subject: text('subject') });
    case 'conversation.merged':
      return t('conversation.events.merged', { by });
    case 'conversation.contact-linked':
      return t('conversation.events.linked');
    default:
      return t('conversation.events.other', { type: entry.type });
  }
}
