/** Names Windows keeps for devices, whatever follows the dot. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
const MAX_BYTES = 150;

const byteLength = (character: string) => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/**
 * A name that is safe as a file on every platform. Normalised first and checked after, so that an
 * invisible character cannot smuggle a leading dot or turn an extension around. Idempotent.
 */
export function safeFileName(name: string): string {
  let safe = name
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\u2028\u2029]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (DEVICE.test(safe)) safe = `_${safe}`;
  return shortened(safe) || 'file';
}

/** Shortens the stem, keeps the extension; counts UTF-8 bytes. */
function shortened(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  const budget =
    MAX_BYTES - Array.from(extension).reduce((sum, character) => sum + byteLength(character), 0);
  let used = 0;
  let stem = '';
  for (const character of extension ? name.slice(0, dot) : name) {
    used += byteLength(character);
    if (used > budget) break;
    stem += character;
  }
  return (stem + extension).replace(/[. ]+$/, '');
}
