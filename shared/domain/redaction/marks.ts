export type MaskKind = 'card' | 'cvv' | 'expiry' | 'otp' | 'password' | 'id';
export type MarkLanguage = 'zh' | 'en';

/** What a reader sees in place of what was taken out. */
const marks = {
  zh: {
    card: '[卡号已删除]',
    cvv: '[CVV已删除]',
    expiry: '[已删除]',
    otp: '[验证码已删除]',
    password: '[密码已删除]',
  },
  en: {
    card: '[card removed]',
    cvv: '[CVV removed]',
    expiry: '[removed]',
    otp: '[code removed]',
    password: '[password removed]',
  },
};

/** `last4` is the only part of a card that stays. */
export const cardMark = (language: MarkLanguage, last4: string): string =>
  language === 'zh' ? `[卡号 **** ${last4}]` : `[card **** ${last4}]`;

export const markOf = (language: MarkLanguage, kind: keyof typeof marks.zh): string =>
  marks[language][kind];

export const idMark = (id: string): string =>
  `${id.slice(0, 3)}***********${id.slice(-4).toUpperCase()}`;

const MARK =
  /\[(?:(?:卡号|card) \*{4} \d{4}|卡号已删除|card removed|CVV已删除|CVV removed|验证码已删除|code removed|密码已删除|password removed|已删除|removed)\]|\d{3}\*{11}\d{3}[\dX]/g;

/** Stands for what is masked already; no number, keyword or password reaches across it. */
export const MASKED = '\uFFFF';

/** The text with the marks of an earlier pass made unreadable; every index stays. */
export const withoutMarks = (text: string): string =>
  /[[*]/.test(text) ? text.replace(MARK, (mark) => MASKED.repeat(mark.length)) : text;

/** Chinese marks in a text with Han characters, or with no word of Latin letters at all. */
export const languageOf = (text: string): MarkLanguage =>
  /[\u3400-\u9FFF]/.test(text) || !/[A-Za-z]{3}/.test(text) ? 'zh' : 'en';
