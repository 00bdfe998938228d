/**
 * A reading copy of a text in which disguises are undone: full-width and foreign digits are ASCII,
 * invisible characters are gone, dashes are one dash. Every character knows where it came from.
 *
 * Invariant: from[i] <= to[i] <= from[i + 1]; from[i] === to[i] only for a character that stands
 * for markup and has no text of its own.
 */
export interface Shadow {
  text: string;
  /** Where in the original character i begins and ends; null when the copy is the original. */
  map: { from: Int32Array; to: Int32Array } | null;
}

export const fromOf = (shadow: Shadow, i: number): number =>
  shadow.map ? (shadow.map.from[i] ?? 0) : i;
export const toOf = (shadow: Shadow, i: number): number =>
  shadow.map ? (shadow.map.to[i] ?? 0) : i + 1;

/** Code points of the digit zero of decimal scripts (Unicode, general category Nd). */
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
  0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
  0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
];
/** First and last of the ranges that have no width: NUL, marks that combine, joiners, selectors. */
const INVISIBLE = [
  [0, 0],
  [0xad, 0xad],
  [0x300, 0x36f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x20d0, 0x20f0],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
] as const;
const SPACE = /[\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;
const DASH = /[\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D\u30FC]/;
const DOT = /[\u00B7\u2022\u2027\u2219\u22C5\u2024\u30FB\uFF65]/;

const DROPPED = -1;
/** What each UTF-16 unit is read as. */
const readAs: Int32Array = Int32Array.from({ length: 0x10000 }, (_unused, code) => {
  const character = String.fromCharCode(code);
  if (code < 0x80) return code === 0 ? DROPPED : code;
  if (INVISIBLE.some(([first, last]) => code >= first && code <= last)) return DROPPED;
  if (SPACE.test(character)) return 0x20;
  if (DASH.test(character)) return 0x2d;
  if (DOT.test(character)) return 0x2e;
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  const zero = ZEROS.find((start) => code >= start && code < start + 10);
  return zero === undefined ? code : 0x30 + code - zero;
});

/** Styled digits outside the basic plane: mathematical, segmented; else null. */
function astralDigit(point: number): number | null {
  if (point >= 0x1d7ce && point <= 0x1d7ff) return 0x30 + ((point - 0x1d7ce) % 10);
  if (point >= 0x1fbf0 && point <= 0x1fbf9) return 0x30 + point - 0x1fbf0;
  return null;
}

const unitsOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_unused, i) => from + i).filter(
    (code) => readAs[code] !== code,
  );
const escaped = (code: number) => `\\u${code.toString(16).padStart(4, '0')}`;
/** Every character that is read as another one or as none; styled digits are two units. */
const DISGUISED = new RegExp(
  `[${unitsOf(0, 0x10000).map(escaped).join('')}]|\uD835[\uDFCE-\uDFFF]|\uD83E[\uDFF0-\uDFF9]`,
  'g',
);

/** The text of the shadow of `text`, without where its characters came from. */
export const plainTextOf = (text: string): string =>
  text.replace(DISGUISED, (disguised) => {
    const point = disguised.codePointAt(0) ?? 0;
    const code = point < 0x10000 ? (readAs[point] ?? point) : (astralDigit(point) ?? point);
    return code === DROPPED ? '' : String.fromCodePoint(code);
  });

export interface ShadowBuilder {
  /** Adds a code point that stands at [from, to) of the original. */
  push(point: number, from: number, to: number): void;
  /** Adds white space unless some is there already: runs of it, and tags, count once. */
  pushGap(code: number, from: number, to: number): void;
  build(): Shadow;
}

/** Handed over as an array-like: spread out it takes four times as long (measured). */
const textOf = (units: Uint16Array): string => Reflect.apply(String.fromCharCode, null, units);

/** `room` is the number of UTF-16 units that can come at most. */
export function shadowBuilder(room: number): ShadowBuilder {
  const codes = new Uint16Array(room);
  const starts = new Int32Array(room);
  const ends = new Int32Array(room);
  let length = 0;
  let isGap = false;
  const add = (code: number, from: number, to: number) => {
    codes[length] = code;
    starts[length] = from;
    ends[length] = to;
    length++;
    isGap = false;
  };
  return {
    push(point, from, to) {
      const code = point < 0x10000 ? (readAs[point] ?? point) : astralDigit(point);
      if (code === DROPPED) return;
      if (code !== null) return add(code, from, to);
      add(0xd800 + ((point - 0x10000) >> 10), from, to);
      add(0xdc00 + ((point - 0x10000) & 0x3ff), to, to);
    },
    pushGap(code, from, to) {
      if (isGap) return;
      add(code, from, to);
      isGap = true;
    },
    build() {
      const parts: string[] = [];
      // Longer argument lists overflow the stack of some engines.
      for (let at = 0; at < length; at += 8192)
        parts.push(textOf(codes.subarray(at, Math.min(at + 8192, length))));
      return { text: parts.join(''), map: { from: starts, to: ends } };
    },
  };
}

/** A text made of ASCII and Han characters with their usual marks reads as it is. */
const isPlain = /^[\t\n\r -~\u3001-\u303F\u3400-\u9FFF\u201C\u201D\u2018\u2019\u2026]*$/;

export function shadowOf(text: string): Shadow {
  if (isPlain.test(text)) return { text, map: null };
  const builder = shadowBuilder(text.length);
  for (let at = 0; at < text.length;) {
    const point = text.codePointAt(at) ?? 0;
    const end = at + (point > 0xffff ? 2 : 1);
    builder.push(point, at, end);
    at = end;
  }
  return builder.build();
}
