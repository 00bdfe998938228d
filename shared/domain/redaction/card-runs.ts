/**
 * Digit groups with short gaps between them: "12/27 4111 1111 1111 1111 123" is one run of seven.
 */
export interface Run {
  /** Where each group begins and ends. */
  starts: number[];
  ends: number[];
  /** The gap before group i (index 0 is unused). */
  gaps: Gap[];
}

/** 'listed': a mark that parts numbers as often as it joins them; only the layout of a card bridges it. */
export type Gap = 'narrow' | 'wide' | 'listed';

/** Wider gaps part two numbers; a quoted line break "\n> > " is five. */
const MAX_GAP = 5;
const NARROW = ' \t-./';
const LISTED = ',、_|*。';
const isDigit = (code: number) => code >= 48 && code <= 57;

/** The gap from `at` to the next digit, or null when something else stands between. */
function gapAt(text: string, at: number): { gap: Gap; to: number } | null {
  let gap: Gap = 'narrow';
  let hasBreak = false;
  let width = 0;
  for (let i = at; i < text.length && width <= MAX_GAP; i++) {
    const character = text.charAt(i);
    if (isDigit(text.charCodeAt(i)))
      return { gap: gap === 'narrow' && width > 1 ? 'wide' : gap, to: i };
    if (character === '\n' || character === '\r') {
      hasBreak = true;
      if (gap !== 'listed') gap = 'wide';
      if (character === '\n') width++;
    } else if (LISTED.includes(character)) {
      gap = 'listed';
      width++;
    } else if (NARROW.includes(character) || (character === '>' && hasBreak)) width++;
    else return null;
  }
  return null;
}

/** All runs with at least `least` digits. */
export function* runsOf(text: string, least: number): Generator<Run> {
  let run: Run = { starts: [], ends: [], gaps: [] };
  let digits = 0;
  let gap: Gap = 'narrow';
  for (let i = 0; i < text.length;) {
    if (!isDigit(text.charCodeAt(i))) {
      i++;
      continue;
    }
    let end = i + 1;
    while (end < text.length && isDigit(text.charCodeAt(end))) end++;
    run.starts.push(i);
    run.ends.push(end);
    run.gaps.push(gap);
    digits += end - i;
    const next = gapAt(text, end);
    if (next) {
      gap = next.gap;
      i = next.to;
      continue;
    }
    if (digits >= least) yield run;
    run = { starts: [], ends: [], gaps: [] };
    digits = 0;
    i = end;
  }
}
