import { expect, test } from 'vitest';
import { cardBrand, isIban, isResidentId, passesLuhn } from '#shared/domain/redaction/cards.ts';

test.each([
  ['4111111111111111', true],
  ['6205500000000000004', true],
  ['378282246310005', true],
  ['4111111111111112', false],
  ['2026112112345678', false],
])('Luhn of %s is %s', (digits, expected) => expect(passesLuhn(digits)).toBe(expected));

test.each([
  ['11010519491231002X', true],
  ['11010519491231002x', true],
  ['440524188001010014', true],
  ['110101199003074514', true],
  ['110105194912310029', false],
  ['11010119900230451X', false],
  ['1101051949123100', false],
])('ID %s is valid: %s', (id, expected) => expect(isResidentId(id)).toBe(expected));

test.each([
  ['4111111111111111', 'visa'],
  ['5555555555554444', 'mastercard'],
  ['2223003122003222', 'mastercard'],
  ['378282246310005', 'amex'],
  ['6221558812340000', 'unionpay'],
  ['3566002020360505', 'jcb'],
  ['36227206271667', 'diners'],
  ['6011111111111117', 'discover'],
  ['6304000000000000', 'maestro'],
  ['4111111111111112', null],
  ['1217752501201407', null],
  ['0000000000000000', null],
])('the brand of %s is %s', (digits, brand) => expect(cardBrand(digits)).toBe(brand));

test('an IBAN is told by its check digits', () => {
  expect(isIban('DE89370400440532013000')).toBe(true);
  expect(isIban('NO9386011117947')).toBe(true);
  expect(isIban('DE88370400440532013000')).toBe(false);
});
