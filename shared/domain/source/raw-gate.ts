import { redactText } from '../redaction/redact.ts';

/** Names under which a payload holds what may never be kept (PCI DSS 3.3.1), whatever is in it. */
const FORBIDDEN =
  /^(?:cvv2?|cvc2?|cvn2?|csc|cid|(?:card_?)?(?:security|verification)_?(?:code|value)|pin_?(?:block)?|track_?[123]?(?:_?data)?|passwo?r?d|pwd|otp|安全码|密码|支付密码|验证码|校验码)$/i;
const isForbidden = (name: string): boolean =>
  FORBIDDEN.test(name.replace(/([a-z])([A-Z])/g, '$1_$2').replaceAll(/[\s-]/g, '_'));
const REMOVED = '[removed]';

/** What the gate could find in plain text: twelve digits with gaps, or the name of a secret. */
const SUSPECT =
  /\d(?:[^A-Za-z0-9]{0,3}\d){11}|cv[vcn]|cid|security|code|otp|pass|pwd|pin|exp|valid|card|码|卡|后三位|期|\d\s*\/\s*\d/i;
/** ASCII and Han characters: no digits of other scripts, no invisible signs. */
const PLAIN = /^[ -~\u3400-\u9FFF]*$/;
/** `2026-11-20 10:38:09` begins as no card does. */
const TIME = /^(?:19|20)\d\d-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?$/;

/** One value through the card gate; most cells of a file cannot hold a secret and are passed at once. */
export function gateText(text: string): string {
  if (TIME.test(text) || (PLAIN.test(text) && !SUSPECT.test(text))) return text;
  return redactText(text).text;
}

/** Deeper than this nothing is kept. */
const MAX_DEPTH = 12;

/**
 * A provider's payload as it may be kept and shown: card numbers masked in every value, in names and
 * in numbers; security codes, PIN and track data gone wholly. Done before a record is read from it.
 */
export function gateRaw(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return gateText(value);
  if (typeof value === 'number') {
    const text = String(value);
    const gated = gateText(text);
    return gated === text ? value : gated;
  }
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_DEPTH) return REMOVED;
  if (Array.isArray(value)) return value.map((one) => gateRaw(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      gateText(name),
      isForbidden(name) && one !== null && one !== '' ? REMOVED : gateRaw(one, depth + 1),
    ]),
  );
}

/** Whether a column of this name is never taken in. */
export const isForbiddenName = isForbidden;
