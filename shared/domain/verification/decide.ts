import { MINUTE_MS } from '#shared/lib/units.ts';
import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject } from '../event.ts';
import type { VerificationCommand } from './commands.ts';
import { checked, isLate, lateCheck, type CheckedEvent } from './checks.ts';
import type { VerificationEvent } from './events.ts';
import { evolveVerification } from './evolve.ts';
import { levelOf } from './levels.ts';
import { isCoolingDown } from './policy.ts';
import { refusalOfStep } from './procedure.ts';
import { isLocked, levelAt, proofFor, type Verification } from './state.ts';

type Decided = Decision<VerificationEvent>;
type Command<T extends VerificationCommand['type']> = Extract<VerificationCommand, { type: T }>;

/** The customer's words are noted this often at most. */
const HEARD_STEP_MS = MINUTE_MS;

/** The rules of verification in one conversation. Pure: time is `at`, comparisons were made before. */
export function decideVerification(
  state: Verification | null,
  command: VerificationCommand,
  at: number,
): Decided {
  if (command.type === 'verification.open') return open(state, command);
  if (!state) return worksWithout.has(command.type) ? accept() : reject('verification.unknown');
  switch (command.type) {
    case 'verification.flag':
      return flag(state, command);
    case 'verification.name-speaker':
      return command.speaker === 'customer' && !state.isStranger
        ? accept()
        : accept({
            type: 'verification.speaker-named',
            agentId: command.agentId,
            speaker: command.speaker,
            note: command.note,
          });
    case 'verification.take-step':
      return takeStep(state, command, at);
    case 'verification.end':
      return end(state, command, at);
    case 'verification.hear':
      return hear(state, at);
    case 'verification.time-out':
      return isLate(state, at) ? accept(lateCheck(state, at)) : accept();
    case 'verification.transfer':
      return state.isOpen
        ? accept({ type: 'verification.transferred', toAgentId: command.toAgentId })
        : accept();
    default:
      return state.isOpen ? decideOpen(state, command, at) : reject('verification.not-open');
  }
}

/** What others tell of a conversation, whether it is being verified or not. */
const worksWithout: ReadonlySet<VerificationCommand['type']> = new Set([
  'verification.end',
  'verification.hear',
  'verification.time-out',
  'verification.transfer',
]);

type OpenCommand = Command<
  | 'verification.ask'
  | 'verification.submit'
  | 'verification.prove-channel'
  | 'verification.send-code'
  | 'verification.confirm-code'
  | 'verification.approve'
  | 'verification.override'
  | 'verification.consume'
>;

function decideOpen(state: Verification, command: OpenCommand, at: number): Decided {
  if (state.isStranger) return reject('verification.third-party');
  switch (command.type) {
    case 'verification.ask':
      return ask(state, command, at);
    case 'verification.submit':
      return submit(state, command, at);
    case 'verification.prove-channel':
      return proveChannel(state, at);
    case 'verification.send-code':
      return sendCode(state, command, at);
    case 'verification.confirm-code':
      return confirmCode(state, command, at);
    case 'verification.approve':
      return approve(state, command, at);
    case 'verification.override':
      return override(state, command, at);
    case 'verification.consume':
      return consume(state, command, at);
    default:
      return unreachable(command);
  }
}

function open(state: Verification | null, command: Command<'verification.open'>): Decided {
  if (state?.isOpen)
    return state.contactId === command.contactId ? accept() : reject('verification.already-open');
  const { type: _type, ...facts } = command;
  return accept({ type: 'verification.opened', ...facts });
}

const locked = (untilAt: number) => reject('verification.locked', { untilAt });

function ask(state: Verification, command: Command<'verification.ask'>, at: number): Decided {
  if (isLocked(state.lockedUntilAt, at)) return locked(state.lockedUntilAt);
  if (command.factors.some((id) => !state.policy.factors.includes(id)))
    return reject('verification.factor-off');
  const { agentId, recordIds, factors } = command;
  const asked = { type: 'verification.asked' as const, agentId, recordIds, factors };
  if (!state.question) return accept<VerificationEvent>(asked);
  if (!isLate(state, at)) return reject('verification.question-open');
  const late = lateCheck(state, at);
  return isLocked(late.lock.lockedUntilAt, at)
    ? accept(late)
    : accept<VerificationEvent>(late, asked);
}

function submit(state: Verification, command: Command<'verification.submit'>, at: number): Decided {
  const { agentId, client, recordIds, factors, recordsAsOfAt } = command;
  const refusal = lockRefusal(state, command.recordLockedUntilAt, at);
  if (refusal) return refusal;
  if (isLate(state, at)) return accept(lateCheck(state, at, command));
  if (factors.some(({ id }) => !state.policy.factors.includes(id)))
    return reject('verification.factor-off');
  const check = checked(
    state,
    { agentId, client, recordIds, factors, method: 'manual', recordsAsOfAt },
    at,
  );
  const isUnbound =
    recordIds.length === 0 && factors.every(({ outcome }) => outcome !== 'mismatch');
  return isUnbound ? reject('verification.no-record') : accept(check);
}

/** The same words for both locks: which one it is tells whether the record exists. */
function lockRefusal(state: Verification, recordLockedUntilAt: number | null, at: number) {
  const until = [state.lockedUntilAt, recordLockedUntilAt].filter((one) => isLocked(one, at));
  return until.length > 0 ? locked(Math.max(...until.map(Number))) : null;
}

/** What was not said by the customer to the agent, about the records in hand. */
const unsaid = (state: Verification) => ({
  agentId: null,
  client: null,
  recordIds: state.recordIds,
  recordsAsOfAt: null,
});

function proveChannel(state: Verification, at: number): Decided {
  if (!state.policy.factors.includes('F9')) return reject('verification.factor-off');
  if (state.proofs.F9 !== undefined) return accept();
  return accept(
    checked(
      state,
      { ...unsaid(state), factors: [{ id: 'F9', outcome: 'match' }], method: 'channel' },
      at,
    ),
  );
}

function sendCode(
  state: Verification,
  command: Command<'verification.send-code'>,
  at: number,
): Decided {
  if (isLocked(state.lockedUntilAt, at)) return locked(state.lockedUntilAt);
  if (!state.policy.factors.includes('F10')) return reject('verification.factor-off');
  if (state.codesSent >= state.policy.code.maxSends) return reject('verification.too-many-codes');
  const { agentId, codeId, to, mac, contactUnchangedSinceAt } = command;
  return accept({
    type: 'verification.code-sent',
    agentId,
    codeId,
    to,
    mac,
    expiresAt: at + state.policy.code.validMs,
    contactUnchangedSinceAt,
  });
}

function confirmCode(
  state: Verification,
  command: Command<'verification.confirm-code'>,
  at: number,
): Decided {
  const refusal = lockRefusal(state, command.recordLockedUntilAt, at);
  if (refusal) return refusal;
  if (state.code?.id !== command.codeId) return reject('verification.no-code');
  if (at >= state.code.expiresAt) return reject('verification.code-expired');
  const outcome = state.code.mac === command.mac ? 'match' : 'mismatch';
  return accept(
    checked(state, { ...unsaid(state), factors: [{ id: 'F10', outcome }], method: 'otp' }, at),
  );
}

function approve(
  state: Verification,
  command: Command<'verification.approve'>,
  at: number,
): Decided {
  const { agentId, client, recordIds } = command;
  if (state.checkedBy.includes(agentId)) return reject('verification.same-person');
  const levelBefore = levelAt(state, recordIds, at);
  if (levelBefore < 3) return reject('verification.level-too-low', { needed: 3 });
  const approved = { ...state, approval: { approverId: agentId, recordIds, at } };
  const earned = levelOf(proofFor(approved, recordIds, [], at));
  const levelAfter = earned > levelBefore ? earned : levelBefore;
  return accept({
    type: 'verification.approved',
    agentId,
    client,
    recordIds,
    levelBefore,
    levelAfter,
  });
}

function override(
  state: Verification,
  command: Command<'verification.override'>,
  at: number,
): Decided {
  const { agentId, client, recordIds, reason } = command;
  if (command.level > 2) return reject('verification.override-too-high');
  if (reason === '') return reject('verification.no-reason');
  if (recordIds.length === 0) return reject('verification.no-record');
  const levelBefore = levelAt(state, recordIds, at);
  if (levelBefore >= command.level) return accept();
  const levelAfter = command.level === 2 ? 2 : 1;
  return accept({
    type: 'verification.overridden',
    agentId,
    client,
    recordIds,
    levelBefore,
    levelAfter,
    reason,
  });
}

const REFUNDS: ReadonlySet<string> = new Set(['refund', 'refund-other-route']);

function consume(
  state: Verification,
  command: Command<'verification.consume'>,
  at: number,
): Decided {
  const { agentId, client, contactId, recordIds, action } = command;
  if (contactId !== state.contactId) return reject('verification.wrong-contact');
  const levelBefore = levelAt(state, recordIds, at);
  const needed = state.policy.needed[action];
  if (levelBefore < needed) return reject('verification.level-too-low', { needed });
  const isClash = REFUNDS.has(action)
    ? state.done.includes('change-contact')
    : action === 'change-contact' && state.done.some((one) => REFUNDS.has(one));
  if (isClash) return reject('verification.refund-and-change');
  const isFresh = isCoolingDown(state.policy, state.contactUnchangedSinceAt, at);
  if (action === 'refund-other-route' && isFresh) return reject('verification.cooling-down');
  if (needed === 4 && agentId !== null && agentId === state.approval?.approverId)
    return reject('verification.same-person');
  const body = { agentId, client, recordIds, action, levelBefore };
  const used = evolveVerification(
    state,
    { type: 'verification.consumed', ...body, levelAfter: levelBefore },
    at,
  );
  return accept({
    type: 'verification.consumed',
    ...body,
    levelAfter: levelAt(used, recordIds, at),
  });
}

function flag(state: Verification, command: Command<'verification.flag'>): Decided {
  if (state.flags.includes(command.flag)) return accept();
  return accept({
    type: 'verification.flagged',
    agentId: command.agentId,
    flag: command.flag,
    isEscalated: state.flags.length === 1,
  });
}

function takeStep(
  state: Verification,
  command: Command<'verification.take-step'>,
  at: number,
): Decided {
  const { step, agentId } = command;
  const recordId = step.step === 'confirm-record' ? step.recordId : state.procedure.recordId;
  const level = levelAt(state, recordId === null ? [] : [recordId], at);
  const discuss = state.policy.needed.discuss;
  const refusal = refusalOfStep(state.procedure, step, { level, discuss, at });
  if (refusal) return reject(refusal);
  return accept({ type: 'verification.step-taken', agentId, step });
}

function hear(state: Verification, at: number): Decided {
  const holds = state.grants.some(({ recordIds }) => levelAt(state, recordIds, at) > 0);
  return holds && at - state.heardAt >= HEARD_STEP_MS
    ? accept({ type: 'verification.heard' })
    : accept();
}

/** Ending a check does not save an open question from having been too late. */
function end(state: Verification, command: Command<'verification.end'>, at: number): Decided {
  if (!state.isOpen) return accept();
  const late: CheckedEvent[] = isLate(state, at) ? [lateCheck(state, at)] : [];
  return accept<VerificationEvent>(...late, { type: 'verification.ended', cause: command.cause });
}
