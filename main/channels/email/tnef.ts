/** A file inside a `winmail.dat` (MS-OXTNEF), which Outlook sends instead of MIME parts. */
export interface TnefFile {
  name: string;
  bytes: Uint8Array;
}

const SIGNATURE = 0x223e9f78;
const ATTACH_BEGIN = 0x00069002;
const ATTACH_TITLE = 0x00018010;
const ATTACH_DATA = 0x0006800f;
const ATTACH_PROPERTIES = 0x00069005;
/** PidTagAttachLongFilename. */
const LONG_NAME = 0x3707;
const MAX_FILES = 200;

/** Names and contents of the files; empty when it is no TNEF stream or breaks off at once. Never throws. */
export function filesOfTnef(bytes: Uint8Array): TnefFile[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 6 || view.readUInt32LE(0) !== SIGNATURE) return [];
  const files: { name: string | null; bytes: Uint8Array | null }[] = [];
  let at = 6;
  // Each attribute: level, id, length, data, checksum.
  while (at + 11 <= view.byteLength && files.length <= MAX_FILES) {
    const id = view.readUInt32LE(at + 1);
    const length = view.readUInt32LE(at + 5);
    const end = at + 9 + length;
    if (end > view.byteLength) break;
    const data = view.subarray(at + 9, end);
    at = end + 2;
    if (id === ATTACH_BEGIN) files.push({ name: null, bytes: null });
    const file = files.at(-1);
    if (!file) continue;
    if (id === ATTACH_DATA) file.bytes = new Uint8Array(data);
    else if (id === ATTACH_TITLE) file.name ??= data.toString('latin1').replace(/\0.*$/s, '');
    else if (id === ATTACH_PROPERTIES) file.name = longName(data) ?? file.name;
  }
  return files.flatMap((file) =>
    file.bytes ? [{ name: file.name || 'attachment', bytes: file.bytes }] : [],
  );
}

/** Fixed sizes of MAPI property types, MS-OXCDATA §2.11.1, padded to four bytes. */
const FIXED: Record<number, number> = {
  0x0002: 4,
  0x0003: 4,
  0x0004: 4,
  0x0005: 8,
  0x0006: 8,
  0x0007: 8,
  0x000a: 4,
  0x000b: 4,
  0x0014: 8,
  0x0040: 8,
  0x0048: 16,
};
const TEXT8 = 0x001e;
const TEXT16 = 0x001f;
const VARIABLE = [TEXT8, TEXT16, 0x000d, 0x0102];

function longName(data: Buffer): string | null {
  let at = 4;
  const count = data.byteLength >= 4 ? Math.min(data.readUInt32LE(0), 500) : 0;
  for (let i = 0; i < count && at + 4 <= data.byteLength; i++) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    // Named properties carry their name first: read no further than the standard ones.
    if (id >= 0x8000) return null;
    const fixed = FIXED[type];
    if (fixed !== undefined) {
      at += fixed;
      continue;
    }
    if (!VARIABLE.includes(type) || at + 8 > data.byteLength) return null;
    const length = data.readUInt32LE(at + 4);
    const value = data.subarray(at + 8, at + 8 + length);
    at += 8 + Math.ceil(length / 4) * 4;
    if (id === LONG_NAME)
      return value.toString(type === TEXT16 ? 'utf16le' : 'latin1').replace(/\0.*$/s, '') || null;
  }
  return null;
}
