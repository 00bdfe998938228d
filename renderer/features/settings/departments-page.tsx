import { useState } from 'react';
import { ArrowLeft, Plus } from 'lucide-react';
import type { DepartmentView } from '#shared/contract/cases.ts';
import { departmentProfile } from '#shared/domain/workspace/departments.ts';
import { casesApi } from '#renderer/bridge/cases-api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { Confirm } from '#renderer/ui/dialog.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { Section } from './section.tsx';
import styles from './accounts.module.css';

const severities = ['p1', 'p2', 'p3'] as const;

/** Who takes what agents cannot answer, and how long they take. */
export function DepartmentsPage() {
  const t = useText();
  const language = useLanguage();
  const list = casesApi.useDepartmentListQuery();
  const [editing, setEditing] = useState<DepartmentView | 'new' | null>(null);
  const [retiring, setRetiring] = useState<DepartmentView | null>(null);
  const [retire] = casesApi.useDepartmentRetireMutation();
  if (!list.data)
    return list.error ? (
      <ErrorState what={t('ui.failedWhat')} onRetry={() => void list.refetch()} />
    ) : (
      <Waiting shape={<SkeletonRows count={3} />} />
    );
  if (editing !== null)
    return (
      <DepartmentForm
        department={editing === 'new' ? null : editing}
        onDone={() => setEditing(null)}
      />
    );
  const end = async (department: DepartmentView) => {
    setRetiring(null);
    try {
      await retire({ departmentId: department.id }).unwrap();
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'department' });
    }
  };
  return (
    <Section
      title={t('cases.department.title')}
      hint={t('cases.department.hint')}
      actions={
        <Button icon={<Plus size={16} aria-hidden />} onPress={() => setEditing('new')}>
          {t('cases.department.add')}
        </Button>
      }
    >
      <ul className={styles.list}>
        {list.data.map((one) => (
          <li key={one.id} className={styles.card}>
            <div className={styles.cardHead}>
              <div className={styles.names}>
                <h3>{one.names[language]}</h3>
                <p>
                  {t('cases.department.times', one.hours)} · {t(`cases.department.${one.calendar}`)}
                </p>
              </div>
              {one.isRetired ? (
                <Chip>{t('cases.department.retired')}</Chip>
              ) : (
                <>
                  <Button size="small" onPress={() => setEditing(one)}>
                    {t('ui.edit')}
                  </Button>
                  <Button size="small" kind="quiet" onPress={() => setRetiring(one)}>
                    {t('cases.department.retire')}
                  </Button>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      <Confirm
        isOpen={retiring !== null}
        onClose={() => setRetiring(null)}
        title={t('cases.department.retireTitle', { name: retiring?.names[language] ?? '' })}
        confirmLabel={t('cases.department.retire')}
        onConfirm={() => {
          if (retiring) void end(retiring);
        }}
      >
        {t('cases.department.retireText')}
      </Confirm>
    </Section>
  );
}

function DepartmentForm({
  department,
  onDone,
}: {
  department: DepartmentView | null;
  onDone: () => void;
}) {
  const t = useText();
  const [zh, setZh] = useState(department?.names['zh-CN'] ?? '');
  const [en, setEn] = useState(department?.names.en ?? '');
  const [hours, setHours] = useState(() => ({
    p1: String(department?.hours.p1 ?? 4),
    p2: String(department?.hours.p2 ?? 9),
    p3: String(department?.hours.p3 ?? 27),
  }));
  const [calendar, setCalendar] = useState<DepartmentView['calendar']>(
    department?.calendar ?? 'business',
  );
  const [isChecked, setIsChecked] = useState(false);
  const [add, adding] = casesApi.useDepartmentAddMutation();
  const [change, changing] = casesApi.useDepartmentChangeMutation();
  const read = departmentProfile.safeParse({
    names: { 'zh-CN': zh, en },
    calendar,
    hours: { p1: Number(hours.p1), p2: Number(hours.p2), p3: Number(hours.p3) },
  });
  const wrong = new Set(
    isChecked && !read.success ? read.error.issues.map((issue) => issue.path.join('.')) : [],
  );
  const save = async () => {
    setIsChecked(true);
    if (!read.success) return;
    try {
      if (department) await change({ departmentId: department.id, profile: read.data }).unwrap();
      else await add({ profile: read.data }).unwrap();
      showToast({ text: t('ui.saved'), tone: 'success', group: 'department' });
      onDone();
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'department' });
    }
  };
  const needed = t('cases.department.nameNeeded');
  return (
    <Section
      title={t(department ? 'cases.department.edit' : 'cases.department.add')}
      actions={
        <Button
          size="small"
          kind="quiet"
          icon={<ArrowLeft size={14} aria-hidden />}
          onPress={onDone}
        >
          {t('cases.department.title')}
        </Button>
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t('cases.department.zh')}
          isRequired
          value={zh}
          onChange={setZh}
          maxLength={60}
          error={wrong.has('names.zh-CN') ? needed : undefined}
        />
        <TextField
          label={t('cases.department.en')}
          isRequired
          value={en}
          onChange={setEn}
          maxLength={60}
          error={wrong.has('names.en') ? needed : undefined}
        />
        {severities.map((severity) => (
          <TextField
            key={severity}
            label={t('cases.department.hours', { severity: t(`cases.severity.${severity}`) })}
            inputMode="decimal"
            value={hours[severity]}
            onChange={(text) => setHours((old) => ({ ...old, [severity]: text }))}
            maxLength={6}
            error={wrong.has(`hours.${severity}`) ? t('cases.department.hoursBad') : undefined}
          />
        ))}
        <RadioGroup<DepartmentView['calendar']>
          label={t('cases.department.calendar')}
          look="row"
          value={calendar}
          onChange={setCalendar}
          options={[
            { id: 'always', label: t('cases.department.always') },
            { id: 'business', label: t('cases.department.business') },
          ]}
        />
        <div className={styles.bar}>
          <Button kind="primary" type="submit" isBusy={adding.isLoading || changing.isLoading}>
            {t('ui.save')}
          </Button>
          <Button kind="quiet" onPress={onDone}>
            {t('ui.cancel')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
