/** Where a key name differs from `event.key`, by physical key: Chinese punctuation hides it. */
const codes: Record<string, string> = {
  '/': 'Slash',
  '?': 'Slash',
  '.': 'Period',
  ',': 'Comma',
  ';': 'Semicolon',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '-': 'Minus',
  '=': 'Equal',
  '`': 'Backquote',
};
const shifted = new Set(['?']);

export type Platform = 'mac' | 'other';

/** One press: modifiers and a key. `Mod` is Ctrl, on a Mac ⌘. */
export interface Press {
  mod: boolean;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
  /** `K`, `/`, `Enter`, `ArrowDown`, `F6`, `Space`. */
  key: string;
}
/** What of a keyboard event decides a match. */
export interface KeyInput {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Reads `Mod+Shift+Enter`; presses of a sequence are parted by spaces: `G I`. */
export const parseChord = (chord: string): Press[] => chord.trim().split(/\s+/).map(parsePress);

function parsePress(text: string): Press {
  const parts = text === '+' ? ['+'] : text.split('+');
  const key = parts.at(-1) ?? '';
  const names = new Set(parts.slice(0, -1));
  return {
    mod: names.has('Mod'),
    ctrl: names.has('Ctrl'),
    alt: names.has('Alt'),
    shift: names.has('Shift') || shifted.has(key),
    key: key.length === 1 ? key.toUpperCase() : key,
  };
}

/** True when the event is this press. Letters by what they type, else by the key; signs by either. */
export function isPress(press: Press, event: KeyInput, platform: Platform): boolean {
  const wantsCtrl = press.ctrl || (press.mod && platform === 'other');
  const wantsMeta = press.mod && platform === 'mac';
  if (event.ctrlKey !== wantsCtrl || event.metaKey !== wantsMeta) return false;
  if (event.altKey !== press.alt) return false;
  const code = codes[press.key];
  if (code !== undefined) {
    if (event.key === press.key && event.shiftKey === (press.shift || event.shiftKey)) return true;
    return event.code === code && event.shiftKey === press.shift;
  }
  if (event.shiftKey !== press.shift) return false;
  return keyOf(event) === press.key;
}

function keyOf(event: KeyInput): string {
  if (event.key === ' ') return 'Space';
  if (/^[a-z]$/i.test(event.key)) return event.key.toUpperCase();
  // A layout without Latin letters, or Alt on a Mac: the physical key speaks.
  if (event.code.startsWith('Key')) return event.code.slice(3);
  if (event.code.startsWith('Digit')) return event.code.slice(5);
  return event.key;
}

/** The chord a person just pressed, for remapping; null while only modifiers are down. */
export function chordFrom(event: KeyInput, platform: Platform): string | null {
  if (['Control', 'Shift', 'Alt', 'Meta', 'Process', 'Dead'].includes(event.key)) return null;
  const sign = Object.entries(codes).find(([key, code]) => code === event.code && key !== '?');
  const key = sign ? (event.code === 'Slash' && event.shiftKey ? '?' : sign[0]) : keyOf(event);
  const isMod = platform === 'mac' ? event.metaKey : event.ctrlKey;
  const names = [
    isMod && 'Mod',
    platform === 'mac' && event.ctrlKey && 'Ctrl',
    event.altKey && 'Alt',
    event.shiftKey && key !== '?' && 'Shift',
    key,
  ];
  return names.filter((name) => name !== false).join('+');
}

/** True for a press that types or moves inside a text field: those belong to the field. */
export const isTyping = (press: Press): boolean =>
  !press.mod && !press.ctrl && !press.alt && !/^F\d+$/.test(press.key) && press.key !== 'Escape';

const symbols: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
  Escape: 'Esc',
};
const macNames = { mod: '⌘', ctrl: '⌃', alt: '⌥', shift: '⇧' };
const names = { mod: 'Ctrl', ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift' };

/** As a person reads it: `Ctrl Shift Enter`, on a Mac `⌘ ⇧ Enter`; `G I` for a sequence. */
export function chordText(chord: string, platform: Platform): string {
  const named = platform === 'mac' ? macNames : names;
  return parseChord(chord)
    .map(({ mod, ctrl, alt, shift, key }) => {
      const isShiftShown = shift && !shifted.has(key);
      const parts = [
        mod && named.mod,
        ctrl && named.ctrl,
        alt && named.alt,
        isShiftShown && named.shift,
        symbols[key] ?? key,
      ];
      return parts.filter((part) => part !== false).join(' ');
    })
    .join(' ');
}

/** One spelling per chord, so that two can be compared. */
export const chordId = (chord: string, platform: Platform): string =>
  parseChord(chord)
    .map(({ mod, ctrl, alt, shift, key }) => {
      const isCtrl = ctrl || (mod && platform === 'other');
      return [
        isCtrl && 'Ctrl',
        mod && platform === 'mac' && 'Meta',
        alt && 'Alt',
        shift && 'Shift',
        key,
      ]
        .filter((part) => part !== false)
        .join('+');
    })
    .join(' ');
