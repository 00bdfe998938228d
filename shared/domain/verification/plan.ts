import { decideRecordGuard } from '../record-guard/decide.ts';
import type { RecordGuard, RecordGuardCommand } from '../record-guard/events.ts';
import type { VerificationCommand } from './commands.ts';
import { decideVerification } from './decide.ts';
import type { VerificationEvent } from './events.ts';
import { isFailed } from './factors.ts';
import type { Verification } from './state.ts';

/**
 * Everything one verification command brings with it, to be executed as one: each failure counts
 * against its records, and a record that locks ends the check of every conversation that reached a
 * level on it.
 * `guardOf` answers with the guard of a record as it stands now.
 */
export function planCheck(
  state: Verification | null,
  command: VerificationCommand,
  guardOf: (recordId: string) => RecordGuard | null,
  at: number,
): (VerificationCommand | RecordGuardCommand)[] {
  const own = withRecordLock(state, command, guardOf);
  const decision = decideVerification(state, own, at);
  if ('rejection' in decision || !state) return [own];
  return [own, ...decision.events.flatMap((event) => consequences(state, event, guardOf, at))];
}

function withRecordLock(
  state: Verification | null,
  command: VerificationCommand,
  guardOf: (recordId: string) => RecordGuard | null,
): VerificationCommand {
  if (!('recordLockedUntilAt' in command)) return command;
  const recordIds = 'recordIds' in command ? command.recordIds : (state?.recordIds ?? []);
  const until = recordIds.flatMap((id) => guardOf(id)?.lockedUntilAt ?? []);
  return { ...command, recordLockedUntilAt: until.length > 0 ? Math.max(...until) : null };
}

function consequences(
  state: Verification,
  event: VerificationEvent,
  guardOf: (recordId: string) => RecordGuard | null,
  at: number,
): (VerificationCommand | RecordGuardCommand)[] {
  const { conversationId } = state;
  if ('levelAfter' in event && event.levelAfter > event.levelBefore)
    return event.recordIds.map((recordId) => ({
      type: 'record-guard.open-to',
      recordId,
      conversationId,
    }));
  if (event.type !== 'verification.checked' || !isFailed(event.factors)) return [];
  const { againstRecord, recordWindowMs, recordLockMs } = state.policy.attempts;
  return event.recordIds.flatMap((recordId) => {
    const fail: RecordGuardCommand = {
      type: 'record-guard.fail',
      recordId,
      conversationId,
      limit: againstRecord,
      windowMs: recordWindowMs,
      lockMs: recordLockMs,
    };
    const guard = guardOf(recordId);
    const decision = decideRecordGuard(guard, fail, at);
    const isLocking =
      'events' in decision && decision.events.some(({ type }) => type === 'record-guard.locked');
    const holders = isLocking ? new Set([...(guard?.openTo ?? []), conversationId]) : [];
    const ends = [...holders].map((holder) => ({
      type: 'verification.end' as const,
      conversationId: holder,
      cause: 'record-locked' as const,
    }));
    return [fail, ...ends];
  });
}
