import { must, unreachable } from '#shared/lib/assert.ts';
import { isSameIdentity } from './decide.ts';
import type { Contact, ContactEvent } from './events.ts';

export function evolveContact(state: Contact | null, event: ContactEvent, at: number): Contact {
  if (event.type === 'contact.created') {
    const { type: _type, contactId, ...facts } = event;
    return { ...facts, id: contactId, timeZone: null, note: null, createdAt: at };
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
    default:
      return unreachable(event);
  }
}
