import type { ReactNode } from 'react';
import { Copy, X } from 'lucide-react';
import type { CaseId } from '#shared/lib/ids.ts';
import type { CaseDetail } from '#shared/contract/cases.ts';
import { remindersOf } from '#shared/domain/case/times.ts';
import { casesApi } from '#renderer/bridge/cases-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { fileSize, money } from '#renderer/ui/format/numbers.ts';
import { dayAndTime, exactTime } from '#renderer/ui/format/times.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { CaseActs } from './case-acts.tsx';
import { caseLineText } from './case-line.ts';
import { CaseStatus } from './case-status.tsx';
import { useDepartmentName } from './departments.ts';
import { conversationLink } from './links.ts';
import { PromiseClock } from './promise-clock.tsx';
import styles from './panel.module.css';

/** One case: how it stands, what can be done, what was handed over, what happened. */
export function CasePanel({ caseId, onClose }: { caseId: CaseId; onClose: () => void }) {
  const t = useText();
  const { data, error, isLoading, refetch } = casesApi.useCaseGetQuery({ caseId });
  if (error) return <ErrorState what={explain(t, error)} onRetry={() => void refetch()} />;
  if (isLoading) return <SkeletonRows count={5} />;
  if (!data) return <EmptyState title={t('cases.panel.gone')} />;
  const isUntold = data.toldState === 'withdrawn' || data.toldState === 'failed';
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc from anywhere inside
    <article
      className={styles.case}
      aria-label={t('cases.panel', { number: data.number })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className={styles.head}>
        <h2 className={styles.number}>{data.number}</h2>
        <IconButton
          size="small"
          label={t('cases.panel.copy')}
          icon={<Copy size={14} aria-hidden />}
          onPress={() => void navigator.clipboard.writeText(data.number)}
        />
        <span className={styles.gap} />
        <IconButton
          size="small"
          label={t('ui.close')}
          icon={<X size={16} aria-hidden />}
          onPress={onClose}
        />
      </header>
      <p className={styles.chips}>
        <CaseStatus status={data.status} />
        {data.isPromiseRunning && <PromiseClock dueAt={data.dueAt} />}
      </p>
      <p className={styles.ask}>{data.package.ask}</p>
      {isUntold && data.isPromiseRunning && <Banner tone="da">{t('cases.panel.untold')}</Banner>}
      {data.question !== null && (
        <Said title={t('cases.panel.question')} text={data.question} tone="question" />
      )}
      {data.answer !== null && (
        <Said title={t('cases.panel.answer')} text={data.answer} tone="answer" />
      )}
      <CaseActs key={data.status} one={data} />
      <Facts one={data} />
      <Lines one={data} />
    </article>
  );
}

function Said({ title, text, tone }: { title: string; text: string; tone: 'question' | 'answer' }) {
  return (
    <section className={styles.said} data-tone={tone}>
      <h3>{title}</h3>
      <p>{text}</p>
    </section>
  );
}

function Facts({ one }: { one: CaseDetail }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const departmentName = useDepartmentName();
  const { package: given } = one;
  const at = (time: number) => dayAndTime(time, now, language);
  const { half, most } = remindersOf(one.openedAt, one.targetAt);
  const facts: [string, ReactNode][] = [
    [t('cases.form.department'), departmentName(one.departmentId)],
    [t('cases.form.severity'), t(`cases.severity.${given.severity}`)],
    [t('cases.column.owner'), one.ownerName ?? t('cases.nobody')],
    [
      t('cases.column.customer'),
      <a key="conversation" href={conversationLink(one.conversationId)} className={styles.link}>
        {one.contactName ?? one.address} ·{' '}
        {t('cases.panel.conversation', { number: one.conversationNumber ?? '' })}
      </a>,
    ],
    [t('cases.form.summary'), given.summary],
    [
      t('cases.panel.due'),
      <>
        <time title={exactTime(one.dueAt, given.zone)}>
          {exactTime(one.dueAt, given.zone).slice(0, 16)} ({given.zone})
        </time>
        {one.rePromiseCount > 0 &&
          ` · ${t('cases.panel.rePromised', { count: one.rePromiseCount })}`}
        <br />
        <q>{given.told}</q>
      </>,
    ],
    [
      t('cases.panel.target'),
      `${at(one.targetAt)} · ${t('cases.panel.reminders', { half: at(half), most: at(most) })}`,
    ],
    [
      t('cases.form.records'),
      given.records
        .map((record) => [record.transactionId, record.instrument].filter(Boolean).join(' · '))
        .join('\n'),
    ],
    [
      t('cases.form.amount'),
      given.amountAtRisk && money(given.amountAtRisk.minor, given.amountAtRisk.currency),
    ],
    [
      t('cases.panel.verification'),
      given.verification === null
        ? t('cases.panel.unverified')
        : t('cases.panel.level', {
            level: given.verification.level,
            factors: given.verification.factors.join(', '),
          }),
    ],
    [
      t('cases.form.checks'),
      given.checks.map((check) => `${check.name}: ${check.result}`).join('\n'),
    ],
    [
      t('cases.form.cause'),
      given.diagnosis &&
        `${given.diagnosis.rootCause} (${t('cases.form.confidence')}: ${t(`cases.confidence.${given.diagnosis.confidence}`)})`,
    ],
    [t('cases.panel.via'), t(`words.channel.${given.contactVia}`)],
    [t('cases.form.contactTime'), given.contactTime],
    [t('cases.panel.language'), given.language],
    [
      t('cases.form.files'),
      given.attachments.map((file) => `${file.name} · ${fileSize(file.bytes)}`).join('\n'),
    ],
    [t('cases.panel.by'), one.openedByName],
  ];
  return (
    <section>
      <h3 className={styles.title}>{t('cases.panel.package')}</h3>
      <dl className={styles.facts}>
        {facts.map(([label, value]) =>
          value === null || value === '' ? null : (
            <div key={label} className={styles.fact}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

function Lines({ one }: { one: CaseDetail }) {
  const t = useText();
  const language = useLanguage();
  const departmentName = useDepartmentName();
  return (
    <section>
      <h3 className={styles.title}>{t('cases.panel.timeline')}</h3>
      <ol className={styles.lines}>
        {one.lines.map((line) => (
          <li key={line.seq}>
            <time className="num">{exactTime(line.at)}</time>
            <p>{caseLineText(line, t, language, departmentName)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
