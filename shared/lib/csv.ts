/** Comma-separated values as RFC 4180 has them: read in pieces, written so that no cell is a formula. */

export interface CsvRow {
  /** Line of the file where the row begins, from 1. */
  line: number;
  cells: string[];
}

/**
 * Reads a file that comes in pieces. `CRLF`, `LF` and `CR` end a row outside quotes; a row without
 * any text is left out. A quote that is never closed ends with the file and is told by `end`.
 */
export function openCsvReader(separator = ',') {
  let cell = '';
  let cells: string[] = [];
  let line = 1;
  let rowLine = 1;
  let isQuoted = false;
  /** A quote was read inside quotes: either it is doubled or the quotes are over. */
  let isQuotePending = false;
  let isAfterReturn = false;
  let isFirst = true;
  let done: CsvRow[] = [];

  function endRow() {
    cells.push(cell);
    cell = '';
    if (cells.some((text) => text.trim() !== '')) done.push({ line: rowLine, cells });
    cells = [];
    rowLine = line;
  }

  function plain(sign: string) {
    if (sign === separator) {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n' || sign === '\r') {
      line += 1;
      isAfterReturn = sign === '\r';
      endRow();
    } else if (sign === '"' && cell === '') isQuoted = true;
    else cell += sign;
  }

  function quoted(sign: string) {
    if (sign === '"') isQuotePending = true;
    else {
      if (sign === '\n') line += 1;
      cell += sign;
    }
  }

  function read(sign: string) {
    if (isFirst) {
      isFirst = false;
      if (sign === '\uFEFF') return;
    }
    if (isAfterReturn) {
      isAfterReturn = false;
      if (sign === '\n') return;
    }
    if (isQuotePending) {
      isQuotePending = false;
      if (sign === '"') {
        cell += '"';
        return;
      }
      isQuoted = false;
    }
    if (isQuoted) quoted(sign);
    else plain(sign);
  }

  const take = () => {
    const rows = done;
    done = [];
    return rows;
  };
  return {
    /** The rows that are complete by now. */
    push(piece: string): CsvRow[] {
      for (const sign of piece) read(sign);
      return take();
    },
    end(): { rows: CsvRow[]; isCutOff: boolean } {
      const isCutOff = isQuoted && !isQuotePending;
      if (cell !== '' || cells.length > 0) endRow();
      return { rows: take(), isCutOff };
    },
  };
}

/** What a spreadsheet would take for a formula (OWASP, CSV injection), full-width signs included. */
const FORMULA = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** One cell; an apostrophe before it keeps a formula from being one, and `cellText` takes it away. */
export function csvCell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell as it was before `csvCell`. */
export const cellText = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;

/** A row with its end. */
export const csvRow = (cells: readonly (string | number | boolean | null)[]): string =>
  `${cells.map(cellOf).join(',')}\r\n`;

/** What is no text cannot be a formula. */
const cellOf = (value: string | number | boolean | null): string =>
  typeof value === 'string' ? csvCell(value) : value === null ? '' : String(value);

/** Tells spreadsheet programs that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';
