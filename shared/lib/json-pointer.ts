/** RFC 6901: empty, or tokens each behind a slash with `~` and `/` written `~0` and `~1`. */
export const isPointer = (text: string): boolean =>
  text === '' || (text.startsWith('/') && !/~(?![01])/.test(text));

/** A name as one token of a pointer. */
export const pointerOf = (...tokens: string[]): string =>
  tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What lies at `pointer`; undefined when there is nothing. Only what is the value's own is found. */
export function valueAt(value: unknown, pointer: string): unknown {
  if (pointer === '') return value;
  let found = value;
  for (const part of pointer.slice(1).split('/')) {
    if (found === null || typeof found !== 'object') return undefined;
    const token = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(found) && !/^(0|[1-9]\d*)$/.test(token)) return undefined;
    if (!Object.hasOwn(found, token)) return undefined;
    found = (found as Record<string, unknown>)[token];
  }
  return found;
}
