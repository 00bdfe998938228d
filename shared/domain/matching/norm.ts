/** Zero-width signs and the controls of writing direction: invisible, and copied along with numbers. */
const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF\u061C\u202A-\u202E\u2066-\u2069]/g;
const DASHES = /[\u2010-\u2015\u2212\uFF0D]/g;

/** One spelling for what a person typed or pasted: full-width, invisible, doubled and local signs are gone. */
export function norm(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(DASHES, '-')
    .replace(/(?<=\d)\s*。\s*(?=\d)/g, '.')
    .replace(/[、，]/g, ',')
    .replace(/\s+/g, ' ')
    .trim();
}

/** For comparing without regard to case; `ß` and `SS`, `ς` and `Σ` are the same. */
export const folded = (text: string): string => norm(text).toUpperCase().toLowerCase();
