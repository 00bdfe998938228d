import type { BrandId } from '#shared/lib/ids.ts';
import type { Engine } from '#main/engine/engine.ts';
import { carryOut } from './respond.ts';
import type { Implementer } from './router.ts';

export function peopleHandlers(os: Implementer, engine: Engine) {
  const { projection } = engine;
  const { brand, agent, workspace } = os;
  return {
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
