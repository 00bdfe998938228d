/**
 * Entries in a chain: each hash covers the entry and the hash before it, so that nothing can be
 * changed, taken out or put in without every later hash being wrong.
 *
 *   hash[n] = SHA-256(hash[n-1] + "\n" + text[n]), hash[0] = 64 zeros
 */
export interface Link {
  seq: number;
  /** The entry as canonical JSON. */
  text: string;
  prevHash: string;
  hash: string;
}

export const FIRST_HASH = '0'.repeat(64);
export type Sha256 = (text: string) => string;

export const hashOf = (prevHash: string, text: string, sha256: Sha256): string =>
  sha256(`${prevHash}\n${text}`);

/** JSON with keys in order and no white space (RFC 8785 for strings, whole numbers and booleans). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`;
}

/** Where a chain breaks first, and how. */
export interface Break {
  seq: number;
  /** `gap`: an entry is missing. `changed`: the entry is not what was written. */
  kind: 'gap' | 'changed';
}

/** Follows a chain link by link; holds only the last hash. */
export function openChainCheck(sha256: Sha256) {
  let seq = 0;
  let hash = FIRST_HASH;
  let broken: Break | null = null;
  return {
    follow(link: Link) {
      if (broken) return;
      if (link.seq !== seq + 1 || link.prevHash !== hash) broken = { seq: link.seq, kind: 'gap' };
      else if (
        hashOf(link.prevHash, link.text, sha256) !== link.hash ||
        seqIn(link.text) !== link.seq
      )
        broken = { seq: link.seq, kind: 'changed' };
      seq = link.seq;
      hash = link.hash;
    },
    result: () => ({ count: seq, head: hash, broken }),
  };
}

function seqIn(text: string): number | null {
  try {
    const entry: unknown = JSON.parse(text);
    return entry !== null && typeof entry === 'object' && 'seq' in entry ? Number(entry.seq) : null;
  } catch {
    return null;
  }
}
