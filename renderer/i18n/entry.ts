/**
 * One text in both languages, side by side. `{name}` is filled in; a text with `{count}` may have
 * two English forms. Chinese has one.
 */
export interface Entry {
  zh: string;
  en: string | { one: string; other: string };
}
export type Area = Record<string, Entry>;

/** Keeps the keys of an area for `t` while checking its shape. */
export const area = <const A extends Area>(entries: A): A => entries;
