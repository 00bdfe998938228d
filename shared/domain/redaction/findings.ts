import { runsOf } from './card-runs.ts';
import { type NumberFound, numbersOf } from './card-windows.ts';
import type { Brand } from './cards.ts';
import {
  cardMark,
  idMark,
  markOf,
  MASKED,
  type MaskKind,
  type MarkLanguage,
  withoutMarks,
} from './marks.ts';
import { secretsOf } from './secrets.ts';

/** What is known about a text besides its characters. Everything may be left out. */
export interface RedactionContext {
  language: MarkLanguage;
  /** Digits of an order or transaction the workspace knows: not a card. */
  isKnownNumber(digits: string): boolean;
  /** A card was seen in this conversation within the last two minutes. */
  hadCard: boolean;
  hadAmex: boolean;
  /** Somebody in this conversation asked for a security code within the last two minutes. */
  askedForCvv: boolean;
  /** The digits at the beginning and the end of this message belong to a card sent in parts. */
  isCardPiece: boolean;
}

/** Something that must go, in the shadow text. */
export interface Finding {
  kind: MaskKind;
  from: number;
  to: number;
  mark: string;
  brand: Brand | null;
}

/** Digits at the very beginning and the very end of a text, white space and marks around them aside. */
export function edgeDigits(text: string): { head: NumberFound | null; tail: NumberFound | null } {
  let head: NumberFound | null = null;
  let tail: NumberFound | null = null;
  for (const run of runsOf(text, 1)) {
    const from = run.starts[0] ?? 0;
    const to = run.ends.at(-1) ?? 0;
    const isHead = /^[\s\-./,]*$/.test(text.slice(0, Math.min(from, 8))) && from <= 8;
    const isTail = text.length - to <= 8 && /^[\s\-./,。!]*$/.test(text.slice(to));
    if (!isHead && !isTail) continue;
    const digits = run.starts.map((start, i) => text.slice(start, run.ends[i])).join('');
    const found: NumberFound = { kind: 'card', from, to, digits, brand: null };
    if (isHead) head = found;
    if (isTail) tail = found;
  }
  return { head, tail };
}

/** What one finding hides can lay open another; more rounds than this were never needed. */
const MAX_ROUNDS = 5;

/** Finds everything that must go, first to last, no two overlapping. */
export function findingsOf(
  text: string,
  language: MarkLanguage,
  context: Partial<RedactionContext>,
): Finding[] {
  let rest = withoutMarks(text);
  const numbers: NumberFound[] = [];
  const findings: Finding[] = [];
  if (context.isCardPiece === true) findings.push(...edgeFindings(rest, language));
  rest = hidden(rest, findings);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fresh = findOnce(rest, language, context, numbers);
    if (fresh.length === 0) break;
    findings.push(...fresh);
    rest = hidden(rest, fresh);
  }
  return findings.toSorted(byPlace);
}

function edgeFindings(text: string, language: MarkLanguage): Finding[] {
  const { head, tail } = edgeDigits(text);
  return [head, tail === head ? null : tail]
    .filter((edge) => edge !== null)
    .map((edge) => ({ ...edge, kind: 'card', mark: markOf(language, 'card') }));
}

/** One pass. `numbers` are those of earlier passes; the new ones are added. */
function findOnce(
  text: string,
  language: MarkLanguage,
  context: Partial<RedactionContext>,
  numbers: NumberFound[],
): Finding[] {
  const fresh: NumberFound[] = [];
  for (const run of runsOf(text, 12)) fresh.push(...numbersOf(text, run, context));
  numbers.push(...fresh);
  numbers.sort((a, b) => a.from - b.from);
  const secrets = secretsOf(text, numbers, {
    hadCard: context.hadCard === true,
    hadAmex: context.hadAmex === true,
    askedForCvv: context.askedForCvv === true,
  });
  return withoutOverlaps(
    fresh.map((one) => ({
      kind: one.kind,
      from: one.from,
      to: one.to,
      mark: one.kind === 'id' ? idMark(one.digits) : cardMark(language, one.digits.slice(-4)),
      brand: one.brand,
    })),
    secrets.map((secret) => ({ ...secret, mark: markOf(language, secret.kind), brand: null })),
  );
}

/** The text with findings made unreadable; every index stays. */
function hidden(text: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const finding of findings) {
    parts.push(text.slice(at, finding.from), MASKED.repeat(finding.to - finding.from));
    at = finding.to;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Numbers win over codes; among codes the first, then the longest. */
function withoutOverlaps(numbers: Finding[], codes: Finding[]): Finding[] {
  const kept: Finding[] = [];
  let next = 0;
  let end = 0;
  const keep = (finding: Finding) => {
    if (finding.from < end) return;
    kept.push(finding);
    end = finding.to;
  };
  for (const code of codes.toSorted(byPlace)) {
    for (let number = numbers[next]; number && number.from < code.to; number = numbers[++next])
      keep(number);
    if ((numbers[next - 1]?.to ?? 0) <= code.from) keep(code);
  }
  for (const number of numbers.slice(next)) keep(number);
  return kept;
}

const byPlace = (a: Finding, b: Finding) => a.from - b.from || b.to - a.to;
