import { type ContactField, kindFields } from '#shared/domain/contact/fields.ts';
import { readImportRow } from '#shared/domain/contact/import.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { type CsvFile, importRowOf, isUsable, type Mapping, type Target } from './import-file.ts';
import { useProblemText } from './import-report.tsx';
import styles from './contacts.module.css';

const PREVIEW = 5;
const NONE = 'none';
const addressKinds = ['email', 'phone', 'account', 'social'] as const;

interface ImportMappingProps {
  file: CsvFile;
  mapping: Mapping;
  fields: readonly ContactField[];
  onMapping: (mapping: Mapping) => void;
}

/** Which column becomes what, over the first rows as they would be read. */
export function ImportMapping({ file, mapping, fields, onMapping }: ImportMappingProps) {
  const t = useText();
  const language = useLanguage();
  const problemText = useProblemText(fields);
  const options = [
    { id: NONE, label: t('contacts.import.skip') },
    ...(['name', 'kind', 'language', 'timeZone', 'note'] as const).map((id) => ({
      id,
      label: t(`contacts.import.column.${id}`),
    })),
    ...addressKinds.map((kind) => ({
      id: `identity ${kind}`,
      label: t(`contact.identity.${kind}`),
    })),
    ...[...kindFields, ...fields].map((field) => ({
      id: `field ${field.key}`,
      label: field.name[language === 'zh-CN' ? 'zh' : 'en'],
    })),
  ];
  const set = (column: number, id: string) =>
    onMapping(
      mapping.map((target, index) => {
        if (index === column) return id === NONE ? null : (id as Target);
        // Two columns cannot become one field; several may be addresses of one kind.
        return target === id && !id.startsWith('identity ') ? null : target;
      }),
    );
  const rows = file.rows.slice(0, PREVIEW);
  return (
    <>
      <p>
        <strong>{t('contacts.import.columns')}</strong>{' '}
        <span className={styles.quiet}>
          {t('contacts.import.rows', { count: file.rows.length })}
        </span>
      </p>
      {!isUsable(mapping) && <Banner tone="wa">{t('contacts.import.noMapping')}</Banner>}
      <div className={styles.tableWrap}>
        <table className={styles.table} aria-label={t('contacts.import.preview')}>
          <thead>
            <tr>
              <th>#</th>
              <th>{t('contacts.import.problemColumn')}</th>
              {file.head.map((cell, column) => (
                <th key={`${column} ${cell}`}>
                  <span className={styles.cut}>{cell}</span>
                  <Select
                    ariaLabel={`${cell} →`}
                    value={mapping[column] ?? NONE}
                    options={options}
                    onChange={(id) => set(column, id)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const read = readImportRow(importRowOf(row, mapping), fields);
              return (
                <tr key={row.line}>
                  <td>{row.line}</td>
                  <td>
                    {'problems' in read && (
                      <Problems
                        text={read.problems.map(problemText).join(t('contacts.import.and'))}
                      />
                    )}
                  </td>
                  {file.head.map((cell, column) => (
                    <td key={`${column} ${cell}`} data-out={mapping[column] === null || undefined}>
                      {row.cells[column]}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Problems({ text }: { text: string }) {
  return (
    <Chip tone="wa" title={text}>
      {text}
    </Chip>
  );
}
