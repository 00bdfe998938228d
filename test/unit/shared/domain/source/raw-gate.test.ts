import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactText } from '#shared/domain/redaction/redact.ts';
import { gateRaw, gateText } from '#shared/domain/source/raw-gate.ts';

const CARD = '4000056655665556';

test('a card number is masked as text, as a number, in a list, in a name, with separators', () => {
  const raw = gateRaw({
    text: `paid with ${CARD}`,
    number: Number(CARD),
    list: [[CARD]],
    [`key ${CARD}`]: 1,
    split: '4000 0566-5566.5556',
    wide: '４０００ ０５６６ ５５６６ ５５５６',
  });
  const text = JSON.stringify(raw);
  expect(text.normalize('NFKC').replaceAll(/[^\d"]/g, '')).not.toContain('40000566');
  expect(text.match(/5556\]/g)).toHaveLength(6);
});

test.each([
  'cvv',
  'CVC2',
  'cardSecurityCode',
  'card_verification_value',
  'pin',
  'PIN-Block',
  'track2Data',
  'password',
  '支付密码',
  '安全码',
])('what stands under %s is gone, whatever it is', (name) => {
  expect(JSON.stringify(gateRaw({ a: { [name]: '123' } }))).not.toContain('123');
});

test('order numbers, ids and times of providers stay', () => {
  const ids = {
    alipay: '2026112022001412341234567890',
    wechat: '4200001234202611201234567890',
    stripe: 'pi_3MtwBwLkdIwHu7ix28a3tqPa',
    order: 'GP-21007',
    at: 1_763_606_289,
    ms: 1_763_606_289_123,
    written: '20261120103809',
    phone: '13800000000',
    spread: 'TX-77120934',
  };
  expect(gateRaw(ids)).toEqual(ids);
});

test('the quick way past a cell lets nothing through that the gate would have found', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      CARD,
      '4000 0566 5566 5556',
      '6222020000000000000',
      'cvv',
      'CVV2: 123',
      'pin 1234',
      '验证码',
      'password: hunter2',
      'exp',
      '08/30',
      '123',
      '密码 abc123',
      'otp 445566',
      'code',
      '/',
      ' ',
      '-',
      '.',
      ',',
    ),
    fc.string({ maxLength: 6 }),
    fc.integer({ min: 0, max: 10 ** 15 }).map(String),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
      const text = pieces.join('');
      expect(gateText(text)).toBe(redactText(text).text);
    }),
    { numRuns: 20_000 },
  );
});
