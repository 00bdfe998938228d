import type { AgentId, ContactId, ConversationId } from '#shared/lib/ids.ts';
import type { RedFlag } from './events.ts';
import type { FactorId } from './factors.ts';
import { type Grant, isLive, levelFor } from './grants.ts';
import { hasPair, type Proof } from './levels.ts';
import { type Action, isCoolingDown, type Level, type VerificationPolicy } from './policy.ts';
import type { Procedure } from './procedure.ts';

/** Who the customer of one conversation has proven to be. Locks and deeds outlive an end; levels do not. */
export interface Verification {
  conversationId: ConversationId;
  contactId: ContactId;
  /** The brand's rules when the check was opened. */
  policy: VerificationPolicy;
  isOpen: boolean;
  contactUnchangedSinceAt: number | null;
  /** The customer's last word known here, in steps of `HEARD_STEP_MS`. */
  heardAt: number;
  question: { recordIds: string[]; factors: FactorId[]; askedAt: number } | null;
  /** Records the proofs are about. */
  recordIds: string[];
  /** When each factor was proven. */
  proofs: Partial<Record<FactorId, number>>;
  /** Two halves were counted as a whole already; that works once in a conversation. */
  isPairSpent: boolean;
  grants: Grant[];
  code: { id: string; mac: string; expiresAt: number } | null;
  codesSent: number;
  approval: { approverId: AgentId; recordIds: string[]; at: number } | null;
  /** Agents who took part in checks: none of them is a second person. */
  checkedBy: AgentId[];
  failures: number;
  lockedUntilAt: number | null;
  /** A third party without authority is speaking: nothing is proven, whatever they know. */
  isStranger: boolean;
  flags: RedFlag[];
  /** What was done on the strength of a level here. */
  done: Action[];
  procedure: Procedure;
}

/** Lock still in force at `at`. */
export const isLocked = (lockedUntilAt: number | null, at: number): lockedUntilAt is number =>
  lockedUntilAt !== null && at < lockedUntilAt;

/** The level that holds for all of `recordIds` at `at`. */
export const levelAt = (state: Verification, recordIds: readonly string[], at: number): Level =>
  state.isOpen
    ? levelFor(state.grants, recordIds, (grant) => isLive(grant, state.policy, state.heardAt, at))
    : 0;

export const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

/** A fact of the channel holds as long as the check; an answer as long as an act. */
const isFresh = (state: Verification, id: FactorId, provenAt: number, at: number) =>
  id === 'F9' || at - provenAt < state.policy.expiry.actMs;

/** Factors that count for `recordIds` at `at`. Knowledge is about its records, possession about the contact. */
export function provenFor(
  state: Verification,
  recordIds: readonly string[],
  at: number,
): FactorId[] {
  const isSame = isSameSet(state.recordIds, recordIds);
  return (Object.entries(state.proofs) as [FactorId, number][])
    .filter(([id, provenAt]) => isFresh(state, id, provenAt, at))
    .map(([id]) => id)
    .filter((id) => isSame || id === 'F9' || id === 'F10');
}

/** What is proven for `recordIds`, with `added` proven now. */
export function proofFor(
  state: Verification,
  recordIds: readonly string[],
  added: readonly FactorId[],
  at: number,
): Proof {
  const { approval, policy } = state;
  const own = provenFor(state, recordIds, at);
  // Halves that went stale or belong to other records have had their turn as a pair.
  const before = Object.keys(state.proofs) as FactorId[];
  const isPairLost = hasPair(before) && !hasPair(own);
  return {
    proven: [...own, ...added],
    isContactSettled: !isCoolingDown(policy, state.contactUnchangedSinceAt, at),
    isApproved:
      approval !== null &&
      isSameSet(approval.recordIds, recordIds) &&
      at - approval.at < policy.expiry.sensitiveMs &&
      !state.checkedBy.includes(approval.approverId),
    mayPair: !state.isPairSpent && !isPairLost,
  };
}
