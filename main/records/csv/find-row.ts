import { createReadStream, statSync } from 'node:fs';
import { parse } from 'csv-parse';
import type { CsvConfig } from '#shared/domain/source/config.ts';
import { numberKey } from '#shared/domain/source/look-up.ts';
import { readRecord, type ReadRecord } from '#shared/domain/source/read-record.ts';
import { Failure } from '#main/platform/failure.ts';
import { newestIn } from './folder.ts';
import { decoderOf, headOf, looksLikeHeader } from './format.ts';

/** Lines looked through for a draft; a whole folder is searched once it is connected. */
const MOST_LINES = 50_000;

const fail = (code: string, message: string) => new Failure({ code, message, isRetryable: false });

/** The lines that hold `order`, read as a draft maps them. Nothing is taken in. */
export async function findRow(
  config: CsvConfig,
  order: string,
  most: number,
): Promise<ReadRecord[]> {
  const file = newestIn(config.folder);
  if (file === null) throw fail('source.no-file', 'the folder holds no CSV file');
  const { columns, delimiter, encoding } = headOf(file, config, 1);
  if (!looksLikeHeader(columns)) throw fail('source.no-header', 'the first line names no columns');
  const mapping = { map: config.record, conventions: config.conventions };
  const wanted = numberKey(order);
  const asOf = Math.round(statSync(file).mtimeMs);
  const decoder = decoderOf(encoding);
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    from: 2,
    bom: true,
    to: MOST_LINES,
  });
  const found: ReadRecord[] = [];
  const bytes = createReadStream(file);
  bytes.on('data', (part) => parser.write(decoder.write(part as Buffer)));
  bytes.on('end', () => parser.end(decoder.end()));
  bytes.on('error', (error) => parser.destroy(error));
  for await (const line of parser) {
    const cells = line as string[];
    if (!cells.some((cell) => numberKey(cell) === wanted)) continue;
    const raw = Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? '']));
    found.push(readRecord(raw, mapping, asOf));
    if (found.length >= most) break;
  }
  bytes.destroy();
  return found;
}
