import type { ContactEvent } from './events.ts';
import type { ErasedMark, Evidence } from './parts.ts';

/** Kinds stay, an agent's words go. */
export const erasedEvidence = (evidence: readonly Evidence[], mark: ErasedMark): Evidence[] =>
  evidence.map((one) => ({ ...one, note: one.note === null ? null : mark }));

/** The event as the journal keeps it after its person was erased: that it was stays, what it said goes. */
export function erasedContactEvent(event: ContactEvent, mark: ErasedMark): ContactEvent {
  switch (event.type) {
    case 'contact.created':
      return { ...event, name: null, identities: [], language: null };
    case 'contact.renamed':
      return { ...event, name: mark };
    case 'contact.described':
      return { ...event, language: null, timeZone: null, note: null };
    case 'contact.identity-added':
    case 'contact.identity-removed':
      return { ...event, identity: { ...event.identity, address: mark } };
    case 'contact.fields-changed':
      return { ...event, fields: event.fields.map(({ key }) => ({ key, value: mark })) };
    case 'contact.consented':
      return { ...event, consent: { ...event.consent, purpose: mark, how: mark } };
    case 'contact.linked':
      return { ...event, evidence: erasedEvidence(event.evidence, mark) };
    default:
      return event;
  }
}

/** What identifies a person in a text: a reason that holds one of these would keep the person on record. */
export function namesPerson(text: string, names: readonly string[]): boolean {
  const plain = (one: string) => one.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  const said = plain(text);
  return names.some((name) => plain(name).length > 1 && said.includes(plain(name)));
}
