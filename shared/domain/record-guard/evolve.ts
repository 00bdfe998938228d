import { unreachable } from '#shared/lib/assert.ts';
import type { RecordGuard, RecordGuardEvent } from './events.ts';

const untouched: RecordGuard = { failedAt: [], lockedUntilAt: null, openTo: [] };

export function evolveRecordGuard(
  state: RecordGuard | null,
  event: RecordGuardEvent,
  at: number,
): RecordGuard {
  const was = state ?? untouched;
  switch (event.type) {
    case 'record-guard.failed':
      return {
        ...was,
        failedAt: [...was.failedAt.filter((one) => at - one < event.windowMs), at],
      };
    case 'record-guard.locked':
      return { failedAt: [], lockedUntilAt: event.untilAt, openTo: [] };
    case 'record-guard.opened-to':
      return { ...was, openTo: [...was.openTo, event.conversationId] };
    case 'record-guard.released':
      return { ...was, lockedUntilAt: null };
    default:
      return unreachable(event);
  }
}
