import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject } from '../event.ts';
import type { Conclusion, Diagnosis, DiagnosisCommand, DiagnosisEvent } from './events.ts';
import { findScript } from './scripts.ts';

/** The rules of one conversation's diagnosis. Steps may be taken in any order and corrected until it is concluded. */
export function decideDiagnosis(
  state: Diagnosis | null,
  command: DiagnosisCommand,
  at: number,
): Decision<DiagnosisEvent> {
  switch (command.type) {
    case 'diagnosis.start':
      return start(state, command);
    case 'diagnosis.step':
      return step(state, command, at);
    case 'diagnosis.conclude':
      return conclude(state, command);
    default:
      return unreachable(command);
  }
}

type Command<T> = Extract<DiagnosisCommand, { type: T }>;

function start(
  state: Diagnosis | null,
  { conversationId, preset, script, version, authorId }: Command<'diagnosis.start'>,
): Decision<DiagnosisEvent> {
  const known = findScript(preset, script);
  if (known?.version !== version) return reject('diagnosis.unknown-script', { script, version });
  const isRunning =
    state?.run?.preset === preset &&
    state.run.script === script &&
    state.run.version === version &&
    !state.conclusion;
  return isRunning
    ? accept()
    : accept({
        type: 'diagnosis.started',
        conversationId,
        preset,
        script,
        version,
        stepIds: [...known.stepIds],
        authorId,
      });
}

function step(
  state: Diagnosis | null,
  command: Command<'diagnosis.step'>,
  at: number,
): Decision<DiagnosisEvent> {
  if (!state?.run) return reject('diagnosis.not-started');
  if (state.conclusion) return reject('diagnosis.concluded');
  const { type: _type, conversationId: _conversationId, ...recorded } = command;
  if (!state.run.stepIds.includes(recorded.stepId))
    return reject('diagnosis.unknown-step', { step: recorded.stepId });
  if (recorded.followUpAt !== null && recorded.followUpAt <= at)
    return reject('diagnosis.follow-up-in-past');
  const was = state.run.steps.find((one) => one.stepId === recorded.stepId);
  const isSame =
    was &&
    was.outcome === recorded.outcome &&
    was.note === recorded.note &&
    was.attemptCount === recorded.attemptCount &&
    was.followUpAt === recorded.followUpAt;
  return isSame ? accept() : accept({ type: 'diagnosis.step-recorded', ...recorded });
}

function conclude(
  state: Diagnosis | null,
  command: Command<'diagnosis.conclude'>,
): Decision<DiagnosisEvent> {
  const isGrounded =
    command.basis === 'suggestion'
      ? command.reasonCodes.length > 0
      : command.reason !== null && command.reason !== '';
  if (!isGrounded) return reject('diagnosis.reason-missing');
  const { type: _type, ...concluded } = command;
  return state?.conclusion && isSameConclusion(state.conclusion, command)
    ? accept()
    : accept({ type: 'diagnosis.concluded', ...concluded });
}

const isSameConclusion = (was: Conclusion, next: Command<'diagnosis.conclude'>): boolean =>
  was.rootCause === next.rootCause &&
  was.basis === next.basis &&
  was.reason === next.reason &&
  was.transactionId === next.transactionId &&
  was.reasonCodes.join() === next.reasonCodes.join();
