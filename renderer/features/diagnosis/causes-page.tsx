import { useState } from 'react';
import { Download } from 'lucide-react';
import type { IncidentId } from '#shared/lib/ids.ts';
import { DAY_MS } from '#shared/lib/units.ts';
import { diagnosisApi } from '#renderer/bridge/diagnosis-api.ts';
import { Section } from '#renderer/features/settings/section.tsx';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { Select } from '#renderer/ui/select.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { IncidentDialog } from './incident-dialog.tsx';
import styles from './causes-page.module.css';

const ranges = ['1', '7', '30', '90'] as const;

/** What went wrong over a time, counted from what agents recorded; and the incidents. */
export function CausesPage() {
  const t = useText();
  const [days, setDays] = useState<(typeof ranges)[number]>('7');
  // A minute is exact enough and keeps the question the same while the page is looked at.
  const [to] = useState(() => Math.ceil(Date.now() / 60_000) * 60_000 + 60_000);
  const range = { from: to - Number(days) * DAY_MS, to };
  const report = diagnosisApi.useDiagnosisReportQuery(range);
  const [exportRows, exporting] = diagnosisApi.useDiagnosisExportMutation();
  return (
    <Section
      title={t('diagnosis.report.title')}
      hint={t('diagnosis.report.hint')}
      actions={
        <Button
          icon={<Download size={14} aria-hidden />}
          isBusy={exporting.isLoading}
          onPress={() =>
            void exportRows(range)
              .unwrap()
              .then(({ csv }) => saveFile(new Blob([csv], { type: 'text/csv' }), 'causes.csv'))
          }
        >
          {t('diagnosis.report.export')}
        </Button>
      }
    >
      <Select
        label={t('diagnosis.report.range')}
        value={days}
        options={ranges.map((id) => ({
          id,
          label: t('diagnosis.report.days', { count: Number(id) }),
        }))}
        onChange={setDays}
      />
      {report.error !== undefined && (
        <ErrorState what={explain(t, report.error)} onRetry={() => void report.refetch()} />
      )}
      {!report.data && report.error === undefined && <SkeletonRows count={3} />}
      {report.data && report.data.rows.length === 0 && (
        <p className={styles.quiet}>{t('diagnosis.report.none')}</p>
      )}
      {report.data && report.data.rows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              {(['cause', 'brand', 'channel', 'count'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`diagnosis.report.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.data.rows.map((row) => (
              <tr key={`${row.rootCause} ${row.brandId} ${row.channel}`}>
                <td>{t(`cause.${row.rootCause}`)}</td>
                <td>{row.brandName}</td>
                <td>{t(`words.channel.${row.channel}`)}</td>
                <td className="num">{row.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Incidents />
    </Section>
  );
}

function Incidents() {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { data = [] } = diagnosisApi.useIncidentListQuery();
  const [shown, setShown] = useState<IncidentId | null>(null);
  return (
    <section aria-label={t('diagnosis.incident')}>
      <h3 className={styles.head}>{t('diagnosis.incident')}</h3>
      {data.length === 0 && <p className={styles.quiet}>{t('diagnosis.incident.none')}</p>}
      <ul className={styles.list}>
        {data.map((one) => (
          <li key={one.id}>
            <Button kind="quiet" onPress={() => setShown(one.id)}>
              {one.name}
            </Button>
            <Chip tone={one.closedAt === null ? 'wa' : 'ne'}>
              {t(one.closedAt === null ? 'diagnosis.incident.isOpen' : 'diagnosis.incident.closed')}
            </Chip>
            <span className={styles.quiet}>
              {t('diagnosis.incident.linked', { count: one.count })} ·{' '}
              {dayAndTime(one.openedAt, now, language)}
            </span>
          </li>
        ))}
      </ul>
      {shown !== null && <IncidentDialog incidentId={shown} onClose={() => setShown(null)} />}
    </section>
  );
}
