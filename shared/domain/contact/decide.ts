import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject } from '../event.ts';
import type { Contact, ContactCommand, ContactEvent } from './events.ts';
import type { Identity } from './parts.ts';

type Command<T extends ContactCommand['type']> = Extract<ContactCommand, { type: T }>;
type Answer = Decision<ContactEvent>;

/**
 * The rules of one contact. That an address belongs to one contact alone, and that links make no
 * circle, is checked by who can see other contacts.
 */
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
  if (state.erased) return reject('contact.erased');
  switch (command.type) {
    case 'contact.rename':
      return state.name === command.name
        ? accept()
        : accept({ type: 'contact.renamed', name: command.name });
    case 'contact.describe':
      return describe(state, command);
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
    case 'contact.change-fields': {
      const fields = command.fields.filter(
        ({ key, value }) => (state.fields[key] ?? '') !== value.trim(),
      );
      return fields.length === 0
        ? accept()
        : accept({
            type: 'contact.fields-changed',
            fields: fields.map(({ key, value }) => ({ key, value: value.trim() })),
          });
    }
    case 'contact.consent':
      return state.consents.some(({ consentId }) => consentId === command.consent.consentId)
        ? accept()
        : accept({ type: 'contact.consented', consent: command.consent });
    case 'contact.withdraw-consent':
      return withdraw(state, command);
    case 'contact.link':
      return linkInto(state, command);
    case 'contact.unlink':
      return state.link
        ? accept({ type: 'contact.unlinked', intoId: state.link.intoId })
        : reject('contact.not-linked');
    case 'contact.dismiss-suggestion':
      return state.notSameAs.includes(command.otherId)
        ? accept()
        : accept({ type: 'contact.suggestion-dismissed', otherId: command.otherId });
    case 'contact.erase': {
      const { mark, reason, counts } = command;
      return accept({ type: 'contact.erased', mark, reason, counts });
    }
    default:
      return unreachable(command);
  }
}

function describe(state: Contact, command: Command<'contact.describe'>): Answer {
  const { kind, language, timeZone, note } = command;
  const isSame =
    state.kind === kind &&
    state.language === language &&
    state.timeZone === timeZone &&
    state.note === note;
  return isSame ? accept() : accept({ type: 'contact.described', kind, language, timeZone, note });
}

function withdraw(state: Contact, command: Command<'contact.withdraw-consent'>): Answer {
  const { consentId, withdrawnAt } = command;
  const given = state.consents.find((one) => one.consentId === consentId);
  if (!given) return reject('contact.consent-unknown');
  return given.withdrawnAt === null
    ? accept({ type: 'contact.consent-withdrawn', consentId, withdrawnAt })
    : accept();
}

function linkInto(state: Contact, command: Command<'contact.link'>): Answer {
  const { intoId, evidence, confidence } = command;
  if (intoId === state.id) return reject('contact.link-with-itself');
  if (state.link?.intoId === intoId) return accept();
  if (state.link) return reject('contact.already-linked');
  return accept({ type: 'contact.linked', intoId, evidence, confidence });
}

export const isSameIdentity = (
  a: Pick<Identity, 'kind' | 'address'>,
  b: Pick<Identity, 'kind' | 'address'>,
) => a.kind === b.kind && a.address === b.address;
