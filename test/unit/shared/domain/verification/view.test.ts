import { describe, expect, test } from 'vitest';
import type { VerificationCommand } from '#shared/domain/verification/commands.ts';
import { decideVerification } from '#shared/domain/verification/decide.ts';
import { evolveVerification } from '#shared/domain/verification/evolve.ts';
import { missingFor } from '#shared/domain/verification/missing.ts';
import { type FactorId, factorIds } from '#shared/domain/verification/factors.ts';
import { type Level, verificationPolicy } from '#shared/domain/verification/policy.ts';
import type { Verification } from '#shared/domain/verification/state.ts';
import { viewOf } from '#shared/domain/verification/view.ts';
import { chat, clock, opening, submitting, type Wish } from '../../../../kit/verification.ts';

const policy = verificationPolicy.parse({});
const proof = (proven: FactorId[], more: object = {}) => ({
  proven,
  isContactSettled: true,
  isApproved: false,
  mayPair: true,
  ...more,
});

describe('what is missing for a level', () => {
  test.each<[string, FactorId[], Level, object]>([
    ['nothing yet, to discuss', [], 2, { answers: 2, needsTransaction: true }],
    [
      'G1 a number, to refund',
      ['F1'],
      3,
      { answers: 2, needsTransaction: true, needsAccount: true },
    ],
    ['G2 number and amount, to refund', ['F1', 'F3'], 3, { answers: 1, needsAccount: true }],
    ['G3 enough', ['F1', 'F3', 'F6'], 3, { answers: 0 }],
    ['G4 nothing of the payment', ['F5', 'F6', 'F7'], 2, { answers: 1, needsTransaction: true }],
    ['G5 a pair and a phone', ['F2d', 'F3a', 'F6'], 3, { answers: 1, needsTransaction: true }],
    ['G8 signed in', ['F9', 'F1'], 3, { answers: 1, needsTransaction: true }],
    ['to unfreeze', ['F1', 'F3', 'F6'], 4, { answers: 0, needsCode: true, needsApproval: true }],
  ])('%s', (_what, proven, level, expected) => {
    expect(missingFor(proof(proven), level, factorIds)).toMatchObject(expected);
  });

  test('a brand that asks too little cannot open an act by answers', () => {
    expect(missingFor(proof([]), 3, ['F1', 'F5']).answers).toBeNull();
  });
});

/** A check after these wishes. */
function after(...wishes: [time: string, wish: Wish][]): Verification | null {
  let state: Verification | null = null;
  for (const [time, wish] of wishes) {
    const command = { ...wish, conversationId: chat } as VerificationCommand;
    const decision = decideVerification(state, command, clock(time));
    if ('rejection' in decision) throw new Error(decision.rejection.code);
    for (const event of decision.events) state = evolveVerification(state, event, clock(time));
  }
  return state;
}
const shown = (state: Verification | null, time: string) =>
  viewOf(state, { recordIds: ['r'], policy, at: clock(time) });
const wrong = submitting(['F1', '!F3']);

describe('a check as it is shown', () => {
  test('before it began', () => {
    expect(shown(null, '10:00')).toMatchObject({
      isOpen: false,
      level: 0,
      attemptsLeft: 3,
      lockedUntilAt: null,
      codesLeft: 3,
    });
  });

  test('K1 locked, then free again with all its attempts', () => {
    const state = after(['10:00', opening()], ['10:00', wrong], ['10:04', wrong], ['10:09', wrong]);
    expect(shown(state, '10:38')).toMatchObject({ attemptsLeft: 0, lockedUntilAt: clock('10:39') });
    expect(shown(state, '10:39')).toMatchObject({ attemptsLeft: 3, lockedUntilAt: null });
  });

  test('a level ends when its grant does', () => {
    const state = after(['10:00', opening()], ['10:00', submitting(['F1', 'F3'])]);
    expect(shown(state, '10:01')).toMatchObject({ level: 2, untilAt: clock('11:00') });
    expect(shown(state, '11:00')).toMatchObject({ level: 0, untilAt: null });
    expect(shown(state, '10:01').actions.find(({ action }) => action === 'discuss')?.isOpen).toBe(
      true,
    );
  });

  test('nothing in it says which answer was wrong', () => {
    const state = after(['10:00', opening()], ['10:00', wrong]);
    expect(JSON.stringify(shown(state, '10:01'))).not.toMatch(/mismatch|"outcome"/);
    expect(shown(state, '10:01').proven).toEqual([]);
  });
});
