import type {
  AccountId,
  AgentId,
  CommandId,
  ContactId,
  ConversationId,
  EventId,
  IncidentId,
} from '#shared/lib/ids.ts';
import { decideAccount } from '#shared/domain/account/decide.ts';
import { evolveAccount } from '#shared/domain/account/evolve.ts';
import { decideAgent } from '#shared/domain/agent/decide.ts';
import { evolveAgent } from '#shared/domain/agent/evolve.ts';
import type { DomainEvent } from '#shared/domain/catalogue.ts';
import { decideContact } from '#shared/domain/contact/decide.ts';
import { evolveContact } from '#shared/domain/contact/evolve.ts';
import { decideConversation } from '#shared/domain/conversation/decide.ts';
import { evolveConversation } from '#shared/domain/conversation/evolve.ts';
import { decideDiagnosis } from '#shared/domain/diagnosis/decide.ts';
import { evolveDiagnosis } from '#shared/domain/diagnosis/evolve.ts';
import { decideIncident } from '#shared/domain/incident/decide.ts';
import { evolveIncident } from '#shared/domain/incident/evolve.ts';
import { decideWorkspace } from '#shared/domain/workspace/decide.ts';
import { evolveWorkspace } from '#shared/domain/workspace/evolve.ts';
import { type Aggregate, type DomainCommand, streamOf } from '#shared/domain/command.ts';
import type { CommandEnvelope, Decision, Rejection, Unrecorded } from '#shared/domain/event.ts';
import { redactFields } from '#shared/domain/redaction/redact-fields.ts';
import type { Journal } from '#main/journal/journal.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import type { Projection } from '#main/projection/projection.ts';

export type Outcome =
  { ok: true; seq: number; isRepeat: boolean } | { ok: false; rejection: Rejection };

/** Called when a transaction has been committed: what changed, as tags of the contract's `changes`. */
export type Published = (tags: string[], seq: number) => void;

export interface Core {
  /**
   * Decides `commands` one after the other, each seeing what the earlier ones did, and makes all of
   * it durable in one transaction: journal, projection and `also`. One rejection and nothing happens.
   * A repeated `envelope.id` answers what the first one answered.
   */
  execute(commands: DomainCommand[], envelope: CommandEnvelope, also?: () => void): Outcome;
  /**
   * One transaction for everything `work` does: one wait for the disk instead of many. Each command
   * in it still stands or falls alone; nothing is published before all of it is durable.
   */
  together<T>(work: () => T): T;
  /** Runs `work` as soon as what was just executed is durable. */
  afterCommit(work: () => void): void;
}

/** What is told when a transaction of several commands is durable. */
interface Waiting {
  tags: Set<string>;
  seq: number;
  hasMasked: boolean;
  after: (() => void)[];
}

/** One aggregate's pure rules, joined with where its state is kept. */
interface Rules {
  load(id: string): unknown;
  decide(state: unknown, command: DomainCommand, at: number): Decision<DomainEvent>;
  evolve(state: unknown, event: DomainEvent, at: number): unknown;
}

/** Joins one aggregate's parts; the stream's prefix guarantees that state, command and event belong together. */
function join<S, C extends DomainCommand, E extends DomainEvent>(parts: {
  load(id: string): S | null;
  decide(state: S | null, command: C, at: number): Decision<E>;
  evolve(state: S | null, event: E, at: number): S;
}): Rules {
  return {
    load: parts.load,
    decide: (state, command, at) => parts.decide(state as S | null, command as C, at),
    evolve: (state, event, at) => parts.evolve(state as S | null, event as E, at),
  };
}

export function openCore(options: {
  db: WriteDb;
  journal: Journal;
  projection: Projection;
  published: Published;
  /** Earlier text was masked more strictly: its traces in log and index must go too. */
  masked: () => void;
  /** Named places where a test may end the process. */
  crashpoint?: (name: string) => void;
}): Core {
  const { db, journal, projection } = options;
  const crashpoint = options.crashpoint ?? (() => undefined);
  let waiting: Waiting | null = null;
  const rules: Record<Aggregate, Rules> = {
    conversation: join({
      load: (id) => projection.conversation(id as ConversationId),
      decide: decideConversation,
      evolve: evolveConversation,
    }),
    contact: join({
      load: (id) => projection.contact(id as ContactId),
      decide: decideContact,
      evolve: evolveContact,
    }),
    account: join({
      load: (id) => projection.account(id as AccountId),
      decide: decideAccount,
      evolve: evolveAccount,
    }),
    agent: join({
      load: (id) => projection.agent(id as AgentId),
      decide: decideAgent,
      evolve: evolveAgent,
    }),
    workspace: join({
      load: () => projection.workspace(),
      decide: decideWorkspace,
      evolve: evolveWorkspace,
    }),
    diagnosis: join({
      load: (id) => projection.diagnosis(id as ConversationId),
      decide: decideDiagnosis,
      evolve: evolveDiagnosis,
    }),
    incident: join({
      load: (id) => projection.incident(id as IncidentId),
      decide: decideIncident,
      evolve: evolveIncident,
    }),
  };

  function plan(
    commands: DomainCommand[],
    envelope: CommandEnvelope,
  ): Unrecorded<DomainEvent>[] | Rejection {
    const states = new Map<string, unknown>();
    const events: Unrecorded<DomainEvent>[] = [];
    for (const command of redactFields(commands)) {
      const { aggregate, stream } = streamOf(command);
      const rule = rules[aggregate];
      if (!states.has(stream)) states.set(stream, rule.load(stream.slice(stream.indexOf(':') + 1)));
      const decision = rule.decide(states.get(stream), command, envelope.at);
      if ('rejection' in decision) return decision.rejection;
      for (const event of decision.events) {
        states.set(stream, rule.evolve(states.get(stream), event, envelope.at));
        events.push({
          id: `${envelope.id}.${events.length}` as EventId,
          stream,
          type: event.type,
          v: 1,
          at: envelope.at,
          by: envelope.by,
          event,
        });
      }
    }
    return events;
  }

  /** The digits must not survive in the event that first brought them. */
  function overwrite(event: Extract<DomainEvent, { type: 'message.masked' }>) {
    const found = projection.findMessage(event.messageId);
    const [record] = found ? journal.read(found.seq - 1, 1) : [];
    if (record?.event.type !== 'message.received') return;
    const message = {
      ...record.event.message,
      text: event.text,
      masked: event.masked,
      html: null,
      raw: null,
    };
    journal.overwrite({ ...record, event: { ...record.event, message } });
  }

  function tell(tags: string[], seq: number, hasMasked: boolean) {
    if (waiting) {
      for (const tag of tags) waiting.tags.add(tag);
      waiting.seq = Math.max(waiting.seq, seq);
      waiting.hasMasked ||= hasMasked;
      return;
    }
    if (tags.length > 0) options.published(tags, seq);
    if (hasMasked) options.masked();
  }

  return {
    execute(commands, envelope, also) {
      const before = journal.findCommand(envelope.id as CommandId);
      if (before) return { ok: true, seq: before.seq, isRepeat: true };
      const planned = plan(commands, envelope);
      if (!Array.isArray(planned)) return { ok: false, rejection: planned };
      let tags: string[] = [];
      crashpoint('before-append');
      const seq = db.write(() => {
        const recorded = journal.append(planned, envelope.id as CommandId);
        crashpoint('after-append');
        tags = projection.fold(recorded);
        for (const record of recorded)
          if (record.event.type === 'message.masked') overwrite(record.event);
        also?.();
        crashpoint('before-commit');
        return journal.head();
      });
      if (!waiting) crashpoint('after-commit');
      tell(
        tags,
        seq,
        planned.some((event) => event.type === 'message.masked'),
      );
      return { ok: true, seq, isRepeat: false };
    },
    together(work) {
      if (waiting) return work();
      const group: Waiting = { tags: new Set(), seq: 0, hasMasked: false, after: [] };
      waiting = group;
      let result: ReturnType<typeof work>;
      try {
        result = db.write(work);
      } finally {
        waiting = null;
      }
      crashpoint('after-commit');
      tell([...group.tags], group.seq, group.hasMasked);
      for (const after of group.after) after();
      return result;
    },
    afterCommit(work) {
      if (waiting) waiting.after.push(work);
      else work();
    },
  };
}
