import type { Platform } from './chord.ts';

/** @param name `process.platform` of the shell, or `navigator.platform` of a browser */
export const platformFrom = (name: string): Platform =>
  /^(darwin|mac)/i.test(name) ? 'mac' : 'other';
