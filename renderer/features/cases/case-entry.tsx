import { ArrowUpRight } from 'lucide-react';
import { skipToken } from '@reduxjs/toolkit/query';
import { caseId } from '#shared/lib/ids.ts';
import type { EventLine } from '#shared/contract/rows.ts';
import { casesApi } from '#renderer/bridge/cases-api.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { clockTime, exactTime } from '#renderer/ui/format/times.ts';
import { caseLineText } from './case-line.ts';
import { CaseStatus } from './case-status.tsx';
import { useDepartmentName } from './departments.ts';
import { caseLink } from './links.ts';
import { PromiseClock } from './promise-clock.tsx';
import styles from './card.module.css';

/** A case in the timeline: as a card where it was opened, as a note where the department speaks. */
export function CaseEntry({ entry }: { entry: EventLine }) {
  const t = useText();
  const language = useLanguage();
  const departmentName = useDepartmentName();
  const id = caseId.safeParse(entry.details['caseId']);
  const isOpening = entry.type === 'case.opened';
  const { data } = casesApi.useCaseGetQuery(
    isOpening && id.success ? { caseId: id.data } : skipToken,
  );
  const number = String(entry.details['number'] ?? '');
  return (
    <div className={styles.entry} data-kind={isOpening ? 'case' : 'note'} data-seq={entry.seq}>
      <p className={styles.entryHead}>
        <ArrowUpRight size={14} aria-hidden />
        <a
          href={caseLink(String(entry.details['caseId'] ?? ''))}
          className={styles.link}
          aria-label={t('cases.card.open', { number })}
        >
          {number}
        </a>
        {data && <CaseStatus status={data.status} />}
        {data?.isPromiseRunning && <PromiseClock dueAt={data.dueAt} />}
        <time className={styles.quiet} title={exactTime(entry.at)}>
          {clockTime(entry.at)}
        </time>
      </p>
      <p className={styles.entryText}>{caseLineText(entry, t, language, departmentName)}</p>
      {isOpening && <p className={styles.quiet}>{String(entry.details['ask'] ?? '')}</p>}
    </div>
  );
}
