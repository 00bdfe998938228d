import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { MIB } from '#shared/lib/units.ts';
import iconv from 'iconv-lite';
import type { CsvConfig } from '#shared/domain/source/config.ts';
import { gateText } from '#shared/domain/source/raw-gate.ts';
import { parse } from 'csv-parse/sync';

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le';

const CHUNK = 4 * MIB;

/** Every byte is looked at: a Chinese name may come after a million lines of digits. */
export function encodingOf(file: string, wanted: CsvConfig['encoding']): Encoding {
  if (wanted !== 'auto') return wanted;
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK + 4);
    let kept = 0;
    for (let isFirst = true; ; isFirst = false) {
      const read = readSync(handle, buffer, kept, CHUNK, null);
      if (isFirst && buffer[0] === 0xff && buffer[1] === 0xfe && read > 1) return 'utf-16le';
      const end = kept + read;
      // A character may lie across the border; the end of the file has to be whole.
      const whole = read === 0 ? end : borderBefore(buffer, end);
      if (!isUtf8(buffer.subarray(0, whole))) return 'gb18030';
      if (read === 0) return 'utf-8';
      buffer.copyWithin(0, whole, end);
      kept = end - whole;
    }
  } finally {
    closeSync(handle);
  }
}

/** Where the last character that may be unfinished begins. */
function borderBefore(buffer: Buffer, end: number): number {
  for (let back = 1; back <= Math.min(4, end); back++) {
    const byte = buffer[end - back] ?? 0;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) return end - back;
  }
  return end;
}

export const decoderOf = (encoding: Encoding) =>
  iconv.getDecoder(encoding === 'utf-16le' ? 'utf-16le' : encoding, { stripBOM: true });

const DELIMITERS = [',', '\t', ';', '|'] as const;

/** The sign that parts the first line most, outside of quotes. */
export function delimiterOf(head: string, wanted: CsvConfig['delimiter']): string {
  if (wanted !== 'auto') return wanted;
  const line = (head.split(/\r?\n/, 1)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((sign) => [sign, line.split(sign).length] as const);
  return counts.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ',';
}

const HEAD_BYTES = 256 * 1024;
const MOST_CELL = 200;

/** The first lines of a file as a person maps them, after the card gate. */
export function headOf(
  file: string,
  config: Pick<CsvConfig, 'encoding' | 'delimiter'>,
  lines: number,
): { columns: string[]; rows: string[][]; delimiter: string; encoding: Encoding } {
  const encoding = encodingOf(file, config.encoding);
  const handle = openSync(file, 'r');
  const buffer = Buffer.alloc(HEAD_BYTES);
  let read: number;
  try {
    read = readSync(handle, buffer, 0, HEAD_BYTES, 0);
  } finally {
    closeSync(handle);
  }
  const text = iconv.decode(buffer.subarray(0, read), encoding, { stripBOM: true });
  const delimiter = delimiterOf(text, config.delimiter);
  const parsed = parse(text, {
    delimiter,
    to: lines + 1,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    bom: true,
  }) as string[][];
  const gated = parsed.map((row) => row.map((cell) => gateText(cell.trim()).slice(0, MOST_CELL)));
  const [columns = [], ...rows] = gated;
  return { columns, rows, delimiter, encoding };
}

/** A first line of numbers alone is data, not names of columns. */
export const looksLikeHeader = (columns: readonly string[]): boolean =>
  columns.length > 1 &&
  columns.filter((name) => name !== '' && !/^[\d.:\-/\s]+$/.test(name)).length >
    columns.length / 2 &&
  new Set(columns).size === columns.length;
