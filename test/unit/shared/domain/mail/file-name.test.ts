import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeFileName } from '#shared/domain/mail/file-name.ts';

test.each([
  ['对账单 十一月.xlsx', '对账单 十一月.xlsx'],
  ['a/b\\c:d*e?f"g<h>i|j.txt', 'a_b_c_d_e_f_g_h_i_j.txt'],
  ['...', 'file'],
  ['', 'file'],
  ['\u202Egpj.exe', 'gpj.exe'],
  ['\u200B.bashrc', 'bashrc'],
  ['com1', '_com1'],
  ['LPT9.tar.gz', '_LPT9.tar.gz'],
  ['name.txt. . .', 'name.txt'],
  ['a\r\nb\tc.txt', 'abc.txt'],
  ['ｅｘｅ．ｔｘｔ', 'exe.txt'],
])('%j becomes %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test('a long name keeps its ending and fits any file system', () => {
  const safe = safeFileName(`${'对账单'.repeat(200)}.xlsx`);
  expect(safe.endsWith('.xlsx')).toBe(true);
  expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(150);
});

test('whatever the name, it has no way out of its folder, and cleaning it twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const safe = safeFileName(name);
      expect(safe).not.toMatch(/[/\\:*?"<>|\u0000-\u001F\u202A-\u202E\u2066-\u2069]/);
      expect(safe).not.toMatch(/^[. ]|[. ]$/);
      expect(safe.length).toBeGreaterThan(0);
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(150);
      expect(safeFileName(safe)).toBe(safe);
    }),
  );
});
