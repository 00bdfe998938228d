/** Where and how well a needle sits in a text; `hits` are positions of its letters. */
export interface Match {
  score: number;
  hits: number[];
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
const isEdge = (text: string, at: number): boolean =>
  at === 0 || /[\s\-_.·/]/.test(text[at - 1] ?? '');

/**
 * Finds the letters of a needle in order; whole runs and beginnings of words are worth more.
 * Null when a letter is missing.
 */
export function matchText(needle: string, text: string): Match | null {
  const wanted = fold(needle).replace(/\s+/g, '');
  if (wanted === '') return { score: 0, hits: [] };
  const body = fold(text);
  const whole = body.indexOf(fold(needle).trim());
  if (whole >= 0) {
    const hits = Array.from({ length: fold(needle).trim().length }, (_, index) => whole + index);
    const exact = body.length === hits.length ? 40 : 0;
    return { score: 100 + exact + (isEdge(body, whole) ? 20 : 0) - body.length / 50, hits };
  }
  const hits: number[] = [];
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const next = body.indexOf(letter, at + 1);
    if (next < 0) return null;
    score += next === at + 1 ? 6 : isEdge(body, next) ? 4 : 1;
    hits.push(next);
    at = next;
  }
  const spread = (hits.at(-1) ?? 0) - (hits[0] ?? 0);
  // Letters strewn over a long text are an accident, not a find.
  if (spread > wanted.length * 6) return null;
  return { score: score - spread / 4, hits };
}

export interface Named {
  label: string;
  synonyms: readonly string[];
}

/** The best of a label and its other words; a label found directly beats a synonym. */
export function matchNamed(needle: string, named: Named): Match | null {
  const label = matchText(needle, named.label);
  const others = named.synonyms.flatMap((word) => matchText(needle, word) ?? []);
  const best = others.toSorted((a, b) => b.score - a.score)[0];
  if (label && (!best || label.score + 45 >= best.score)) return label;
  return best ? { score: best.score - 45, hits: [] } : null;
}

/** Best first; equals keep their order. */
export function rank<T>(needle: string, things: readonly T[], named: (thing: T) => Named): T[] {
  return things
    .flatMap((thing, index) => {
      const match = matchNamed(needle, named(thing));
      return match ? [{ thing, index, score: match.score }] : [];
    })
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .map(({ thing }) => thing);
}

export type Scope = 'all' | 'commands' | 'numbers' | 'people';
const signs: Record<string, Scope> = {
  '>': 'commands',
  '》': 'commands',
  '#': 'numbers',
  '@': 'people',
};

/** A sign in front narrows the search to one kind. */
export function scopeOf(text: string): { scope: Scope; needle: string } {
  const start = text.trimStart().normalize('NFKC');
  const scope = signs[start[0] ?? ''] ?? 'all';
  return { scope, needle: scope === 'all' ? start.trim() : start.slice(1).trim() };
}
