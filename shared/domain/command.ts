import { z } from '#shared/lib/schema.ts';
import { accountCommand } from './account/events.ts';
import { agentCommand } from './agent/events.ts';
import { caseCommand } from './case/commands.ts';
import { contactCommand } from './contact/events.ts';
import { conversationCommand } from './conversation/commands.ts';
import { diagnosisCommand } from './diagnosis/events.ts';
import { sourceCommand } from './source/events.ts';
import type { Stream } from './event.ts';
import { incidentCommand } from './incident/events.ts';
import { recordGuardCommand } from './record-guard/events.ts';
import { verificationCommand } from './verification/commands.ts';
import { workspaceCommand } from './workspace/events.ts';

/** Everything that can be asked of the domain. */
export const domainCommand = z.union([
  conversationCommand,
  contactCommand,
  accountCommand,
  agentCommand,
  caseCommand,
  sourceCommand,
  workspaceCommand,
  verificationCommand,
  recordGuardCommand,
  diagnosisCommand,
  incidentCommand,
]);
export type DomainCommand = z.infer<typeof domainCommand>;

/** Whose stream it is, by the field of a command that names it; the workspace is one. */
const keys = {
  conversation: 'conversationId',
  contact: 'contactId',
  account: 'accountId',
  agent: 'agentId',
  case: 'caseId',
  source: 'sourceId',
  workspace: null,
  verification: 'conversationId',
  'record-guard': 'recordId',
  diagnosis: 'conversationId',
  incident: 'incidentId',
} as const;
export type Aggregate = keyof typeof keys;

/** Commands whose first word is not their aggregate. */
const owners: Record<string, Aggregate> = {
  message: 'conversation',
  delivery: 'conversation',
  brand: 'workspace',
  department: 'workspace',
};

/** The stream a command writes to. */
export function streamOf(command: DomainCommand): { aggregate: Aggregate; stream: Stream } {
  const word = command.type.slice(0, command.type.indexOf('.'));
  const aggregate = owners[word] ?? (word as Aggregate);
  const key = keys[aggregate];
  if (key === null) return { aggregate, stream: aggregate };
  return { aggregate, stream: `${aggregate}:${String((command as Record<string, unknown>)[key])}` };
}

/** The aggregate whose stream this is. */
export const aggregateOf = (stream: Stream): Aggregate => stream.split(':', 1)[0] as Aggregate;
