import { parentPort, workerData } from 'node:worker_threads';
import { z } from '#shared/lib/schema.ts';
import { csvConfig } from '#shared/domain/source/config.ts';
import { openCsvDb } from './csv-db.ts';
import { importFile, type Imported } from './import-file.ts';

/** The thread that owns the rows of one folder: reading a million lines never stalls the desk. */
const { folder, config } = z.object({ folder: z.string(), config: csvConfig }).parse(workerData);

export type CsvTask =
  { kind: 'import'; file: string } | { kind: 'forget'; name: string } | { kind: 'close' };
export type CsvNews =
  | { kind: 'progress'; file: string; rows: number }
  | { kind: 'imported'; file: string; result: Imported };

const db = openCsvDb(folder);
const tell = (news: CsvNews) => parentPort?.postMessage(news);
let queue: Promise<void> = Promise.resolve();

async function take(file: string) {
  try {
    const result = await importFile({
      db,
      file,
      config,
      progress: (rows) => tell({ kind: 'progress', file, rows }),
    });
    tell({ kind: 'imported', file, result });
  } catch {
    const code = 'source.unreadable-file';
    tell({
      kind: 'imported',
      file,
      result: { state: 'failed', code, rows: 0, changed: 0, bad: 0 },
    });
  }
}

function forget(name: string) {
  db.write(() => {
    for (const sql of [
      'DELETE FROM rows WHERE file = (SELECT id FROM files WHERE name = ?)',
      'DELETE FROM bad_lines WHERE file = (SELECT id FROM files WHERE name = ?)',
      'DELETE FROM files WHERE name = ?',
    ])
      db.run(db.prepare('forget', sql), name);
  });
}

parentPort?.on('message', (task: CsvTask) => {
  queue = queue.then(async () => {
    if (task.kind === 'import') await take(task.file);
    if (task.kind === 'forget') forget(task.name);
    if (task.kind === 'close') {
      db.close();
      parentPort?.close();
    }
  });
});
