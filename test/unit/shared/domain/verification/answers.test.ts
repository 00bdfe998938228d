import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answers,
  answers,
  compareAnswers,
  type VerifiableRecord,
} from '#shared/domain/verification/answers.ts';
import { verificationPolicy } from '#shared/domain/verification/policy.ts';

const standard = verificationPolicy.parse({});
const R: VerifiableRecord = {
  id: 'r',
  orderNumbers: ['202611201000123456'],
  times: [Date.parse('2026-11-20T14:32:10+08:00')],
  amount: { minor: 29_900, currency: 'CNY' },
  billed: null,
  merchant: '明珠数码旗舰店',
  product: 'Blue Kite headphones',
  payerName: '王小明',
  phone: '+8613800138000',
  email: 'wang.xm@example.com',
  last4: '1111',
  asOfAt: 0,
};
const outcome = (given: Answers, record: VerifiableRecord | null = R, policy = standard) => {
  const result = compareAnswers(given, record, policy);
  return result.ok
    ? result.factors.map((one) => `${one.id} ${one.outcome}`).join(', ')
    : result.problems.map(({ field, problem }) => `${field}: ${problem}`).join(', ');
};
const time = (
  local: string,
  precision: 'minute' | 'hour' | 'day',
  zone = 'Asia/Shanghai',
): Answers => ({ time: { local, precision, zone } });
const amount = (text: string): Answers => ({ amount: { text, currency: 'CNY' } });

describe('answers against a record', () => {
  test.each([
    ['V1', time('2026-11-20T14:40', 'minute'), 'F2 match'],
    ['V2', time('2026-11-20T14:47:10', 'minute'), 'F2 match'],
    ['V3', time('2026-11-20T14:47:11', 'minute'), 'F2 mismatch'],
    ['V4', time('2026-11-20T15:00', 'hour'), 'F2d weak'],
    ['V5', time('2026-11-20', 'day'), 'F2d weak'],
    ['V6', time('2026-11-20T01:30', 'minute', 'America/New_York'), 'F2 match'],
    ['V8', amount('299'), 'F3 match'],
    ['V9', amount('¥298.50'), 'F3a weak'],
    ['V10', amount('¥305'), 'F3 mismatch'],
    ['V13', amount('USD 299'), 'F3 mismatch'],
    ['V14', { name: ' 王 小 明 ' }, 'F5 match'],
    ['V15', { phone: '１３８ ００１３ ８０００' }, 'F6 match'],
    ['F1', { orderNumber: '2026-1120 1000 1234 56' }, 'F1 match'],
    ['F1', { orderNumber: '202611201000123457' }, 'F1 mismatch'],
    ['F1', { orderNumber: '2026112' }, 'orderNumber: too-short'],
    ['F4', { merchant: '明珠' }, 'F4 weak'],
    ['F4', { merchant: 'blue kite' }, 'F4 weak'],
    ['F4', { merchant: '旗舰店' }, 'merchant: too-common'],
    ['F5', { name: '*小明' }, 'name: masked'],
    ['F6p', { phone: '8000' }, 'F6p weak'],
    ['F6p', { phone: '8001' }, 'F6p mismatch'],
    ['F6', { phone: '12345' }, 'phone: not-a-phone'],
    ['F7', { email: 'Wang.XM@example.com' }, 'F7 match'],
    ['F7', { email: 'wangxm@example.com' }, 'F7 mismatch'],
    ['F8', { last4: '1111' }, 'F8 match'],
    ['F8', { last4: '111' }, 'last4: not-four-digits'],
    ['F2', time('2026-02-30', 'day'), 'time: bad-time'],
    ['F3', amount('1.234'), 'amount: ambiguous'],
  ] as [string, Answers, string][])('%s %j: %s', (_id, given, expected) => {
    expect(outcome(given)).toBe(expected);
  });

  test('V7 a day is a day of the chosen zone', () => {
    const early = { ...R, times: [Date.parse('2026-11-20T09:00:00+08:00')] };
    expect(outcome(time('2026-11-20', 'day', 'America/New_York'), early)).toBe('F2d mismatch');
    expect(outcome(time('2026-11-20', 'day', standard.zone), early)).toBe('F2d weak');
  });

  test('V11, V12 the tolerance is capped, and counts whole units where there are no others', () => {
    const large = { ...R, amount: { minor: 1_000_000, currency: 'CNY' } };
    const yen = { ...R, amount: { minor: 5_000, currency: 'JPY' } };
    expect([outcome(amount('9,996'), large), outcome(amount('9990'), large)]).toEqual([
      'F3a weak',
      'F3 mismatch',
    ]);
    expect([outcome(amount('5,040円'), yen), outcome(amount('5,060円'), yen)]).toEqual([
      'F3a weak',
      'F3 mismatch',
    ]);
  });

  test('V14 Latin names in any order', () => {
    expect(outcome({ name: 'WANG Xiaoming' }, { ...R, payerName: 'Xiaoming Wang' })).toBe(
      'F5 match',
    );
  });

  test('an amount may be what was asked or what was charged', () => {
    const abroad = { ...R, billed: { minor: 4_200, currency: 'USD' } };
    expect(outcome(amount('US$42'), abroad)).toBe('F3 match');
  });

  test('without tolerance an amount wrong by 0.01 fails', () => {
    const exact = verificationPolicy.parse({ factors: ['F1', 'F3'] });
    expect(outcome(amount('299.01'), R, exact)).toBe('F3 mismatch');
    expect(outcome({ name: '王小明' }, R, exact)).toBe('name: not-asked-here');
  });

  test('no record looks like wrong answers', () => {
    expect(outcome({ orderNumber: '202611201000123456', ...amount('299') }, null)).toBe(
      'F1 mismatch, F3 mismatch',
    );
  });

  test('what the record does not hold is left out, unless nothing else was asked', () => {
    const wallet = { ...R, last4: null };
    expect(outcome({ last4: '1111', ...amount('299') }, wallet)).toBe('F3 match');
    expect(outcome({ last4: '1111' }, wallet)).toBe('F8 mismatch');
  });

  test('brands differ by configuration alone', () => {
    const brands = [
      { factors: ['F1', 'F2', 'F2d', 'F3', 'F3a', 'F5'] },
      { factors: ['F1', 'F3'], amount: { atMost: 0 } },
      { factors: ['F1', 'F2', 'F3', 'F3a'], time: { minuteMs: 60_000 }, zone: 'Asia/Hong_Kong' },
    ].map((own) => verificationPolicy.parse(own));
    const given = { ...time('2026-11-20T14:40', 'minute'), ...amount('298.50') };
    expect(brands.map((policy) => outcome(given, R, policy))).toEqual([
      'F2 match, F3a weak',
      'time: not-asked-here',
      'F2 mismatch, F3a weak',
    ]);
  });
});

const someAnswers: fc.Arbitrary<Answers> = fc
  .record(
    {
      orderNumber: fc.constantFrom('202611201000123456', '99999999', '1'),
      time: fc.record({
        local: fc.constantFrom('2026-11-20T14:32', '2026-11-20', '2026-13-01'),
        precision: fc.constantFrom('minute' as const, 'hour' as const, 'day' as const),
        zone: fc.constantFrom('Asia/Shanghai', 'America/New_York'),
      }),
      amount: fc.record({
        text: fc.constantFrom('299', '298.50', '777', '1.234', '¥299'),
        currency: fc.constantFrom('CNY', 'USD'),
      }),
      merchant: fc.constantFrom('明珠数码', '店', 'elsewhere'),
      name: fc.constantFrom('王小明', '*明', 'Somebody Else'),
      phone: fc.constantFrom('13800138000', '8000', '7'),
      email: fc.constantFrom('wang.xm@example.com', 'x'),
      last4: fc.constantFrom('1111', '2222', '1'),
    },
    { requiredKeys: [] },
  )
  .filter((one) => Object.keys(one).length > 0);

describe('what comparing gives away', () => {
  test('only factors and outcomes: no value of the record or of the answer', () => {
    fc.assert(
      fc.property(someAnswers, (given) => {
        const result = compareAnswers(given, R, standard);
        const spoken = JSON.stringify(result);
        for (const secret of ['29900', '20261120', '小明', '13800138', 'wang', '1111', '明珠'])
          expect(spoken).not.toContain(secret);
      }),
    );
  });

  test('whether something has to be typed again does not depend on the record', () => {
    const others = [null, { ...R, phone: null, amount: null, times: [] }, { ...R, id: 'other' }];
    fc.assert(
      fc.property(someAnswers, fc.constantFrom(...others), (given, other) => {
        const [one, two] = [R, other].map((record) => {
          const result = compareAnswers(given, record, standard);
          return result.ok ? 'compared' : result.problems;
        });
        expect(one).toEqual(two);
      }),
    );
  });

  test('outcomes fit their factor: a half is never whole', () => {
    fc.assert(
      fc.property(someAnswers, (given) => {
        const result = compareAnswers(given, R, standard);
        const wrong = result.ok
          ? result.factors.filter(
              ({ id, outcome: came }) =>
                (came === 'weak') !== ['F2d', 'F3a', 'F4', 'F6p'].includes(id) &&
                came !== 'mismatch',
            )
          : [];
        expect(wrong).toEqual([]);
      }),
    );
  });
});

test('a set of answers holds at least one, and nothing unknown', () => {
  expect(
    [{}, { phone: '8000' }, { phone: '  ' }, { password: 'x' }].map(
      (one) => answers.safeParse(one).success,
    ),
  ).toEqual([false, true, false, false]);
});
