import type { AgentId } from '#shared/lib/ids.ts';
import { must } from '#shared/lib/assert.ts';
import type { Client, VerificationEvent } from './events.ts';
import { type FactorOutcome, isFailed } from './factors.ts';
import { levelOf } from './levels.ts';
import type { Level } from './policy.ts';
import { isLocked, levelAt, proofFor, type Verification } from './state.ts';

export type CheckedEvent = Extract<VerificationEvent, { type: 'verification.checked' }>;

interface Attempt {
  agentId: AgentId | null;
  client: Client | null;
  recordIds: string[];
  factors: FactorOutcome[];
  method: CheckedEvent['method'];
  recordsAsOfAt: number | null;
}

/** A question stays open for `answerWithinMs`, inclusive. */
export const isLate = ({ question, policy }: Verification, at: number): boolean =>
  question !== null && at - question.askedAt > policy.attempts.answerWithinMs;

/** What one attempt comes to. Only a higher level clears the failures: repeating what is known does not. */
export function checked(state: Verification, attempt: Attempt, at: number): CheckedEvent {
  const { recordIds, factors } = attempt;
  const { inConversation, conversationLockMs } = state.policy.attempts;
  const levelBefore = levelAt(state, recordIds, at);
  const lockedBefore = isLocked(state.lockedUntilAt, at) ? state.lockedUntilAt : null;
  const failuresBefore = state.lockedUntilAt === lockedBefore ? state.failures : 0;
  const body = { type: 'verification.checked' as const, ...attempt, levelBefore };
  if (isFailed(factors)) {
    const failures = failuresBefore + 1;
    const lockedUntilAt = failures >= inConversation ? at + conversationLockMs : null;
    return { ...body, levelAfter: levelBefore, lock: { failures, lockedUntilAt } };
  }
  const levelAfter = raised(state, attempt, levelBefore, at);
  const failures = levelAfter > levelBefore && lockedBefore === null ? 0 : failuresBefore;
  return { ...body, levelAfter, lock: { failures, lockedUntilAt: lockedBefore } };
}

function raised(state: Verification, attempt: Attempt, levelBefore: Level, at: number): Level {
  const { recordIds, factors, agentId } = attempt;
  if (recordIds.length === 0) return levelBefore;
  const checkedBy = agentId === null ? state.checkedBy : [...state.checkedBy, agentId];
  const ids = factors.map(({ id }) => id);
  const earned = levelOf(proofFor({ ...state, checkedBy }, recordIds, ids, at));
  return earned > levelBefore ? earned : levelBefore;
}

/** The open question failed for want of an answer in time; `by`: whose answer came too late. */
export function lateCheck(
  state: Verification,
  at: number,
  by?: { agentId: AgentId; client: Client | null; recordIds: string[] },
): CheckedEvent {
  const question = must(state.question, 'a late answer without a question');
  const recordIds = question.recordIds.length > 0 ? question.recordIds : (by?.recordIds ?? []);
  return checked(
    state,
    {
      agentId: by?.agentId ?? null,
      client: by?.client ?? null,
      recordIds,
      factors: question.factors.map((id) => ({ id, outcome: 'timeout' })),
      method: 'manual',
      recordsAsOfAt: null,
    },
    at,
  );
}
