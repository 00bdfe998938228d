import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject, type Rejection } from '../event.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseEvent } from './events.ts';
import type { Case, CaseStatus } from './state.ts';
import { saysTime } from './times.ts';

type Decided = Decision<CaseEvent>;
type Command<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

/**
 *   open ─▶ accepted ⇄ needs-info            returned: open again, in another department
 *             └──────────┴─▶ answered ─▶ confirmed ─▶ closed
 *                               └───────────┴───────────┴─▶ reopened: accepted, or open
 *
 * Whether the departments exist is checked by who knows the workspace.
 */
const from: Record<Exclude<CaseCommand['type'], 'case.open'>, readonly CaseStatus[]> = {
  'case.accept': ['open'],
  'case.ask-info': ['accepted'],
  'case.give-info': ['needs-info'],
  'case.return': ['open', 'accepted', 'needs-info'],
  'case.answer': ['accepted', 'needs-info'],
  'case.confirm': ['answered'],
  'case.close': ['confirmed'],
  'case.re-promise': ['open', 'accepted', 'needs-info', 'answered'],
  'case.reopen': ['answered', 'confirmed', 'closed'],
};

const isEmpty = (text: string) => text.trim() === '';

/** The rules of one case. Pure: time is `at`, ids come in with the command. */
export function decideCase(state: Case | null, command: CaseCommand, at: number): Decided {
  if (command.type === 'case.open') return open(state, command, at);
  if (!state) return reject('case.unknown');
  if (!from[command.type].includes(state.status))
    return reject('case.wrong-state', { state: state.status });
  switch (command.type) {
    case 'case.accept':
      return accept({ type: 'case.accepted', ownerId: command.ownerId });
    case 'case.ask-info':
      return isEmpty(command.question)
        ? reject('case.no-question')
        : accept({ type: 'case.info-asked', question: command.question.trim() });
    case 'case.give-info':
      return isEmpty(command.answer)
        ? reject('case.no-answer')
        : accept({ type: 'case.info-given', answer: command.answer.trim() });
    case 'case.return':
      return giveBack(state, command);
    case 'case.answer':
      return isEmpty(command.answer)
        ? reject('case.no-answer')
        : accept({ type: 'case.answered', answer: command.answer.trim() });
    case 'case.confirm':
      return accept({ type: 'case.confirmed', messageId: command.messageId });
    case 'case.close':
      return accept({ type: 'case.closed' });
    case 'case.re-promise':
      return promiseAgain(state, command, at);
    case 'case.reopen':
      return reopen(state, command, at);
    default:
      return unreachable(command);
  }
}

/** Nothing is promised without a time, nor a time that is over, nor with words that hide it. */
function refusePromise(
  dueAt: number,
  told: string,
  zone: string,
  at: number,
): { rejection: Rejection } | null {
  if (dueAt <= at) return reject('promise.past');
  if (isEmpty(told)) return reject('case.no-told');
  return saysTime(told, dueAt, zone) ? null : reject('promise.text-without-time');
}

function open(state: Case | null, command: Command<'case.open'>, at: number): Decided {
  if (state) return reject('case.already-exists');
  const { type: _type, details, ...rest } = command;
  const { promise, package: given } = details;
  if (isEmpty(given.ask)) return reject('case.no-ask');
  if (isEmpty(given.summary)) return reject('case.no-summary');
  if (isEmpty(given.language)) return reject('case.no-language');
  const { dueAt } = promise;
  if (dueAt === null) return reject('promise.no-time');
  const refused = refusePromise(dueAt, given.told, given.zone, at);
  if (refused) return refused;
  const summary = given.summary.replace(/\s+/g, ' ').trim();
  return accept({
    type: 'case.opened',
    ...rest,
    details: {
      ...details,
      package: { ...given, summary, ask: given.ask.trim() },
      promise: { ...promise, dueAt },
    },
  });
}

function giveBack(state: Case, command: Command<'case.return'>): Decided {
  if (command.departmentId === state.departmentId) return reject('case.same-department');
  if (isEmpty(command.reason)) return reject('case.no-reason');
  const { departmentId, targetAt } = command;
  return accept({
    type: 'case.returned',
    departmentId,
    targetAt,
    reason: command.reason.trim(),
  });
}

function promiseAgain(state: Case, command: Command<'case.re-promise'>, at: number): Decided {
  const refused = refusePromise(command.promise.dueAt, command.told, state.package.zone, at);
  if (refused) return refused;
  const reason = command.reason?.trim() ?? '';
  if (state.rePromiseCount >= 1) {
    if (reason === '') return reject('promise.needs-reason');
    if (!command.isApproved) return reject('promise.needs-approval');
  }
  return accept({
    type: 'case.re-promised',
    promise: command.promise,
    reason: reason === '' ? null : reason,
    isApproved: command.isApproved,
  });
}

/** An answer that was not enough goes on under the promise made; what was over needs a new one. */
function reopen(state: Case, command: Command<'case.reopen'>, at: number): Decided {
  if (isEmpty(command.reason)) return reject('case.no-reason');
  const reason = command.reason.trim();
  if (state.status === 'answered') return accept({ type: 'case.reopened', reason, promise: null });
  const { promise, told } = command;
  if (!promise) return reject('promise.no-time');
  const refused = refusePromise(promise.dueAt, told ?? '', state.package.zone, at);
  if (refused) return refused;
  return accept({ type: 'case.reopened', reason, promise });
}
