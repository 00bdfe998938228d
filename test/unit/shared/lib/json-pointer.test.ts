import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPointer, pointerOf, valueAt } from '#shared/lib/json-pointer.ts';

/** The document and the table of RFC 6901 §5. */
const document = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

test.each([
  ['', document],
  ['/foo', ['bar', 'baz']],
  ['/foo/0', 'bar'],
  ['/', 0],
  ['/a~1b', 1],
  ['/c%d', 2],
  ['/e^f', 3],
  ['/g|h', 4],
  ['/i\\j', 5],
  ['/k"l', 6],
  ['/ ', 7],
  ['/m~0n', 8],
])('RFC 6901: %j', (pointer, value) => {
  expect(isPointer(pointer)).toBe(true);
  expect(valueAt(document, pointer)).toEqual(value);
});

test.each(['foo', '/~', '/~2', '/a~'])('%j is no pointer', (text) => {
  expect(isPointer(text)).toBe(false);
});

test.each([
  '/foo/2',
  '/foo/01',
  '/foo/-',
  '/foo/length',
  '/nothing/there',
  '/__proto__',
  '/constructor',
  '/foo/0/0',
])('there is nothing at %s', (pointer) => {
  expect(valueAt(document, pointer)).toBeUndefined();
});

test('any name can be pointed at', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (outer, inner) => {
      const made = Object.fromEntries([[outer, Object.fromEntries([[inner, 1]])]]);
      expect(valueAt(made, pointerOf(outer, inner))).toBe(1);
    }),
  );
});
