import type { AccountId, AgentId, BrandId, CommandId, SourceId } from '#shared/lib/ids.ts';
import type { BrandProfile } from '#shared/domain/workspace/events.ts';
import { Failure } from '#main/platform/failure.ts';
import type { Engine } from '#main/engine/engine.ts';
import type { ConfigFile } from './config-file.ts';

const defaultBrand: Omit<BrandProfile, 'name'> = {
  language: 'zh-CN',
  signature: '{{agent.name}}\n{{brand.name}}',
  colour: '#1D5FD1',
  greeting: '',
  hours: { timeZone: 'Asia/Shanghai', days: [] },
  topics: [],
  faq: [],
};

/** Brings the workspace in line with the file. Repeating it with the same file changes nothing. */
export async function applyConfig(engine: Engine, config: ConfigFile): Promise<void> {
  const run = (command: Parameters<Engine['execute']>[0][number]) =>
    engine.execute([command], {
      id: engine.newId() as CommandId,
      at: engine.clock.now(),
      by: 'system:config',
    });
  if (config.workspace) run({ type: 'workspace.rename', name: config.workspace.name });
  if (config.agent)
    run({
      type: 'agent.describe',
      agentId: engine.agentId as AgentId,
      name: config.agent.name,
      email: config.agent.email,
    });
  for (const { id, ...given } of config.brands) {
    const brandId = id as BrandId;
    const known = engine.projection.brand(id);
    const set = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as Partial<BrandProfile> & { name: string };
    if (!known)
      run({ type: 'brand.add', brandId, profile: { ...defaultBrand, ...set }, isDemo: false });
    else {
      const { id: _id, isDemo: _isDemo, ...profile } = known;
      const next = { ...profile, ...set };
      if (JSON.stringify(next) !== JSON.stringify(profile))
        run({ type: 'brand.change', brandId, profile: next });
    }
  }
  for (const { id, brand, secrets, ...account } of config.accounts) {
    const accountId = id as AccountId;
    const known = engine.projection.account(accountId);
    const input = { ...account, accountId, brandId: brand as BrandId, secrets };
    if (!known) await engine.accounts.connect(input);
    else await engine.accounts.reconfigure(input);
  }
  for (const { id, ...source } of config.sources) {
    const sourceId = id as SourceId;
    const known = engine.projection.sources().find((one) => one.id === sourceId && !one.isRemoved);
    const result =
      known?.kind === source.kind
        ? await engine.records.reconfigure({ ...source, sourceId })
        : await replaceSource(engine, sourceId, source, known !== undefined);
    if (!result.ok)
      throw new Failure({
        code: 'config.refused',
        message: `sources ${id}: ${result.rejection.code}`,
        isRetryable: false,
      });
  }
}

/** A source of another kind under the same id is another source. */
async function replaceSource(
  engine: Engine,
  sourceId: SourceId,
  source: Omit<ConfigFile['sources'][number], 'id'>,
  isThere: boolean,
) {
  if (isThere) await engine.records.remove({ sourceId });
  return engine.records.connect({ ...source, sourceId });
}
