import type { CaseEvent } from '../case/events.ts';
import type { DomainEvent } from '../catalogue.ts';
import type { DiagnosisEvent } from '../diagnosis/events.ts';
import type { VerificationEvent } from '../verification/events.ts';
import type { ErasedMark } from './parts.ts';

/**
 * What was worked on around an erased person's conversations: steps, outcomes, codes and times
 * stay, every word about the person is gone.
 */
export function erasedWork<E extends DomainEvent>(event: E, mark: ErasedMark): E {
  const type = event.type;
  if (type.startsWith('case.')) return erasedCase(event as CaseEvent, mark) as E;
  if (type.startsWith('diagnosis.')) return erasedDiagnosis(event as DiagnosisEvent, mark) as E;
  if (type.startsWith('verification.'))
    return erasedVerification(event as VerificationEvent, mark) as E;
  return event;
}

const marked = (text: string | null, mark: ErasedMark) =>
  text === null || text === '' ? text : mark;

function erasedCase(event: CaseEvent, mark: ErasedMark): CaseEvent {
  switch (event.type) {
    case 'case.opened': {
      const { package: given } = event.details;
      return {
        ...event,
        details: {
          ...event.details,
          package: {
            ...given,
            summary: mark,
            ask: mark,
            told: mark,
            contactTime: marked(given.contactTime, mark),
            records: [],
            checks: given.checks.map(() => ({ name: mark, result: mark })),
            diagnosis: given.diagnosis && { ...given.diagnosis, rootCause: mark },
            amountAtRisk: null,
            attachments: [],
          },
        },
      };
    }
    case 'case.info-asked':
      return { ...event, question: mark };
    case 'case.info-given':
    case 'case.answered':
      return { ...event, answer: mark };
    case 'case.returned':
    case 'case.reopened':
      return { ...event, reason: mark };
    case 'case.re-promised':
      return { ...event, reason: marked(event.reason, mark) };
    default:
      return event;
  }
}

function erasedDiagnosis(event: DiagnosisEvent, mark: ErasedMark): DiagnosisEvent {
  switch (event.type) {
    case 'diagnosis.step-recorded':
      return { ...event, note: marked(event.note, mark) };
    case 'diagnosis.concluded':
      return { ...event, reason: marked(event.reason, mark), transactionId: null };
    default:
      return event;
  }
}

function erasedVerification(event: VerificationEvent, mark: ErasedMark): VerificationEvent {
  switch (event.type) {
    case 'verification.overridden':
      return { ...event, reason: mark };
    case 'verification.speaker-named':
      return { ...event, note: marked(event.note, mark) };
    default:
      return event;
  }
}
