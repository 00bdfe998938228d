import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { isInnocentInBytes, isInnocentPage } from '#main/platform/innocent-page.ts';
import { isSuspiciousBytes, maskBytes } from '#main/platform/mask-bytes.ts';
import { redactBytes } from '#shared/domain/redaction/redact-bytes.ts';
import { redactHtmlExactly } from '#shared/domain/redaction/redact-html.ts';
import { markup, secretive } from '../../../kit/secretive.ts';

const CHARSETS = ['utf8', 'utf8', 'utf8', 'gb18030', 'big5', 'latin1', 'utf16le'];

/** Some bytes written as quoted-printable does, with soft breaks in any place. */
const escaped = (bytes: Uint8Array, every: number, breaks: number): Buffer =>
  Buffer.concat(
    Array.from(bytes, (byte, at) =>
      Buffer.from(
        ((byte * 7 + at) % every === 0
          ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
          : String.fromCharCode(byte)) + (at % breaks === breaks - 1 ? '=\r\n' : ''),
        'latin1',
      ),
    ),
  );

const written = fc
  .tuple(secretive, fc.constantFrom(...CHARSETS), fc.nat(4), fc.integer({ min: 2, max: 60 }))
  .map(([text, charset, every, breaks]) => {
    const bytes = iconv.encode(text, charset);
    return every === 0 ? bytes : escaped(bytes, every, breaks);
  });
const bytes = fc
  .array(
    fc.oneof(
      written,
      fc.uint8Array({ maxLength: 12 }),
      fc.constantFrom(
        Uint8Array.of(0xa3, 0xb1),
        Uint8Array.of(0xe5, 0xa3, 0xb0),
        Uint8Array.of(0xf8, 0x80, 0x80, 0xb4),
        Uint8Array.of(0xe0, 0x80, 0xb1),
        Uint8Array.of(0x3d),
        Uint8Array.of(0x3d, 0x0d, 0x0a),
        Uint8Array.of(0x3d, 0x33),
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => Buffer.concat(parts));

test('bytes that are not suspicious hold nothing the exact reading would hide', () => {
  let spared = 0;
  fc.assert(
    fc.property(bytes, (source) => {
      const exact = redactBytes(source);
      expect(maskBytes(source)).toEqual(exact);
      if (isSuspiciousBytes(source)) return;
      spared += 1;
      expect(exact).toEqual({ bytes: source, masks: 0 });
    }),
    { numRuns: 6_000 },
  );
  expect(spared).toBeGreaterThan(500);
});

test('nor do long files, which are read in stretches that may begin inside a character', () => {
  const fillers = ['plain words only, no number here. ', '声声退款', '=E5=A3=B1', '\n'];
  let spared = 0;
  fc.assert(
    fc.property(
      written,
      written,
      fc.constantFrom(...fillers),
      fc.integer({ min: 65_400, max: 65_700 }),
      (first, second, filler, length) => {
        const filling = Buffer.from(filler.repeat(Math.ceil(length / filler.length)));
        const source = Buffer.concat([
          first,
          filling.subarray(0, length - first.byteLength),
          second,
          filling.subarray(0, 2_000),
        ]);
        const exact = redactBytes(source);
        if (isSuspiciousBytes(source)) return;
        spared += 1;
        expect(exact.masks).toBe(0);
      },
    ),
    { numRuns: 200 },
  );
  expect(spared).toBeGreaterThan(20);
});

test('a page that is innocent has nothing to hide, as a text and as its bytes in Latin-1', () => {
  const odd = fc.constantFrom(
    '<b\u00A0x>',
    '<script\u3000>',
    'à',
    '\u00B7',
    '😀',
    '\u{2DB6D}',
    '退',
  );
  const page = fc
    .array(
      fc.oneof(
        secretive.map((text) => Buffer.from(text)),
        fc.oneof(markup, odd, fc.stringMatching(/^[0-9]{1,5}$/)).map((text) => Buffer.from(text)),
        fc.constantFrom(Buffer.of(0xa0), Buffer.of(0xad), Buffer.of(0xb7), Buffer.of(0xa3, 0xb4)),
      ),
      { maxLength: 12 },
    )
    .map((parts) => Buffer.concat(parts));
  let spared = 0;
  fc.assert(
    fc.property(page, (content) => {
      const html = content.toString('utf8');
      const asText = isInnocentPage(html) ? redactHtmlExactly(html, {}).masks : [];
      expect(asText).toEqual([]);
      if (!isInnocentInBytes(content)) return;
      spared += 1;
      const latin1 = content.toString('latin1');
      expect(redactHtmlExactly(latin1, { language: 'en' }).masks).toEqual([]);
    }),
    { numRuns: 6_000 },
  );
  expect(spared).toBeGreaterThan(100);
});
