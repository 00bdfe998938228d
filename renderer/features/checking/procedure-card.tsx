import { type ReactNode, useState } from 'react';
import { Check } from 'lucide-react';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { VerificationView } from '#shared/contract/verification.ts';
import { askedFact } from '#shared/domain/verification/procedure.ts';
import { verificationApi } from '#renderer/bridge/verification-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { Hidden } from '#renderer/ui/hidden.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './checking.module.css';

interface Props {
  conversationId: ConversationId;
  handle: string | null;
  view: VerificationView;
}

/** The standard procedure as a list to work off; a step that comes too early says what is missing. */
export function ProcedureCard({ conversationId, handle, view }: Props) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const [take] = verificationApi.useVerificationTakeStepMutation();
  const [note, setNote] = useState('');
  const { procedure } = view;
  type Step = Parameters<typeof take>[0]['step'];
  const step = (next: Step) =>
    void take({ conversationId, handle, step: next })
      .unwrap()
      .catch((error: unknown) =>
        showToast({ text: explain(t, error), tone: 'danger', group: 'verify' }),
      );
  const { asked, safety, cause, escalation } = procedure;
  return (
    <section className={styles.card} aria-label={t('verify.steps')}>
      <h2>{t('verify.steps')}</h2>
      <ol className={styles.steps}>
        <Row
          number={1}
          label={t('verify.step.ask')}
          isDone={asked.length === askedFact.options.length}
        >
          {askedFact.options.map((fact) => (
            <Checkbox
              key={fact}
              isSelected={asked.includes(fact)}
              isDisabled={asked.includes(fact)}
              onChange={() => step({ step: 'ask-facts', facts: [fact] })}
            >
              {t(`verify.fact.${fact}`)}
            </Checkbox>
          ))}
        </Row>
        <Row number={2} label={t('verify.step.safety')} isDone={safety !== null}>
          <TextField
            aria-label={t('verify.step.safety.note')}
            placeholder={t('verify.step.safety.note')}
            value={note}
            onChange={setNote}
            className={styles.grow}
          />
          {(['clear', 'abnormal'] as const).map((result) => (
            <Button
              key={result}
              size="small"
              aria-pressed={safety?.result === result}
              kind={safety?.result === result ? 'primary' : 'plain'}
              onPress={() =>
                step({
                  step: 'check-safety',
                  result,
                  note: note.trim() === '' ? null : note.trim(),
                })
              }
            >
              {t(`verify.step.safety.${result}`)}
            </Button>
          ))}
          {safety !== null && safety.note !== null && (
            <span className={styles.quiet}>{safety.note}</span>
          )}
        </Row>
        <Row number={3} label={t('verify.step.record')} isDone={procedure.isRecordConfirmed}>
          {procedure.isRecordConfirmed ? (
            <span className={styles.quiet}>{t('verify.step.record.done')}</span>
          ) : (
            <Button size="small" onPress={() => step({ step: 'confirm-record' })}>
              {t('verify.step.record.do')}
            </Button>
          )}
        </Row>
        <Row
          number={4}
          label={t('verify.step.cause')}
          isDone={cause !== null && procedure.isSolutionTold && procedure.isGuided}
        >
          {(['payment-failed', 'account-frozen', 'other'] as const).map((one) => (
            <Button
              key={one}
              size="small"
              aria-pressed={cause?.cause === one}
              kind={cause?.cause === one ? 'primary' : 'plain'}
              onPress={() => step({ step: 'find-cause', cause: one, note: null })}
            >
              {t(`verify.step.cause.${one}`)}
            </Button>
          ))}
          <Checkbox
            isSelected={procedure.isSolutionTold}
            isDisabled={procedure.isSolutionTold}
            onChange={() => step({ step: 'tell-solution' })}
          >
            {t('verify.step.solution.tell')}
          </Checkbox>
          <Checkbox
            isSelected={procedure.isGuided}
            isDisabled={procedure.isGuided}
            onChange={() => step({ step: 'guide' })}
          >
            {t('verify.step.solution.guide')}
          </Checkbox>
        </Row>
        <Row number={5} label={t('verify.step.handover')} isDone={escalation !== null}>
          {escalation ? (
            <span className={styles.quiet}>
              {t('verify.step.handover.done', {
                department: escalation.department,
                time: dayAndTime(escalation.estimateAt, now, language),
              })}
            </span>
          ) : (
            <HandOver
              onDone={(department, estimateAt, isTold) =>
                step({ step: 'escalate', department, estimateAt, isTold })
              }
            />
          )}
        </Row>
      </ol>
    </section>
  );
}

function Row(props: { number: number; label: string; isDone: boolean; children: ReactNode }) {
  const t = useText();
  return (
    <li className={styles.step}>
      <div className={styles.stepHead}>
        <span className={styles.mark} data-done={props.isDone || undefined} aria-hidden>
          {props.isDone ? <Check size={12} aria-hidden /> : props.number}
        </span>
        {props.label}
        <Hidden>{t(props.isDone ? 'verify.done' : 'verify.todo')}</Hidden>
      </div>
      <div className={styles.stepBody}>{props.children}</div>
    </li>
  );
}

/** A department and the time the customer was told; none without the other. */
function HandOver({
  onDone,
}: {
  onDone: (department: string, estimateAt: number | null, isTold: boolean) => void;
}) {
  const t = useText();
  const [department, setDepartment] = useState('');
  const [when, setWhen] = useState('');
  const [isTold, setTold] = useState(false);
  return (
    <>
      <TextField
        aria-label={t('verify.step.handover.department')}
        placeholder={t('verify.step.handover.department')}
        value={department}
        onChange={setDepartment}
        className={styles.grow}
      />
      <input
        type="datetime-local"
        aria-label={t('verify.step.handover.estimate')}
        className={styles.native}
        value={when}
        onChange={(event) => setWhen(event.target.value)}
      />
      <Checkbox isSelected={isTold} onChange={setTold}>
        {t('verify.step.handover.told')}
      </Checkbox>
      <Button
        size="small"
        onPress={() =>
          onDone(department.trim(), when === '' ? null : new Date(when).getTime(), isTold)
        }
      >
        {t('verify.step.handover.do')}
      </Button>
    </>
  );
}
