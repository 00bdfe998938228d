import { type AuditFact, factOf } from '../audit/entry.ts';
import type { VerificationEvent } from './events.ts';

/** What the audit keeps of a check, an approval, an override or an act. Never an answer. */
export function factOfVerification(
  conversationId: string,
  event: VerificationEvent,
): AuditFact | null {
  switch (event.type) {
    case 'verification.checked':
    case 'verification.approved':
    case 'verification.overridden':
    case 'verification.consumed':
      break;
    default:
      return null;
  }
  const { recordIds, levelBefore, levelAfter, client } = event;
  return factOf(event.type, 'verification', conversationId, {
    conversationId,
    outcome:
      event.type === 'verification.checked' &&
      event.factors.some(({ outcome }) => outcome === 'mismatch' || outcome === 'timeout')
        ? 'refused'
        : 'done',
    reason: event.type === 'verification.overridden' ? event.reason.slice(0, 1_000) : null,
    details: {
      records: recordIds.join(' ').slice(0, 400),
      levelBefore,
      levelAfter,
      ...(event.type === 'verification.checked'
        ? {
            method: event.method,
            factors: event.factors.map(({ id, outcome }) => `${id} ${outcome}`).join(', '),
            failures: event.lock.failures,
            lockedUntilAt: event.lock.lockedUntilAt,
            recordsAsOfAt: event.recordsAsOfAt,
          }
        : {}),
      ...(event.type === 'verification.consumed' ? { act: event.action } : {}),
      ...(client ? { device: client.deviceId, ip: client.ip } : {}),
    },
  });
}
