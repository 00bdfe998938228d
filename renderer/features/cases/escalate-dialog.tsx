import { useState } from 'react';
import type { ConversationId, DepartmentId } from '#shared/lib/ids.ts';
import type { CasePreparation } from '#shared/contract/cases.ts';
import { clockIn } from '#shared/domain/case/times.ts';
import { casesApi } from '#renderer/bridge/cases-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { type Translate, useLanguage, useText } from '#renderer/i18n/text.ts';
import { useKeyText } from '#renderer/keys/command-provider.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { duration } from '#renderer/ui/format/times.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { HOUR_MS } from '#shared/lib/units.ts';
import { DueField } from './due-field.tsx';
import {
  type EscalateDraft,
  type EscalateField,
  newEscalateDraft,
  packageOf,
  promisedAt,
  toldOf,
  wrongIn,
} from './escalate-draft.ts';
import { caseLink } from './links.ts';
import { MoreFields } from './more-fields.tsx';
import { submitKey } from './submit-key.ts';
import styles from './form.module.css';

interface EscalateDialogProps {
  conversationId: ConversationId;
  onClose: () => void;
}

const severities = ['p3', 'p2', 'p1'] as const;

/** Hands what an agent cannot answer to a department, and tells the customer when they will hear. */
export function EscalateDialog({ conversationId, onClose }: EscalateDialogProps) {
  const t = useText();
  const { data, error, refetch } = casesApi.useCasePrepareQuery(
    { conversationId, departmentId: null, severity: 'p2' },
    { refetchOnMountOrArgChange: true },
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('cases.form.title')} width="wide" staysOpen>
      {data ? (
        <EscalateForm conversationId={conversationId} begin={data} onClose={onClose} />
      ) : error ? (
        <ErrorState what={explain(t, error)} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows count={4} />
      )}
    </Dialog>
  );
}

/** Customer, channel, order and their last words, in one line. */
function summaryOf(begin: CasePreparation, t: Translate): string {
  const said = begin.lastMessages.join(' / ').replace(/\s+/g, ' ');
  const parts = [
    begin.contactName ?? begin.address,
    t(`words.channel.${begin.channel}`),
    begin.orderNumber === null ? '' : t('cases.summary.order', { order: begin.orderNumber }),
    begin.topic ?? '',
    said === '' ? '' : t('cases.summary.said', { text: said }),
  ];
  const summary = parts.filter((part) => part !== '').join(' · ');
  return summary.length > 300 ? `${summary.slice(0, 299)}…` : summary;
}

function EscalateForm({
  conversationId,
  begin,
  onClose,
}: EscalateDialogProps & { begin: CasePreparation }) {
  const t = useText();
  const language = useLanguage();
  const keyText = useKeyText();
  const now = useNow();
  const [draft, setDraft] = useState<EscalateDraft>(() => newEscalateDraft(summaryOf(begin, t)));
  const [isChecked, setIsChecked] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const departments = casesApi.useDepartmentListQuery();
  const [escalate, escalating] = casesApi.useCaseEscalateMutation();
  const { departmentId, severity } = draft;
  const dueAt = promisedAt(draft, begin.zone);
  const { currentData: times } = casesApi.useCasePrepareQuery(
    { conversationId, departmentId, severity },
    { refetchOnMountOrArgChange: true },
  );
  const change = (next: Partial<EscalateDraft>) => setDraft((old) => ({ ...old, ...next }));
  const wrong = wrongIn(draft, begin, now);
  const isWrong = (field: EscalateField) => isChecked && wrong.includes(field);
  const chosen = departments.data?.find((one) => one.id === departmentId);

  const submit = async () => {
    setIsChecked(true);
    setFailed(null);
    if (departmentId === null || wrong.length > 0 || escalating.isLoading) return;
    try {
      const { number, caseId } = await escalate({
        conversationId,
        departmentId,
        package: packageOf(draft, begin),
        dueAt: promisedAt(draft, begin.zone),
      }).unwrap();
      showToast({
        text: t('cases.form.done', { number }),
        tone: 'success',
        group: 'cases',
        action: {
          label: t('cases.form.doneOpen'),
          onAct: () => {
            location.hash = caseLink(caseId);
          },
        },
      });
      onClose();
    } catch (error) {
      setFailed(explain(t, error));
    }
  };

  const hours = chosen ? duration(chosen.hours[severity] * HOUR_MS, language) : '';
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the fields inside get the keys first
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={submitKey(() => void submit())}
    >
      <div className={styles.pair}>
        <Select<DepartmentId>
          label={`${t('cases.form.department')} *`}
          value={departmentId}
          onChange={(id) => change({ departmentId: id })}
          options={(departments.data ?? [])
            .filter((one) => !one.isRetired)
            .map((one) => ({ id: one.id, label: one.names[language] }))}
          hint={
            chosen &&
            t(
              chosen.calendar === 'always'
                ? 'cases.form.departmentHint'
                : 'cases.form.departmentHintOpen',
              { time: hours },
            )
          }
          error={isWrong('department') ? t('cases.form.departmentNeeded') : undefined}
        />
        <RadioGroup
          label={t('cases.form.severity')}
          look="row"
          value={severity}
          onChange={(next) => change({ severity: next })}
          options={severities.map((id) => ({ id, label: t(`cases.severity.${id}`) }))}
        />
      </div>
      <TextField
        label={t('cases.form.ask')}
        hint={t('cases.form.askHint')}
        isRequired
        value={draft.ask}
        onChange={(ask) => change({ ask })}
        maxLength={1000}
        error={isWrong('ask') ? t('cases.form.askNeeded') : undefined}
      />
      <TextArea
        label={t('cases.form.summary')}
        isRequired
        rows={2}
        value={draft.summary}
        onChange={(summary) => change({ summary })}
        maxLength={300}
        error={isWrong('summary') ? t('cases.form.summaryNeeded') : undefined}
      />
      <DueField
        suggestions={times?.suggestions ?? begin.suggestions}
        zone={begin.zone}
        dueAt={draft.dueAt}
        onChange={(next) => change({ dueAt: next })}
        isWrong={isWrong('due')}
      />
      <TextArea
        label={t('cases.form.told')}
        hint={t('cases.form.toldHint')}
        isRequired
        rows={2}
        value={toldOf(draft, begin)}
        onChange={(told) => change({ told })}
        maxLength={2000}
        error={
          dueAt !== null && wrong.includes('told')
            ? t('cases.form.toldNoTime', { time: clockIn(begin.zone, dueAt) })
            : undefined
        }
      />
      <MoreFields
        draft={draft}
        files={begin.attachments}
        isAmountWrong={isWrong('amount')}
        onChange={change}
      />
      {failed !== null && (
        <p className={styles.error} role="alert">
          {failed}
        </p>
      )}
      <div className={styles.bar}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button
          kind="primary"
          type="submit"
          isBusy={escalating.isLoading}
          isDisabled={draft.dueAt === null}
          aria-keyshortcuts={keyText('message.send')}
        >
          {draft.dueAt === null
            ? t('cases.form.needTime')
            : `${t('cases.form.submit')} ${keyText('message.send')}`}
        </Button>
      </div>
    </form>
  );
}
