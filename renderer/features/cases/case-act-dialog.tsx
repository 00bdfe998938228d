import { useState } from 'react';
import type { DepartmentId } from '#shared/lib/ids.ts';
import type { CaseDetail } from '#shared/contract/cases.ts';
import { clockIn, saysTime, toldLanguage, toldText } from '#shared/domain/case/times.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { type TextKey, useLanguage, useText } from '#renderer/i18n/text.ts';
import { useKeyText } from '#renderer/keys/command-provider.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextArea } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { DueField } from './due-field.tsx';
import { submitKey } from './submit-key.ts';
import { useCaseAct } from './use-case-act.ts';
import styles from './form.module.css';

export type CaseAct =
  'answer' | 'askInfo' | 'giveInfo' | 'giveBack' | 'confirm' | 'rePromise' | 'reopen';

/** What is written in the dialog of an act. */
export interface CaseWords {
  text: string;
  departmentId: DepartmentId | null;
  dueAt: number | null;
  told: string;
  isApproved: boolean;
}

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
  const now = useNow();
  const { zone, language } = one.package;
  const [text, setText] = useState(act === 'confirm' ? (one.answer ?? '') : '');
  const [departmentId, setDepartmentId] = useState<DepartmentId | null>(null);
  const [dueAt, setDueAt] = useState<number | null>(null);
  const [ownTold, setOwnTold] = useState<string | null>(null);
  const [isApproved, setIsApproved] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const { run, isBusy } = useCaseAct(one.id);

  const promises = act === 'rePromise' || (act === 'reopen' && one.status !== 'answered');
  const isAgain = act === 'rePromise' && one.rePromiseCount > 0;
  const needsText = act !== 'rePromise' || isAgain;
  const told =
    ownTold ?? (dueAt === null ? '' : toldText(dueAt, zone, toldLanguage(language, 'en')));
  const wrong = {
    text: needsText && text.trim() === '',
    department: act === 'giveBack' && departmentId === null,
    due: promises && (dueAt === null || dueAt <= now),
    told: promises && dueAt !== null && !saysTime(told, dueAt, zone),
    approval: isAgain && !isApproved,
  };
  const submit = async () => {
    setIsChecked(true);
    setFailed(null);
    if (Object.values(wrong).some(Boolean) || isBusy) return;
    try {
      await run(act, { text: text.trim(), departmentId, dueAt, told, isApproved });
      showToast({ text: t(`cases.done.${act}`), tone: 'success', group: 'cases' });
      onClose();
    } catch (error) {
      setFailed(explain(t, error));
    }
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={submitKey(() => void submit())}
    >
      {act === 'giveBack' && (
        <DepartmentSelect
          except={one.departmentId}
          value={departmentId}
          onChange={setDepartmentId}
          isWrong={isChecked && wrong.department}
        />
      )}
      {promises && (
        <NewTime one={one} dueAt={dueAt} onChange={setDueAt} isWrong={isChecked && wrong.due} />
      )}
      {promises && (
        <TextArea
          label={t('cases.form.told')}
          isRequired
          value={told}
          onChange={setOwnTold}
          maxLength={2000}
          error={
            wrong.told && dueAt !== null
              ? t('cases.form.toldNoTime', { time: clockIn(zone, dueAt) })
              : undefined
          }
        />
      )}
      <TextArea
        label={t(labels[act])}
        isRequired={needsText}
        rows={4}
        value={text}
        onChange={setText}
        maxLength={act === 'giveBack' || promises ? 1000 : 4000}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opens it to type
        autoFocus={!promises && act !== 'giveBack'}
        error={isChecked && wrong.text ? t('cases.field.needed') : undefined}
      />
      {isAgain && (
        <>
          <Checkbox isSelected={isApproved} onChange={setIsApproved}>
            {t('cases.field.approved')}
          </Checkbox>
          {isChecked && wrong.approval && (
            <p className={styles.error} role="alert">
              {t('rejection.promise.needs-approval')}
            </p>
          )}
        </>
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
          isDisabled={promises && dueAt === null}
          aria-keyshortcuts={keyText('message.send')}
        >
          {promises && dueAt === null ? t('cases.form.needTime') : t(`cases.act.${act}`)}
        </Button>
      </div>
    </form>
  );
}

function NewTime(props: {
  one: CaseDetail;
  dueAt: number | null;
  onChange: (dueAt: number | null) => void;
  isWrong: boolean;
}) {
  const { one } = props;
  const { data } = api.useCasePrepareQuery(
    {
      conversationId: one.conversationId,
      departmentId: one.departmentId,
      severity: one.package.severity,
    },
    { refetchOnMountOrArgChange: true },
  );
  return (
    <DueField
      suggestions={data?.suggestions ?? []}
      zone={one.package.zone}
      dueAt={props.dueAt}
      onChange={props.onChange}
      isWrong={props.isWrong}
    />
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
  const { data = [] } = api.useDepartmentListQuery();
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
