import { expect, test } from 'vitest';
import { isImeKey } from '#renderer/ui/ime.ts';

test('a composing Enter belongs to the input method', () => {
  expect(isImeKey({ key: 'Enter', keyCode: 229, isComposing: true })).toBe(true);
  expect(isImeKey({ key: 'Process', keyCode: 0 })).toBe(true);
  expect(isImeKey({ key: 'Enter', keyCode: 13, nativeEvent: { isComposing: true } })).toBe(true);
});

test('a plain Enter belongs to the program', () => {
  expect(isImeKey({ key: 'Enter', keyCode: 13, isComposing: false })).toBe(false);
});
