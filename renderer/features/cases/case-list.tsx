import { type KeyboardEvent, useState } from 'react';
import { ArrowUpRight, ClipboardList } from 'lucide-react';
import type { CaseId } from '#shared/lib/ids.ts';
import type { CaseFilter, CaseRow } from '#shared/contract/cases.ts';
import { casesApi } from '#renderer/bridge/cases-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { money } from '#renderer/ui/format/numbers.ts';
import { dayAndTime, exactTime, listTime } from '#renderer/ui/format/times.ts';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { CaseStatus } from './case-status.tsx';
import { useDepartmentName } from './departments.ts';
import { caseLink } from './links.ts';
import { PromiseClock } from './promise-clock.tsx';
import styles from './cases.module.css';

const PAGE = 50;
const columns = [
  'number',
  'kind',
  'customer',
  'amount',
  'status',
  'due',
  'owner',
  'updated',
] as const;

/** Cases of one filter, a page at a time; arrows walk the rows. */
export function CaseList({ filter, openId }: { filter: CaseFilter; openId: CaseId | null }) {
  const t = useText();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const first = casesApi.useCasePageQuery({ filter, after: null, limit: PAGE });
  const again = () => void first.refetch();
  if (!first.currentData)
    return first.error ? (
      <ErrorState what={explain(t, first.error)} onRetry={again} />
    ) : (
      <Waiting shape={<SkeletonRows count={6} />} onRetry={again} />
    );
  if (first.currentData.rows.length === 0)
    return (
      <EmptyState icon={<ClipboardList size={20} aria-hidden />} title={t(`cases.empty.${filter}`)}>
        {(filter === 'open' || filter === 'all') && t('cases.empty.hint')}
      </EmptyState>
    );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the links inside get the keys first
    <table className={styles.table} aria-label={t('cases.list')} onKeyDown={walk}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" data-column={column}>
              {t(`cases.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {cursors.map((after, index) => (
        <CasePage
          key={after ?? ''}
          filter={filter}
          after={after}
          openId={openId}
          isLast={index === cursors.length - 1}
          onMore={(next) => setCursors([...cursors, next])}
        />
      ))}
    </table>
  );
}

function walk(event: KeyboardEvent<HTMLTableElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
  event.preventDefault();
}

interface CasePageProps {
  filter: CaseFilter;
  after: string | null;
  openId: CaseId | null;
  isLast: boolean;
  onMore: (next: string) => void;
}

function CasePage({ filter, after, openId, isLast, onMore }: CasePageProps) {
  const t = useText();
  const { data } = casesApi.useCasePageQuery({ filter, after, limit: PAGE });
  const next = data?.next ?? null;
  return (
    <tbody>
      {data?.rows.map((row) => (
        <Row key={row.id} row={row} filter={filter} isOpen={row.id === openId} />
      ))}
      {isLast && next !== null && (
        <tr className={styles.moreRow}>
          <td colSpan={columns.length}>
            <Button size="small" onPress={() => onMore(next)}>
              {t('cases.more')}
            </Button>
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Row({ row, filter, isOpen }: { row: CaseRow; filter: CaseFilter; isOpen: boolean }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const department = useDepartmentName()(row.departmentId);
  const name = row.contactName ?? row.address;
  return (
    <tr className={styles.row} data-open={isOpen || undefined}>
      <td data-column="number">
        <a
          href={caseLink(row.id, filter)}
          aria-current={isOpen ? 'true' : undefined}
          className={styles.number}
        >
          {row.number}
        </a>
        <span className={styles.summary} title={row.summary}>
          {!row.summary.startsWith(name) && <span className={styles.narrowName}>{name} · </span>}
          {row.summary}
        </span>
      </td>
      <td data-column="kind">
        <span className={styles.kind}>
          <ArrowUpRight size={12} aria-hidden />
          {t(`cases.kind.${row.kind}`)}
        </span>
        <span className={styles.quiet}>{department}</span>
      </td>
      <td data-column="customer">{name}</td>
      <td data-column="amount" className="num">
        {row.amountAtRisk === null ? '–' : money(row.amountAtRisk.minor, row.amountAtRisk.currency)}
      </td>
      <td data-column="status">
        <CaseStatus status={row.status} />
        <span className={styles.quiet}>{t(`cases.severity.${row.severity}`)}</span>
      </td>
      <td data-column="due">
        {row.isPromiseRunning && <PromiseClock dueAt={row.dueAt} isBare />}
        <time className={styles.quiet} title={exactTime(row.dueAt)}>
          {dayAndTime(row.dueAt, now, language)}
        </time>
      </td>
      <td data-column="owner">{row.ownerName ?? t('cases.nobody')}</td>
      <td data-column="updated">
        <time title={exactTime(row.updatedAt)}>{listTime(row.updatedAt, now, language)}</time>
      </td>
    </tr>
  );
}
