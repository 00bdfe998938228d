import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellText, csvCell, csvRow, openCsvReader } from '#shared/lib/csv.ts';

const read = (text: string, separator?: string) => {
  const reader = openCsvReader(separator);
  const rows = reader.push(text);
  const end = reader.end();
  return { rows: [...rows, ...end.rows], isCutOff: end.isCutOff };
};
const cells = (text: string) => read(text).rows.map((row) => row.cells);

test('rows, quotes, doubled quotes, commas and line ends inside quotes', () => {
  expect(cells('a,b\r\n"x, y","he said ""hi""\r\nand left"\r\n')).toEqual([
    ['a', 'b'],
    ['x, y', 'he said "hi"\r\nand left'],
  ]);
});

test('every row knows the line it began in', () => {
  const { rows } = read('head\n"two\nlines"\n\n\nlast');
  expect(rows).toEqual([
    { line: 1, cells: ['head'] },
    { line: 2, cells: ['two\nlines'] },
    { line: 6, cells: ['last'] },
  ]);
});

test('a byte order mark is no part of the first cell; other separators and ends work', () => {
  expect(cells('\uFEFFa,b\rc,d')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(read('a;b,c\n', ';').rows[0]?.cells).toEqual(['a', 'b,c']);
});

test('a quote that is never closed loses nothing and is told', () => {
  expect(read('a,b\n1,"open\nrest')).toEqual({
    rows: [
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', 'open\nrest'] },
    ],
    isCutOff: true,
  });
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', "'=1", "''@x"])(
  'what a spreadsheet would run is text: %j',
  (value) => {
    const written = csvCell(value);
    expect(written.replace(/^"/, '')).toMatch(/^'/);
    expect(cellText(cells(`${written},end\r\n`)[0]?.[0] ?? '')).toBe(value);
  },
);

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', "'", '+', 'a', '客', '\t', '@') }),
);
const table = fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { maxLength: 8 });
/** Rows of nothing but blanks are left out by the reader. */
const hasText = (row: string[]) => row.some((cell) => cell.trim() !== '');

test('what is written is read back, in whatever pieces it comes, and no cell begins a formula', () => {
  fc.assert(
    fc.property(table, fc.array(fc.nat(40), { maxLength: 30 }), (rows, cuts) => {
      const written = rows.map(csvRow).join('');
      const reader = openCsvReader();
      const got: string[][] = [];
      let at = 0;
      for (const cut of [...cuts, written.length]) {
        for (const row of reader.push(written.slice(at, at + cut))) got.push(row.cells);
        at += cut;
      }
      for (const row of reader.end().rows) got.push(row.cells);
      for (const row of got) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      expect(got.map((row) => row.map(cellText))).toEqual(
        rows.filter((row) => hasText(row.map(csvCell))),
      );
    }),
    { numRuns: 500 },
  );
});
