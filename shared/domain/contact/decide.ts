import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject } from '../event.ts';
import type { Contact, ContactCommand, ContactEvent, Identity } from './events.ts';

/** The rules of one contact. That an address belongs to one contact alone is checked by who looks addresses up. */
export function decideContact(
  state: Contact | null,
  command: ContactCommand,
  _at: number,
): Decision<ContactEvent> {
  if (command.type === 'contact.create') {
    if (state) return reject('contact.already-exists');
    const { type: _type, ...created } = command;
    return accept({ type: 'contact.created', ...created });
  }
  if (!state) return reject('contact.unknown');
  switch (command.type) {
    case 'contact.rename':
      return state.name === command.name
        ? accept()
        : accept({ type: 'contact.renamed', name: command.name });
    case 'contact.describe': {
      const { kind, language, timeZone, note } = command;
      const isSame =
        state.kind === kind &&
        state.language === language &&
        state.timeZone === timeZone &&
        state.note === note;
      return isSame
        ? accept()
        : accept({ type: 'contact.described', kind, language, timeZone, note });
    }
    case 'contact.add-identity':
      return state.identities.some(
        (own) =>
          isSameIdentity(own, command.identity) && own.isVerified === command.identity.isVerified,
      )
        ? accept()
        : accept({ type: 'contact.identity-added', identity: command.identity });
    case 'contact.remove-identity':
      return state.identities.some((own) => isSameIdentity(own, command.identity))
        ? accept({ type: 'contact.identity-removed', identity: command.identity })
        : accept();
    default:
      return unreachable(command);
  }
}

export const isSameIdentity = (a: Identity, b: Identity) =>
  a.kind === b.kind && a.address === b.address;
