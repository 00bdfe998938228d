import { applyEdits, type Redacted, wholeEdit } from './edits.ts';
import { findingsOf, type RedactionContext } from './findings.ts';
import { languageOf, type MaskKind } from './marks.ts';
import { shadowOf } from './shadow.ts';
import { isAlone, isSuspicious } from './suspicion.ts';

export type { MaskKind, Redacted, RedactionContext };

/** Only a text with a digit of some script, or with the name of a password, can hold a secret. */
export const mayHoldSecret = (text: string): boolean => /\p{Nd}|密码|passw|pwd/iu.test(text);

/**
 * The card gate: what must never be written down is taken out of text before the first durable
 * write (PCI DSS 3.3.1, 3.4.1). Card numbers keep their last four digits, resident IDs their
 * first three and last four; security codes, one-time codes and passwords leave nothing.
 *
 * Done twice it changes nothing more. Time is linear in the text.
 */
export function redactText(text: string, context: Partial<RedactionContext> = {}): Redacted {
  if (isAlone(context) ? !isSuspicious(text) : !mayHoldSecret(text)) return applyEdits(text, []);
  const shadow = shadowOf(text);
  const findings = findingsOf(shadow.text, context.language ?? languageOf(shadow.text), context);
  return applyEdits(
    text,
    findings.map((finding) => wholeEdit(shadow, finding)),
  );
}
