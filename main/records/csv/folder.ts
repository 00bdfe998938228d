import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CsvConfig } from '#shared/domain/source/config.ts';
import { readRecord } from '#shared/domain/source/read-record.ts';
import { Failure } from '#main/platform/failure.ts';
import type { CheckedHop } from '../source.ts';
import { headOf, looksLikeHeader } from './format.ts';

const gone = (folder: string) =>
  new Failure({
    code: 'source.folder-gone',
    message: `the folder ${folder} cannot be read`,
    isRetryable: true,
  });

/** @throws Failure `source.folder-gone` */
export function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /^[^.~].*\.(?:csv|txt|tsv)$/i.test(entry.name))
      .map((entry) => path.join(folder, entry.name))
      .toSorted();
  } catch {
    throw gone(folder);
  }
}

/** The newest file, whose columns are shown and tested. */
export function newestIn(folder: string): string | null {
  const timed = filesIn(folder).map((file) => [file, statSync(file).mtimeMs] as const);
  return timed.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** The folder, its newest file, and the first row as it is mapped. */
export function testFolder(config: CsvConfig): CheckedHop[] {
  const hops: CheckedHop[] = [];
  try {
    const file = newestIn(config.folder);
    hops.push({ hop: 'folder', isOk: true, code: null, detail: config.folder });
    if (file === null)
      return [...hops, { hop: 'file', isOk: false, code: 'source.no-file', detail: null }];
    const { columns, rows } = headOf(file, config, 5);
    const isHeader = looksLikeHeader(columns);
    hops.push({
      hop: 'file',
      isOk: isHeader,
      code: isHeader ? null : 'source.no-header',
      detail: path.basename(file),
    });
    if (!isHeader) return hops;
    const [first] = rows;
    const raw = Object.fromEntries(columns.map((name, index) => [name, first?.[index] ?? '']));
    const { record, problems } = readRecord(
      raw,
      { map: config.record, conventions: config.conventions },
      0,
    );
    const detail = problems.map(({ field, code }) => `${field}: ${code}`).join(', ');
    const isRead = first === undefined || record !== null;
    hops.push({
      hop: 'mapping',
      isOk: isRead,
      code: isRead ? null : 'source.schema-drift',
      detail: detail === '' ? null : detail,
    });
  } catch (error) {
    const code = error instanceof Failure ? error.code : 'source.unreadable-file';
    const detail = error instanceof Error ? error.message : null;
    hops.push({ hop: hops.length === 0 ? 'folder' : 'file', isOk: false, code, detail });
  }
  return hops;
}
