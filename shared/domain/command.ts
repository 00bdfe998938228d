import { z } from '#shared/lib/schema.ts';
import { accountCommand } from './account/events.ts';
import { agentCommand } from './agent/events.ts';
import { contactCommand } from './contact/events.ts';
import { conversationCommand } from './conversation/commands.ts';
import { sourceCommand } from './source/events.ts';
import { workspaceCommand } from './workspace/events.ts';
import { unreachable } from '#shared/lib/assert.ts';
import type { Stream } from './event.ts';

/** Everything that can be asked of the domain. */
export const domainCommand = z.union([
  conversationCommand,
  contactCommand,
  accountCommand,
  agentCommand,
  sourceCommand,
  workspaceCommand,
]);
export type DomainCommand = z.infer<typeof domainCommand>;
export type Aggregate = 'conversation' | 'contact' | 'account' | 'agent' | 'source' | 'workspace';

/** The stream a command writes to. */
export function streamOf(command: DomainCommand): { aggregate: Aggregate; stream: Stream } {
  if ('conversationId' in command)
    return { aggregate: 'conversation', stream: `conversation:${command.conversationId}` };
  if ('contactId' in command)
    return { aggregate: 'contact', stream: `contact:${command.contactId}` };
  if ('accountId' in command)
    return { aggregate: 'account', stream: `account:${command.accountId}` };
  if ('agentId' in command) return { aggregate: 'agent', stream: `agent:${command.agentId}` };
  if ('sourceId' in command) return { aggregate: 'source', stream: `source:${command.sourceId}` };
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

/** The aggregate whose stream this is. */
export const aggregateOf = (stream: Stream): Aggregate => stream.split(':', 1)[0] as Aggregate;
