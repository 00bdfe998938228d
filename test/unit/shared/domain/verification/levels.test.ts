import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#shared/lib/units.ts';
import { FACTORS, type FactorId, factorIds } from '#shared/domain/verification/factors.ts';
import { levelOf, type Proof } from '#shared/domain/verification/levels.ts';
import { actions, isCoolingDown, verificationPolicy } from '#shared/domain/verification/policy.ts';

const proof = (proven: FactorId[], more: Partial<Proof> = {}): Proof => ({
  proven,
  isContactSettled: true,
  isApproved: false,
  mayPair: true,
  ...more,
});

describe('levels', () => {
  test.each([
    ['G1', ['F1'], {}, 1],
    ['G2', ['F1', 'F3'], {}, 2],
    ['G3', ['F1', 'F3', 'F6'], {}, 3],
    ['G4', ['F5', 'F6', 'F7'], {}, 1],
    ['G5', ['F2d', 'F3a', 'F6'], {}, 2],
    ['G6', ['F2d', 'F3a', 'F1', 'F6'], {}, 3],
    ['G7', ['F9', 'F1'], {}, 2],
    ['G8', ['F9', 'F1', 'F3'], {}, 3],
    ['G9', ['F1', 'F3', 'F6', 'F10'], { isApproved: true }, 4],
    ['G10', ['F1', 'F3', 'F6', 'F10'], { isApproved: true, isContactSettled: false }, 3],
    ['G11', ['F1', 'F3', 'F3a'], {}, 2],
    ['nothing', [], {}, 0],
    ['signed in only', ['F9'], {}, 0],
    ['no approval', ['F1', 'F3', 'F6', 'F10'], {}, 3],
    ['no code', ['F1', 'F3', 'F6', 'F9'], { isApproved: true }, 3],
    ['code and two of the transaction', ['F1', 'F3', 'F10'], {}, 3],
    ['the same, phone just changed', ['F1', 'F3', 'F10'], { isContactSettled: false }, 2],
    ['four halves are one pair', ['F2d', 'F3a', 'F4', 'F6p', 'F1'], {}, 2],
    ['one half is nothing', ['F1', 'F3a'], {}, 1],
    ['a pair used up', ['F2d', 'F3a', 'F6'], { mayPair: false }, 1],
    ['halves of both groups are whole of neither', ['F4', 'F6p', 'F5'], {}, 1],
    ['halves of both groups beside a transaction factor', ['F4', 'F6p', 'F1'], {}, 2],
    ['F6p next to F6', ['F1', 'F6', 'F6p', 'F4'], {}, 2],
    ['F2d next to F2', ['F2', 'F2d', 'F4'], {}, 0],
  ] as [string, FactorId[], Partial<Proof>, number][])(
    '%s: %j %j is level %d',
    (_id, proven, more, level) => {
      expect(levelOf(proof(proven, more))).toBe(level);
    },
  );

  const someFactors = fc.subarray(factorIds);
  const someProof = fc.record({
    proven: someFactors,
    isContactSettled: fc.boolean(),
    isApproved: fc.boolean(),
    mayPair: fc.boolean(),
  });

  test('more proof never lowers a level, and its order does not matter', () => {
    fc.assert(
      fc.property(someProof, fc.constantFrom(...factorIds), (one, added) => {
        const more = { ...one, proven: [added, ...one.proven] };
        expect(levelOf(more)).toBeGreaterThanOrEqual(levelOf(one));
        expect(levelOf({ ...one, proven: one.proven.toReversed() })).toBe(levelOf(one));
      }),
      { numRuns: 2_000 },
    );
  });

  test('nobody reaches 2 without a transaction factor, or 4 without code, approval and old contact data', () => {
    fc.assert(
      fc.property(someProof, (one) => {
        const level = levelOf(one);
        const knowsTransaction = one.proven.some((id) => FACTORS[id].group === 'T');
        expect(level >= 2 && !knowsTransaction).toBe(false);
        const isWhole = one.proven.includes('F10') && one.isApproved && one.isContactSettled;
        expect(level === 4 && !isWhole).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('policy', () => {
  const standard = verificationPolicy.parse({});

  test('says by itself what the standard says', () => {
    const minute = 60_000;
    expect(standard).toMatchObject({
      zone: 'Asia/Shanghai',
      time: { minuteMs: 15 * minute, hourMs: 60 * minute },
      amount: { percent: 1, atLeast: 1, atMost: 5, atLeastWhole: 10, atMostWhole: 500 },
      needed: { locate: 1, discuss: 2, refund: 3, unfreeze: 4, 'change-contact': 4 },
      attempts: {
        inConversation: 3,
        conversationLockMs: 30 * minute,
        againstRecord: 5,
        recordWindowMs: DAY_MS,
        recordLockMs: DAY_MS,
        answerWithinMs: 2 * minute,
      },
      expiry: { idleMs: 60 * minute, actMs: 30 * minute, sensitiveMs: 15 * minute },
      coolDownDays: 7,
    });
    expect(standard.factors).toEqual(factorIds);
    expect(Object.keys(standard.needed)).toEqual(actions);
  });

  test('read again it is the same', () => {
    expect(verificationPolicy.parse(JSON.parse(JSON.stringify(standard)))).toEqual(standard);
  });

  test.each([
    [{ needed: { refund: 4 }, attempts: { inConversation: 2 } }, true],
    [{ needed: { refund: 2 } }, false],
    [{ needed: { discuss: 1 } }, false],
    [{ attempts: { inConversation: 4 } }, false],
    [{ amount: { percent: 50 } }, false],
    [{ zone: 'Mars/Olympus' }, false],
    [{ factors: ['F99'] }, false],
    [{ factors: [] }, false],
    [{ tolerances: {} }, false],
  ])('%j may be configured: %s', (own, isAllowed) => {
    expect(verificationPolicy.safeParse(own).success).toBe(isAllowed);
  });

  test('contact data are trusted from the seventh day on, and never when nobody knows', () => {
    const since = 1_000_000;
    expect(
      [since, since + 7 * DAY_MS - 1, since + 7 * DAY_MS].map((at) =>
        isCoolingDown(standard, since, at),
      ),
    ).toEqual([true, true, false]);
    expect(isCoolingDown(standard, null, since)).toBe(true);
  });
});
