import { type ReactNode, useState } from 'react';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { auditApi } from '#renderer/bridge/audit-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { AuditFilters, filterOf, noFilter } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import styles from './audit.module.css';

const PAGE = 100;

/** Everything on record, narrowed, checked and exported. */
export function AuditPage() {
  const t = useText();
  const [draft, setDraft] = useState(noFilter);
  const [older, setOlder] = useState<AuditEntry[]>([]);
  const [before, setBefore] = useState<number | null>(null);
  const filter = filterOf(draft);
  const { data, error, refetch, isFetching } = auditApi.useAuditPageQuery(
    { filter, before, limit: PAGE },
    { refetchOnMountOrArgChange: true },
  );
  const [runExport, exporting] = auditApi.useAuditExportMutation();
  const save = async () => {
    try {
      const { csv, count, isCut } = await runExport({ filter }).unwrap();
      saveFile(new Blob([csv], { type: 'text/csv' }), 'audit.csv');
      showToast({
        text: t(isCut ? 'audit.exportCut' : 'audit.exported', { count }),
        tone: isCut ? 'warning' : 'success',
        group: 'audit',
      });
    } catch (failure) {
      showToast({ text: explain(t, failure), tone: 'danger', group: 'audit' });
    }
  };
  const rows = [...older, ...(data?.rows ?? [])];
  return (
    <div className={styles.page}>
      <p className={styles.hint}>{t('audit.hint')}</p>
      <ChainCheck
        actions={
          <Button isBusy={exporting.isLoading} onPress={() => void save()}>
            {t('audit.export')}
          </Button>
        }
      />
      <AuditFilters
        value={draft}
        actions={data?.actions ?? []}
        onChange={(next) => {
          setDraft(next);
          setOlder([]);
          setBefore(null);
        }}
      />
      {error && !data && <ErrorState what={explain(t, error)} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting shape={<SkeletonRows count={6} />} />}
      {data && rows.length === 0 && <EmptyState title={t('audit.none')} />}
      {rows.length > 0 && <AuditTable rows={rows} />}
      {data && data.next !== null && (
        <Button
          isBusy={isFetching}
          onPress={() => {
            setOlder(rows);
            setBefore(data.next);
          }}
        >
          {t('audit.older')}
        </Button>
      )}
    </div>
  );
}

function ChainCheck({ actions }: { actions: ReactNode }) {
  const t = useText();
  const [check, { data, error, isLoading }] = auditApi.useAuditCheckMutation();
  return (
    <>
      <div className={styles.bar}>
        <Button kind="primary" isBusy={isLoading} onPress={() => void check()}>
          {t('audit.check')}
        </Button>
        {actions}
      </div>
      {error && <Banner tone="da">{explain(t, error)}</Banner>}
      {data && data.kind === null && (
        <Banner tone="ok">{t('audit.whole', { count: data.count })}</Banner>
      )}
      {data && data.kind !== null && (
        <Banner tone="da">{t(`audit.broken.${data.kind}`, { seq: data.brokenAt ?? 0 })}</Banner>
      )}
    </>
  );
}
