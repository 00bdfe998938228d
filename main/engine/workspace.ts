import type { AgentId, CommandId } from '#shared/lib/ids.ts';
import type { CommandResult } from '#shared/contract/errors.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import { firstDepartments } from '#shared/domain/workspace/departments.ts';
import type { CommandEnvelope } from '#shared/domain/event.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Outcome } from './core.ts';
import { type ParseMail, seedWorkspace } from './demo/workspace.ts';
import type { Intake } from './intake.ts';

/** How a desk begins: its workspace, its first agent, and the demo that comes and goes. */
export function openWorkspace(options: {
  execute: (commands: DomainCommand[], envelope: CommandEnvelope) => Outcome;
  intake: Intake;
  projection: Projection;
  clock: Clock;
  newId: () => string;
  parseMail: ParseMail;
  agentId: AgentId;
  /** Starts and ends channels so that they fit the accounts. */
  reconcile: () => Promise<void>;
  /** The back office the demo's conversations talk about. */
  connectDemo: () => void;
}) {
  const { execute, projection, clock, agentId } = options;
  const system = (id: string): CommandEnvelope => ({
    id: id as CommandId,
    at: clock.now(),
    by: 'system:desk',
  });
  return {
    /** A workspace, its departments and an agent are there before anything else; repeating changes nothing. */
    begin: (names: { workspace: string; agent: string }) => {
      if (!projection.workspace())
        execute(
          [{ type: 'workspace.create', name: names.workspace, isDemo: false }],
          system('begin-workspace'),
        );
      if (Object.keys(projection.workspace()?.departments ?? {}).length === 0)
        execute(
          firstDepartments.map((one) => ({ type: 'department.add', ...one })),
          system('begin-departments'),
        );
      if (!projection.agent(agentId))
        execute(
          [{ type: 'agent.join', agentId, name: names.agent, email: null }],
          system('begin-agent'),
        );
    },
    createDemo: async () => {
      await seedWorkspace({
        execute,
        intake: options.intake,
        projection,
        parseMail: options.parseMail,
        agentId,
        now: clock.now(),
      });
      await options.reconcile();
      options.connectDemo();
    },
    removeDemo: (commandId: string | undefined): CommandResult => {
      const outcome = execute([{ type: 'workspace.remove-demo' }], {
        id: (commandId ?? options.newId()) as CommandId,
        at: clock.now(),
        by: `agent:${agentId}`,
      });
      return outcome.ok
        ? { ok: true, seq: outcome.seq }
        : { ok: false, rejection: outcome.rejection };
    },
  };
}
