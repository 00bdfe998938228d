import type { BrandId } from '#shared/lib/ids.ts';
import type { Engine } from '#main/engine/engine.ts';
import { carryOut } from './respond.ts';
import type { Implementer } from './router.ts';

export function peopleHandlers(os: Implementer, engine: Engine) {
  const { projection } = engine;
  const { contact, brand, agent, workspace } = os;
  return {
    contact: {
      get: contact.get.handler(({ input }) => projection.contactView(input.contactId)),
      conversations: contact.conversations.handler(({ input }) =>
        projection.contactConversations(input.contactId, input.limit),
      ),
      rename: contact.rename.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'contact.rename', ...rest }], commandId),
      ),
      describe: contact.describe.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'contact.describe', ...rest }], commandId),
      ),
      addIdentity: contact.addIdentity.handler(({ input: { commandId, ...rest } }) => {
        const owner = projection.contactByIdentity(rest.identity.kind, rest.identity.address);
        if (owner !== null && owner !== rest.contactId)
          return { ok: false as const, rejection: { code: 'contact.identity-taken' as const } };
        return carryOut(engine, [{ type: 'contact.add-identity', ...rest }], commandId);
      }),
      removeIdentity: contact.removeIdentity.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'contact.remove-identity', ...rest }], commandId),
      ),
      suggest: contact.suggest.handler(({ input }) =>
        projection.suggestContacts(input.text, input.limit),
      ),
    },
    brand: {
      list: brand.list.handler(() => projection.brands()),
      add: brand.add.handler(({ input }) =>
        carryOut(
          engine,
          [
            {
              type: 'brand.add',
              brandId: input.brandId ?? (engine.newId() as BrandId),
              profile: input.profile,
              isDemo: false,
            },
          ],
          input.commandId,
        ),
      ),
      change: brand.change.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'brand.change', ...rest }], commandId),
      ),
    },
    agent: {
      list: agent.list.handler(() => projection.agents()),
      describe: agent.describe.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'agent.describe', ...rest }], commandId),
      ),
      changePresence: agent.changePresence.handler(({ input }) =>
        carryOut(
          engine,
          [{ type: 'agent.change-presence', agentId: engine.agentId, presence: input.presence }],
          input.commandId,
        ),
      ),
    },
    workspace: {
      rename: workspace.rename.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'workspace.rename', ...rest }], commandId),
      ),
      createDemo: workspace.createDemo.handler(async () => {
        await engine.createDemo();
        return { ok: true as const, seq: engine.headSeq() };
      }),
      removeDemo: workspace.removeDemo.handler(({ input }) => engine.removeDemo(input.commandId)),
    },
  };
}
