import { Download } from 'lucide-react';
import { BYTE_ORDER_MARK, csvRow } from '#shared/lib/csv.ts';
import { type ContactField, kindFields } from '#shared/domain/contact/fields.ts';
import { identityKind } from '#shared/domain/contact/parts.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import type { CsvFile } from './import-file.ts';
import type { ImportResult, RefusedRow } from './import-run.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import styles from './contacts.module.css';

/** Rows of problems shown; the file has them all. */
const MOST_SHOWN = 200;
const plain = ['name', 'kind', 'language', 'timeZone', 'note'] as const;

/** A problem in words: the column and what is wrong with it. */
export function useProblemText(fields: readonly ContactField[]) {
  const t = useText();
  const language = useLanguage();
  const nameOf = (field: string): string => {
    const own = plain.find((one) => one === field);
    if (own) return t(`contacts.import.column.${own}`);
    const kind = identityKind.safeParse(field);
    if (kind.success) return t(`contact.identity.${kind.data}`);
    const known = [...kindFields, ...fields].find(({ key }) => key === field);
    return known ? known.name[language === 'zh-CN' ? 'zh' : 'en'] : t('contact.identities');
  };
  return ({ field, code, otherLine }: RefusedRow['problems'][number]): string =>
    `${nameOf(field)}: ${t(`contacts.problem.${code}`, { line: otherLine ?? 0 })}`;
}

interface ImportReportProps {
  file: CsvFile;
  fields: readonly ContactField[];
  result: ImportResult;
  isDryRun: boolean;
  isStopped: boolean;
}

/** What a run did or would do, and every line it could not take, with why. */
export function ImportReport({ file, fields, result, isDryRun, isStopped }: ImportReportProps) {
  const t = useText();
  const problemText = useProblemText(fields);
  const { counts, refused } = result;
  const save = () => {
    const rows = [
      BYTE_ORDER_MARK,
      csvRow([...file.head, t('contacts.import.lineColumn'), t('contacts.import.problemColumn')]),
      ...refused.map((row) =>
        csvRow([
          ...file.head.map((_cell, column) => row.cells[column] ?? ''),
          String(row.line),
          row.problems.map(problemText).join(t('contacts.import.and')),
        ]),
      ),
    ];
    saveFile(
      new Blob(rows, { type: 'text/csv' }),
      file.name.replace(/(\.csv)?$/i, '-problems.csv'),
    );
  };
  return (
    <>
      <Banner tone={isStopped ? 'wa' : isDryRun ? 'ne' : 'ok'}>
        {t(
          isStopped
            ? 'contacts.import.stopped'
            : isDryRun
              ? 'contacts.import.checked'
              : 'contacts.import.done',
        )}
      </Banner>
      <div className={styles.chips}>
        <Chip tone="ok">{t('contacts.import.new', { count: counts.new })}</Chip>
        <Chip tone="ac">{t('contacts.import.filled', { count: counts.filled })}</Chip>
        <Chip>{t('contacts.import.same', { count: counts.same })}</Chip>
        <Chip tone={counts.refused > 0 ? 'wa' : 'ne'}>
          {t('contacts.import.refused', { count: counts.refused })}
        </Chip>
      </div>
      {refused.length > 0 && (
        <>
          <div className={styles.picker}>
            <strong>{t('contacts.import.problems')}</strong>
            <Button size="small" icon={<Download size={14} aria-hidden />} onPress={save}>
              {t('contacts.import.download')}
            </Button>
          </div>
          <ul className={styles.problems}>
            {refused.slice(0, MOST_SHOWN).map((row) => (
              <li key={row.line}>
                <strong>{t('contacts.import.line', { line: row.line })}</strong>{' '}
                {row.problems.map(problemText).join(t('contacts.import.and'))}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
