import { useState } from 'react';
import { Check, CircleHelp, Minus, X } from 'lucide-react';
import type { ConversationDetail } from '#shared/contract/rows.ts';
import type { DiagnosisView } from '#shared/contract/diagnosis.ts';
import {
  isStep,
  type ScriptName,
  scriptName,
  stepOf,
  stepOutcome,
  type StepOutcome,
} from '#shared/domain/diagnosis/scripts.ts';
import { diagnosisApi } from '#renderer/bridge/diagnosis-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { useSaying } from './use-saying.ts';
import styles from './diagnosis.module.css';

const marks: Record<StepOutcome, typeof Check> = {
  ok: Check,
  problem: X,
  skipped: Minus,
  'not-applicable': Minus,
};

/** A script of the brand, step by step, each with what came of it. */
export function ScriptPart({
  conversation,
  view,
}: {
  conversation: ConversationDetail;
  view: DiagnosisView;
}) {
  const t = useText();
  const [start] = diagnosisApi.useDiagnosisStartMutation();
  const [chosen, setChosen] = useState<ScriptName | null>(null);
  const { run, suggestion } = view;
  const script = chosen ?? run?.script ?? suggestion.script ?? 'payment-failed';
  const isRunning = run !== null && run.script === script && view.conclusion === null;
  const fail = (error: unknown) =>
    showToast({ text: explain(t, error), tone: 'danger', group: 'diagnosis' });
  return (
    <>
      <h3>{t('diagnosis.script')}</h3>
      <div className={styles.choose}>
        <Select
          ariaLabel={t('diagnosis.script')}
          value={script}
          options={scriptName.options.map((id) => ({
            id,
            label:
              id === suggestion.script
                ? `${t(`diagnosis.script.${id}`)} · ${t('diagnosis.suggested')}`
                : t(`diagnosis.script.${id}`),
          }))}
          onChange={setChosen}
        />
        {!isRunning && (
          <Button
            size="small"
            onPress={() =>
              void start({ conversationId: conversation.id, script }).unwrap().catch(fail)
            }
          >
            {t('diagnosis.start')}
          </Button>
        )}
      </div>
      {isRunning && (
        <ol className={styles.steps}>
          {run.stepIds.map((stepId, index) => (
            <StepRow
              key={stepId}
              conversation={conversation}
              number={index + 1}
              stepId={stepId}
              taken={run.steps.find((one) => one.stepId === stepId) ?? null}
            />
          ))}
        </ol>
      )}
    </>
  );
}

/** Steps that ask how often it was tried, and when to come back. */
const COUNTED = 'attempts';
const WAITED = 'wait-and-retry';

type Taken = NonNullable<DiagnosisView['run']>['steps'][number];

function StepRow(props: {
  conversation: ConversationDetail;
  number: number;
  stepId: string;
  taken: Taken | null;
}) {
  const { conversation, number, stepId, taken } = props;
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const [record] = diagnosisApi.useDiagnosisStepMutation();
  const { say } = useSaying(conversation.id, null);
  const [note, setNote] = useState(taken?.note ?? '');
  const [attempts, setAttempts] = useState(taken?.attemptCount?.toString() ?? '');
  const [followUp, setFollowUp] = useState('');
  if (!isStep(stepId)) return null;
  const step = stepOf(stepId);
  const Mark = taken ? marks[taken.outcome] : CircleHelp;
  const keep = (outcome: StepOutcome) =>
    void record({
      conversationId: conversation.id,
      stepId,
      outcome,
      note: note.trim() === '' ? null : note.trim(),
      attemptCount: /^\d+$/.test(attempts) ? Number(attempts) : null,
      followUpAt: followUp === '' ? (taken?.followUpAt ?? null) : new Date(followUp).getTime(),
    })
      .unwrap()
      .catch((error: unknown) =>
        showToast({ text: explain(t, error), tone: 'danger', group: 'diagnosis' }),
      );
  return (
    <li className={styles.step} data-outcome={taken?.outcome}>
      <div className={styles.stepHead}>
        <Mark size={14} aria-hidden />
        <span className={styles.grow}>
          {number}. {step.agent[language === 'zh-CN' ? 'zh' : 'en']}
        </span>
      </div>
      <fieldset className={styles.outcomes}>
        <legend className={styles.hidden}>{t('diagnosis.step.outcome', { number })}</legend>
        {stepOutcome.options.map((outcome) => (
          <button
            key={outcome}
            type="button"
            className={styles.outcome}
            aria-pressed={taken?.outcome === outcome}
            onClick={() => keep(outcome)}
          >
            {t(`diagnosis.outcome.${outcome}`)}
          </button>
        ))}
        {step.customer !== null && (
          <Button size="small" kind="quiet" onPress={() => void say({ stepId, eta: null })}>
            {t('diagnosis.step.say')}
          </Button>
        )}
      </fieldset>
      {stepId === COUNTED && (
        <TextField
          label={t('diagnosis.step.attempts')}
          value={attempts}
          inputMode="numeric"
          onChange={(text) => setAttempts(text.replaceAll(/\D/g, '').slice(0, 3))}
          onBlur={() => taken && keep(taken.outcome)}
        />
      )}
      {stepId === WAITED && (
        <label className={styles.eta}>
          {t('diagnosis.step.followUp')}
          <input
            type="datetime-local"
            className={styles.native}
            value={followUp}
            onChange={(event) => setFollowUp(event.target.value)}
            onBlur={() => taken && keep(taken.outcome)}
          />
          {typeof taken?.followUpAt === 'number' && (
            <span>{dayAndTime(taken.followUpAt, now, language)}</span>
          )}
        </label>
      )}
      <TextField
        aria-label={t('diagnosis.step.note')}
        placeholder={t('diagnosis.step.note')}
        value={note}
        onChange={setNote}
        onBlur={() => {
          if (taken && note.trim() !== (taken.note ?? '')) keep(taken.outcome);
        }}
      />
    </li>
  );
}
