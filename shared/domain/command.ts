import { z } from '#shared/lib/schema.ts';
import { accountCommand } from './account/events.ts';
import { agentCommand } from './agent/events.ts';
import { contactCommand } from './contact/events.ts';
import { conversationCommand } from './conversation/commands.ts';
import { diagnosisCommand } from './diagnosis/events.ts';
import { incidentCommand } from './incident/events.ts';
import { workspaceCommand } from './workspace/events.ts';
import { unreachable } from '#shared/lib/assert.ts';
import type { Stream } from './event.ts';

/** Everything that can be asked of the domain. */
export const domainCommand = z.union([
  conversationCommand,
  contactCommand,
  accountCommand,
  agentCommand,
  workspaceCommand,
  diagnosisCommand,
  incidentCommand,
]);
export type DomainCommand = z.infer<typeof domainCommand>;
export type Aggregate =
  'conversation' | 'contact' | 'account' | 'agent' | 'workspace' | 'diagnosis' | 'incident';

/** The stream a command writes to. */
export function streamOf(command: DomainCommand): { aggregate: Aggregate; stream: Stream } {
  // Others name a conversation too: their own stream comes first.
  if ('incidentId' in command)
    return { aggregate: 'incident', stream: `incident:${command.incidentId}` };
  switch (command.type) {
    case 'diagnosis.start':
    case 'diagnosis.step':
    case 'diagnosis.conclude':
      return { aggregate: 'diagnosis', stream: `diagnosis:${command.conversationId}` };
    default:
  }
  if ('conversationId' in command)
    return { aggregate: 'conversation', stream: `conversation:${command.conversationId}` };
  if ('contactId' in command)
    return { aggregate: 'contact', stream: `contact:${command.contactId}` };
  if ('accountId' in command)
    return { aggregate: 'account', stream: `account:${command.accountId}` };
  if ('agentId' in command) return { aggregate: 'agent', stream: `agent:${command.agentId}` };
  switch (command.type) {
    case 'workspace.create':
    case 'workspace.rename':
    case 'workspace.remove-demo':
    case 'brand.add':
    case 'brand.change':
      return { aggregate: 'workspace', stream: 'workspace' };
    default:
      return unreachable(command);
  }
}
