import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject } from '../event.ts';
import type { Agent, AgentCommand, AgentEvent } from './events.ts';

export function decideAgent(
  state: Agent | null,
  command: AgentCommand,
  _at: number,
): Decision<AgentEvent> {
  if (command.type === 'agent.join') {
    if (state) return reject('agent.already-exists');
    return accept({
      type: 'agent.joined',
      agentId: command.agentId,
      name: command.name,
      email: command.email,
    });
  }
  if (!state) return reject('agent.unknown');
  switch (command.type) {
    case 'agent.describe':
      return state.name === command.name && state.email === command.email
        ? accept()
        : accept({ type: 'agent.described', name: command.name, email: command.email });
    case 'agent.change-presence':
      return state.presence === command.presence
        ? accept()
        : accept({ type: 'agent.presence-changed', presence: command.presence });
    default:
      return unreachable(command);
  }
}
