import { must, unreachable } from '#shared/lib/assert.ts';
import type { CaseEvent } from './events.ts';
import type { Case } from './state.ts';

/** What an event makes of a case. Total: every recorded event can be folded. */
export function evolveCase(state: Case | null, event: CaseEvent, at: number): Case {
  if (event.type === 'case.opened') return opened(event, at);
  const was = { ...must(state, `${event.type} before case.opened`), updatedAt: at };
  switch (event.type) {
    case 'case.accepted':
      return { ...was, status: 'accepted', ownerId: event.ownerId };
    case 'case.info-asked':
      return { ...was, status: 'needs-info', question: event.question };
    case 'case.info-given':
      return { ...was, status: 'accepted', question: null };
    case 'case.returned':
      return {
        ...was,
        status: 'open',
        departmentId: event.departmentId,
        targetAt: event.targetAt,
        ownerId: null,
        question: null,
      };
    case 'case.answered':
      return { ...was, status: 'answered', answer: event.answer, question: null };
    case 'case.confirmed':
      return { ...was, status: 'confirmed' };
    case 'case.closed':
      return { ...was, status: 'closed' };
    case 'case.re-promised':
      return { ...was, promise: event.promise, rePromiseCount: was.rePromiseCount + 1 };
    case 'case.reopened':
      return {
        ...was,
        status: was.ownerId === null ? 'open' : 'accepted',
        answer: null,
        reopenedCount: was.reopenedCount + 1,
        ...(event.promise ? { promise: event.promise, rePromiseCount: 0 } : {}),
      };
    default:
      return unreachable(event);
  }
}

function opened(event: Extract<CaseEvent, { type: 'case.opened' }>, at: number): Case {
  return {
    id: event.caseId,
    number: event.number,
    status: 'open',
    origin: event.origin,
    openedBy: event.openedBy,
    ownerId: null,
    openedAt: at,
    updatedAt: at,
    ...event.details,
    rePromiseCount: 0,
    question: null,
    answer: null,
    reopenedCount: 0,
  };
}
