type Key = (string | number)[];

/** Where a page ended, as an opaque word. */
export const encodeKey = (key: Key): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** Undefined for a cursor that is not one of ours: the list begins at its start. */
export function decodeKey(cursor: string | null, length: number): Key | undefined {
  if (!cursor) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isKey =
      Array.isArray(key) &&
      key.length === length &&
      key.every((part) => typeof part === 'string' || typeof part === 'number');
    return isKey ? (key as Key) : undefined;
  } catch {
    return undefined;
  }
}
