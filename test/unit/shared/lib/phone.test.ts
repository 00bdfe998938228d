import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOfE164, toE164 } from '#shared/lib/phone.ts';

test.each([
  ['13800138000', '+8613800138000'],
  ['138 0013 8000', '+8613800138000'],
  ['１３８－００１３－８０００', '+8613800138000'],
  ['+86 138-0013-8000', '+8613800138000'],
  ['0086 13800138000', '+8613800138000'],
  ['8613800138000', '+8613800138000'],
  ['（010）6552 9988', '+861065529988'],
  ['0755-26012345', '+8675526012345'],
  ['+86 (0)10 6552 9988', '+861065529988'],
  ['+1 (415) 555-2671', '+14155552671'],
  ['+852 2345 6789', '+85223456789'],
  ['+44 020 7946 0958', '+442079460958'],
  ['+33 1 23 45 67 89', '+33123456789'],
])('%s is %s', (text, expected) => expect(toE164(text)).toBe(expected));

test.each([
  '',
  'abc',
  '123',
  '+',
  '+0123456789',
  '12800138000',
  '+86 1380013800',
  '138001380001234567890',
  '1380013800x',
  '+1 415 055 2671',
])('%s is no number', (text) => expect(toE164(text)).toBeNull());

test('the default region says how a national number is read', () => {
  expect(toE164('2345 6789', 'HK')).toBe('+85223456789');
  expect(toE164('415-555-2671', 'US')).toBe('+14155552671');
  expect(toE164('1 415 555 2671', 'US')).toBe('+14155552671');
  expect(toE164('090-1234-5678', 'JP')).toBe('+819012345678');
});

test('a number in E.164 stays as it is, however it is decorated', () => {
  const mobile = fc
    .tuple(fc.constantFrom('138', '139', '158', '186'), fc.integer({ min: 0, max: 99_999_999 }))
    .map(([start, rest]) => `${start}${String(rest).padStart(8, '0')}`);
  const sign = fc.constantFrom('', ' ', '-', '.', '（', '\u200B', '·');
  fc.assert(
    fc.property(mobile, fc.array(sign, { minLength: 11, maxLength: 11 }), (digits, signs) => {
      const decorated = digits
        .split('')
        .map((digit, at) => (signs[at] ?? '') + digit)
        .join('');
      expect(toE164(decorated)).toBe(`+86${digits}`);
      expect(toE164(`+86${decorated}`)).toBe(`+86${digits}`);
      expect(toE164(toE164(decorated) ?? '')).toBe(`+86${digits}`);
      expect(partsOfE164(`+86${digits}`)).toEqual({ code: '86', national: digits });
    }),
  );
});
