import { chordId, parseChord, type Platform, type Press } from './chord.ts';
import type { Place } from './command-shape.ts';
import { commandIds, commandOf, type CommandId } from './commands.ts';

export interface Binding {
  id: CommandId;
  place: Place;
  chord: string;
  presses: Press[];
  isDestructive: boolean;
}
/** Command id → chord; the empty chord takes the key away. */
export type Remapped = Readonly<Record<string, string>>;

/** The chords of one command after remapping. */
export function chordsOf(id: CommandId, remapped: Remapped, platform: Platform): readonly string[] {
  const own = remapped[id];
  if (own !== undefined) return own === '' ? [] : [own];
  const { chords, macChords } = commandOf(id);
  return platform === 'mac' ? (macChords ?? chords) : chords;
}

export const bindingsOf = (remapped: Remapped, platform: Platform): Binding[] =>
  commandIds.flatMap((id) => {
    const { place, isDestructive = false } = commandOf(id);
    return chordsOf(id, remapped, platform).map((chord) => ({
      id,
      place,
      chord,
      presses: parseChord(chord),
      isDestructive,
    }));
  });

const doMeet = (one: Place, other: Place): boolean =>
  one === other || one === 'anywhere' || other === 'anywhere';

/** Commands that could not both be reached: same chord, or one the beginning of the other, where both listen. */
export function conflictsOf(
  bindings: readonly Binding[],
  platform: Platform,
): [Binding, Binding][] {
  const found: [Binding, Binding][] = [];
  for (const [index, one] of bindings.entries())
    for (const other of bindings.slice(index + 1)) {
      if (!doMeet(one.place, other.place)) continue;
      const a = `${chordId(one.chord, platform)} `;
      const b = `${chordId(other.chord, platform)} `;
      if (a.startsWith(b) || b.startsWith(a)) found.push([one, other]);
    }
  return found;
}

/** Commands that already have this chord where `id` listens. */
export function holdersOf(
  id: CommandId,
  chord: string,
  remapped: Remapped,
  platform: Platform,
): CommandId[] {
  const bindings = bindingsOf({ ...remapped, [id]: chord }, platform);
  return conflictsOf(bindings, platform)
    .filter((pair) => pair.some((binding) => binding.id === id))
    .map(([one, other]) => (one.id === id ? other.id : one.id));
}
