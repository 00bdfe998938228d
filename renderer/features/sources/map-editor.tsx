import { Plus, Trash2 } from 'lucide-react';
import { recordFields, type RecordField } from '#shared/domain/source/field-map.ts';
import { type Translate, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { type FieldDraft, wordFields, type WordDraft } from './source-draft.ts';
import type { SourceForm } from './use-source-form.ts';
import styles from './sources.module.css';

/** Which field of the answer, or which column, fills which field of a record. */
export function MapEditor({ form, columns }: { form: SourceForm; columns: readonly string[] }) {
  const t = useText();
  const { draft, change } = form;
  const used = new Set(draft.fields.map((one) => one.field));
  const free = recordFields.filter((field) => !used.has(field));
  const set = (index: number, next: Partial<FieldDraft>) =>
    change({ fields: draft.fields.map((one, at) => (at === index ? { ...one, ...next } : one)) });
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('sources.map.title')}</legend>
      <p className={styles.quiet}>
        {t(draft.kind === 'csv' ? 'sources.map.columnHint' : 'sources.map.pointerHint')}
      </p>
      <ul className={styles.rows}>
        {draft.fields.map((row, index) => (
          <li key={row.field} className={styles.mapRow}>
            <span className={styles.fieldName}>{t(`recordField.${row.field}`)}</span>
            <Select<'from' | 'fixed'>
              ariaLabel={t('sources.map.how', { field: t(`recordField.${row.field}`) })}
              value={row.isFixed ? 'fixed' : 'from'}
              onChange={(how) => set(index, { isFixed: how === 'fixed' })}
              options={[
                {
                  id: 'from',
                  label: t(draft.kind === 'csv' ? 'sources.map.column' : 'sources.map.pointer'),
                },
                { id: 'fixed', label: t('sources.map.fixed') },
              ]}
            />
            {columns.length > 0 && !row.isFixed ? (
              <Select
                ariaLabel={t('sources.map.from', { field: t(`recordField.${row.field}`) })}
                value={columns.includes(row.value) ? row.value : null}
                placeholder={row.value === '' ? t('sources.map.none') : row.value}
                onChange={(value) => set(index, { value })}
                options={columns.map((id) => ({ id, label: id }))}
              />
            ) : (
              <TextField
                aria-label={t('sources.map.from', { field: t(`recordField.${row.field}`) })}
                value={row.value}
                onChange={(value) => set(index, { value })}
                error={form.errorOf(`record.fields.${row.field}`)}
                isMono={!row.isFixed}
                spellCheck="false"
                autoComplete="off"
              />
            )}
            <IconButton
              label={t('sources.map.drop', { field: t(`recordField.${row.field}`) })}
              size="small"
              icon={<Trash2 size={14} aria-hidden />}
              onPress={() => change({ fields: draft.fields.filter((_one, at) => at !== index) })}
            />
          </li>
        ))}
      </ul>
      <Select<RecordField>
        ariaLabel={t('sources.map.add')}
        placeholder={t('sources.map.add')}
        value={null}
        onChange={(field) =>
          change({ fields: [...draft.fields, { field, value: '', isFixed: false }] })
        }
        options={free.map((id) => ({ id, label: t(`recordField.${id}`) }))}
      />
    </fieldset>
  );
}

/** `refunds.status`: the status of each refund. */
function wordLabel(t: Translate, id: string): string {
  const field = recordFields.find((one) => one === id);
  if (field) return t(`recordField.${field}`);
  if (id === 'refunds.status') return t('sources.words.refundStatus');
  return id === 'fees.kind' ? t('sources.words.feeKind') : id;
}

/** Their words for ours: `PAID` is `captured`. */
export function WordEditor({ form }: { form: SourceForm }) {
  const t = useText();
  const { draft, change } = form;
  const set = (index: number, next: Partial<WordDraft>) =>
    change({ words: draft.words.map((one, at) => (at === index ? { ...one, ...next } : one)) });
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('sources.words.title')}</legend>
      <p className={styles.quiet}>{t('sources.words.hint')}</p>
      <ul className={styles.rows}>
        {draft.words.map((row, index) => (
          <li key={index} className={styles.wordRow}>
            <Select
              ariaLabel={t('sources.words.field')}
              value={row.field}
              onChange={(field) => set(index, { field })}
              options={[...new Set([...wordFields, row.field])].map((id) => ({
                id,
                label: wordLabel(t, id),
              }))}
            />
            <TextField
              aria-label={t('sources.words.theirs')}
              value={row.theirs}
              onChange={(theirs) => set(index, { theirs })}
              spellCheck="false"
            />
            <TextField
              aria-label={t('sources.words.ours')}
              value={row.ours}
              onChange={(ours) => set(index, { ours })}
              spellCheck="false"
              isMono
            />
            <IconButton
              label={t('sources.words.drop', { word: row.theirs })}
              size="small"
              icon={<Trash2 size={14} aria-hidden />}
              onPress={() => change({ words: draft.words.filter((_one, at) => at !== index) })}
            />
          </li>
        ))}
      </ul>
      <Button
        size="small"
        icon={<Plus size={14} aria-hidden />}
        onPress={() =>
          change({ words: [...draft.words, { field: 'status', theirs: '', ours: '' }] })
        }
      >
        {t('sources.words.add')}
      </Button>
    </fieldset>
  );
}
