import { z } from '#shared/lib/schema.ts';
import { agentId } from '#shared/lib/ids.ts';

export const presence = z.enum(['available', 'busy', 'email-only', 'break', 'offline']);
export type Presence = z.infer<typeof presence>;

const profile = { name: z.string().trim().min(1).max(120), email: z.string().max(400).nullable() };
export const agentEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('agent.joined'), agentId, ...profile }),
  z.object({ type: z.literal('agent.described'), ...profile }),
  z.object({ type: z.literal('agent.presence-changed'), presence }),
]);
export type AgentEvent = z.infer<typeof agentEvent>;

export const agentCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('agent.join'), agentId, ...profile }),
  z.object({ type: z.literal('agent.describe'), agentId, ...profile }),
  z.object({ type: z.literal('agent.change-presence'), agentId, presence }),
]);
export type AgentCommand = z.infer<typeof agentCommand>;

export interface Agent {
  id: z.infer<typeof agentId>;
  name: string;
  email: string | null;
  presence: Presence;
}
