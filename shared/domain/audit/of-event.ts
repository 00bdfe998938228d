import type { DomainEvent } from '../catalogue.ts';
import type { DomainCommand } from '../command.ts';
import type { Stream } from '../event.ts';
import { factOfVerification } from '../verification/audit.ts';
import type { VerificationEvent } from '../verification/events.ts';
import { type AuditFact, factOf } from './entry.ts';

/** Prefixes of what concerns identity, money or the rules of the desk. */
const AUDITED = [
  'contact.identity-',
  'contact.link',
  'contact.unlink',
  'contact.suggestion-',
  'contact.dismiss-suggestion',
  'contact.consent',
  'contact.withdraw-consent',
  'contact.erase',
  'conversation.erased',
  'account.',
  'source.',
  'brand.',
  'workspace.',
  'agent.',
  'conversation.contact-linked',
  'conversation.merged-into',
  'record-guard.locked',
  'record-guard.released',
  'verification.',
  'diagnosis.concluded',
  'incident.',
  'case.',
  'department.',
  'conversation.promise',
];
/** Too many to be of use, and nothing a person decided. */
const NOT_AUDITED = new Set(['agent.presence-changed']);
const isAudited = (type: string): boolean =>
  !NOT_AUDITED.has(type) && AUDITED.some((prefix) => type.startsWith(prefix));

const splitStream = (stream: Stream): { objectType: string; objectId: string } => {
  const at = stream.indexOf(':');
  return at < 0
    ? { objectType: stream, objectId: stream }
    : { objectType: stream.slice(0, at), objectId: stream.slice(at + 1) };
};

const isVerification = (event: DomainEvent): event is VerificationEvent =>
  event.type.startsWith('verification.');

/** What the audit keeps of something that happened; null for what is no concern of it. */
export function factOfEvent(stream: Stream, event: DomainEvent): AuditFact | null {
  if (isVerification(event)) return factOfVerification(splitStream(stream).objectId, event);
  if (!isAudited(event.type)) return null;
  if ('brandId' in event && event.type.startsWith('brand.'))
    return factOf(event.type, 'brand', event.brandId);
  const { objectType, objectId } = splitStream(stream);
  return factOf(event.type, objectType, objectId, {
    conversationId: conversationOf(objectType, objectId, event),
    details: detailsOf(event),
    ...moreOf(event),
  });
}

const conversationOf = (objectType: string, objectId: string, event: DomainEvent) => {
  if (objectType === 'conversation' || objectType === 'diagnosis') return objectId;
  return 'conversationId' in event ? event.conversationId : null;
};

/** Fields that say what was done without saying anything of a person; words stay in the events, where they can be erased. */
const TOLD = ['number', 'departmentId', 'ownerId', 'dueAt', 'outcome', 'rootCause', 'cause'];
const detailsOf = (event: DomainEvent): AuditFact['details'] =>
  Object.fromEntries(
    Object.entries(event).filter(
      ([name, value]) => TOLD.includes(name) && ['string', 'number'].includes(typeof value),
    ),
  );

/** What else is said: ids, codes and counts, and the reason a person gave. */
function moreOf(event: DomainEvent): Partial<AuditFact> {
  switch (event.type) {
    case 'contact.linked':
      return {
        details: {
          intoId: event.intoId,
          confidence: event.confidence,
          evidence: event.evidence.map(({ kind }) => kind).join(' '),
        },
      };
    case 'contact.unlinked':
      return { details: { intoId: event.intoId } };
    case 'contact.suggestion-dismissed':
      return { details: { otherId: event.otherId } };
    case 'contact.erased':
      return { reason: event.reason, details: { ...event.counts } };
    default:
      return {};
  }
}

/** The same of a wish that was refused. */
export function factOfRefusal(
  stream: Stream,
  command: DomainCommand,
  code: string,
): AuditFact | null {
  if (!isAudited(command.type)) return null;
  const { objectType, objectId } = splitStream(stream);
  return factOf(command.type, objectType, objectId, {
    conversationId: objectType === 'conversation' ? objectId : null,
    outcome: 'refused',
    reason: code,
  });
}
