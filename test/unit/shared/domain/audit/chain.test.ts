import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  canonicalJson,
  FIRST_HASH,
  hashOf,
  type Link,
  openChainCheck,
} from '#shared/domain/audit/chain.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function chainOf(reasons: string[]): Link[] {
  let prevHash = FIRST_HASH;
  return reasons.map((reason, index) => {
    const text = canonicalJson({ seq: index + 1, reason });
    const link = { seq: index + 1, text, prevHash, hash: hashOf(prevHash, text, sha256) };
    prevHash = link.hash;
    return link;
  });
}
function brokenIn(links: Link[]) {
  const check = openChainCheck(sha256);
  for (const link of links) check.follow(link);
  return check.result().broken;
}
const three = () => chainOf(['asked', 'seen', 'refunded']);

test('AU1: three entries, none changed', () => {
  expect(brokenIn(three())).toBeNull();
});

test('AU2: the reason of entry 2 edited', () => {
  const links = three();
  links[1]!.text = links[1]!.text.replace('seen', 'not seen');
  expect(brokenIn(links)).toEqual({ seq: 2, kind: 'changed' });
});

test('AU3: entry 2 taken out', () => {
  expect(brokenIn(three().filter((link) => link.seq !== 2))).toEqual({ seq: 3, kind: 'gap' });
});

test('an edited entry with its own hash made again breaks at the next', () => {
  const links = three();
  const text = links[1]!.text.replace('seen', 'not seen');
  links[1] = { ...links[1]!, text, hash: hashOf(links[1]!.prevHash, text, sha256) };
  expect(brokenIn(links)).toEqual({ seq: 3, kind: 'gap' });
});

test('an entry put in shifts the numbers', () => {
  const links = three();
  expect(brokenIn([links[0]!, links[0]!, ...links.slice(1)])).toMatchObject({ seq: 1 });
});

test('any one character changed anywhere is found', () => {
  const links = chainOf(Array.from({ length: 12 }, (_one, index) => `reason ${index}`));
  fc.assert(
    fc.property(
      fc.nat({ max: 11 }),
      fc.nat(),
      fc.constantFrom('text', 'hash', 'prevHash'),
      (which, at, field) => {
        const copy = links.map((link) => ({ ...link }));
        const one = copy[which]!;
        const value = one[field as 'text'];
        const place = at % value.length;
        one[field as 'text'] =
          value.slice(0, place) + (value[place] === '0' ? '1' : '0') + value.slice(place + 1);
        expect(brokenIn(copy)).not.toBeNull();
      },
    ),
  );
});

test('the order of keys does not matter, everything else does', () => {
  expect(canonicalJson({ b: 1, a: [{ d: null, c: '中' }] })).toBe(
    '{"a":[{"c":"中","d":null}],"b":1}',
  );
  expect(canonicalJson({ a: undefined, b: true })).toBe('{"b":true}');
});
