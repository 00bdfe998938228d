export interface Piece {
  text: string;
  isHit: boolean;
}

/** Words of a query as a person sees them in a text; `"…"` is one. */
export const wordsOf = (typed: string): string[] =>
  [
    ...typed
      .normalize('NFKC')
      .toLowerCase()
      .matchAll(/"([^"]+)"|([^\s"]+)/g),
  ]
    .map(([, phrase, word]) => (phrase ?? word ?? '').trim())
    .filter((word) => word !== '');

/** A text in pieces, the words of a query marked; the longest word wins where two begin. */
export function marked(text: string, words: readonly string[]): Piece[] {
  const lower = text.toLowerCase();
  const pieces: Piece[] = [];
  let from = 0;
  // A letter that changes its length in lower case would shift every mark: then nothing is marked.
  if (lower.length !== text.length) return [{ text, isHit: false }];
  while (from < text.length) {
    const next = words
      .map((word) => ({ word, at: lower.indexOf(word, from) }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at || b.word.length - a.word.length)[0];
    if (!next) break;
    if (next.at > from) pieces.push({ text: text.slice(from, next.at), isHit: false });
    pieces.push({ text: text.slice(next.at, next.at + next.word.length), isHit: true });
    from = next.at + next.word.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isHit: false });
  return pieces;
}
