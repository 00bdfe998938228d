import type { AgentId } from '#shared/lib/ids.ts';
import type { Engine } from '#main/engine/engine.ts';
import type { Implementer } from './router.ts';

export function contactHandlers(os: Implementer, engine: Engine) {
  const { projection, contacts, erasure } = engine;
  const { contact } = os;
  return {
    contact: {
      get: contact.get.handler(({ input }) => projection.contactView(input.contactId)),
      page: contact.page.handler(({ input }) => projection.contactPage(input)),
      conversations: contact.conversations.handler(({ input }) =>
        projection.contactConversations(input.contactId, input.limit),
      ),
      timeline: contact.timeline.handler(({ input }) =>
        projection.personTimeline(input.contactId, input.before, input.limit, (id) =>
          projection.agentName(id as AgentId),
        ),
      ),
      suggestions: contact.suggestions.handler(({ input }) =>
        projection.suggestionsFor(input.contactId, 10),
      ),
      fields: contact.fields.handler(() => contacts.fields()),
      suggest: contact.suggest.handler(({ input }) =>
        projection.suggestContacts(input.text, input.limit),
      ),
      add: contact.add.handler(({ input }) => contacts.add(input)),
      rename: contact.rename.handler(({ input: { commandId, ...rest } }) =>
        contacts.carryOut([{ type: 'contact.rename', ...rest }], commandId),
      ),
      describe: contact.describe.handler(({ input: { commandId, ...rest } }) =>
        contacts.carryOut([{ type: 'contact.describe', ...rest }], commandId),
      ),
      addIdentity: contact.addIdentity.handler(({ input }) =>
        contacts.addIdentity(input.contactId, input.identity, input.commandId),
      ),
      removeIdentity: contact.removeIdentity.handler(({ input: { commandId, ...rest } }) =>
        contacts.carryOut([{ type: 'contact.remove-identity', ...rest }], commandId),
      ),
      changeFields: contact.changeFields.handler(({ input }) =>
        contacts.changeFields(input.contactId, input.fields, input.commandId),
      ),
      consent: contact.consent.handler(({ input: { commandId, contactId, ...given } }) =>
        contacts.carryOut(
          [
            {
              type: 'contact.consent',
              contactId,
              consent: { ...given, consentId: given.consentId ?? engine.newId() },
            },
          ],
          commandId,
        ),
      ),
      withdrawConsent: contact.withdrawConsent.handler(({ input: { commandId, ...rest } }) =>
        contacts.carryOut(
          [{ type: 'contact.withdraw-consent', withdrawnAt: engine.clock.now(), ...rest }],
          commandId,
        ),
      ),
      link: contact.link.handler(({ input: { commandId, ...rest } }) =>
        contacts.link(rest, commandId),
      ),
      unlink: contact.unlink.handler(({ input: { commandId, ...rest } }) =>
        contacts.carryOut([{ type: 'contact.unlink', ...rest }], commandId),
      ),
      dismissSuggestion: contact.dismissSuggestion.handler(({ input: { commandId, ...rest } }) =>
        contacts.carryOut([{ type: 'contact.dismiss-suggestion', ...rest }], commandId),
      ),
      reveal: contact.reveal.handler(({ input }) => contacts.reveal(input)),
      defineFields: contact.defineFields.handler(({ input: { commandId, ...rest } }) =>
        contacts.carryOut([{ type: 'workspace.set-contact-fields', ...rest }], commandId),
      ),
      importRows: contact.importRows.handler(({ input }) => engine.importContacts(input)),
      noteImport: contact.noteImport.handler(({ input }) => {
        contacts.noteImport(input);
        return {};
      }),
      exportPage: contact.exportPage.handler(({ input }) => contacts.exportPage(input)),
      erasePreview: contact.erasePreview.handler(({ input }) => erasure.preview(input.contactId)),
      erase: contact.erase.handler(({ input }) => erasure.erase(input)),
    },
  };
}
