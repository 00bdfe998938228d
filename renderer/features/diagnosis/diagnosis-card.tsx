import { useState } from 'react';
import { Check } from 'lucide-react';
import type { ConversationDetail } from '#shared/contract/rows.ts';
import type { DiagnosisView } from '#shared/contract/diagnosis.ts';
import { diagnosisApi } from '#renderer/bridge/diagnosis-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { ConcludeDialog } from './conclude-dialog.tsx';
import { IncidentPart } from './incident-part.tsx';
import { ScriptPart } from './script-part.tsx';
import { useSaying } from './use-saying.ts';
import { actText, departmentText, reasonText, retryText } from './words.ts';
import styles from './diagnosis.module.css';

interface DiagnosisCardProps {
  conversation: ConversationDetail;
  handle: string | null;
}

/** What went wrong as far as it is known, how one knows, and what may be said about it. */
export function DiagnosisCard({ conversation, handle }: DiagnosisCardProps) {
  const t = useText();
  const conversationId = conversation.id;
  const { data, error, refetch } = diagnosisApi.useDiagnosisGetQuery({ conversationId, handle });
  if (error) return <ErrorState what={explain(t, error)} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={2} />;
  return (
    <section className={styles.card} aria-label={t('diagnosis.title')}>
      <h2>{t('diagnosis.title')}</h2>
      <Finding view={data} />
      <Advice view={data} />
      <Say conversation={conversation} handle={handle} view={data} />
      <ScriptPart conversation={conversation} view={data} />
      <IncidentPart conversation={conversation} view={data} />
    </section>
  );
}

function Finding({ view }: { view: DiagnosisView }) {
  const t = useText();
  const { suggestion, conclusion } = view;
  const cause = conclusion?.rootCause ?? suggestion.rootCause;
  return (
    <>
      {suggestion.finding !== 'cause' && (
        <p className={styles.text}>{t(`diagnosis.finding.${suggestion.finding}`)}</p>
      )}
      {cause !== null && (
        <p className={styles.text}>
          <Chip tone={conclusion ? 'ok' : 'ac'}>
            {t(conclusion ? 'diagnosis.concluded' : 'diagnosis.suggested')}
          </Chip>{' '}
          <b>{t(`cause.${cause}`)}</b>
          {conclusion?.reason && <span className={styles.quiet}> {conclusion.reason}</span>}
        </p>
      )}
      {suggestion.reasons.length > 0 && (
        <ul className={styles.reasons} aria-label={t('diagnosis.because')}>
          {suggestion.reasons.map(({ code, detail }) => (
            <li key={`${code} ${detail ?? ''}`}>
              <Check size={12} aria-hidden />
              {reasonText(t, code, detail)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Advice({ view: { advice } }: { view: DiagnosisView }) {
  const t = useText();
  if (!advice) return null;
  const parts = [
    ...advice.actions.map((one) => actText(t, one)),
    retryText(t, advice.retry),
    ...(advice.department === null
      ? []
      : [t('diagnosis.department.to', { department: departmentText(t, advice.department) })]),
  ];
  return (
    <>
      <h3>{t('diagnosis.advice')}</h3>
      <ul className={styles.advice}>
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </>
  );
}

/** The sentence for the customer, and keeping what was found. */
function Say({ conversation, handle, view }: DiagnosisCardProps & { view: DiagnosisView }) {
  const t = useText();
  const { say, isLoading } = useSaying(conversation.id, handle);
  const [conclude] = diagnosisApi.useDiagnosisConcludeMutation();
  const [wantsTime, setWantsTime] = useState(false);
  const [eta, setEta] = useState('');
  const [isChoosing, setChoosing] = useState(false);
  const { suggestion, conclusion } = view;
  const isSuggested = suggestion.rootCause !== null;
  const hasCause = isSuggested || conclusion !== null;
  const speak = async () => {
    const isSaid = await say({ stepId: null, eta: eta === '' ? null : new Date(eta).getTime() });
    setWantsTime(!isSaid);
  };
  return (
    <div className={styles.say}>
      {wantsTime && (
        <label className={styles.eta}>
          {t('diagnosis.eta')}
          <input
            type="datetime-local"
            className={styles.native}
            value={eta}
            onChange={(event) => setEta(event.target.value)}
          />
          <span role="alert" className={styles.quiet}>
            {t('diagnosis.eta.needed')}
          </span>
        </label>
      )}
      <div className={styles.buttons}>
        <Button
          size="small"
          isBusy={isLoading}
          isDisabled={!hasCause || (wantsTime && eta === '')}
          onPress={() => void speak()}
        >
          {t('diagnosis.insert')}
        </Button>
        {conclusion === null && isSuggested && (
          <Button
            size="small"
            onPress={() =>
              void conclude({
                conversationId: conversation.id,
                handle,
                rootCause: 'suggested',
                reason: null,
              })
                .unwrap()
                .catch((error: unknown) =>
                  showToast({ text: explain(t, error), tone: 'danger', group: 'diagnosis' }),
                )
            }
          >
            {t('diagnosis.conclude.suggested')}
          </Button>
        )}
        <Button size="small" kind="quiet" onPress={() => setChoosing(true)}>
          {t(isSuggested ? 'diagnosis.conclude.other' : 'diagnosis.conclude')}
        </Button>
      </div>
      {isChoosing && (
        <ConcludeDialog
          conversationId={conversation.id}
          handle={handle}
          suggested={suggestion.rootCause}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  );
}
