import { Cloud, CreditCard, Ellipsis, FileSpreadsheet } from 'lucide-react';
import type { SourceView } from '#shared/contract/records.ts';
import { troubleKey } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Chip, type Tone } from '#renderer/ui/chip.tsx';
import { count } from '#renderer/ui/format/numbers.ts';
import { age, clockTime, dayAndTime } from '#renderer/ui/format/times.ts';
import { Menu } from '#renderer/ui/menu.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './sources.module.css';

export type SourceAct = 'edit' | 'refresh' | 'purge' | 'remove';

const tones: Record<SourceView['phase'], Tone> = {
  ready: 'ok',
  untried: 'ne',
  troubled: 'wa',
  paused: 'wa',
  'bad-config': 'da',
};
const icons = { http: Cloud, csv: FileSpreadsheet, stripe: CreditCard };
const MOST_BAD = 20;

/** One source: how it is, when it last answered, what is kept of it, what its files hold. */
export function SourceCard(props: {
  source: SourceView;
  isBusy: boolean;
  onAct: (act: SourceAct) => void;
}) {
  const { source, isBusy, onAct } = props;
  const t = useText();
  const Icon = icons[source.kind];
  return (
    <li className={styles.card} aria-label={source.name} aria-busy={isBusy}>
      <header className={styles.cardHead}>
        <Icon size={20} aria-hidden />
        <div className={styles.names}>
          <h3>{source.name}</h3>
          <p>
            <span>{t(`sources.kind.${source.kind}`)}</span>
            {source.keys.length > 0 && (
              <span>{source.keys.map((key) => t(`sources.http.by.${key}`)).join(' · ')}</span>
            )}
          </p>
        </div>
        {source.isDemo && <Chip tone="pu">{t('accounts.demo')}</Chip>}
        <Chip tone={tones[source.phase]}>{t(`sources.phase.${source.phase}`)}</Chip>
        <Button size="small" onPress={() => onAct('edit')}>
          {t('sources.edit')}
        </Button>
        <Menu
          placement="bottom end"
          onChoose={(id) => onAct(id as SourceAct)}
          entries={[
            { id: 'refresh', label: t(source.kind === 'csv' ? 'sources.look' : 'sources.retry') },
            { id: 'purge', label: t('sources.purge') },
            'line',
            { id: 'remove', label: t('sources.remove'), isDanger: true },
          ]}
        >
          <Button
            size="small"
            kind="quiet"
            aria-label={t('sources.moreFor', { name: source.name })}
            icon={<Ellipsis size={16} aria-hidden />}
          />
        </Menu>
      </header>
      <Standing source={source} />
      {source.imports && <Imports imports={source.imports} />}
    </li>
  );
}

function Standing({ source }: { source: SourceView }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { lastOkAt, trouble, retryAt, kept, failures } = source;
  const facts: string[] = [];
  if (lastOkAt !== null) facts.push(t('sources.answered', { age: age(now - lastOkAt, language) }));
  if (kept.records > 0) {
    facts.push(t('sources.keptRecords', { count: kept.records }));
    if (kept.oldestAt !== null)
      facts.push(t('sources.oldest', { time: dayAndTime(kept.oldestAt, now, language) }));
  }
  return (
    <>
      {facts.length > 0 && <p className={styles.quiet}>{facts.join(' · ')}</p>}
      {trouble && (
        <Banner tone={source.phase === 'bad-config' ? 'da' : 'wa'}>
          <p>{t(troubleKey(trouble.code) ?? 'trouble.unknown')}</p>
          <p className={styles.quiet}>
            {[
              t('sources.since', { time: dayAndTime(trouble.at, now, language) }),
              failures > 1 ? t('sources.failures', { count: failures }) : null,
              retryAt === null ? null : t('sources.retryAt', { time: clockTime(retryAt) }),
              trouble.detail,
            ]
              .filter((one) => one !== null)
              .join(' · ')}
          </p>
        </Banner>
      )}
    </>
  );
}

function Imports({ imports }: { imports: NonNullable<SourceView['imports']> }) {
  const t = useText();
  const language = useLanguage();
  const { files, badLines } = imports;
  if (files.length === 0) return <p className={styles.quiet}>{t('sources.csv.noFiles')}</p>;
  return (
    <>
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={file.name}>
            <strong>{file.name}</strong>
            <span className="num">
              {t('sources.csv.rows', { rows: count(file.rows, language) })}
            </span>
            {file.state === 'reading' && <Chip tone="ac">{t('sources.csv.reading')}</Chip>}
            {file.bad > 0 && (
              <Chip tone="wa">{t('sources.csv.bad', { bad: count(file.bad, language) })}</Chip>
            )}
            {file.code !== null && (
              <span className={styles.quiet}>{t(troubleKey(file.code) ?? 'trouble.unknown')}</span>
            )}
          </li>
        ))}
      </ul>
      {badLines.length > 0 && (
        <details className={styles.more}>
          <summary>{t('sources.csv.badLines')}</summary>
          <ul className={styles.badLines}>
            {badLines.slice(0, MOST_BAD).map((one) => (
              <li key={`${one.file} ${one.line}`}>
                {t('sources.csv.line', { file: one.file, line: count(one.line, language) })}{' '}
                {t(`sources.csv.reason.${one.reason as 'columns'}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
