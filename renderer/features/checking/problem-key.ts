import { verify } from '#renderer/i18n/areas/verify.ts';
import type { TextKey } from '#renderer/i18n/text.ts';

/** The sentence for an answer that has to be typed again. */
export const problemKey = (problem: string): TextKey =>
  Object.hasOwn(verify, `problem.${problem}`)
    ? (`verify.problem.${problem}` as TextKey)
    : 'verify.problem.other';
