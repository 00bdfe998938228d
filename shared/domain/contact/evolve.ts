import { must, unreachable } from '#shared/lib/assert.ts';
import { isSameIdentity } from './decide.ts';
import { erasedEvidence } from './erase.ts';
import type { Contact, ContactEvent } from './events.ts';

export function evolveContact(state: Contact | null, event: ContactEvent, at: number): Contact {
  if (event.type === 'contact.created') {
    const { type: _type, contactId, ...facts } = event;
    return { ...facts, id: contactId, ...nothing(), createdAt: at };
  }
  const was = must(state, `${event.type} before contact.created`);
  switch (event.type) {
    case 'contact.renamed':
      return { ...was, name: event.name };
    case 'contact.described':
      return {
        ...was,
        kind: event.kind,
        language: event.language,
        timeZone: event.timeZone,
        note: event.note,
      };
    case 'contact.identity-added':
      return {
        ...was,
        identities: [
          ...was.identities.filter((own) => !isSameIdentity(own, event.identity)),
          event.identity,
        ],
      };
    case 'contact.identity-removed':
      return {
        ...was,
        identities: was.identities.filter((own) => !isSameIdentity(own, event.identity)),
      };
    case 'contact.fields-changed':
      return { ...was, fields: filled(was.fields, event.fields) };
    case 'contact.consented':
      return { ...was, consents: [...was.consents, { ...event.consent, withdrawnAt: null }] };
    case 'contact.consent-withdrawn':
      return {
        ...was,
        consents: was.consents.map((one) =>
          one.consentId === event.consentId ? { ...one, withdrawnAt: event.withdrawnAt } : one,
        ),
      };
    case 'contact.linked': {
      const { type: _type, ...link } = event;
      return { ...was, link };
    }
    case 'contact.unlinked':
      return { ...was, link: null };
    case 'contact.suggestion-dismissed':
      return { ...was, notSameAs: [...was.notSameAs, event.otherId] };
    case 'contact.erased':
      return {
        ...was,
        ...nothing(),
        name: null,
        language: null,
        identities: [],
        link: was.link && {
          ...was.link,
          evidence: erasedEvidence(was.link.evidence, event.mark),
        },
        erased: { at, mark: event.mark },
      };
    default:
      return unreachable(event);
  }
}

const nothing = () => ({
  timeZone: null,
  note: null,
  fields: {},
  consents: [],
  link: null,
  notSameAs: [],
  erased: null,
});

/** Keys in order, so that the same fields are the same bytes however they came to be. */
function filled(was: Record<string, string>, changed: { key: string; value: string }[]) {
  const next = new Map([
    ...Object.entries(was),
    ...changed.map(({ key, value }) => [key, value] as const),
  ]);
  return Object.fromEntries(
    [...next].filter(([, value]) => value !== '').toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
