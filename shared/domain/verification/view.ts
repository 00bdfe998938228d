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

/** Attempts left here, and until when it is locked. */
function attemptsOf(state: Verification | null, policy: VerificationPolicy, at: number) {
  const locked = state?.lockedUntilAt ?? null;
  if (isLocked(locked, at)) return { attemptsLeft: 0, lockedUntilAt: locked };
  // A lock that ended has cleared its failures.
  const failures = state === null || locked !== null ? 0 : state.failures;
  return {
    attemptsLeft: Math.max(0, policy.attempts.inConversation - failures),
    lockedUntilAt: null,
  };
}

/** The highest level held here, whatever it is about. */
const highestOf = (state: Verification, at: number): Level =>
  state.grants
    .filter((grant) => isLive(grant, state.policy, state.heardAt, at))
    .reduce<Level>((most, { level }) => (level > most ? level : most), 0);

const questionOf = ({ question, isOpen, policy }: Verification) =>
  question && isOpen
    ? { factors: question.factors, dueAt: question.askedAt + policy.attempts.answerWithinMs }
    : null;

const codeOf = (state: Verification | null, at: number) =>
  state?.code && at < state.code.expiresAt ? { expiresAt: state.code.expiresAt } : null;

/** What is on record of the conversation, open or not. */
const noted = (state: Verification | null, policy: VerificationPolicy) => ({
  codesLeft: Math.max(0, policy.code.maxSends - (state?.codesSent ?? 0)),
  isStranger: state?.isStranger ?? false,
  flags: state?.flags ?? [],
});

function actionsOf(
  state: Verification | null,
  about: { recordIds: readonly string[]; level: Level; policy: VerificationPolicy; at: number },
) {
  const { recordIds, level, policy, at } = about;
  const proof = state?.isOpen ? proofFor(state, recordIds, [], at) : nothingProven;
  return actions.map((action: Action) => {
    const needed = policy.needed[action];
    const isOpen = level >= needed;
    return {
      action,
      needed,
      isOpen,
      isDone: state?.done.includes(action) ?? false,
      missing: missingFor(proof, isOpen ? 0 : needed, policy.factors),
    };
  });
}

/** A check as an agent may see it. Never an answer, nor which of them was wrong. */
export function viewOf(
  state: Verification | null,
  about: { recordIds: readonly string[]; policy: VerificationPolicy; at: number },
) {
  const { recordIds, at } = about;
  const open = state?.isOpen ? state : null;
  const policy = open?.policy ?? about.policy;
  const level: Level = open ? levelAt(open, recordIds, at) : 0;
  const { recordId, ...procedure } = state?.procedure ?? newProcedure;
  return {
    isOpen: open !== null,
    level,
    highest: open ? highestOf(open, at) : 0,
    untilAt: open && endOf(open, recordIds, at),
    proven: open ? provenFor(open, recordIds, at) : [],
    ...attemptsOf(state, policy, at),
    question: open && questionOf(open),
    code: codeOf(state, at),
    ...noted(state, policy),
    actions: actionsOf(state, { recordIds, level, policy, at }),
    procedure: {
      ...procedure,
      asked: [...procedure.asked],
      isRecordConfirmed: recordId !== null && recordIds.includes(recordId),
    },
    policy,
  };
}
