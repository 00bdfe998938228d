import type { TextKey } from '#renderer/i18n/text.ts';

/**
 * Where a command listens. `anywhere`: also while typing. `page`: outside of text fields. The
 * others only while the focus is inside an element with that `data-place`.
 */
export type Place = 'anywhere' | 'page' | 'list' | 'timeline' | 'composer' | 'outbox' | 'centre';
export type CommandGroup = 'go' | 'list' | 'conversation' | 'timeline' | 'composer' | 'window';

export interface CommandShape {
  place: Place;
  group: CommandGroup;
  label: TextKey;
  /** Defaults; the first one is shown. */
  chords: readonly string[];
  /** In place of `chords` on a Mac. */
  macChords?: readonly string[];
  /** Ignores auto-repeat. */
  isDestructive?: boolean;
  /** Not offered by the palette: it needs the thing under the focus. */
  isHidden?: boolean;
  /** Other words that find it in the palette. */
  synonyms?: readonly string[];
}

/** Keeps the ids while checking the shapes. */
export const define = <const T extends Record<string, CommandShape>>(shapes: T): T => shapes;
