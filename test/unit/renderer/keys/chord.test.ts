import { expect, test } from 'vitest';
import {
  chordFrom,
  chordId,
  chordText,
  isPress,
  parseChord,
  type KeyInput,
} from '#renderer/keys/chord.ts';
import { must } from '#shared/lib/assert.ts';

const key = (name: string, code: string, held: Partial<KeyInput> = {}): KeyInput => ({
  key: name,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const matches = (chord: string, event: KeyInput, platform: 'mac' | 'other' = 'other'): boolean =>
  isPress(must(parseChord(chord)[0], 'a press'), event, platform);

test('Mod is Ctrl, and ⌘ on a Mac', () => {
  expect(matches('Mod+K', key('k', 'KeyK', { ctrlKey: true }))).toBe(true);
  expect(matches('Mod+K', key('k', 'KeyK', { metaKey: true }), 'mac')).toBe(true);
  expect(matches('Mod+K', key('k', 'KeyK', { ctrlKey: true }), 'mac')).toBe(false);
});

test('Chinese punctuation is the key it sits on', () => {
  expect(matches('/', key('、', 'Slash'))).toBe(true);
  expect(matches('/', key('／', 'Slash'))).toBe(true);
  expect(matches('?', key('？', 'Slash', { shiftKey: true }))).toBe(true);
  expect(matches('/', key('？', 'Slash', { shiftKey: true }))).toBe(false);
  expect(matches('[', key('【', 'BracketLeft'))).toBe(true);
});

test('a sign typed on another layout counts by what it types', () => {
  expect(matches('/', key('/', 'Digit7', { shiftKey: true }))).toBe(true);
  expect(matches('?', key('?', 'Minus', { shiftKey: true }))).toBe(true);
});

test('letters count by what they type, and by their key when the layout has no Latin', () => {
  expect(matches('Q', key('q', 'KeyA'))).toBe(true);
  expect(matches('A', key('q', 'KeyA'))).toBe(false);
  expect(matches('J', key('о', 'KeyJ'))).toBe(true);
});

test('Shift is part of the chord', () => {
  expect(matches('E', key('E', 'KeyE', { shiftKey: true }))).toBe(false);
  expect(matches('Shift+E', key('E', 'KeyE', { shiftKey: true }))).toBe(true);
});

test('what a person presses becomes a chord and reads back as one', () => {
  const event = key('D', 'KeyD', { ctrlKey: true, shiftKey: true });
  expect(chordFrom(event, 'other')).toBe('Mod+Shift+D');
  expect(matches('Mod+Shift+D', event)).toBe(true);
  expect(chordFrom(key('？', 'Slash', { shiftKey: true }), 'other')).toBe('?');
  expect(chordFrom(key('Shift', 'ShiftLeft', { shiftKey: true }), 'other')).toBeNull();
});

test('a chord is shown in the words of the platform', () => {
  expect(chordText('Mod+Shift+Enter', 'other')).toBe('Ctrl Shift Enter');
  expect(chordText('Mod+Shift+Enter', 'mac')).toBe('⌘ ⇧ Enter');
  expect(chordText('Alt+ArrowDown', 'other')).toBe('Alt ↓');
  expect(chordText('G I', 'other')).toBe('G I');
  expect(chordText('?', 'other')).toBe('?');
});

test('Ctrl and Mod are one key outside of a Mac', () => {
  expect(chordId('Mod+K', 'other')).toBe(chordId('Ctrl+K', 'other'));
  expect(chordId('Mod+K', 'mac')).not.toBe(chordId('Ctrl+K', 'mac'));
});
