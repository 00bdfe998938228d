import type { CommandId, ContactId, ConversationId } from '#shared/lib/ids.ts';
import type { CommandResult } from '#shared/contract/errors.ts';
import type { ContactView } from '#shared/contract/contact-rows.ts';
import { factOf } from '#shared/domain/audit/entry.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import { isSameIdentity } from '#shared/domain/contact/decide.ts';
import { type ContactField, fieldsFor, problemOf } from '#shared/domain/contact/fields.ts';
import { addressFrom } from '#shared/domain/contact/identities.ts';
import { wouldCircle } from '#shared/domain/contact/links.ts';
import type {
  ContactKind,
  Evidence,
  FieldValue,
  Identity,
  IdentityKind,
} from '#shared/domain/contact/parts.ts';
import type { Actor, RejectionCode } from '#shared/domain/event.ts';
import type { Audit } from '#main/journal/audit.ts';
import type { Journal } from '#main/journal/journal.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { CardGate } from './card-gate.ts';
import type { Core } from './core.ts';

type Refused = Extract<CommandResult, { ok: false }>;
export const refused = (
  code: RejectionCode,
  details?: Record<string, string | number>,
): Refused => ({ ok: false, rejection: details ? { code, details } : { code } });

/** What needs more than one contact, or the workspace, to be decided; and what only the audit hears of. */
export function openContacts(options: {
  core: Core;
  journal: Journal;
  projection: Projection;
  audit: Pick<Audit, 'append'>;
  gate: CardGate;
  clock: Clock;
  newId: () => string;
  actor: () => Actor;
}) {
  const { core, journal, projection, audit, gate, clock, newId, actor } = options;
  const who = () => ({ at: clock.now(), by: actor() });

  function carryOut(commands: DomainCommand[], commandId: string | undefined): CommandResult {
    const outcome = core.execute(commands, { id: (commandId ?? newId()) as CommandId, ...who() });
    return outcome.ok
      ? { ok: true, seq: outcome.seq }
      : { ok: false, rejection: outcome.rejection };
  }

  const wasProven = (contactId: ContactId, own: Pick<Identity, 'kind' | 'address'>) =>
    journal.readStream(`contact:${contactId}`).some(({ event }) => {
      const brought =
        event.type === 'contact.created'
          ? event.identities
          : event.type === 'contact.identity-added'
            ? [event.identity]
            : [];
      return brought.some((one) => one.isVerified && isSameIdentity(one, own));
    });

  const intoOf = (id: ContactId) => projection.contact(id)?.link?.intoId ?? null;
  const ownFields = (): ContactField[] => projection.workspace()?.contactFields ?? [];

  /** The address as it is kept, or why it is not: nobody's else, no card, well formed. */
  function checkedIdentity(
    contactId: ContactId | null,
    kind: IdentityKind,
    text: string,
  ): { address: string } | Refused {
    const read = addressFrom(kind, text);
    if ('problem' in read)
      return refused(read.problem, { text: gate.line(text).slice(0, 80), kind });
    const owner = projection.contactByIdentity(kind, read.address);
    return owner !== null && owner !== contactId ? refused('contact.identity-taken') : read;
  }

  return {
    fields: ownFields,
    add(input: {
      commandId?: string | undefined;
      name: string;
      kind: ContactKind;
      identity: { kind: IdentityKind; text: string } | null;
    }): (Extract<CommandResult, { ok: true }> & { contactId: ContactId }) | Refused {
      const contactId = newId() as ContactId;
      const identities: Identity[] = [];
      if (input.identity) {
        const { kind, text } = input.identity;
        const checked = checkedIdentity(null, kind, text);
        if ('ok' in checked) return checked;
        identities.push({ kind, address: checked.address, isVerified: false });
      }
      const { name, kind } = input;
      const result = carryOut(
        [
          {
            type: 'contact.create',
            contactId,
            name,
            kind,
            identities,
            language: null,
            isDemo: false,
          },
        ],
        input.commandId,
      );
      return result.ok ? { ...result, contactId } : result;
    },
    addIdentity(contactId: ContactId, identity: Identity, commandId?: string): CommandResult {
      const checked = checkedIdentity(contactId, identity.kind, identity.address);
      if ('ok' in checked) return checked;
      const address = { kind: identity.kind, address: checked.address };
      // Only what was proven before can be put back as proven: a person's word proves nothing.
      const isVerified = identity.isVerified && wasProven(contactId, address);
      const kept = { ...address, isVerified };
      return carryOut([{ type: 'contact.add-identity', contactId, identity: kept }], commandId);
    },
    changeFields(contactId: ContactId, fields: FieldValue[], commandId?: string): CommandResult {
      const contact = projection.contact(contactId);
      if (!contact) return refused('contact.unknown');
      const wrong = problemOf(fieldsFor(contact.kind, ownFields()), fields);
      if (wrong) {
        const field = wrong.field.name.zh;
        return wrong.problem === 'missing'
          ? refused('contact.field-missing', { field, key: wrong.field.key })
          : refused('contact.field-bad', { field, key: wrong.field.key, problem: wrong.problem });
      }
      return carryOut([{ type: 'contact.change-fields', contactId, fields }], commandId);
    },
    link(
      input: { contactId: ContactId; intoId: ContactId; evidence: Evidence[]; confidence: number },
      commandId?: string,
    ): CommandResult {
      const into = projection.contact(input.intoId);
      if (!into) return refused('contact.unknown');
      if (into.erased) return refused('contact.erased');
      const own = projection.contact(input.contactId);
      if (own && own.isDemo !== into.isDemo) return refused('contact.link-demo');
      const isSelf = input.contactId === input.intoId;
      if (!isSelf && !own?.link && wouldCircle(input.contactId, input.intoId, intoOf))
        return refused('contact.link-in-circle');
      return carryOut([{ type: 'contact.link', ...input }], commandId);
    },
    /** Somebody looks at what is masked. The reason goes through the gate like every text. */
    reveal(input: {
      contactId: ContactId;
      conversationId: ConversationId | null;
      reason: string;
    }): CommandResult {
      const contact = projection.contact(input.contactId);
      if (!contact) return refused('contact.unknown');
      audit.append(
        factOf('contact.revealed', 'contact', input.contactId, {
          conversationId: input.conversationId,
          reason: gate.line(input.reason),
        }),
        who(),
      );
      return { ok: true, seq: 0 };
    },
    noteImport(input: {
      importId: string;
      fileName: string;
      phase: 'begun' | 'ended';
      counts: Record<string, number>;
    }): void {
      audit.append(
        factOf(`contact.import-${input.phase}`, 'import', input.importId, {
          details: { file: gate.line(input.fileName), ...input.counts },
        }),
        who(),
      );
    },
    exportPage(input: {
      text: string;
      kind: ContactKind | null;
      after: string | null;
      limit: number;
      reason: string;
    }): { contacts: ContactView[]; next: string | null } {
      const { reason, ...query } = input;
      if (input.after === null) {
        const { total } = projection.contactPage({ ...query, sort: 'new', limit: 1 });
        audit.append(
          factOf('contact.exported', 'contacts', input.kind ?? 'all', {
            reason: gate.line(reason),
            details: { count: total, isSearched: input.text.trim() !== '' },
          }),
          who(),
        );
      }
      const { contacts, next } = projection.contactsForExport(query);
      return {
        contacts: contacts.flatMap(({ id }) => projection.contactView(id) ?? []),
        next,
      };
    },
    carryOut,
  };
}
