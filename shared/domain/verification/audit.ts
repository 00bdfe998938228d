import type { Recorded } from '../event.ts';
import type { Client, VerificationEvent } from './events.ts';
import type { FactorOutcome } from './factors.ts';
import type { Action, Level } from './policy.ts';
import type { Verification } from './state.ts';

/** One line of the audit of verifications: who, when, about what, with what result. Never an answer. */
export interface AuditRecord {
  at: number;
  agentId: string | null;
  conversationId: string;
  contactId: string;
  recordIds: readonly string[];
  factors: readonly FactorOutcome[];
  levelBefore: Level;
  levelAfter: Level;
  method: 'manual' | 'channel' | 'otp';
  lockState: { failures: number; lockedUntilAt: number | null };
  overrideBy: string | null;
  approvedBy: string | null;
  reason: string | null;
  action: Action | null;
  client: Client | null;
  recordsAsOfAt: number | null;
}

/** The audit line of an event; null for what is neither a check, an approval, an override nor an act. `before`: the state it fell on. */
export function auditOf(
  before: Verification,
  { event, at }: Pick<Recorded<VerificationEvent>, 'event' | 'at'>,
): AuditRecord | null {
  switch (event.type) {
    case 'verification.checked':
    case 'verification.approved':
    case 'verification.overridden':
    case 'verification.consumed':
      break;
    default:
      return null;
  }
  const isCheck = event.type === 'verification.checked';
  const isOverride = event.type === 'verification.overridden';
  return {
    at,
    agentId: event.agentId,
    conversationId: before.conversationId,
    contactId: before.contactId,
    recordIds: event.recordIds,
    factors: isCheck ? event.factors : [],
    levelBefore: event.levelBefore,
    levelAfter: event.levelAfter,
    method: isCheck ? event.method : 'manual',
    lockState: isCheck
      ? event.lock
      : { failures: before.failures, lockedUntilAt: before.lockedUntilAt },
    overrideBy: isOverride ? event.agentId : null,
    approvedBy: event.type === 'verification.approved' ? event.agentId : null,
    reason: isOverride ? event.reason : null,
    action: event.type === 'verification.consumed' ? event.action : null,
    client: event.client,
    recordsAsOfAt: isCheck ? event.recordsAsOfAt : null,
  };
}
