import { expect, test } from 'vitest';
import {
  maskAccount,
  maskCard,
  maskEmail,
  maskName,
  maskPhone,
  maskResidentId,
} from '#shared/domain/redaction/display-masks.ts';

test.each([
  [maskPhone, '13800138000', '138****8000'],
  [maskPhone, '10086', '***86'],
  [maskResidentId, '11010519491231002x', '110***********002X'],
  [maskCard, '4111 1111 1111 1111', '**** **** **** 1111'],
  [maskCard, '1111', '**** **** **** ****'],
  [maskName, '张三', '*三'],
  [maskName, '欧阳修远', '***远'],
  [maskName, 'John Smith', 'J*** S***'],
  [maskName, '', ''],
  [maskEmail, 'alice.wong@example.com', 'a***g@example.com'],
  [maskEmail, 'ab@x.cn', 'a*@x.cn'],
  [maskAccount, 'wangxm88', 'wa*****8'],
  [maskAccount, 'ab', 'a*'],
])('%o hides %s as %s', (mask, text, shown) => expect(mask(text)).toBe(shown));

test('the first six of a card are shown only on request', () => {
  expect(maskCard('4111111111111111', true)).toBe('411111******1111');
});
