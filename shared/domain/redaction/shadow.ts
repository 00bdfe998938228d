/**
 * A reading copy of a text in which disguises are undone: full-width and foreign digits are ASCII,
 * zero-width characters are gone, dashes are one dash. Every character knows where it came from.
 */
export interface Shadow {
  text: string;
  /** Index in the original where character i begins and ends (UTF-16). */
  from: number[];
  to: number[];
}

const ZERO_WIDTH = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/;
const DASH = /[\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D]/;
const MIDDLE_DOT = /[\u00B7\u2022\u2027\u30FB\u3002\uFF0E\u2024]/;
/** Code points of the digit zero in scripts people type with (Unicode, general category Nd). */
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
  0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810,
];

function plain(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character;
  if (ZERO_WIDTH.test(character)) return '';
  if (DASH.test(character)) return '-';
  if (MIDDLE_DOT.test(character)) return '.';
  const zero = ZEROS.find((start) => code >= start && code < start + 10);
  if (zero !== undefined) return String(code - zero);
  return character.normalize('NFKC');
}

/** Pieces of markup are given as ranges to step over. */
export function shadowOf(
  text: string,
  pieces?: Iterable<{ text: string; from: number; to: number }>,
): Shadow {
  const shadow: Shadow = { text: '', from: [], to: [] };
  const parts: string[] = [];
  for (const piece of pieces ?? piecesOf(text)) {
    for (const character of plain(piece.text)) {
      for (let i = 0; i < character.length; i++) {
        shadow.from.push(piece.from);
        shadow.to.push(piece.to);
      }
      parts.push(character);
    }
  }
  shadow.text = parts.join('');
  return shadow;
}

function* piecesOf(text: string) {
  let from = 0;
  for (const character of text) {
    yield { text: character, from, to: from + character.length };
    from += character.length;
  }
}
