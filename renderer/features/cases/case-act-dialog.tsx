import type { DepartmentId } from '#shared/lib/ids.ts';
import type { CaseDetail } from '#shared/contract/cases.ts';
import { clockIn } from '#shared/domain/case/times.ts';
import { casesApi } from '#renderer/bridge/cases-api.ts';
import { type TextKey, useLanguage, useText } from '#renderer/i18n/text.ts';
import { useKeyText } from '#renderer/keys/command-provider.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextArea } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { DueField } from './due-field.tsx';
import { promisedAt } from './escalate-draft.ts';
import { submitKey } from './submit-key.ts';
import { type CaseAct, type CaseField, type CaseWords, toldIn } from './case-words.ts';
import { useCaseWords } from './use-case-words.ts';
import styles from './form.module.css';

const labels: Record<CaseAct, TextKey> = {
  answer: 'cases.field.answer',
  askInfo: 'cases.field.question',
  giveInfo: 'cases.field.details',
  giveBack: 'cases.field.reason',
  confirm: 'cases.field.message',
  rePromise: 'cases.field.reason',
  reopen: 'cases.field.reason',
};

interface CaseActDialogProps {
  act: CaseAct;
  one: CaseDetail;
  onClose: () => void;
}

export function CaseActDialog(props: CaseActDialogProps) {
  const t = useText();
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={`${t(`cases.act.${props.act}`)} · ${props.one.number}`}
      staysOpen
    >
      <CaseActForm {...props} />
    </Dialog>
  );
}

function CaseActForm({ act, one, onClose }: CaseActDialogProps) {
  const t = useText();
  const keyText = useKeyText();
  const { words, change, needs, wrong, isChecked, failed, submit, isBusy } = useCaseWords(
    act,
    one,
    () => {
      showToast({ text: t(`cases.done.${act}`), tone: 'success', group: 'cases' });
      onClose();
    },
  );
  const isTimeless = needs.time && words.dueAt === null;
  const isWrong = (field: CaseField) => isChecked && wrong.includes(field);
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
      {needs.department && (
        <DepartmentSelect
          except={one.departmentId}
          value={words.departmentId}
          onChange={(departmentId) => change({ departmentId })}
          isWrong={isWrong('department')}
        />
      )}
      {needs.time && (
        <NewTime one={one} words={words} onChange={change} wrong={wrong} isChecked={isChecked} />
      )}
      <TextArea
        label={t(labels[act])}
        isRequired={needs.text}
        rows={4}
        value={words.text}
        onChange={(text) => change({ text })}
        maxLength={needs.department || needs.time ? 1000 : 4000}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opens it to type
        autoFocus={!needs.time && !needs.department}
        error={isWrong('text') ? t('cases.field.needed') : undefined}
      />
      {needs.approval && (
        <Checkbox isSelected={words.isApproved} onChange={(isApproved) => change({ isApproved })}>
          {t('cases.field.approved')}
        </Checkbox>
      )}
      {isWrong('approval') && (
        <p className={styles.error} role="alert">
          {t('rejection.promise.needs-approval')}
        </p>
      )}
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
          isBusy={isBusy}
          isDisabled={isTimeless}
          aria-keyshortcuts={keyText('message.send')}
        >
          {isTimeless ? t('cases.form.needTime') : t(`cases.act.${act}`)}
        </Button>
      </div>
    </form>
  );
}

function NewTime(props: {
  one: CaseDetail;
  words: CaseWords;
  onChange: (next: Partial<CaseWords>) => void;
  wrong: readonly CaseField[];
  isChecked: boolean;
}) {
  const t = useText();
  const { one, words, onChange, wrong } = props;
  const { zone } = one.package;
  const dueAt = promisedAt(words, zone);
  const { data } = casesApi.useCasePrepareQuery(
    {
      conversationId: one.conversationId,
      departmentId: one.departmentId,
      severity: one.package.severity,
    },
    { refetchOnMountOrArgChange: true },
  );
  return (
    <>
      <DueField
        suggestions={data?.suggestions ?? []}
        zone={zone}
        dueAt={words.dueAt}
        onChange={(next) => onChange({ dueAt: next })}
        isWrong={props.isChecked && wrong.includes('due')}
      />
      <TextArea
        label={t('cases.form.told')}
        isRequired
        value={toldIn(words, one)}
        onChange={(told) => onChange({ told })}
        maxLength={2000}
        error={
          wrong.includes('told') && dueAt !== null
            ? t('cases.form.toldNoTime', { time: clockIn(zone, dueAt) })
            : undefined
        }
      />
    </>
  );
}

function DepartmentSelect(props: {
  except: DepartmentId;
  value: DepartmentId | null;
  onChange: (id: DepartmentId) => void;
  isWrong: boolean;
}) {
  const t = useText();
  const language = useLanguage();
  const { data = [] } = casesApi.useDepartmentListQuery();
  return (
    <Select<DepartmentId>
      label={`${t('cases.form.department')} *`}
      value={props.value}
      onChange={props.onChange}
      options={data
        .filter((one) => !one.isRetired && one.id !== props.except)
        .map((one) => ({ id: one.id, label: one.names[language] }))}
      error={props.isWrong ? t('cases.form.departmentNeeded') : undefined}
    />
  );
}
