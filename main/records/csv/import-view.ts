import path from 'node:path';
import type { ImportView } from '#shared/contract/records.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import { MOST_BAD_LINES } from './csv-db.ts';

/** What was taken in so far, file by file, and the lines that were not. */
export function importsOf(db: WriteDb, reading: ReadonlyMap<string, number>): ImportView {
  const running = new Map([...reading].map(([file, rows]) => [path.basename(file), rows]));
  const files = db
    .all(
      db.prepare<Omit<ImportView['files'][number], 'state'> & { state: string }>(
        'files.view',
        'SELECT name, state, rows, changed, bad, at, code FROM files ORDER BY name',
      ),
    )
    .map((file) => ({
      ...file,
      state:
        running.has(file.name) || file.state === 'reading'
          ? ('reading' as const)
          : file.state === 'done'
            ? ('done' as const)
            : ('failed' as const),
      rows: running.get(file.name) || file.rows,
    }));
  return {
    files,
    rows: files.reduce((sum, file) => sum + file.rows, 0),
    badLines: db.all(
      db.prepare<ImportView['badLines'][number]>(
        'bad.view',
        `SELECT f.name AS file, b.line AS line, b.reason AS reason FROM bad_lines b JOIN files f ON f.id = b.file ORDER BY f.name, b.line LIMIT ${MOST_BAD_LINES}`,
      ),
    ),
  };
}
