import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rejectionCodes } from '#shared/domain/event.ts';
import { areas } from '#renderer/i18n/areas.ts';
import type { Area } from '#renderer/i18n/entry.ts';

const all = Object.entries(areas as Record<string, Area>).flatMap(([name, entries]) =>
  Object.entries(entries).map(([key, { zh, en }]) => ({
    id: `${name}.${key}`,
    zh,
    en: typeof en === 'string' ? [en] : [en.one, en.other],
  })),
);
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
const CHINESE = /\p{Script=Han}/u;

test('every text is there in both languages', () => {
  expect(all.filter(({ zh, en }) => [zh, ...en].some((text) => text.trim() === ''))).toEqual([]);
});

test('both languages fill in the same values', () => {
  const different = all.filter(({ zh, en }) =>
    en.some((text) => {
      const [a, b] = [new Set(holes(zh)), new Set(holes(text))];
      return [...a].toSorted().join() !== [...b].toSorted().join();
    }),
  );
  expect(different.map(({ id }) => id)).toEqual([]);
});

test('no Chinese in English texts', () => {
  const mixed = all.filter(({ en }) => en.some((text) => CHINESE.test(text)));
  expect(mixed.map(({ id }) => id)).toEqual([]);
});

test('Chinese sentences end and part with Chinese signs', () => {
  const western = all.filter(({ zh }) => /[\u4e00-\u9fff][,;!?](?=$|[\u4e00-\u9fff\s])/.test(zh));
  expect(western.map(({ id, zh }) => `${id}: ${zh}`)).toEqual([]);
});

test('every refusal of the domain has a sentence', () => {
  const known = new Set(Object.keys(areas.rejection));
  expect(rejectionCodes.filter((code) => !known.has(code))).toEqual([]);
});

const root = path.resolve(import.meta.dirname, '../../../../renderer');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith(path.join('i18n', 'areas', path.sep)))
  .map((name) => readFileSync(path.join(root, name), 'utf8'))
  .join('\n');

/** Texts whose key is put together: beginning of the key → why it cannot be seen in the sources. */
const composed = ['rejection.', 'trouble.', 'words.', 'keys.'];
const built = [...sources.matchAll(/`([a-zA-Z]+\.[\w.-]*)\$\{/g)].map(([, start]) => start ?? '');

const areasOfScreens = [
  'palette',
  'search',
  'outbox',
  'settings',
  'accounts',
  'chat',
  'notice',
  'welcome',
  'newMail',
];

test('every text of these screens is used somewhere', () => {
  const unused = all
    .map(({ id }) => id)
    .filter((id) => areasOfScreens.includes(id.split('.')[0] ?? ''))
    .filter((id) => !sources.includes(`'${id}'`) && !sources.includes(`"${id}"`))
    .filter((id) => ![...composed, ...built].some((start) => id.startsWith(start)));
  expect(unused).toEqual([]);
});
