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
const SPACES = [
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
] as const;
const DASHES = [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2043, 0x2212];
const MORE_DASHES = [0xfe58, 0xfe63, 0xff0d, 0x30fc];
const DOTS = [0xb7, 0x2022, 0x2027, 0x2219, 0x22c5, 0x2024, 0x30fb, 0xff65];

const DROPPED = -1;
/** What each UTF-16 unit is read as. Later lines win over earlier ones. */
const readAs: Int32Array = readings();

function readings(): Int32Array {
  const table = Int32Array.from({ length: 0x10000 }, (_unused, code) => code);
  for (const zero of ZEROS) for (let i = 0; i < 10; i++) table[zero + i] = 0x30 + i;
  for (let code = 0xff01; code <= 0xff5e; code++) table[code] = code - 0xfee0;
  for (const dot of DOTS) table[dot] = 0x2e;
  for (const dash of [...DASHES, ...MORE_DASHES]) table[dash] = 0x2d;
  for (const [first, last] of SPACES) table.fill(0x20, first, last + 1);
  for (const [first, last] of INVISIBLE) table.fill(DROPPED, first, last + 1);
  return table;
}

/** Styled digits outside the basic plane: mathematical, segmented; else null. */
function astralDigit(point: number): number | null {
  if (point >= 0x1d7ce && point <= 0x1d7ff) return 0x30 + ((point - 0x1d7ce) % 10);
  if (point >= 0x1fbf0 && point <= 0x1fbf9) return 0x30 + point - 0x1fbf0;
  return null;
}

const escaped = (code: number) => `\\u${code.toString(16).padStart(4, '0')}`;
/** Every character that is read as another one or as none; styled digits are two units. */
const DISGUISED = new RegExp(`[${disguises()}]|\uD835[\uDFCE-\uDFFF]|\uD83E[\uDFF0-\uDFF9]`, 'g');

/** Their ranges, for a class of characters. */
function disguises(): string {
  const ranges: string[] = [];
  for (let code = 0; code < 0x10000; code++) {
    if (readAs[code] === code) continue;
    const first = code;
    while (code < 0xffff && readAs[code + 1] !== code + 1) code++;
    ranges.push(`${escaped(first)}-${escaped(code)}`);
  }
  return ranges.join('');
}

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
