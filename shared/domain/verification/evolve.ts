import { must, unreachable } from '#shared/lib/assert.ts';
import type { VerificationEvent } from './events.ts';
import { type FactorId, isFailed } from './factors.ts';
import { type Grant, grantsBetween, isLive, withoutActs } from './grants.ts';
import { hasPair } from './levels.ts';
import type { Level } from './policy.ts';
import { newProcedure, withStep } from './procedure.ts';
import { provenFor, type Verification } from './state.ts';

type Event<T extends VerificationEvent['type']> = Extract<VerificationEvent, { type: T }>;

/** What an event makes of a verification. A grant that has run out is dropped and never comes back. */
export function evolveVerification(
  state: Verification | null,
  event: VerificationEvent,
  at: number,
): Verification {
  if (event.type === 'verification.opened') return opened(state, event, at);
  const before = must(state, `${event.type} before verification.opened`);
  const was = { ...before, grants: live(before, at) };
  switch (event.type) {
    case 'verification.asked':
      return {
        ...was,
        question: { recordIds: event.recordIds, factors: event.factors, askedAt: at },
      };
    case 'verification.checked':
      return checked(was, event, at);
    case 'verification.code-sent':
      return {
        ...was,
        code: { id: event.codeId, mac: event.mac, expiresAt: event.expiresAt },
        codesSent: was.codesSent + 1,
        contactUnchangedSinceAt: later(was.contactUnchangedSinceAt, event.contactUnchangedSinceAt),
      };
    case 'verification.approved': {
      const approverId = must(event.agentId, 'an approval by nobody');
      const approval = { approverId, recordIds: event.recordIds, at };
      return { ...was, approval, grants: withLevel(was, event, at) };
    }
    case 'verification.overridden':
      return { ...was, grants: withLevel(was, event, at) };
    case 'verification.consumed':
      return consumed(was, event, at);
    case 'verification.transferred':
      return { ...withoutProofs(was), grants: withoutActs(was.grants) };
    case 'verification.heard':
      return { ...was, heardAt: Math.max(was.heardAt, at) };
    case 'verification.flagged':
      return { ...was, flags: [...was.flags, event.flag] };
    case 'verification.speaker-named':
      return isStranger(event)
        ? { ...withoutProofs(was), proofs: {}, grants: [], isStranger: true }
        : { ...was, isStranger: false };
    case 'verification.step-taken':
      return { ...was, procedure: withStep(was.procedure, event.step) };
    case 'verification.ended':
      return { ...withoutProofs(was), proofs: {}, recordIds: [], grants: [], isOpen: false };
    default:
      return unreachable(event);
  }
}

const isStranger = (event: Event<'verification.speaker-named'>): boolean =>
  event.speaker === 'third-party' && !event.note;

/** Locks, flags, deeds and the procedure belong to the conversation; everything proven starts anew. */
function opened(
  was: Verification | null,
  event: Event<'verification.opened'>,
  at: number,
): Verification {
  const { type: _type, ...facts } = event;
  return {
    ...facts,
    isOpen: true,
    heardAt: at,
    question: null,
    recordIds: [],
    proofs: {},
    isPairSpent: was?.isPairSpent ?? false,
    grants: [],
    code: null,
    codesSent: was?.codesSent ?? 0,
    approval: null,
    checkedBy: was?.checkedBy ?? [],
    failures: was?.failures ?? 0,
    lockedUntilAt: was?.lockedUntilAt ?? null,
    isStranger: was?.isStranger ?? false,
    flags: was?.flags ?? [],
    done: was?.done ?? [],
    procedure: was?.procedure ?? newProcedure,
  };
}

/** A source that has not heard of the last change does not undo it. */
const later = (known: number | null, told: number | null): number | null =>
  told === null ? null : Math.max(known ?? told, told);

const live = (state: Verification, at: number): Grant[] =>
  state.grants.filter((grant) => isLive(grant, state.policy, state.heardAt, at));

const withLevel = (
  state: Verification,
  event: { levelBefore: Level; levelAfter: Level; recordIds: string[] },
  at: number,
): Grant[] => [
  ...state.grants,
  ...grantsBetween(event.levelBefore, event.levelAfter, event.recordIds, at),
];

function checked(
  was: Verification,
  event: Event<'verification.checked'>,
  at: number,
): Verification {
  const { agentId, lock, method } = event;
  const next: Verification = {
    ...was,
    ...lock,
    question: method === 'manual' ? null : was.question,
    checkedBy:
      agentId === null || was.checkedBy.includes(agentId)
        ? was.checkedBy
        : [...was.checkedBy, agentId],
  };
  if (isFailed(event.factors)) return next;
  const kept = provenFor(was, event.recordIds, at);
  const before = Object.keys(was.proofs) as FactorId[];
  return {
    ...next,
    recordIds: event.recordIds,
    proofs: {
      ...Object.fromEntries(kept.map((id) => [id, was.proofs[id]])),
      ...Object.fromEntries(event.factors.map(({ id }) => [id, at])),
    },
    isPairSpent: was.isPairSpent || (hasPair(before) && !hasPair(kept)),
    code: method === 'otp' ? null : was.code,
    grants: withLevel(was, event, at),
  };
}

/** Answers count for one act, a code for one act; being signed in lasts. */
function withoutProofs(was: Verification): Verification {
  const signedInAt = was.proofs.F9;
  return {
    ...was,
    question: null,
    proofs: signedInAt === undefined ? {} : { F9: signedInAt },
    isPairSpent: was.isPairSpent || hasPair(Object.keys(was.proofs) as FactorId[]),
    code: null,
    approval: null,
  };
}

function consumed(
  was: Verification,
  event: Event<'verification.consumed'>,
  at: number,
): Verification {
  const isChange = event.action === 'change-contact';
  const next = {
    ...was,
    done: [...new Set([...was.done, event.action])],
    contactUnchangedSinceAt: isChange ? at : was.contactUnchangedSinceAt,
  };
  return was.policy.needed[event.action] >= 3
    ? { ...withoutProofs(next), grants: withoutActs(was.grants) }
    : next;
}
