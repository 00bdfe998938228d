import type { CommandId } from '#shared/lib/ids.ts';
import type { Recorded, Stream, Unrecorded } from '#shared/domain/event.ts';
import type { DomainEvent } from '#shared/domain/catalogue.ts';

/**
 * Everything that happened, in one order.
 *
 * Invariants: `seq` is gap-free from 1 in commit order; an event id is recorded once; a command id
 * is answered once and for ever with the position it led to.
 */
export interface Journal {
  /** Position of the newest event; 0 when empty. */
  head(): number;
  /** Gives positions and makes durable, together with the command that caused them. Repeats of the id are refused by `findCommand` before. */
  append(events: Unrecorded<DomainEvent>[], commandId: CommandId): Recorded<DomainEvent>[];
  findCommand(commandId: CommandId): { seq: number } | undefined;
  /** At most `limit` events after a position, in order. */
  read(afterSeq: number, limit: number): Recorded<DomainEvent>[];
  readStream(stream: Stream): Recorded<DomainEvent>[];
  /**
   * Overwrites what an earlier event says, with stricter masking or with the marks of an erasure.
   * Its place, type, time and author stay.
   */
  overwrite(event: Recorded<DomainEvent>): void;
}
