import { decideAccount } from './account/decide.ts';
import { evolveAccount } from './account/evolve.ts';
import { decideAgent } from './agent/decide.ts';
import { evolveAgent } from './agent/evolve.ts';
import type { DomainEvent } from './catalogue.ts';
import type { Aggregate, DomainCommand } from './command.ts';
import { decideContact } from './contact/decide.ts';
import { evolveContact } from './contact/evolve.ts';
import { decideConversation } from './conversation/decide.ts';
import { evolveConversation } from './conversation/evolve.ts';
import type { Decision } from './event.ts';
import { decideSource } from './source/decide.ts';
import { evolveSource } from './source/evolve.ts';
import { decideWorkspace } from './workspace/decide.ts';
import { evolveWorkspace } from './workspace/evolve.ts';

/** One aggregate's pure rules. */
export interface Rules {
  decide(state: unknown, command: DomainCommand, at: number): Decision<DomainEvent>;
  evolve(state: unknown, event: DomainEvent, at: number): unknown;
}

/** The stream's prefix guarantees that state, command and event belong together. */
function rules<S, C extends DomainCommand, E extends DomainEvent>(parts: {
  decide(state: S | null, command: C, at: number): Decision<E>;
  evolve(state: S | null, event: E, at: number): S;
}): Rules {
  return {
    decide: (state, command, at) => parts.decide(state as S | null, command as C, at),
    evolve: (state, event, at) => parts.evolve(state as S | null, event as E, at),
  };
}

export const aggregates: Record<Aggregate, Rules> = {
  conversation: rules({ decide: decideConversation, evolve: evolveConversation }),
  contact: rules({ decide: decideContact, evolve: evolveContact }),
  account: rules({ decide: decideAccount, evolve: evolveAccount }),
  agent: rules({ decide: decideAgent, evolve: evolveAgent }),
  source: rules({ decide: decideSource, evolve: evolveSource }),
  workspace: rules({ decide: decideWorkspace, evolve: evolveWorkspace }),
};
