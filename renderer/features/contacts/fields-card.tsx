import { useState } from 'react';
import { Pencil, Settings2 } from 'lucide-react';
import type { ContactView } from '#shared/contract/contact-rows.ts';
import { type ContactField, fieldsFor, fieldValueFrom } from '#shared/domain/contact/fields.ts';
import { api } from '#renderer/bridge/api.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { EditButtons } from '#renderer/features/contact/edit-buttons.tsx';
import { useSaved } from '#renderer/features/contact/use-saved.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import styles from './contacts.module.css';

interface FieldsCardProps {
  contact: ContactView;
  onManage: () => void;
}

/** The fields of this kind of customer and the workspace's own. */
export function FieldsCard({ contact, onManage }: FieldsCardProps) {
  const t = useText();
  const language = useLanguage();
  const [isEditing, setEditing] = useState(false);
  const { data: own = [] } = api.useContactFieldsQuery();
  const fields = fieldsFor(contact.kind, own);
  const nameOf = (field: ContactField) => field.name[language === 'zh-CN' ? 'zh' : 'en'];
  const filled = fields.filter((field) => contact.fields[field.key] !== undefined);
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}>
        <h2>{t('contacts.fields')}</h2>
        <span>
          <IconButton
            size="small"
            label={t('contacts.fields.manage')}
            icon={<Settings2 size={14} aria-hidden />}
            onPress={onManage}
          />
          {contact.erased === null && (
            <IconButton
              size="small"
              label={t('contacts.fields.edit')}
              icon={<Pencil size={14} aria-hidden />}
              onPress={() => setEditing(true)}
            />
          )}
        </span>
      </header>
      {isEditing ? (
        <FieldsForm
          contact={contact}
          fields={fields}
          nameOf={nameOf}
          onEnd={() => setEditing(false)}
        />
      ) : filled.length === 0 ? (
        <p className={styles.quiet}>{t('contacts.fields.none')}</p>
      ) : (
        <dl className={styles.facts}>
          {filled.map((field) => (
            <div key={field.key} className={styles.fact}>
              <dt>{nameOf(field)}</dt>
              <dd>{contact.fields[field.key]}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

interface FieldsFormProps {
  contact: ContactView;
  fields: readonly ContactField[];
  nameOf: (field: ContactField) => string;
  onEnd: () => void;
}

function FieldsForm({ contact, fields, nameOf, onEnd }: FieldsFormProps) {
  const t = useText();
  const saved = useSaved();
  const [change] = api.useContactChangeFieldsMutation();
  const [values, setValues] = useState<Record<string, string>>(contact.fields);
  const valueOf = (field: ContactField) => values[field.key] ?? '';
  const wrongOf = (field: ContactField): string | undefined => {
    const read = fieldValueFrom(field, valueOf(field));
    if ('problem' in read) return t(`contacts.fields.${read.problem}`);
    return field.isRequired && read.value === '' ? t('contacts.fields.missing') : undefined;
  };
  const put = (given: Record<string, string>) =>
    change({
      contactId: contact.id,
      fields: fields.map(({ key }) => ({ key, value: given[key] ?? '' })),
    }).unwrap();
  const keep = () => {
    void saved(
      () => put(values),
      () => put(contact.fields),
    ).then((isKept) => {
      if (isKept) onEnd();
    });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      {fields.map((field) => {
        const set = (value: string) => setValues({ ...values, [field.key]: value });
        if (field.type === 'choice')
          return (
            <Select
              key={field.key}
              label={nameOf(field)}
              value={valueOf(field)}
              options={[
                { id: '', label: t('contacts.fields.unset') },
                ...field.choices.map((id) => ({ id, label: id })),
              ]}
              onChange={set}
              error={wrongOf(field)}
            />
          );
        return (
          <TextField
            key={field.key}
            label={nameOf(field)}
            type={field.type === 'date' ? 'date' : 'text'}
            inputMode={field.type === 'number' ? 'decimal' : 'text'}
            isRequired={field.isRequired}
            value={valueOf(field)}
            onChange={set}
            error={wrongOf(field)}
            maxLength={2000}
          />
        );
      })}
      <EditButtons
        onCancel={onEnd}
        isDisabled={fields.some((field) => wrongOf(field) !== undefined)}
      />
    </form>
  );
}
