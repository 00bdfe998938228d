import type { CommandId } from '#shared/lib/ids.ts';
import type { CommandResult } from '#shared/contract/errors.ts';
import type { DomainCommand } from '#shared/domain/command.ts';
import type { Actor } from '#shared/domain/event.ts';
import type { Engine } from '#main/engine/engine.ts';

/** Runs domain commands for a screen and answers in the contract's words. */
export function carryOut(
  engine: Engine,
  commands: DomainCommand[],
  commandId: string | undefined,
): CommandResult {
  const outcome = engine.execute(commands, {
    id: (commandId ?? engine.newId()) as CommandId,
    at: engine.clock.now(),
    by: actorOf(engine),
  });
  return outcome.ok ? { ok: true, seq: outcome.seq } : { ok: false, rejection: outcome.rejection };
}

export const actorOf = (engine: Engine): Actor => `agent:${engine.agentId}`;
