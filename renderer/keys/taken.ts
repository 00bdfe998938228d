import { chordId } from './chord.ts';

/**
 * Chords that Chinese desktops take before a program sees them: input methods (Microsoft Pinyin,
 * Sogou), screenshots and window keys of WeChat, QQ, DingTalk and Feishu, screen rotation of old
 * display drivers.
 */
export const takenElsewhere: readonly string[] = [
  'Ctrl+Space',
  'Ctrl+.',
  'Ctrl+Shift+F',
  'Ctrl+Shift+E',
  'Ctrl+Shift+M',
  'Ctrl+Shift+B',
  'Ctrl+Shift+Z',
  'Alt+A',
  'Ctrl+Alt+W',
  'Ctrl+Alt+A',
  'Ctrl+Alt+Z',
  'Ctrl+Shift+A',
  'Ctrl+Alt+ArrowLeft',
  'Ctrl+Alt+ArrowRight',
];

const ids = new Set(takenElsewhere.map((chord) => chordId(chord, 'other')));
export const isTakenElsewhere = (chord: string): boolean => ids.has(chordId(chord, 'other'));
