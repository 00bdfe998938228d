const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-\u0080-\uFFFF]{1,64}@[A-Za-z0-9\u0080-\uFFFF-]{1,63}(?:\.[A-Za-z0-9\u0080-\uFFFF-]{1,63}){0,10}$/;

/** A bare address without quoting, comments or control characters; what we send to and know people by. */
export const isPlainAddress = (address: string): boolean =>
  address.length <= 320 && ADDRESS.test(address);

/**
 * The parsed address must be the only one that a strict reading of the From line gives: comments,
 * groups, bare text beside the angle brackets and second addresses are how one sender poses as
 * another (two parsers, two senders).
 */
export function isPlainFrom(line: string, address: string): boolean {
  if (!isPlainAddress(address) || line.length > 2_000) return false;
  const bare = line
    .replace(/\r?\n[ \t]+/g, ' ')
    .replace(/"(?:[^"\\]|\\.){0,500}"/g, '')
    .replace(/=\?[^?\s]{1,60}\?[bqBQ]\?[^?\s]{0,500}\?=/g, '')
    .trim();
  const angled = /^([^<>]*)<([^<>]*)>$/.exec(bare);
  // The name in a comment behind the address, as old programs write it.
  if (!angled) return bare.replace(/ \([^()@<>\\]{0,200}\)$/, '') === address;
  // Comments, lists and groups have no place in a plain name; a second address neither.
  return angled[2]?.trim() === address && !/[()@,;:\\]/.test(angled[1] ?? '');
}

const MAX_NAME = 200;

/**
 * A display name as it may stand beside an address: without invisible and direction-turning
 * characters, and null when it holds an address of someone else (also one written with full-width
 * signs) or nothing but the address itself.
 */
export function shownName(name: string, address: string): string | null {
  const shown = name
    .replace(/[\p{Cf}\p{Co}\p{Cs}\u115F\u1160\u3164\uFFA0]/gu, '')
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_NAME);
  const folded = shown.normalize('NFKC').toLowerCase();
  return shown === '' || /[^\s<>]@[^\s<>]/.test(folded) || folded === address.toLowerCase()
    ? null
    : shown;
}
