import { useText } from '#renderer/i18n/text.ts';
import { troubleKey } from '#renderer/i18n/explain.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { SourceDraft } from './source-draft.ts';
import type { SourceForm } from './use-source-form.ts';
import styles from './sources.module.css';

export interface Preview {
  code: string | null;
  detail: string | null;
  file: string | null;
  columns: string[];
  rows: string[][];
}

/** The watched folder, how its files are written, and their first lines. */
export function CsvFields(props: {
  form: SourceForm;
  preview: Preview | null;
  isReading: boolean;
  onPreview: () => void;
}) {
  const t = useText();
  const { form, preview, isReading, onPreview } = props;
  const { draft, change, errorOf } = form;
  return (
    <>
      <TextField
        label={t('sources.csv.folder')}
        hint={t('sources.csv.folderHint')}
        value={draft.folder}
        onChange={(folder) => change({ folder })}
        error={errorOf('folder')}
        isRequired
        spellCheck="false"
        autoComplete="off"
      />
      <div className={styles.pair}>
        <Select<SourceDraft['encoding']>
          label={t('sources.csv.encoding')}
          value={draft.encoding}
          onChange={(encoding) => change({ encoding })}
          options={[
            { id: 'auto', label: t('sources.csv.auto') },
            { id: 'utf-8', label: 'UTF-8' },
            { id: 'gb18030', label: 'GB18030' },
          ]}
        />
        <Select<SourceDraft['delimiter']>
          label={t('sources.csv.delimiter')}
          value={draft.delimiter}
          onChange={(delimiter) => change({ delimiter })}
          options={[
            { id: 'auto', label: t('sources.csv.auto') },
            { id: ',', label: t('sources.csv.comma') },
            { id: ';', label: t('sources.csv.semicolon') },
            { id: '\t', label: t('sources.csv.tab') },
            { id: '|', label: t('sources.csv.bar') },
          ]}
        />
      </div>
      <div className={styles.bar}>
        <Button onPress={onPreview} isBusy={isReading} isDisabled={draft.folder.trim() === ''}>
          {t('sources.csv.preview')}
        </Button>
      </div>
      {preview && <PreviewTable preview={preview} />}
    </>
  );
}

function PreviewTable({ preview }: { preview: Preview }) {
  const t = useText();
  if (preview.code !== null)
    return (
      <Banner tone="wa">
        <p>{t(troubleKey(preview.code) ?? 'trouble.unknown')}</p>
        {preview.detail !== null && <p className={styles.quiet}>{preview.detail}</p>}
      </Banner>
    );
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.quiet}>
        {t('sources.csv.first', { file: preview.file ?? '' })}
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table is scrolled by keys */}
      <section className={styles.scroll} aria-label={t('sources.csv.table')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {preview.columns.map((name, index) => (
                <th key={index} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((cells, index) => (
              <tr key={index}>
                {preview.columns.map((_name, at) => (
                  <td key={at}>{cells[at] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}
