import { type Finding, findingsOf } from './findings.ts';
import { fromOf, type Shadow, shadowBuilder, toOf } from './shadow.ts';

/** Bytes are read in stretches of about this size, so that a large file costs little memory. */
export const STRETCH = 64 * 1024;
/** How far a stretch looks past its end; longer than any number, keyword and gap together. */
const LOOK_AHEAD = 512;
const STAR = 0x2a;
const EQUALS = 0x3d;

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const hexOf = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (isDigit(byte)) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};

interface Unit {
  byte: number;
  to: number;
}

/** The byte at `at`; in quoted-printable (RFC 2045 §6.7) "=34" is one byte and "=\r\n" none. */
function unitAt(
  bytes: Uint8Array,
  at: number,
  isQuoted: boolean,
): Unit | { byte: null; to: number } {
  const byte = bytes[at] ?? 0;
  if (byte !== EQUALS) return { byte, to: at + 1 };
  if (bytes[at + 1] === 0x0a) return { byte: null, to: at + 2 };
  if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) return { byte: null, to: at + 3 };
  const [high, low] = [hexOf(bytes[at + 1]), hexOf(bytes[at + 2])];
  return isQuoted && high >= 0 && low >= 0
    ? { byte: high * 16 + low, to: at + 3 }
    : { byte, to: at + 1 };
}

/** Reads UTF-8; a byte that is none reads as an unknown character. GBK's full-width digits count. */
function readBytes(bytes: Uint8Array, from: number, to: number, isQuoted: boolean): Shadow {
  const builder = shadowBuilder(to - from + 1);
  for (let at = from; at < to;) {
    const first = unitAt(bytes, at, isQuoted);
    if (first.byte === null || first.byte < 0x80) {
      if (first.byte !== null) builder.push(first.byte, at, first.to);
      at = first.to;
      continue;
    }
    const wide = wideAt(bytes, to, isQuoted, first);
    builder.push(wide.point, at, wide.to);
    at = wide.to;
  }
  return builder.build();
}

function wideAt(bytes: Uint8Array, end: number, isQuoted: boolean, first: Unit) {
  const lead = first.byte;
  const more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
  let point = lead & (more === 3 ? 0x07 : more === 2 ? 0x0f : 0x1f);
  let to = first.to;
  let left = more;
  while (left > 0 && to < end) {
    const next = unitAt(bytes, to, isQuoted);
    if (next.byte !== null) {
      if (next.byte < 0x80 || next.byte > 0xbf) break;
      point = point * 64 + (next.byte & 0x3f);
      left--;
    }
    to = next.to;
  }
  if (more > 0 && left === 0) return { point: Math.min(point, 0x10ffff), to };
  const second = unitAt(bytes, first.to, isQuoted);
  const isGbkDigit =
    lead === 0xa3 && second.byte !== null && second.byte >= 0xb0 && second.byte <= 0xb9;
  if (isGbkDigit) return { point: (second.byte ?? 0) - 0x80, to: second.to };
  return { point: 0xfffd, to: first.to };
}

/** Which characters of a finding may stay: none of a secret's, the last digits of a number's. */
function* starred(shadow: Shadow, finding: Finding): Generator<number> {
  const isNumber = finding.kind === 'card' || finding.kind === 'id';
  const digits: number[] = [];
  for (let i = finding.from; i < finding.to; i++)
    if (!isNumber || /[\dXx]/.test(shadow.text.charAt(i))) digits.push(i);
  const kept = finding.kind === 'id' ? 3 : 0;
  yield* isNumber ? digits.slice(kept, -4) : digits;
}

function redactPass(bytes: Uint8Array, isQuoted: boolean): { bytes: Uint8Array; masks: number } {
  const edits: { from: number; to: number }[] = [];
  let masks = 0;
  for (let from = 0; from < bytes.length;) {
    const end = stretchEnd(bytes, from);
    const shadow = readBytes(bytes, from, Math.min(bytes.length, end + LOOK_AHEAD), isQuoted);
    let next = end;
    for (const finding of findingsOf(shadow.text, 'en', {})) {
      if (fromOf(shadow, finding.from) >= end) break;
      masks++;
      next = Math.max(next, toOf(shadow, finding.to - 1));
      for (const i of starred(shadow, finding))
        edits.push({ from: fromOf(shadow, i), to: toOf(shadow, i) });
    }
    from = next;
  }
  return { bytes: edits.length === 0 ? bytes : withStars(bytes, edits), masks };
}

/** A stretch ends where no digit is near, when there is such a place. */
function stretchEnd(bytes: Uint8Array, from: number): number {
  let quiet = 0;
  const latest = Math.min(bytes.length, from + 2 * STRETCH);
  for (let at = Math.min(bytes.length, from + STRETCH); at < latest; at++) {
    quiet = isDigit(bytes[at]) ? 0 : quiet + 1;
    if (quiet > 64) return at;
  }
  return latest;
}

function withStars(bytes: Uint8Array, edits: { from: number; to: number }[]): Uint8Array {
  const result = new Uint8Array(bytes.length);
  let length = 0;
  let at = 0;
  for (const edit of edits) {
    while (at < edit.from) result[length++] = bytes[at++] ?? 0;
    result[length++] = STAR;
    at = edit.to;
  }
  result.set(bytes.subarray(at), length);
  return result.slice(0, length + bytes.length - at);
}

/**
 * Stars out secrets in a text file or a raw mail, whatever its ASCII-compatible encoding. Every
 * other byte stays, and so does the length unless a digit took several bytes. Digits are found
 * across soft line breaks of quoted-printable, folded headers and UTF-16. Base64 parts and tags of
 * HTML parts are not seen: whoever reads mail gives each decoded part to the function for it.
 */
export function redactBytes(bytes: Uint8Array): { bytes: Uint8Array; masks: number } {
  if (!bytes.some(isDigit) && !bytes.some((byte) => byte >= 0x80 || byte === EQUALS))
    return redactPass(bytes, false);
  const plain = redactPass(bytes, false);
  const isQuoted = plain.bytes.some(
    (byte, at) =>
      byte === EQUALS && hexOf(plain.bytes[at + 1]) >= 0 && hexOf(plain.bytes[at + 2]) >= 0,
  );
  if (!isQuoted) return plain;
  const quoted = redactPass(plain.bytes, true);
  return { bytes: quoted.bytes, masks: plain.masks + quoted.masks };
}
