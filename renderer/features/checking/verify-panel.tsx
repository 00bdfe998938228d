import { useEffect } from 'react';
import type { ConversationDetail } from '#shared/contract/rows.ts';
import type { RecordList } from '#shared/contract/verification.ts';
import { verificationApi } from '#renderer/bridge/verification-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { AnswersCard } from './answers-card.tsx';
import { CautionCard, StepUpCard } from './caution-card.tsx';
import { ProcedureCard } from './procedure-card.tsx';
import { ActsCard, StateCard } from './state-card.tsx';
import styles from './checking.module.css';

interface VerifyPanelProps {
  conversation: ConversationDetail;
  list: RecordList | undefined;
  handle: string | null;
  onPick: (handle: string) => void;
}

/** Longest a timer may wait; it is set again then. */
const MAX_WAIT_MS = 60_000;

/** Everything about who is asking. */
export function VerifyPanel({ conversation, list, handle, onPick }: VerifyPanelProps) {
  const t = useText();
  const conversationId = conversation.id;
  const {
    data: view,
    error,
    refetch,
  } = verificationApi.useVerificationGetQuery({
    conversationId,
    handle,
  });
  const ends = [view?.untilAt, view?.lockedUntilAt, view?.code?.expiresAt, view?.question?.dueAt]
    .filter((at) => typeof at === 'number')
    .toSorted((a, b) => a - b)[0];
  useEffect(() => {
    if (ends === undefined) return undefined;
    const wait = Math.min(MAX_WAIT_MS, Math.max(1_000, ends - Date.now() + 600));
    const timer = setTimeout(() => void refetch(), wait);
    return () => clearTimeout(timer);
  }, [ends, refetch, view]);
  if (error) return <ErrorState what={explain(t, error)} onRetry={() => void refetch()} />;
  if (!view) return <SkeletonRows count={5} />;
  const rows = list?.rows ?? [];
  const language = conversation.language?.startsWith('en') ? 'en' : 'zh';
  return (
    <div className={styles.panel}>
      <StateCard conversationId={conversationId} language={language} view={view} />
      {rows.length > 1 && (
        <section className={styles.card}>
          <RadioGroup
            label={t('verify.record')}
            value={handle ?? ''}
            options={rows.map((row, index) => ({
              id: row.handle,
              label: `${row.quotedAs ?? t('record.ordinal', { number: index + 1 })}${
                row.quotedAs === null ? '' : ` · ${t('record.ordinal', { number: index + 1 })}`
              }`,
              note: row.sourceName,
            }))}
            onChange={onPick}
          />
        </section>
      )}
      {rows.length === 0 && list && list.outcome !== 'unavailable' && (
        <p className={styles.quiet}>{t('verify.record.none')}</p>
      )}
      <AnswersCard
        key={handle ?? ''}
        conversation={conversation}
        handle={handle}
        view={view}
        mustPick={rows.length > 1 && handle === null}
      />
      <ActsCard view={view} />
      <StepUpCard conversation={conversation} handle={handle} view={view} />
      <CautionCard conversation={conversation} view={view} />
      <ProcedureCard conversationId={conversationId} handle={handle} view={view} />
    </div>
  );
}
