import type { RecordGuardCommand } from '../record-guard/events.ts';
import { decideRecordGuard } from '../record-guard/decide.ts';
import type { RecordGuard } from '../record-guard/events.ts';
import type { CheckedEvent } from './checks.ts';
import type { VerificationCommand } from './commands.ts';
import { decideVerification } from './decide.ts';
import { isFailed } from './factors.ts';
import type { Verification } from './state.ts';

/**
 * Everything one verification command brings with it, to be executed as one: each failure counts
 * against its records, and a record that locks takes the level from every conversation that held one.
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
  const checks = decision.events.filter((event) => event.type === 'verification.checked');
  return [own, ...checks.flatMap((check) => consequences(state, check, guardOf, at))];
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
  check: CheckedEvent,
  guardOf: (recordId: string) => RecordGuard | null,
  at: number,
): (VerificationCommand | RecordGuardCommand)[] {
  const { conversationId } = state;
  if (!isFailed(check.factors))
    return check.levelAfter > check.levelBefore
      ? check.recordIds.map((recordId) => ({
          type: 'record-guard.open-to',
          recordId,
          conversationId,
        }))
      : [];
  const { againstRecord, recordWindowMs, recordLockMs } = state.policy.attempts;
  return check.recordIds.flatMap((recordId) => {
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
