import { isLive } from './grants.ts';
import { missingFor } from './missing.ts';
import { actions, type Action, type Level, type VerificationPolicy } from './policy.ts';
import { newProcedure } from './procedure.ts';
import { isLocked, levelAt, proofFor, provenFor, type Verification } from './state.ts';

const nothingProven = {
  proven: [],
  isContactSettled: false,
  isApproved: false,
  mayPair: true,
} as const;

/** When the level held now ends, if nothing happens before. */
function endOf(state: Verification, recordIds: readonly string[], at: number): number | null {
  const { expiry } = state.policy;
  const level = levelAt(state, recordIds, at);
  const ends = state.grants
    .filter(
      (grant) =>
        grant.level === level &&
        recordIds.every((id) => grant.recordIds.includes(id)) &&
        isLive(grant, state.policy, state.heardAt, at),
    )
    .map(({ level: held, grantedAt }) => {
      if (held === 4) return grantedAt + expiry.sensitiveMs;
      if (held === 3) return grantedAt + expiry.actMs;
      return Math.max(grantedAt, state.heardAt) + expiry.idleMs;
    });
  return level === 0 || ends.length === 0 ? null : Math.max(...ends);
}

/** A check as an agent may see it. Never an answer, nor which of them was wrong. */
export function viewOf(
  state: Verification | null,
  about: { recordIds: readonly string[]; policy: VerificationPolicy; at: number },
) {
  const { recordIds, at } = about;
  const policy = state?.isOpen ? state.policy : about.policy;
  const level: Level = state ? levelAt(state, recordIds, at) : 0;
  const lockedUntilAt = state && isLocked(state.lockedUntilAt, at) ? state.lockedUntilAt : null;
  const isCleared = state === null || (state.lockedUntilAt !== null && lockedUntilAt === null);
  const failures = isCleared ? 0 : state.failures;
  const proof = state?.isOpen ? proofFor(state, recordIds, [], at) : nothingProven;
  const { recordId, ...procedure } = state?.procedure ?? newProcedure;
  return {
    isOpen: state?.isOpen ?? false,
    level,
    untilAt: state && endOf(state, recordIds, at),
    proven: state?.isOpen ? provenFor(state, recordIds, at) : [],
    attemptsLeft:
      lockedUntilAt === null ? Math.max(0, policy.attempts.inConversation - failures) : 0,
    lockedUntilAt,
    question:
      state?.question && state.isOpen
        ? {
            factors: state.question.factors,
            dueAt: state.question.askedAt + policy.attempts.answerWithinMs,
          }
        : null,
    code: state?.code && at < state.code.expiresAt ? { expiresAt: state.code.expiresAt } : null,
    codesLeft: Math.max(0, policy.code.maxSends - (state?.codesSent ?? 0)),
    isStranger: state?.isStranger ?? false,
    flags: state?.flags ?? [],
    actions: actions.map((action: Action) => {
      const needed = policy.needed[action];
      return {
        action,
        needed,
        isOpen: level >= needed,
        isDone: state?.done.includes(action) ?? false,
        missing: missingFor(proof, level >= needed ? 0 : needed, policy.factors),
      };
    }),
    procedure: {
      ...procedure,
      asked: [...procedure.asked],
      isRecordConfirmed: recordId !== null && recordIds.includes(recordId),
    },
    policy,
  };
}
