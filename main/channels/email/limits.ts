import { KIB, MIB } from '#shared/lib/units.ts';

/** Beyond these a message is kept raw and not read: reading it costs more than it can be worth. */
export const MAX_BYTES = 50 * MIB;
export const MAX_PARTS = 1_000;
export const MAX_DEPTH = 50;
export const MAX_ADDRESSES = 1_000;
const MAX_HEADER_BYTES = 256 * KIB;
const MAX_HEADER_LINES = 10_000;
const MAX_ENCODED_WORDS = 5_000;
/** A boundary parameter stands in the header of a part; mails about mail quote a few more. */
const MAX_BOUNDARIES = 2 * MAX_DEPTH;
const MAX_DELIMITERS = 4 * MAX_PARTS;

/** Why a message is not read at all, or null. Linear in its bytes. */
export function tooMuch(source: Uint8Array): string | null {
  if (source.byteLength === 0) return 'the message is empty';
  if (source.byteLength > MAX_BYTES)
    return `the message has ${source.byteLength} bytes; up to ${MAX_BYTES} are read`;
  const buffer = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const head = headOf(buffer);
  if (head.byteLength > 4 * MAX_HEADER_BYTES) return 'the header is too large';
  const lines = head.toString('latin1').split('\n');
  if (lines.length > MAX_HEADER_LINES) return 'the header has too many lines';
  const field = longestField(lines);
  if (field.bytes > MAX_HEADER_BYTES) return 'a header field is too long';
  if (occurrences(head, '=?', MAX_ENCODED_WORDS) >= MAX_ENCODED_WORDS)
    return 'the header has too many encoded words';
  if (field.addresses > 2 * MAX_ADDRESSES) return 'a header names too many addresses';
  if (occurrences(buffer, 'boundary=', MAX_BOUNDARIES) >= MAX_BOUNDARIES)
    return 'the message is nested too deeply';
  if (occurrences(buffer, '\n--', MAX_DELIMITERS) >= MAX_DELIMITERS)
    return 'the message has too many parts';
  return null;
}

export function headOf(buffer: Buffer): Buffer {
  const crlf = buffer.indexOf('\r\n\r\n');
  const head = crlf < 0 ? buffer : buffer.subarray(0, crlf);
  const lf = head.indexOf('\n\n');
  return lf < 0 ? head : head.subarray(0, lf);
}

/** Folded lines belong to the field above them (RFC 5322 §2.2.3). */
function longestField(lines: string[]): { bytes: number; addresses: number } {
  const longest = { bytes: 0, addresses: 0 };
  let bytes = 0;
  let addresses = 0;
  for (const line of lines) {
    if (!/^[ \t]/.test(line)) {
      bytes = 0;
      addresses = 0;
    }
    bytes += line.length;
    addresses += line.split(',').length - 1;
    longest.bytes = Math.max(longest.bytes, bytes);
    longest.addresses = Math.max(longest.addresses, addresses);
  }
  return longest;
}

function occurrences(buffer: Buffer, sought: string, atMost: number): number {
  let count = 0;
  for (let at = buffer.indexOf(sought); at >= 0 && count < atMost; count++)
    at = buffer.indexOf(sought, at + sought.length);
  return count;
}
