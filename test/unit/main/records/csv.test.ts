import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { csvConfig } from '#shared/domain/source/config.ts';
import { pointerOf } from '#shared/lib/json-pointer.ts';
import { openCsvDb } from '#main/records/csv/csv-db.ts';
import { delimiterOf, encodingOf, headOf, looksLikeHeader } from '#main/records/csv/format.ts';
import { importFile } from '#main/records/csv/import-file.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import { temporaryFolder } from '../../../kit/engine.ts';

let folder: string;
let db: WriteDb;
beforeEach(() => {
  folder = temporaryFolder('csv-import');
  db = openCsvDb(path.join(folder, 'own'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const columns = ['交易号', '订单号', '金额', '时间', '备注', 'CVV'];
const config = csvConfig.parse({
  folder: '/nowhere',
  conventions: { amounts: 'major', currency: 'CNY', zone: 'Asia/Shanghai' },
  record: {
    fields: {
      id: { at: pointerOf('交易号') },
      merchantOrderNo: { at: pointerOf('订单号') },
      amount: { at: pointerOf('金额') },
      createdAt: { at: pointerOf('时间') },
      goods: { at: pointerOf('备注') },
    },
  },
});
const row = (n: number, note = '茶叶') => `TX-${n},GP-${n},${n}.00,2026-11-20 10:00:00,${note},123`;
const text = (...rows: string[]) => `${[columns.join(','), ...rows].join('\n')}\n`;
const write = (content: string | Buffer, name = 'a.csv') => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};
const take = (file: string) => importFile({ db, file, config });
const all = <T>(sql: string) => db.all(db.prepare<T>(`test ${sql}`, sql));
const ids = () => all<{ id: string }>('SELECT id FROM rows ORDER BY id').map((one) => one.id);

test('rows are taken in; taken again nothing is written', async () => {
  const file = write(text(row(1), row(2), row(3)));
  expect(await take(file)).toMatchObject({ state: 'done', rows: 3, changed: 3, bad: 0 });
  expect(await take(file)).toMatchObject({ state: 'done', rows: 3, changed: 0, bad: 0 });
  expect(ids()).toEqual(['TX-1', 'TX-2', 'TX-3']);
});

test('of a new edition only what is different is written; what it lacks goes', async () => {
  await take(write(text(row(1), row(2), row(3))));
  const again = await take(write(text(row(1), row(2, '咖啡'), row(4))));
  expect(again).toMatchObject({ state: 'done', rows: 3, changed: 3 });
  expect(ids()).toEqual(['TX-1', 'TX-2', 'TX-4']);
});

test('a row that moves to another file stays, whichever file is read last', async () => {
  await take(write(text(row(1), row(2))));
  await take(write(text(row(2)), 'b.csv'));
  await take(write(text(row(1))));
  expect(ids()).toEqual(['TX-1', 'TX-2']);
});

test('bad lines are listed with their number and why; the others are there', async () => {
  const file = write(
    text(
      row(1),
      'TX-2,GP-2',
      'TX-3,GP-3,viel,2026-11-20 10:00:00,x,',
      '"TX-4","GP-4","4.00","2026-11-20 10:00:00","two\nlines",',
      'TX-5,GP-5,5.00,gestern,x,',
      ',,6.00,2026-11-20 10:00:00,x,',
      row(7),
    ),
  );
  expect(await take(file)).toMatchObject({ state: 'done', rows: 3, bad: 4 });
  expect(all('SELECT line, reason FROM bad_lines ORDER BY line')).toEqual([
    { line: 3, reason: 'columns' },
    { line: 4, reason: 'amount' },
    { line: 7, reason: 'time' },
    { line: 8, reason: 'id' },
  ]);
  expect(ids()).toEqual(['TX-1', 'TX-4', 'TX-7']);
});

test('a security code is never written, a card number only masked', async () => {
  await take(write(text(row(1, '卡 4242424242424242'))));
  const [kept] = all<{ cells: string }>('SELECT cells FROM rows');
  expect(kept?.cells).toContain('4242]');
  expect(kept?.cells).not.toContain('42424242');
  expect(kept?.cells).not.toContain('"123"');
});

test.each([
  ['UTF-8', (content: string) => Buffer.from(content)],
  ['UTF-8 with a mark', (content: string) => Buffer.from(`\uFEFF${content}`)],
  ['GB18030', (content: string) => iconv.encode(content, 'gb18030')],
  ['UTF-16LE with a mark', (content: string) => iconv.encode(`\uFEFF${content}`, 'utf-16le')],
])('%s is read as what it is', async (_name, encode) => {
  const file = write(encode(text(row(1, '龘䶮𠮷'), row(2))));
  expect(await take(file)).toMatchObject({ state: 'done', rows: 2, bad: 0 });
  const [kept] = all<{ cells: string }>('SELECT cells FROM rows ORDER BY id');
  expect(kept?.cells).toContain('龘䶮𠮷');
});

test('GB18030 is noticed though its first character comes after ten megabytes of digits', () => {
  const digits = Buffer.from(`${'1,2,3\n'.repeat(1_800_000)}`);
  const file = write(Buffer.concat([digits, iconv.encode('订单', 'gb18030')]));
  expect(encodingOf(file, 'auto')).toBe('gb18030');
  const utf8 = write(Buffer.concat([digits, Buffer.from('订单')]), 'b.csv');
  expect(encodingOf(utf8, 'auto')).toBe('utf-8');
});

test('the delimiter is what parts the first line most, outside of quotes', () => {
  expect(delimiterOf('a;b;c\n1,2;3', 'auto')).toBe(';');
  expect(delimiterOf('a\tb\tc', 'auto')).toBe('\t');
  expect(delimiterOf('"a,b,c";d', 'auto')).toBe(';');
  expect(delimiterOf('a|b|c', ',')).toBe(',');
});

test('a first line of data is no header, and the file says so', async () => {
  const file = write('1,2,3,2026-11-20 10:00:00\n4,5,6,2026-11-20 10:00:00\n');
  expect(looksLikeHeader(headOf(file, config, 1).columns)).toBe(false);
  expect(await take(file)).toMatchObject({ state: 'failed', code: 'source.no-header', rows: 0 });
});

test('a file that grows or is replaced while it is read is not believed to be whole', async () => {
  await take(write(text(row(1), row(2)), 'b.csv'));
  const many = Array.from({ length: 60_000 }, (_one, n) => row(n + 10));
  const file = write(text(...many));
  const other = write(text(row(1)), 'new.tmp');
  let isReplaced = false;
  const result = await importFile({
    db,
    file,
    config,
    progress: (rows) => {
      if (isReplaced || rows < 5_000) return;
      isReplaced = true;
      renameSync(other, file);
    },
  });
  expect(isReplaced).toBe(true);
  expect(result).toMatchObject({ state: 'failed', code: 'source.file-changed' });
  const after = await take(file);
  expect(after).toMatchObject({ state: 'done', rows: 1 });
  expect(ids()).toEqual(['TX-1', 'TX-2']);
  appendFileSync(file, `${row(3)}\n`);
  expect(await take(file)).toMatchObject({ state: 'done', rows: 2, changed: 1 });
});

test('an unclosed quote spoils its line, not the program', async () => {
  const file = write(text(row(1), '"TX-2,GP-2,2.00,2026-11-20 10:00:00,x,', row(3)));
  const result = await take(file);
  expect(result.rows).toBeGreaterThanOrEqual(1);
  expect(result.bad + (result.state === 'failed' ? 1 : 0)).toBeGreaterThan(0);
  expect(ids()).toContain('TX-1');
});
