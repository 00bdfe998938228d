import { decideAccount } from './account/decide.ts';
import { evolveAccount } from './account/evolve.ts';
import { decideAgent } from './agent/decide.ts';
import { evolveAgent } from './agent/evolve.ts';
import { decideCase } from './case/decide.ts';
import { evolveCase } from './case/evolve.ts';
import type { DomainEvent } from './catalogue.ts';
import type { Aggregate, DomainCommand } from './command.ts';
import { decideContact } from './contact/decide.ts';
import { evolveContact } from './contact/evolve.ts';
import { decideConversation } from './conversation/decide.ts';
import { evolveConversation } from './conversation/evolve.ts';
import { decideDiagnosis } from './diagnosis/decide.ts';
import { evolveDiagnosis } from './diagnosis/evolve.ts';
import type { Decision } from './event.ts';
import { decideIncident } from './incident/decide.ts';
import { evolveIncident } from './incident/evolve.ts';
import { decideRecordGuard } from './record-guard/decide.ts';
import { evolveRecordGuard } from './record-guard/evolve.ts';
import { decideVerification } from './verification/decide.ts';
import { evolveVerification } from './verification/evolve.ts';
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
  diagnosis: rules({ decide: decideDiagnosis, evolve: evolveDiagnosis }),
  incident: rules({ decide: decideIncident, evolve: evolveIncident }),
  'record-guard': rules({ decide: decideRecordGuard, evolve: evolveRecordGuard }),
  verification: rules({ decide: decideVerification, evolve: evolveVerification }),
  case: rules({ decide: decideCase, evolve: evolveCase }),
  source: rules({ decide: decideSource, evolve: evolveSource }),
  workspace: rules({ decide: decideWorkspace, evolve: evolveWorkspace }),
};
