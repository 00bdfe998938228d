import type { ImportOutcome } from '#shared/contract/contact-rows.ts';
import type { ContactField } from '#shared/domain/contact/fields.ts';
import { type ImportProblem, readImportRow } from '#shared/domain/contact/import.ts';
import type { EngineClient } from '#renderer/bridge/connection.ts';
import { type CsvFile, importRowOf, type Mapping } from './import-file.ts';

/** Lines sent at once; the engine takes them in a few at a time. */
const BATCH = 100;

export interface RefusedRow {
  line: number;
  cells: string[];
  problems: (ImportProblem & { otherLine?: number })[];
}
export interface ImportResult {
  counts: Record<ImportOutcome['outcome'], number>;
  refused: RefusedRow[];
}

/**
 * Sends every line, some at a time. A line whose address an earlier line of the file has is
 * refused with that line. Ends early when `isStopped` says so; throws what the engine's carrier throws.
 */
export async function runImport(
  engine: EngineClient,
  file: CsvFile,
  options: {
    importId: string;
    mapping: Mapping;
    fields: readonly ContactField[];
    isDryRun: boolean;
    isStopped: () => boolean;
    progress: (result: ImportResult, done: number) => void;
  },
): Promise<ImportResult> {
  const { importId, mapping, isDryRun } = options;
  const result: ImportResult = { counts: { new: 0, filled: 0, same: 0, refused: 0 }, refused: [] };
  const lineOf = new Map<string, number>();
  const refuse = (row: RefusedRow) => {
    result.counts.refused += 1;
    result.refused.push(row);
  };
  for (let at = 0; at < file.rows.length && !options.isStopped(); at += BATCH) {
    const batch = file.rows.slice(at, at + BATCH).flatMap((csv) => {
      const row = importRowOf(csv, mapping);
      const read = readImportRow(row, options.fields);
      const { line, cells } = csv;
      if ('problems' in read) {
        refuse({ line, cells, problems: read.problems });
        return [];
      }
      const keys = read.draft.identities.map(({ kind, address }) => `${kind} ${address}`);
      const otherLine = keys.map((key) => lineOf.get(key)).find((one) => one !== undefined);
      if (otherLine !== undefined) {
        refuse({ line, cells, problems: [{ field: 'address', code: 'twice', otherLine }] });
        return [];
      }
      for (const key of keys) lineOf.set(key, line);
      return [{ row, cells }];
    });
    if (batch.length > 0) {
      const outcomes = await engine.contact.importRows({
        importId,
        isDryRun,
        rows: batch.map(({ row }) => row),
      });
      for (const [index, { line, outcome, problems }] of outcomes.entries()) {
        if (outcome === 'refused') refuse({ line, cells: batch[index]?.cells ?? [], problems });
        else result.counts[outcome] += 1;
      }
    }
    options.progress(result, Math.min(file.rows.length, at + BATCH));
  }
  result.refused.sort((a, b) => a.line - b.line);
  return result;
}
