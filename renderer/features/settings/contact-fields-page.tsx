import { useState } from 'react';
import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from 'lucide-react';
import {
  type ContactField,
  contactField,
  type FieldType,
  fieldType,
  kindFields,
} from '#shared/domain/contact/fields.ts';
import { api } from '#renderer/bridge/api.ts';
import { newId } from '#renderer/bridge/new-id.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

const emptyField = (): ContactField => ({
  key: `own.${newId().toLowerCase().slice(-12)}`,
  name: { zh: '', en: '' },
  type: 'text',
  choices: [],
  kind: null,
  isRequired: false,
});

/** What is asked about customers beside their name: what comes with a kind, and the workspace's own. */
export function ContactFieldsPage() {
  const t = useText();
  const list = api.useContactFieldsQuery();
  const [define] = api.useContactDefineFieldsMutation();
  const [editing, setEditing] = useState<ContactField | null>(null);
  if (!list.data)
    return list.error ? (
      <ErrorState what={t('ui.failedWhat')} onRetry={() => void list.refetch()} />
    ) : (
      <Waiting shape={<SkeletonRows count={3} />} />
    );
  const own = list.data;
  const failed = (error: unknown) => showToast({ text: explain(t, error), tone: 'danger' });
  const put = (fields: ContactField[]) => define({ fields }).unwrap();
  const move = (from: number, to: number) => {
    const next = own.filter((_field, index) => index !== from);
    const [field] = own.slice(from, from + 1);
    if (field) put(next.toSpliced(to, 0, field)).catch(failed);
  };
  const remove = (field: ContactField) =>
    put(own.filter((one) => one.key !== field.key)).then(
      () =>
        showToast({
          text: t('contacts.define.removed', { name: field.name.zh }),
          group: 'fields',
          action: {
            label: t('ui.undo'),
            keys: 'Z',
            onAct: () => void put([...own]).catch(failed),
          },
        }),
      failed,
    );
  const keep = (field: ContactField) => {
    const isKnown = own.some((one) => one.key === field.key);
    const next = isKnown
      ? own.map((one) => (one.key === field.key ? field : one))
      : [...own, field];
    put(next).then(() => setEditing(null), failed);
  };
  return (
    <>
      <Section
        title={t('contacts.define.own')}
        hint={t('contacts.define.hint')}
        actions={
          <Button icon={<Plus size={16} aria-hidden />} onPress={() => setEditing(emptyField())}>
            {t('contacts.define.add')}
          </Button>
        }
      >
        {own.length === 0 && <p className={styles.hint}>{t('contacts.define.none')}</p>}
        <ul className={styles.rows}>
          {own.map((field, index) => (
            <li key={field.key} className={styles.row}>
              <FieldFacts field={field} />
              <IconButton
                size="small"
                label={`↑ ${field.name.zh}`}
                isDisabled={index === 0}
                icon={<ArrowUp size={14} aria-hidden />}
                onPress={() => move(index, index - 1)}
              />
              <IconButton
                size="small"
                label={`↓ ${field.name.zh}`}
                isDisabled={index === own.length - 1}
                icon={<ArrowDown size={14} aria-hidden />}
                onPress={() => move(index, index + 1)}
              />
              <IconButton
                size="small"
                label={`${t('ui.edit')} ${field.name.zh}`}
                icon={<Pencil size={14} aria-hidden />}
                onPress={() => setEditing(field)}
              />
              <IconButton
                size="small"
                label={`${t('ui.remove')} ${field.name.zh}`}
                icon={<Trash2 size={14} aria-hidden />}
                onPress={() => void remove(field)}
              />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('contacts.define.builtIn')}>
        <ul className={styles.rows}>
          {kindFields.map((field) => (
            <li key={field.key} className={styles.row}>
              <FieldFacts field={field} />
            </li>
          ))}
        </ul>
      </Section>
      <Dialog
        isOpen={editing !== null}
        onClose={() => setEditing(null)}
        title={t(
          own.some((one) => one.key === editing?.key)
            ? 'contacts.define.edit'
            : 'contacts.define.add',
        )}
        width="narrow"
        staysOpen
      >
        {editing && (
          <FieldForm
            key={editing.key}
            field={editing}
            onCancel={() => setEditing(null)}
            onKeep={keep}
          />
        )}
      </Dialog>
    </>
  );
}

function FieldFacts({ field }: { field: ContactField }) {
  const t = useText();
  const language = useLanguage();
  const isZh = language === 'zh-CN';
  return (
    <>
      <span className={styles.rowText}>
        {isZh ? field.name.zh : field.name.en}{' '}
        <span className={styles.hint}>{isZh ? field.name.en : field.name.zh}</span>
      </span>
      {field.isRequired && <Chip tone="wa">{t('contacts.define.required')}</Chip>}
      <Chip>{field.kind ? t(`words.contact.${field.kind}`) : t('contacts.define.both')}</Chip>
      <Chip>{t(`contacts.define.type.${field.type}`)}</Chip>
    </>
  );
}

interface FieldFormProps {
  field: ContactField;
  onCancel: () => void;
  onKeep: (field: ContactField) => void;
}
const kinds = ['both', 'user', 'merchant'] as const;

function FieldForm({ field, onCancel, onKeep }: FieldFormProps) {
  const t = useText();
  const [draft, setDraft] = useState(field);
  const [choices, setChoices] = useState(field.choices.join('\n'));
  const next = {
    ...draft,
    choices:
      draft.type === 'choice'
        ? [...new Set(choices.split('\n').map((one) => one.trim()))].filter((one) => one !== '')
        : [],
  };
  const read = contactField.safeParse(next);
  const isReady = read.success && (next.type !== 'choice' || next.choices.length > 0);
  const setName = (name: Partial<ContactField['name']>) =>
    setDraft({ ...draft, name: { ...draft.name, ...name } });
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (read.success && isReady) onKeep(read.data);
      }}
    >
      <TextField
        label={t('contacts.define.zh')}
        value={draft.name.zh}
        onChange={(zh) => setName({ zh })}
        maxLength={60}
        isRequired
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opened it to type
        autoFocus
      />
      <TextField
        label={t('contacts.define.en')}
        value={draft.name.en}
        onChange={(en) => setName({ en })}
        maxLength={60}
        isRequired
      />
      <Select<FieldType>
        label={t('contacts.define.type')}
        value={draft.type}
        options={fieldType.options.map((id) => ({
          id,
          label: t(`contacts.define.type.${id}`),
        }))}
        onChange={(type) => setDraft({ ...draft, type })}
      />
      {draft.type === 'choice' && (
        <TextArea
          label={t('contacts.define.choices')}
          value={choices}
          onChange={setChoices}
          rows={4}
        />
      )}
      <Select
        label={t('contacts.define.kind')}
        value={draft.kind ?? 'both'}
        options={kinds.map((id) => ({
          id,
          label: id === 'both' ? t('contacts.define.both') : t(`words.contact.${id}`),
        }))}
        onChange={(kind) => setDraft({ ...draft, kind: kind === 'both' ? null : kind })}
      />
      <Checkbox
        isSelected={draft.isRequired}
        onChange={(isRequired) => setDraft({ ...draft, isRequired })}
      >
        {t('contacts.define.required')}
      </Checkbox>
      <div className={styles.bar}>
        <Button onPress={onCancel}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={!isReady}>
          {t('ui.save')}
        </Button>
      </div>
    </form>
  );
}
