import type { KeyboardEvent } from 'react';
import { isImeKey } from '#renderer/ui/ime.ts';

/** Ctrl or Cmd with Enter, from any field of a form. */
export const submitKey = (submit: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isImeKey(event)) return;
  event.preventDefault();
  submit();
};
