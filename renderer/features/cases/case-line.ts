import type { EventLine } from '#shared/contract/rows.ts';
import type { Language } from '#renderer/i18n/language.ts';
import type { Translate } from '#renderer/i18n/text.ts';
import { dayAndTime } from '#renderer/ui/format/times.ts';

/** One line for something that happened to a case or a promise; null when it is neither. */
export function caseLineText(
  entry: EventLine,
  t: Translate,
  language: Language,
  departmentName: (id: string) => string | null,
): string | null {
  const { details } = entry;
  const by = entry.byName ?? t('conversation.events.system');
  const said = (name: string) => String(details[name] ?? '');
  const department = departmentName(said('departmentId')) ?? t('cases.line.department');
  const time = () => dayAndTime(Number(details['dueAt']), entry.at, language);
  switch (entry.type) {
    case 'case.opened':
      return t('cases.line.opened', { by, department });
    case 'case.accepted':
      return t('cases.line.accepted', { name: said('ownerName') || by });
    case 'case.info-asked':
      return t('cases.line.info-asked', { by, text: said('question') });
    case 'case.info-given':
      return t('cases.line.info-given', { by, text: said('answer') });
    case 'case.returned':
      return t('cases.line.returned', { by, department, text: said('reason') });
    case 'case.answered':
      return t('cases.line.answered', { by, text: said('answer') });
    case 'case.confirmed':
      return t('cases.line.confirmed', { by });
    case 'case.closed':
      return t('cases.line.closed', { by });
    case 'case.re-promised':
      return t('cases.line.re-promised', { by, time: time() });
    case 'case.reopened':
      return t('cases.line.reopened', { by, text: said('reason') });
    case 'conversation.promised':
      return t('cases.line.promised', { time: time() });
    case 'conversation.promise-settled': {
      const outcome = (['kept', 'broken', 'replaced'] as const).find(
        (one) => one === details['outcome'],
      );
      return outcome === undefined ? null : t(`cases.line.${outcome}`);
    }
    default:
      return null;
  }
}
