import { z } from '#shared/lib/schema.ts';
import { sourceId } from '#shared/lib/ids.ts';
import { sourceKind } from './config.ts';

/** Each kind has its own schema for `config`. No secrets here. */
const config = z.record(z.string(), z.unknown());
const name = z.string().trim().min(1).max(200);

export const sourceEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('source.connected'),
    sourceId,
    kind: sourceKind,
    name,
    config,
    isDemo: z.boolean(),
  }),
  z.object({ type: z.literal('source.reconfigured'), name, config }),
  z.object({ type: z.literal('source.removed') }),
]);
export type SourceEvent = z.infer<typeof sourceEvent>;

export const sourceCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('source.connect'),
    sourceId,
    kind: sourceKind,
    name,
    config,
    isDemo: z.boolean(),
  }),
  z.object({ type: z.literal('source.reconfigure'), sourceId, name, config }),
  z.object({ type: z.literal('source.remove'), sourceId }),
]);
export type SourceCommand = z.infer<typeof sourceCommand>;

/** Where transaction records come from. */
export interface Source {
  id: z.infer<typeof sourceId>;
  kind: z.infer<typeof sourceKind>;
  name: string;
  config: Record<string, unknown>;
  isDemo: boolean;
  isRemoved: boolean;
}
