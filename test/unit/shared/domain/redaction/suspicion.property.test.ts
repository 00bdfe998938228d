import { expect, test } from 'vitest';
import fc from 'fast-check';
import { findingsOf } from '#shared/domain/redaction/findings.ts';
import { redactHtml, redactHtmlExactly } from '#shared/domain/redaction/redact-html.ts';
import { plainTextOf, shadowOf, shadowBuilder } from '#shared/domain/redaction/shadow.ts';
import { isSuspicious } from '#shared/domain/redaction/suspicion.ts';
import { markup, secretive } from '../../../../kit/secretive.ts';

/** Runs the property and fails when the cheap half never spared any work: then it proved nothing. */
function spares(count: number, one: (spared: () => void) => void) {
  let spared = 0;
  one(() => void (spared += 1));
  expect(spared).toBeGreaterThan(count);
}

test('the plain text is the text of the shadow', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), secretive), (text) => {
      const builder = shadowBuilder(text.length);
      for (let at = 0; at < text.length;) {
        const point = text.codePointAt(at) ?? 0;
        builder.push(point, at, at + 1);
        at += point > 0xffff ? 2 : 1;
      }
      expect(plainTextOf(text)).toBe(builder.build().text);
      expect(plainTextOf(text)).toBe(shadowOf(text).text);
    }),
    { numRuns: 3_000 },
  );
});

test('a text that is not suspicious has no findings, nor has any stretch of it', () => {
  spares(500, (spared) =>
    fc.assert(
      fc.property(secretive, fc.nat(200), fc.nat(200), (text, from, length) => {
        const stretch = text.slice(from % (text.length + 1)).slice(0, length);
        if (isSuspicious(text)) return;
        spared();
        expect(findingsOf(shadowOf(text).text, 'zh', {})).toEqual([]);
        expect(findingsOf(shadowOf(stretch).text, 'en', {})).toEqual([]);
      }),
      { numRuns: 6_000 },
    ),
  );
});

test('a page of which the cheap half says nothing keeps every character', () => {
  const page = fc
    .array(fc.oneof(secretive, markup, markup, fc.stringMatching(/^[0-9]{1,5}$/)), {
      maxLength: 14,
    })
    .map((parts) => parts.join(''));
  spares(300, (spared) =>
    fc.assert(
      fc.property(page, (html) => {
        const exact = redactHtmlExactly(html, {});
        expect(redactHtml(html)).toEqual(exact);
        if (exact.masks.length === 0) spared();
      }),
      { numRuns: 8_000 },
    ),
  );
});
