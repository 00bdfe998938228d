import type { RedactionContext } from './findings.ts';
import { plainTextOf } from './shadow.ts';

/*
 * The cheap half of the card gate: whether a text can hold anything the exact half would find.
 *
 * Invariant: what is not suspicious has no findings, nor has any stretch of it. So every condition
 * here is wider than the rule it stands for and looks at nothing outside of its own characters.
 */

const GAP = String.raw`[ \t\r\n\-./>,、_|*。]*`;
/** As many digits as the shortest card has, with nothing but gaps of any width between them. */
const RUN = new RegExp(String.raw`(?:\d${GAP}){12}`);
/** A stretch may begin inside a character or an escape, which then reads as one digit or two. */
const RUN_IN_PARTS = new RegExp(String.raw`(?:\d${GAP}){9}`);

/** Keywords of codes with a digit within reach of them. */
const CODE =
  /(?:cv[vcn]|安全码|后三位|security code|验证码|动态码|校验码|短信码|otp|one[- ]time (?:code|password|passcode)|verification code)[^0-9]{0,12}[0-9]|卡背面[^0-9]{0,10}[三3]位[^0-9]{0,12}[0-9]/i;
const PASSWORD = /(?:密码|password|pwd|pin)["']?[ \t]{0,3}(?:是|为|is|[:=])/i;
const DIGIT = /\d/;

/** Of a text in which every disguise is undone. `isLong`: the exact half reads it in stretches. */
export const isSuspiciousPlain = (text: string, isLong = false): boolean =>
  PASSWORD.test(text) ||
  (DIGIT.test(text) && ((isLong ? RUN_IN_PARTS : RUN).test(text) || CODE.test(text)));

export const isSuspicious = (text: string): boolean => isSuspiciousPlain(plainTextOf(text));

/** Nothing said before makes an innocent text worth hiding. */
export const isAlone = (context: Partial<RedactionContext>): boolean =>
  context.hadCard !== true &&
  context.hadAmex !== true &&
  context.askedForCvv !== true &&
  context.isCardPiece !== true;
