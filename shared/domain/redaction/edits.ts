import type { Finding } from './findings.ts';
import type { MaskKind } from './marks.ts';
import { fromOf, type Shadow, toOf } from './shadow.ts';

/** Replaces [from, to) of the original. `kind` is null where only a rest is taken out. */
export interface Edit {
  from: number;
  to: number;
  text: string;
  kind: MaskKind | null;
}

export interface Mask {
  kind: MaskKind;
  /** Where the mark stands in the masked text (UTF-16 units). */
  at: number;
  length: number;
}

export interface Redacted {
  text: string;
  /** First to last. */
  masks: Mask[];
  /** How often each kind was hidden. */
  masked: Partial<Record<MaskKind, number>>;
  /** Where an index of the original text lies now. */
  moved(index: number): number;
}

/** One edit for a finding: whatever stood between its characters goes too. */
export const wholeEdit = (shadow: Shadow, finding: Finding): Edit => ({
  from: fromOf(shadow, finding.from),
  to: toOf(shadow, finding.to - 1),
  text: finding.mark,
  kind: finding.kind,
});

/** Edits for a finding that spare what stands between its characters: tags stay. */
export function sparingEdits(shadow: Shadow, finding: Finding): Edit[] {
  const edits: Edit[] = [];
  for (let i = finding.from; i < finding.to; i++) {
    const [from, to] = [fromOf(shadow, i), toOf(shadow, i)];
    if (from === to) continue;
    const last = edits.at(-1);
    if (last && last.to === from) last.to = to;
    else edits.push({ from, to, text: last ? '' : finding.mark, kind: last ? null : finding.kind });
  }
  return edits;
}

/** Applies edits that are sorted and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): Redacted {
  const parts: string[] = [];
  const masks: Mask[] = [];
  const masked: Partial<Record<MaskKind, number>> = {};
  const steps: { from: number; to: number; end: number }[] = [];
  let at = 0;
  let length = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.from), edit.text);
    length += edit.from - at;
    if (edit.kind) {
      masks.push({ kind: edit.kind, at: length, length: edit.text.length });
      masked[edit.kind] = (masked[edit.kind] ?? 0) + 1;
    }
    length += edit.text.length;
    steps.push({ from: edit.from, to: edit.to, end: length });
    at = edit.to;
  }
  parts.push(text.slice(at));
  return {
    text: parts.length === 1 ? text : parts.join(''),
    masks,
    masked,
    moved(index) {
      const step = steps.findLast((one) => one.from < index);
      return step ? step.end + Math.max(0, index - step.to) : index;
    },
  };
}
