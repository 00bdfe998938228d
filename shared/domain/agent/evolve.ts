import { must, unreachable } from '#shared/lib/assert.ts';
import type { Agent, AgentEvent } from './events.ts';

export function evolveAgent(state: Agent | null, event: AgentEvent, _at: number): Agent {
  if (event.type === 'agent.joined')
    return { id: event.agentId, name: event.name, email: event.email, presence: 'available' };
  const was = must(state, `${event.type} before agent.joined`);
  switch (event.type) {
    case 'agent.described':
      return { ...was, name: event.name, email: event.email };
    case 'agent.presence-changed':
      return { ...was, presence: event.presence };
    default:
      return unreachable(event);
  }
}
