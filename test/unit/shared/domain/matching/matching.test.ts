import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  emailOf,
  isSameName,
  last4Of,
  merchantWords,
  orderNumberOf,
} from '#shared/domain/matching/identifiers.ts';
import { norm } from '#shared/domain/matching/norm.ts';
import { possibleE164 } from '#shared/lib/phone.ts';

describe('norm', () => {
  test.each([
    ['１２３，．￥', '123,.¥'],
    ['a\u3000b  c\u00A0d', 'a b c d'],
    ['1\u200B0\u200D0\u2060\uFEFF', '100'],
    ['\u202E12\u202C3\u2066', '123'],
    ['a‐b–c—d−e－f', 'a-b-c-d-e-f'],
    ['299。50。', '299.50。'],
    ['一、二，三', '一,二,三'],
  ])('%j → %j', (text, expected) => {
    expect(norm(text)).toBe(expected);
  });

  test('what is normalised stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(norm(norm(text))).toBe(norm(text));
      }),
    );
  });

  test('invisible signs change nothing, wherever they stand', () => {
    const invisible = fc.constantFrom('\u200B', '\u200D', '\u2060', '\uFEFF', '\u202E');
    fc.assert(
      fc.property(fc.string(), fc.nat(), invisible, (text, place, sign) => {
        const at = place % (text.length + 1);
        expect(norm(text.slice(0, at) + sign + text.slice(at))).toBe(norm(text));
      }),
    );
  });
});

describe('order numbers', () => {
  test.each([
    ['gp-2026 1120 0001', 'GP202611200001'],
    ['２０２６１１２０', '20261120'],
    ['1234567', null],
    ['12-34-5', null],
  ])('%s → %s', (text, expected) => {
    expect(orderNumberOf(text)).toBe(expected);
  });
});

describe('names', () => {
  test.each([
    [' 王 小 明 ', '王小明'],
    ['WANG Xiaoming', 'Xiaoming Wang'],
    ['Wang, Xiaoming', 'Xiaoming Wang'],
    ['买买提·阿不都拉', '买买提•阿不都拉'],
    ['Ｗａｎｇ　Xiaoming', 'wang xiaoming'],
    ['STRASSE Anna', 'anna straße'],
  ])('%j is %j', (a, b) => {
    expect([isSameName(a, b), isSameName(b, a)]).toEqual([true, true]);
  });

  test.each([
    ['小明王', '王小明'],
    ['*小明', '*小明'],
    ['王＊明', '王小明'],
    ['Wang', 'Xiaoming Wang'],
    ['Wang Wang', 'Wang'],
    ['', ''],
    ['·', '··'],
  ])('%j is not %j', (a, b) => {
    expect(isSameName(a, b)).toBe(false);
  });
});

describe('phones', () => {
  test.each([
    ['１３８ ００１３ ８０００', 'CN', '+8613800138000'],
    ['+86 138-0013-8000', 'US', '+8613800138000'],
    ['0086 13800138000', 'CN', '+8613800138000'],
    ['8613800138000', 'CN', '+8613800138000'],
    ['010-6552 9988', 'CN', '+861065529988'],
    ['020 7946 0018', 'GB', '+442079460018'],
    ['+44 (0)20 7946 0018', 'CN', '+442079460018'],
    ['2345 6789', 'HK', '+85223456789'],
    ['13800138000', 'ZZ', null],
    ['12345', 'CN', null],
    ['call me', 'CN', null],
  ])('%s in %s → %s', (text, region, expected) => {
    expect(possibleE164(text, region)).toBe(expected);
  });
});

test('e-mail keeps its dots and tags', () => {
  expect([' Wang.XM+pay@Example.COM ', 'wang@', 'a b@c.d'].map(emailOf)).toEqual([
    'wang.xm+pay@example.com',
    null,
    null,
  ]);
});

test('four digits and nothing else', () => {
  expect(['１１１１', '11 11', '111', '11111', 'abcd'].map(last4Of)).toEqual([
    '1111',
    '1111',
    null,
    null,
    null,
  ]);
});

test('a merchant is named by what is its own', () => {
  expect(
    ['明珠数码 旗舰店', '有限公司', 'The Online Store', '店', 'Blue Kite Ltd.', 'ab'].map(
      merchantWords,
    ),
  ).toEqual(['明珠数码', null, null, null, 'bluekite', null]);
});
