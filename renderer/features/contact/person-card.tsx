import { useState } from 'react';
import { Pencil } from 'lucide-react';
import type { ContactView } from '#shared/contract/contact-rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { clockTime, dayName } from '#renderer/ui/format/times.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { EditButtons } from './edit-buttons.tsx';
import { isLanguageTag, isTimeZone, languageName } from './person-facts.ts';
import { useSaved } from './use-saved.ts';
import styles from './contact-panel.module.css';

type Editing = 'details' | 'note' | null;

/** Name, kind, language, local time and note of a customer, and how to change them. */
export function PersonCard({ contact }: { contact: ContactView }) {
  const t = useText();
  const [editing, setEditing] = useState<Editing>(null);
  const end = () => setEditing(null);
  return (
    <section className={styles.card}>
      <header className={styles.head}>
        <h2>{t('contact.title')}</h2>
        {contact.erased === null && (
          <IconButton
            size="small"
            kind="quiet"
            label={t('contact.edit')}
            icon={<Pencil size={14} aria-hidden />}
            onPress={() => setEditing('details')}
          />
        )}
      </header>
      {editing === 'details' ? (
        <DetailsForm contact={contact} onEnd={end} />
      ) : (
        <Facts contact={contact} />
      )}
      {editing === 'note' && <NoteForm contact={contact} onEnd={end} />}
      {editing !== 'note' && contact.erased === null && (
        <button type="button" className={styles.note} onClick={() => setEditing('note')}>
          {contact.note ?? t('contact.note.add')}
        </button>
      )}
    </section>
  );
}

function Facts({ contact }: { contact: ContactView }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { timeZone } = contact;
  const facts: [string, string][] = [
    [t('contact.name'), contact.erased?.mark ?? contact.name ?? t('contact.unknown')],
    [t('contact.kind'), t(`words.contact.${contact.kind}`)],
    ...(contact.language === null
      ? []
      : [[t('contact.language'), languageName(contact.language, language)] as [string, string]]),
    ...(timeZone !== null && isTimeZone(timeZone)
      ? [[t('contact.timeZone'), `${timeZone} · ${clockTime(now, timeZone)}`] as [string, string]]
      : []),
    [t('contact.sinceLabel'), dayName(contact.createdAt, now, language)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface FormProps {
  contact: ContactView;
  onEnd: () => void;
}

function DetailsForm({ contact, onEnd }: FormProps) {
  const t = useText();
  const saved = useSaved();
  const [rename] = api.useContactRenameMutation();
  const [describe] = api.useContactDescribeMutation();
  const [name, setName] = useState(contact.name ?? '');
  const [kind, setKind] = useState(contact.kind);
  const [language, setLanguage] = useState(contact.language ?? '');
  const [timeZone, setTimeZone] = useState(contact.timeZone ?? '');
  const zone = timeZone.trim();
  const tag = language.trim();
  const isBadZone = zone !== '' && !isTimeZone(zone);
  const isBadTag = tag !== '' && !isLanguageTag(tag);
  const { id: contactId, note } = contact;
  const was = {
    name: contact.name ?? '',
    kind: contact.kind,
    language: contact.language,
    timeZone: contact.timeZone,
  };
  const put = async (next: typeof was) => {
    const { name: wanted, ...described } = next;
    if (wanted !== '') await rename({ contactId, name: wanted }).unwrap();
    await describe({ contactId, note, ...described }).unwrap();
  };
  const keep = () => {
    const next = {
      name: name.trim(),
      kind,
      language: tag === '' ? null : tag,
      timeZone: zone === '' ? null : zone,
    };
    if (JSON.stringify(next) !== JSON.stringify(was))
      void saved(
        () => put(next),
        () => put(was),
      );
    onEnd();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <TextField
        label={t('contact.name')}
        value={name}
        onChange={setName}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opened it to type
        autoFocus
        maxLength={200}
      />
      <Select
        label={t('contact.kind')}
        value={kind}
        options={(['user', 'merchant'] as const).map((id) => ({
          id,
          label: t(`words.contact.${id}`),
        }))}
        onChange={setKind}
      />
      <TextField
        label={t('contact.language')}
        value={language}
        onChange={setLanguage}
        placeholder="zh-CN"
        error={isBadTag ? t('contact.language.bad') : undefined}
      />
      <TextField
        label={t('contact.timeZone')}
        value={timeZone}
        onChange={setTimeZone}
        placeholder="Asia/Shanghai"
        error={isBadZone ? t('contact.timeZone.bad') : undefined}
      />
      <EditButtons onCancel={onEnd} isDisabled={name.trim() === '' || isBadZone || isBadTag} />
    </form>
  );
}

function NoteForm({ contact, onEnd }: FormProps) {
  const t = useText();
  const saved = useSaved();
  const [describe] = api.useContactDescribeMutation();
  const [note, setNote] = useState(contact.note ?? '');
  const { id: contactId, kind, language, timeZone } = contact;
  const put = (next: string | null) =>
    describe({ contactId, kind, language, timeZone, note: next }).unwrap();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const next = note.trim() === '' ? null : note.trim();
        if (next !== contact.note)
          void saved(
            () => put(next),
            () => put(contact.note),
          );
        onEnd();
      }}
    >
      <TextArea
        label={t('contact.note')}
        value={note}
        onChange={setNote}
        rows={3}
        maxLength={4000}
        placeholder={t('contact.note.placeholder')}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opened it to type
        autoFocus
      />
      <EditButtons onCancel={onEnd} />
    </form>
  );
}
