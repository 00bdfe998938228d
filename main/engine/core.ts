import type { CommandId, EventId } from '#shared/lib/ids.ts';
import { aggregates } from '#shared/domain/aggregates.ts';
import type { DomainEvent } from '#shared/domain/catalogue.ts';
import { type DomainCommand, streamOf } from '#shared/domain/command.ts';
import type { CommandEnvelope, Rejection, Unrecorded } from '#shared/domain/event.ts';
import { factOfEvent, factOfRefusal } from '#shared/domain/audit/of-event.ts';
import { redactFields } from '#shared/domain/redaction/redact-fields.ts';
import type { Audit } from '#main/journal/audit.ts';
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
   * in it still stands or falls alone; nothing is published before all of it is durable, and that is
   * when the answer comes: the thread does not stand still meanwhile.
   */
  together<T>(work: () => T): Promise<T>;
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

export function openCore(options: {
  db: WriteDb;
  journal: Journal;
  projection: Projection;
  published: Published;
  /** Earlier text was masked more strictly: its traces in log and index must go too. */
  masked: () => void;
  audit: Pick<Audit, 'append'>;
  /** What a command brings with it, decided behind it in the same transaction. */
  follow?: (command: DomainCommand, at: number) => DomainCommand[];
  /** Named places where a test may end the process. */
  crashpoint?: (name: string) => void;
}): Core {
  const { db, journal, projection, audit } = options;
  const crashpoint = options.crashpoint ?? (() => undefined);
  let waiting: Waiting | null = null;
  function plan(
    commands: DomainCommand[],
    envelope: CommandEnvelope,
  ): Unrecorded<DomainEvent>[] | Rejection {
    const states = new Map<string, unknown>();
    const events: Unrecorded<DomainEvent>[] = [];
    const wished = redactFields(commands);
    const follow = options.follow ?? (() => []);
    for (const command of wished.flatMap((one) => [one, ...follow(one, envelope.at)])) {
      const { aggregate, stream } = streamOf(command);
      const rule = aggregates[aggregate];
      if (!states.has(stream)) states.set(stream, projection.stateOf(stream));
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

  function noteRefusal(commands: DomainCommand[], envelope: CommandEnvelope, code: string) {
    const facts = commands.map((command) => factOfRefusal(streamOf(command).stream, command, code));
    if (facts.every((fact) => fact === null)) return;
    db.write(() => facts.forEach((fact) => fact && audit.append(fact, envelope)));
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

  /** One command's part of a transaction: all of it or nothing. */
  function step<T>(work: () => T): T {
    try {
      const result = db.write(work);
      projection.settle();
      return result;
    } catch (error) {
      projection.undo();
      throw error;
    }
  }

  return {
    execute(commands, envelope, also) {
      const before = journal.findCommand(envelope.id as CommandId);
      if (before) return { ok: true, seq: before.seq, isRepeat: true };
      const planned = plan(commands, envelope);
      if (!Array.isArray(planned)) {
        noteRefusal(commands, envelope, planned.code);
        return { ok: false, rejection: planned };
      }
      let tags: string[] = [];
      crashpoint('before-append');
      const seq = step(() => {
        const recorded = journal.append(planned, envelope.id as CommandId);
        crashpoint('after-append');
        tags = projection.fold(recorded, waiting !== null);
        for (const record of recorded) {
          const fact = factOfEvent(record.stream, record.event);
          if (fact) audit.append(fact, envelope);
        }
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
    async together(work) {
      if (waiting) return work();
      const group: Waiting = { tags: new Set(), seq: 0, hasMasked: false, after: [] };
      waiting = group;
      let result: ReturnType<typeof work>;
      try {
        result = db.writeAhead(() => {
          const done = work();
          projection.flush();
          return done;
        });
      } finally {
        projection.forget();
        waiting = null;
      }
      await db.synced();
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
