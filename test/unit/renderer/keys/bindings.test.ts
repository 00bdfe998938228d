import { describe, expect, test } from 'vitest';
import { bindingsOf, chordsOf, conflictsOf, holdersOf } from '#renderer/keys/bindings.ts';
import { commandIds, commandOf } from '#renderer/keys/commands.ts';
import { isTakenElsewhere } from '#renderer/keys/taken.ts';

describe.each(['mac', 'other'] as const)('the default keys on %s', (platform) => {
  test('never give one chord to two commands that listen in one place', () => {
    expect(conflictsOf(bindingsOf({}, platform), platform)).toEqual([]);
  });

  test('leave the keys of input methods and chat programs alone', () => {
    const bad = bindingsOf({}, platform).filter(({ chord }) => isTakenElsewhere(chord));
    expect(bad).toEqual([]);
  });
});

test('keys that other programs take are recognised in every spelling', () => {
  expect(isTakenElsewhere('Mod+Shift+F')).toBe(true);
  expect(isTakenElsewhere('Ctrl+Space')).toBe(true);
  expect(isTakenElsewhere('Mod+K')).toBe(false);
});

test('only hidden commands have no words of their own besides the label', () => {
  const silent = commandIds.filter((id) => {
    const { isHidden, synonyms, chords } = commandOf(id);
    return !isHidden && !synonyms && chords.length === 0;
  });
  expect(silent).toEqual([]);
});

test('a remapped command answers to its new chord alone, an emptied one to none', () => {
  expect(chordsOf('conversation.resolve', { 'conversation.resolve': 'Mod+D' }, 'other')).toEqual([
    'Mod+D',
  ]);
  expect(chordsOf('conversation.resolve', { 'conversation.resolve': '' }, 'other')).toEqual([]);
});

test('a new chord names the commands that already hold it', () => {
  expect(holdersOf('conversation.resolve', 'A', {}, 'other')).toEqual(['conversation.assign']);
  expect(holdersOf('conversation.resolve', 'G', {}, 'other')).toContain('go.mine');
  expect(holdersOf('conversation.resolve', 'Mod+D', {}, 'other')).toEqual([]);
});

test('places that do not meet may share a chord', () => {
  expect(holdersOf('timeline.quote', 'E', {}, 'other')).toEqual([]);
  expect(holdersOf('timeline.quote', 'Mod+K', {}, 'other')).toEqual(['palette.open']);
});
