import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Identity, identityKind } from '#shared/domain/contact/parts.ts';
import {
  orderSignal,
  scoreOf,
  type Shared,
  signalsOf,
} from '#shared/domain/contact/suggestions.ts';

const own = (kind: Identity['kind'], address: string, isVerified = false) => ({
  kind,
  address,
  isVerified,
});
const person = (...identities: Identity[]) => ({ identities, fields: {} });
const shared = (kind: Shared['kind'], here: boolean, there: boolean): Shared => ({
  kind,
  isVerifiedHere: here,
  isVerifiedThere: there,
});

test('the same account id counts across brands, a browser and a doubtful sender count for nothing', () => {
  const signals = signalsOf(
    person(
      own('account', 'brand-a/U1', true),
      own('account', 'brand-b/u1'),
      own('visitor', 'chat/v1'),
      own('email', 'doubtful/mail:1'),
      own('email', 'a@x.test'),
    ),
  );
  expect(signals.map((one) => [one.signal, one.isVerified])).toEqual([
    ['same-account u1', true],
    ['same-mail a@x.test', false],
  ]);
});

test('a name is a signal only together with an order number worth the name', () => {
  expect(orderSignal('王 小明', 'GP-21007')?.signal).toBe('same-name-and-order 王小明 gp21007');
  expect(orderSignal('王小明', 'gp 21007')?.signal).toBe('same-name-and-order 王小明 gp21007');
  for (const [name, order] of [
    ['王小明', null],
    [null, 'GP-21007'],
    ['王小明', '12'],
  ] as const)
    expect(orderSignal(name, order)).toBeNull();
});

test('proof on both sides outweighs a claim; more in common is surer; nobody but a person is certain', () => {
  const score = (...all: Shared[]) => scoreOf(all, [], []).confidence;
  const claimed = score(shared('same-mail', false, false));
  expect([claimed, score(shared('same-mail', true, false))]).toEqual([60, 70]);
  expect(score(shared('same-mail', true, true))).toBe(90);
  expect(score(shared('same-mail', false, false), shared('same-phone', false, false))).toBe(86);
  expect(
    score(
      ...(['same-mail', 'same-phone', 'same-account'] as const).map((k) => shared(k, true, true)),
    ),
  ).toBe(99);
  expect(scoreOf([], [], []).confidence).toBe(0);
});

test('two proven accounts of one brand are hardly one person', () => {
  const here = [person(own('account', 'pay/u1', true))];
  const mails = [shared('same-mail', true, true)];
  expect(scoreOf(mails, here, [person(own('account', 'pay/u2', true))])).toMatchObject({
    confidence: 30,
    isAgainst: true,
  });
  for (const there of [own('account', 'other/u2', true), own('account', 'pay/u2')])
    expect(scoreOf(mails, here, [person(there)]).isAgainst).toBe(false);
});

const anyIdentity = fc.record({
  kind: fc.constantFrom(...identityKind.options),
  address: fc.string({ minLength: 1, maxLength: 30 }),
  isVerified: fc.boolean(),
});

test('signals are the same in any order, and a proof is never lost to a claim', () => {
  fc.assert(
    fc.property(fc.array(anyIdentity, { maxLength: 12 }), (identities) => {
      const plain = (all: Identity[]) =>
        JSON.stringify(
          signalsOf({ identities: all, fields: {} })
            .map((one) => `${one.signal} ${one.isVerified}`)
            .toSorted((a, b) => (a < b ? -1 : 1)),
        );
      expect(plain(identities.toReversed())).toBe(plain(identities));
    }),
  );
});

test('more evidence never makes two people less likely one', () => {
  const one = fc.record({
    kind: fc.constantFrom<Shared['kind'][]>('same-mail', 'same-phone', 'same-merchant'),
    isVerifiedHere: fc.boolean(),
    isVerifiedThere: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 6 }), one, (all, more) => {
      const [less, greater] = [scoreOf(all, [], []), scoreOf([...all, more], [], [])];
      expect(greater.confidence).toBeGreaterThanOrEqual(less.confidence);
      expect(greater.confidence).toBeLessThan(100);
    }),
  );
});
