import { z } from '#shared/lib/schema.ts';
import type { EventId, CommandId } from '#shared/lib/ids.ts';

/** Milliseconds since the epoch, UTC. */
export const instant = z.number().int().nonnegative();

/** Who acted: `agent:<id>`, `contact:<id>` or `system:<part>`. */
export const actor = z.string().regex(/^(agent|contact|system):.+$/);
export type Actor = z.infer<typeof actor>;

/** `<aggregate>:<id>`, e.g. `conversation:<id>`; the workspace is one and has no id. */
export type Stream = string;

/** What happened, as the journal keeps it. `at` is when the person acted; order is `seq` alone. */
export interface Recorded<E extends { type: string }> {
  /** Position in the journal of the authority, gap-free from 1. */
  seq: number;
  id: EventId;
  stream: Stream;
  type: E['type'];
  v: number;
  at: number;
  by: Actor;
  event: E;
}

/** An event before the journal gave it a position. */
export type Unrecorded<E extends { type: string }> = Omit<Recorded<E>, 'seq'>;

/** What every command carries. `id` makes a repeat harmless. */
export interface CommandEnvelope {
  id: CommandId;
  at: number;
  by: Actor;
}

/** The domain says no. A value, not an exception: the person keeps the text and is told why. */
export interface Rejection {
  code: RejectionCode;
  /** Named values for the sentence shown to the person. */
  details?: Record<string, string | number>;
}

export const rejectionCodes = [
  'conversation.unknown',
  'conversation.already-exists',
  'conversation.already-resolved',
  'conversation.not-resolved',
  'conversation.merged',
  'conversation.merge-with-itself',
  'conversation.snooze-in-past',
  'conversation.erased',
  'message.unknown',
  'message.empty',
  'message.no-recipient',
  'message.already-left',
  'message.not-doubtful',
  'message.not-failed',
  'message.duplicate',
  'message.wrong-channel',
  'contact.unknown',
  'contact.already-exists',
  'contact.identity-taken',
  'contact.identity-bad',
  'contact.identity-is-card',
  'contact.field-bad',
  'contact.field-missing',
  'contact.consent-unknown',
  'contact.link-with-itself',
  'contact.already-linked',
  'contact.link-in-circle',
  'contact.link-demo',
  'contact.not-linked',
  'contact.erased',
  'contact.erase-not-confirmed',
  'contact.erase-names-person',
  'contact.erase-has-unsent',
  'contact.erase-has-case',
  'contact.erase-held',
  'account.unknown',
  'account.already-exists',
  'account.removed',
  'account.paused',
  'agent.unknown',
  'agent.already-exists',
  'brand.unknown',
  'brand.already-exists',
  'department.unknown',
  'department.retired',
  'department.already-exists',
  'department.last',
  'promise.unknown',
  'promise.no-time',
  'promise.past',
  'promise.text-without-time',
  'promise.needs-reason',
  'promise.needs-approval',
  'case.unknown',
  'case.already-exists',
  'case.wrong-state',
  'case.card-number',
  'case.no-summary',
  'case.no-ask',
  'case.no-told',
  'case.no-language',
  'case.no-question',
  'case.no-answer',
  'case.no-reason',
  'case.same-department',
  'source.unknown',
  'source.already-exists',
  'source.bad-config',
  'workspace.already-exists',
  'workspace.unknown',
  'workspace.not-demo',
  'verification.unknown',
  'verification.not-open',
  'verification.already-open',
  'verification.third-party',
  'verification.locked',
  'verification.question-open',
  'verification.factor-off',
  'verification.no-record',
  'verification.no-reason',
  'verification.no-code',
  'verification.code-expired',
  'verification.too-many-codes',
  'verification.same-person',
  'verification.wrong-contact',
  'verification.level-too-low',
  'verification.override-too-high',
  'verification.refund-and-change',
  'verification.cooling-down',
  'verification.unknown-record',
  'verification.no-address',
  'verification.no-mailbox',
  'verification.no-code-page',
  'procedure.facts-not-asked',
  'procedure.safety-not-checked',
  'procedure.record-not-confirmed',
  'procedure.cause-not-found',
  'procedure.solution-not-told',
  'procedure.no-department',
  'procedure.no-estimate',
  'procedure.estimate-not-told',
  'diagnosis.unknown-script',
  'diagnosis.not-started',
  'diagnosis.unknown-step',
  'diagnosis.follow-up-in-past',
  'diagnosis.concluded',
  'diagnosis.reason-missing',
  'incident.unknown',
  'incident.already-exists',
  'incident.closed',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

export type Decision<E> = { events: E[] } | { rejection: Rejection };
export const accept = <E>(...events: E[]): Decision<E> => ({ events });
export const reject = (
  code: RejectionCode,
  details?: Record<string, string | number>,
): { rejection: Rejection } => ({ rejection: details ? { code, details } : { code } });
