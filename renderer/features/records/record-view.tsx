import type { ReactNode } from 'react';
import { ArrowLeft, Copy, ShieldQuestion } from 'lucide-react';
import type { ConversationDetail } from '#shared/contract/rows.ts';
import type { ShownTransaction } from '#shared/domain/transaction/shown.ts';
import { api } from '#renderer/bridge/api.ts';
import { verificationApi } from '#renderer/bridge/verification-api.ts';
import { whyClosed } from '#renderer/features/checking/state-card.tsx';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { money } from '#renderer/ui/format/numbers.ts';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { AccountBanner, AccountCard } from './account-card.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { LifeLine } from './life-line.tsx';
import { FxLine, RecordFacts, RefundsCard } from './record-facts.tsx';
import { RiskChip } from './record-list.tsx';
import { StatusChips } from './status-chip.tsx';
import styles from './records.module.css';

interface RecordViewProps {
  conversation: ConversationDetail;
  handle: string;
  onBack: () => void;
  onVerify: () => void;
  /** Cards of other features about this record. */
  children: ReactNode;
}

/** One record: as much of it as the customer's check opens. */
export function RecordView({ conversation, handle, onBack, onVerify, children }: RecordViewProps) {
  const t = useText();
  const conversationId = conversation.id;
  const { data, error, isFetching, refetch } = verificationApi.useVerificationRecordQuery({
    conversationId,
    handle,
  });
  const [readAgain, reading] = verificationApi.useLazyVerificationRecordQuery();
  const { data: contact } = api.useContactGetQuery({ contactId: conversation.contactId });
  const back = (
    <Button size="small" kind="quiet" icon={<ArrowLeft size={14} aria-hidden />} onPress={onBack}>
      {t('record.back')}
    </Button>
  );
  if (error) return <ErrorState what={explain(t, error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows count={5} />;
  if (data === null) return <EmptyState title={t('record.gone')} action={back} />;
  const { row, account } = data;
  const { shown } = row;
  const refresh = () =>
    void readAgain({ conversationId, handle, refresh: true }).then(() => refetch());
  if (!shown)
    return (
      <>
        {back}
        <EmptyState
          icon={<ShieldQuestion size={24} aria-hidden />}
          title={row.quotedAs ?? t('record.hidden')}
          action={
            <Button kind="primary" onPress={onVerify}>
              {t('record.verify')}
            </Button>
          }
        >
          {t('record.locked')}
        </EmptyState>
      </>
    );
  const { open } = shown;
  return (
    <>
      <div className={styles.top}>
        {back}
        <span className={styles.grow} />
        {open && (
          <Button
            size="small"
            kind="quiet"
            icon={<Copy size={12} aria-hidden />}
            onPress={() =>
              void navigator.clipboard.writeText(open.id).then(
                () => showToast({ text: t('record.copied', { text: open.id }), group: 'record' }),
                () => showToast({ text: t('app.copyFailed'), tone: 'danger', group: 'record' }),
              )
            }
          >
            {t('record.copy')}
          </Button>
        )}
      </div>
      <AccountBanner account={account} />
      <section className={styles.card} aria-label={t('record.title')}>
        <h2>{open?.id ?? row.quotedAs ?? t(`record.type.${shown.type}`)}</h2>
        <div className={styles.marks}>
          <StatusChips record={shown} />
          {shown.riskFlags.map((flag) => (
            <RiskChip key={flag} flag={flag} />
          ))}
        </div>
        {shown.status === 'unknown' && <Banner tone="pu">{t('record.unknown.hint')}</Banner>}
        <WhatLine shown={shown} />
        {open && (
          <>
            <LifeLine record={shown} open={open} customerZone={contact?.timeZone ?? null} />
            <RecordFacts
              conversationId={conversationId}
              handle={handle}
              record={shown}
              open={open}
            />
          </>
        )}
        {row.broken.length > 0 && (
          <Banner tone="wa">{t('record.broken', { codes: row.broken.join(', ') })}</Banner>
        )}
        {row.problemCount > 0 && (
          <p className={styles.quiet}>{t('record.problems', { count: row.problemCount })}</p>
        )}
        <FreshnessLine
          freshness={row.freshness}
          sourceName={row.sourceName}
          onRefresh={refresh}
          isBusy={isFetching || reading.isFetching}
        />
        <Acts conversation={conversation} handle={handle} onVerify={onVerify} />
      </section>
      {open && <FxLine open={open} />}
      {open && <RefundsCard open={open} />}
      {children}
      <AccountCard account={account} outcome={data.accountOutcome} />
    </>
  );
}

/** What can be done with the record; a closed act says what is missing and leads there. */
function Acts({
  conversation,
  handle,
  onVerify,
}: Pick<RecordViewProps, 'conversation' | 'handle' | 'onVerify'>) {
  const t = useText();
  const { data: view } = verificationApi.useVerificationGetQuery({
    conversationId: conversation.id,
    handle,
  });
  const refund = view?.actions.find(({ action }) => action === 'refund');
  if (!refund) return null;
  return (
    <div className={styles.acts}>
      {refund.isOpen ? (
        <Banner tone="ok">{t('record.refund.open')}</Banner>
      ) : (
        <Button size="small" className={styles.long} onPress={onVerify}>
          {whyClosed(t, refund)}
        </Button>
      )}
    </div>
  );
}

/** Amount, kind and instrument; before the check only the kind. */
function WhatLine({ shown }: { shown: ShownTransaction }) {
  const t = useText();
  const { open } = shown;
  return open ? (
    <p className={styles.amount}>
      <span className="num">{money(open.amount.minor, open.amount.currency)}</span>{' '}
      <span className={styles.quiet}>
        {t(`record.type.${shown.type}`)} · {t(`record.method.${shown.methodKind}`)}{' '}
        {open.instrument.masked}
        {shown.scheme === null ? '' : `· ${shown.scheme}`}
      </span>
    </p>
  ) : (
    <p className={styles.quiet}>
      {t(`record.type.${shown.type}`)} · {t(`record.method.${shown.methodKind}`)}
      {shown.failureCode === null ? '' : ` · ${shown.failureCode}`}
      <br />
      {t('record.blind')}
    </p>
  );
}
