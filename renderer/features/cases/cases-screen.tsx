import type { CaseId } from '#shared/lib/ids.ts';
import type { CaseFilter } from '#shared/contract/cases.ts';
import { MINUTE_MS } from '#shared/lib/units.ts';
import { casesApi } from '#renderer/bridge/cases-api.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useRegion } from '#renderer/keys/command-provider.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { CaseList } from './case-list.tsx';
import { CasePanel } from './case-panel.tsx';
import styles from './cases.module.css';

const filters = ['open', 'mine', 'overdue', 'all'] as const;

export interface CasesScreenProps {
  filter: CaseFilter;
  caseId: CaseId | null;
  onFilter: (filter: CaseFilter) => void;
  onClose: () => void;
}

/** What was handed to departments, by when the customers were promised an answer, and how it stands. */
export function CasesScreen({ filter, caseId, onFilter, onClose }: CasesScreenProps) {
  const t = useText();
  const list = useRegion('cases', 20);
  const panel = useRegion('case', 40);
  const { data: counts } = casesApi.useCaseCountsQuery(undefined, { pollingInterval: MINUTE_MS });
  return (
    <section className={styles.screen} aria-label={t('cases.title')}>
      <header className={styles.head}>
        <h1 className={styles.heading}>{t('cases.title')}</h1>
        <Tabs<CaseFilter>
          ariaLabel={t('cases.title')}
          look="pill"
          value={filter}
          onChange={onFilter}
          items={filters.map((id) => ({
            id,
            label: t(`cases.filter.${id}`),
            count: counts && String(counts[id]),
          }))}
        />
      </header>
      <div className={styles.columns} data-open={caseId !== null || undefined}>
        <div ref={list} className={styles.list}>
          <CaseList key={filter} filter={filter} openId={caseId} />
        </div>
        {caseId !== null && (
          <aside ref={panel} className={styles.panel} aria-label={t('cases.kind.escalation')}>
            <CasePanel key={caseId} caseId={caseId} onClose={onClose} />
          </aside>
        )}
      </div>
    </section>
  );
}
