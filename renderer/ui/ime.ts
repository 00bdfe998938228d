/** The part of a keyboard event the guard reads; DOM and React events both have it. */
export interface ImeKey {
  key: string;
  keyCode: number;
  isComposing?: boolean;
  nativeEvent?: { isComposing: boolean };
}

/**
 * True while the key belongs to an input method: nothing may be sent, chosen, closed or walked.
 * Chromium reports a composing Enter as `isComposing` with key code 229.
 */
export const isImeKey = (event: ImeKey): boolean =>
  event.isComposing === true ||
  event.nativeEvent?.isComposing === true ||
  event.keyCode === 229 ||
  event.key === 'Process';
