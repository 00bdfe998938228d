import { expect, test } from 'vitest';
import { redactBytes } from '#shared/domain/redaction/redact-bytes.ts';

const masked = (bytes: Uint8Array) => {
  const done = redactBytes(bytes);
  return { text: Buffer.from(done.bytes).toString('latin1'), masks: done.masks };
};
const ascii = (text: string) => masked(Buffer.from(text, 'latin1'));

test('a card keeps its last four digits and the file its length', () => {
  expect(ascii('a,4111111111111111,b\n')).toEqual({ text: 'a,************1111,b\n', masks: 1 });
  expect(ascii('4111 1111-1111.1111')).toEqual({ text: '**** ****-****.1111', masks: 1 });
});

test('soft line breaks and folded headers are bridged', () => {
  expect(ascii('card 4111 1111 11=\r\n11 1111 ok').text).toBe('card **** **** **=\r\n** 1111 ok');
  expect(ascii('Subject: card 4111 1111\r\n 1111 1111\r\n').text).toBe(
    'Subject: card **** ****\r\n **** 1111\r\n',
  );
});

test('quoted-printable is read where it is used, and not where it is not', () => {
  expect(ascii('=E5=8D=A1=E5=8F=B74111111111111111').text).toBe(
    '=E5=8D=A1=E5=8F=B7************1111',
  );
  expect(ascii('=34=31=31=31=31=31=31=31=31=31=31=31=31=31=31=31').text).toBe(
    '************=31=31=31=31',
  );
  expect(ascii('a=4111111111111111').text).toBe('a=************1111');
  expect(ascii('card=3D4111111111111111').text).toBe('card=3D************1111');
});

test('Chinese keywords and full-width digits are read in UTF-8, full-width digits in GBK', () => {
  expect(Buffer.from(redactBytes(Buffer.from('安全码：123 验证码 483920')).bytes).toString()).toBe(
    '安全码：*** 验证码 ******',
  );
  expect(
    Buffer.from(redactBytes(Buffer.from('４１１１１１１１１１１１１１１１')).bytes).toString(),
  ).toBe('************１１１１');
  const gbk = Buffer.from(
    Array.from('4111111111111111').flatMap((digit) => [0xa3, 0x80 + digit.charCodeAt(0)]),
  );
  expect(masked(gbk).text.startsWith('************')).toBe(true);
});

test('UTF-16 files are read', () => {
  const done = redactBytes(Buffer.from('card 4111111111111111', 'utf16le'));
  expect(done.masks).toBe(1);
  expect(Buffer.from(done.bytes).toString('latin1').replace(/\0/g, '')).toBe(
    'card ************1111',
  );
});

test('other bytes stay', () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_unused, i) => (i * 7919) % 251);
  expect(redactBytes(bytes).bytes).toEqual(bytes);
  expect(
    ascii('Date: Sat, 21 Nov 2026 10:33:20 +0800\r\nSubject: order 2026112112345678').masks,
  ).toBe(0);
});

test('cards anywhere in a long file are found', () => {
  const filler = 'plain words and 12 numbers, nothing else. ';
  const card = '5555 5555 5555 4444';
  for (const count of [1, 1555, 1560, 1561, 1562, 3120]) {
    const done = ascii(filler.repeat(count) + card + filler.repeat(3000));
    expect(done.masks).toBe(1);
    expect(done.text).toContain('**** **** **** 4444');
  }
  const dense = ascii('4111 1111 1111 1111, '.repeat(8000));
  expect(dense.text).not.toMatch(/4111/);
});

test('twice is the same as once', () => {
  const once = redactBytes(Buffer.from('4111111111111111 12/27 123 cvv 123 password: hunter22'));
  expect(redactBytes(once.bytes)).toEqual({ bytes: once.bytes, masks: 0 });
  expect(Buffer.from(once.bytes).toString()).toBe(
    '************1111 ***** *** cvv *** password: ********',
  );
});
