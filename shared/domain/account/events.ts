import { z } from '#shared/lib/schema.ts';
import { accountId, brandId } from '#shared/lib/ids.ts';
import { channelKind } from '../conversation/message-parts.ts';

/** Settings of one configured address; each channel has its own schema for `config`. No secrets here. */
const config = z.record(z.string(), z.unknown());

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });
export const accountEvent = z.discriminatedUnion('type', [
  event('account.connected', {
    accountId,
    channel: channelKind,
    brandId,
    name: z.string(),
    address: z.string(),
    config,
    isDemo: z.boolean(),
  }),
  event('account.reconfigured', { name: z.string(), address: z.string(), brandId, config }),
  event('account.paused', {}),
  event('account.resumed', {}),
  event('account.removed', {}),
]);
export type AccountEvent = z.infer<typeof accountEvent>;

const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), accountId, ...shape });
export const accountCommand = z.discriminatedUnion('type', [
  command('account.connect', {
    channel: channelKind,
    brandId,
    name: z.string().trim().min(1).max(200),
    address: z.string().trim().min(1).max(400),
    config,
    isDemo: z.boolean(),
  }),
  command('account.reconfigure', {
    name: z.string().trim().min(1).max(200),
    address: z.string().trim().min(1).max(400),
    brandId,
    config,
  }),
  command('account.pause', {}),
  command('account.resume', {}),
  command('account.remove', {}),
]);
export type AccountCommand = z.infer<typeof accountCommand>;

export interface Account {
  id: z.infer<typeof accountId>;
  channel: z.infer<typeof channelKind>;
  brandId: z.infer<typeof brandId>;
  name: string;
  address: string;
  config: Record<string, unknown>;
  isDemo: boolean;
  state: 'active' | 'paused' | 'removed';
}
