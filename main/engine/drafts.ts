import type { Draft } from '#shared/contract/rows.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { CardGate } from './card-gate.ts';
import type { Changes } from './changes.ts';

/** Keeps what is being written. A draft is a durable write like any other: the gate stands before it. */
export function openDrafts(options: {
  projection: Projection;
  gate: CardGate;
  changes: Changes;
  clock: Clock;
}) {
  const { projection, gate, changes, clock } = options;
  return (draft: Omit<Draft, 'savedAt'>): { savedAt: number } => {
    const savedAt = clock.now();
    const text = gate.line(draft.text);
    projection.saveDraft({ ...draft, text, mail: gate.draftMail(draft.mail), savedAt });
    changes.publish({ kind: 'tags', tags: ['inbox'], seq: 0 });
    return { savedAt };
  };
}
