import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject } from '../event.ts';
import type { RecordGuard, RecordGuardCommand, RecordGuardEvent } from './events.ts';

/** Counts failures against one record, wherever they happen. A success clears nothing here. */
export function decideRecordGuard(
  state: RecordGuard | null,
  command: RecordGuardCommand,
  at: number,
): Decision<RecordGuardEvent> {
  const isLocked = state !== null && state.lockedUntilAt !== null && at < state.lockedUntilAt;
  switch (command.type) {
    case 'record-guard.fail': {
      const { conversationId, windowMs, limit, lockMs } = command;
      const failed = { type: 'record-guard.failed' as const, conversationId, windowMs };
      const recent = (state?.failedAt ?? []).filter((one) => at - one < windowMs);
      const failures = recent.length + 1;
      return failures >= limit && !isLocked
        ? accept<RecordGuardEvent>(failed, {
            type: 'record-guard.locked',
            untilAt: at + lockMs,
            failures,
          })
        : accept<RecordGuardEvent>(failed);
    }
    case 'record-guard.open-to':
      return state?.openTo.includes(command.conversationId)
        ? accept()
        : accept({ type: 'record-guard.opened-to', conversationId: command.conversationId });
    case 'record-guard.release':
      if (command.reason === '') return reject('verification.no-reason');
      return isLocked
        ? accept({ type: 'record-guard.released', reason: command.reason })
        : accept();
    default:
      return unreachable(command);
  }
}
