import { createReadStream, fstatSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import { type CsvError, parse } from 'csv-parse';
import type { CsvConfig } from '#shared/domain/source/config.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import { INSERT_ROW, MOST_BAD_LINES, UPSERT_ROW } from './csv-db.ts';
import { decoderOf, headOf, looksLikeHeader } from './format.ts';
import { type BadReason, openLineReader, type RowValues } from './line-reader.ts';

export interface Imported {
  state: 'done' | 'failed';
  /** `source.file-changed`: it was replaced while it was read, and is read again. */
  code: string | null;
  rows: number;
  changed: number;
  bad: number;
}

/** Rows written together; other connections have their turn in between. */
const BATCH = 5_000;
const READ_BYTES = 1024 * 1024;

/** What a file looks like from outside; another look means that it has to be read again. */
export function lookOf(file: string): string {
  const { ino, size, mtimeMs } = statSync(file);
  return `${ino} ${size} ${Math.round(mtimeMs)}`;
}

/**
 * Takes one file in, line by line. A row that is as it was is not written again; rows the file no
 * longer has go when it was read to its end.
 */
export async function importFile(options: {
  db: WriteDb;
  file: string;
  config: CsvConfig;
  progress?: (rows: number) => void;
}): Promise<Imported> {
  const { db, file, config } = options;
  const name = path.basename(file);
  const look = lookOf(file);
  const { columns, delimiter, encoding } = headOf(file, config, 1);
  const result: Imported = { state: 'failed', code: null, rows: 0, changed: 0, bad: 0 };
  const isHeader = looksLikeHeader(columns);
  const id = openFileRow(db, name, look, columns, Math.round(statSync(file).mtimeMs));
  const isFirst = !hasRows(db, id);
  const write = openWriter(db, id, isFirst);
  if (!isHeader) {
    result.code = 'source.no-header';
    write.end(result, false);
    return result;
  }
  const readLine = openLineReader(columns, config);

  const handle = openSync(file, 'r');
  const opened = fstatSync(handle).ino;
  const decoder = decoderOf(encoding);
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    max_record_size: READ_BYTES,
    bom: true,
  });
  let line = 1;
  let isHead = true;
  let waiting: (RowValues | { line: number; reason: BadReason })[] = [];
  const flush = () => {
    write.batch(waiting, result);
    waiting = [];
    options.progress?.(result.rows);
  };
  parser.on('skip', (error: CsvError & { lines?: number }) => {
    waiting.push({ line: error.lines ?? line, reason: 'quotes' });
  });
  const ended = new Promise<void>((resolve, reject) => {
    parser.on('end', resolve);
    parser.on('error', reject);
  });
  parser.on('readable', () => {
    for (let cells: string[] | null; (cells = parser.read() as string[] | null) !== null;) {
      const at = line;
      line += 1;
      for (const cell of cells) if (cell.includes('\n')) line += cell.split('\n').length - 1;
      if (isHead) {
        isHead = false;
        continue;
      }
      if (cells.length === 1 && cells[0] === '') continue;
      const read = readLine(cells);
      waiting.push(typeof read === 'string' ? { line: at, reason: read } : read);
      if (waiting.length >= BATCH) flush();
    }
  });
  try {
    const bytes = createReadStream('', { fd: handle, highWaterMark: READ_BYTES, autoClose: true });
    for await (const part of bytes) {
      const text = decoder.write(part as Buffer);
      if (text !== '' && !parser.write(text))
        await new Promise<void>((resolve) => parser.once('drain', resolve));
    }
    const rest = decoder.end();
    if (rest) parser.write(rest);
    parser.end();
    await ended;
    flush();
  } catch (error) {
    flush();
    result.code =
      error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
        ? 'source.bad-file'
        : 'source.unreadable-file';
    write.end(result, false);
    return result;
  }
  const isSame = stillAs(file, look, opened);
  result.state = isSame ? 'done' : 'failed';
  result.code = isSame ? null : 'source.file-changed';
  write.end(result, isSame);
  return result;
}

function stillAs(file: string, look: string, ino: number): boolean {
  try {
    return lookOf(file) === look && statSync(file).ino === ino;
  } catch {
    return false;
  }
}

function hasRows(db: WriteDb, file: number): boolean {
  return (
    db.get(db.prepare('rows.of-file', 'SELECT 1 FROM rows WHERE file = ? LIMIT 1'), file) !==
    undefined
  );
}

function openFileRow(
  db: WriteDb,
  name: string,
  look: string,
  columns: string[],
  writtenAt: number,
): number {
  const put = db.prepare<{ id: number }>(
    'files.put',
    `INSERT INTO files (name, look, columns, state, rows, changed, bad, at, code) VALUES (?, ?, ?, 'reading', 0, 0, 0, ?, NULL)
     ON CONFLICT (name) DO UPDATE SET look = excluded.look, columns = excluded.columns, state = 'reading', rows = 0, changed = 0, bad = 0, at = excluded.at, code = NULL
     RETURNING id`,
  );
  const id = db.get(put, name, look, JSON.stringify(columns), writtenAt)?.id ?? 0;
  db.run(db.prepare('bad.clear', 'DELETE FROM bad_lines WHERE file = ?'), id);
  return id;
}

function openWriter(db: WriteDb, file: number, isFirst: boolean) {
  const insert = db.prepare('rows.insert', `${INSERT_ROW} ON CONFLICT (id) DO NOTHING`);
  const upsert = db.prepare('rows.upsert', UPSERT_ROW);
  const known = db.prepare<{ key: number; cells: string; file: number }>(
    'rows.known',
    'SELECT key, cells, file FROM rows WHERE id = ?',
  );
  db.exec('CREATE TEMP TABLE IF NOT EXISTS seen (key INTEGER PRIMARY KEY)');
  db.exec('DELETE FROM seen');
  const see = db.prepare('seen.put', 'INSERT OR IGNORE INTO seen (key) VALUES (?)');
  const bad = db.prepare('bad.put', 'INSERT INTO bad_lines (file, line, reason) VALUES (?, ?, ?)');
  const drop = db.prepare(
    'rows.gone',
    'DELETE FROM rows WHERE file = ? AND key NOT IN (SELECT key FROM seen)',
  );
  const finish = db.prepare(
    'files.finish',
    'UPDATE files SET state = ?, rows = ?, changed = ?, bad = ?, code = ? WHERE id = ?',
  );

  function put([id, ...rest]: RowValues, result: Imported) {
    if (isFirst && db.run(insert, id, file, ...rest).changes === 1) {
      result.changed += 1;
      return;
    }
    const was = db.get(known, id);
    if (was && was.file === file && was.cells === rest.at(-1)) {
      if (!isFirst) db.run(see, was.key);
      return;
    }
    const { lastInsertRowid } = db.run(upsert, id, file, ...rest);
    result.changed += 1;
    if (!isFirst) db.run(see, was?.key ?? lastInsertRowid);
  }

  return {
    batch(rows: (RowValues | { line: number; reason: BadReason })[], result: Imported) {
      db.write(() => {
        for (const row of rows) {
          if (Array.isArray(row)) {
            put(row, result);
            result.rows += 1;
          } else {
            if (result.bad < MOST_BAD_LINES) db.run(bad, file, row.line, row.reason);
            result.bad += 1;
          }
        }
      });
    },
    /** `isWhole`: the file was read to its end, so what it does not have is gone. */
    end(result: Imported, isWhole: boolean) {
      db.write(() => {
        if (isWhole && !isFirst) result.changed += db.run(drop, file).changes;
        db.run(finish, result.state, result.rows, result.changed, result.bad, result.code, file);
      });
      db.exec('DELETE FROM seen');
    },
  };
}
