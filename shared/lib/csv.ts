/** Cells that a spreadsheet would run as a formula begin with one of these (OWASP, CSV injection). */
const RUNS = /^[=+\-@\t\r]/;

/** One cell as RFC 4180 has it; what a spreadsheet would run is made text by an apostrophe. */
function cellOf(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = RUNS.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A row with its line end (RFC 4180 §2.1). */
export const csvRow = (cells: readonly (string | number | boolean | null)[]): string =>
  `${cells.map(cellOf).join(',')}\r\n`;

/** Tells spreadsheet programs that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';
