import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { tooMuch } from '#main/channels/email/limits.ts';
import { parseMail } from '#main/channels/email/mime.ts';
import { quickMail } from '#main/channels/email/quick-mail.ts';
import { benchMailbox } from '../../../../bench/mailbox.ts';
import { bombs } from '../../../../kit/mail/bombs.ts';
import { mail, multipart, type Piece } from '../../../../kit/mail/messages.ts';

const byLibrary = (source: Uint8Array) => parseMail(source, () => null);

/** Compares the two readers where the quick one is sure; whether it was. */
async function isSameWhereQuick(source: Uint8Array): Promise<boolean> {
  const quick = quickMail(source);
  if (quick === null) return false;
  expect(await parseMail(source, () => quick)).toEqual(await byLibrary(source));
  return true;
}

async function quickShare(sources: Uint8Array[]): Promise<number> {
  let quick = 0;
  for (const source of sources) if (await isSameWhereQuick(source)) quick += 1;
  return quick / sources.length;
}

const words = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '退款 order',
    '–',
    'Ünï',
    '=?',
    '?=',
    '_',
    ' ',
    '\t',
    '😀',
    '"',
    '(a)',
    ',',
    '\\',
  ),
);
const encodedWord = fc
  .tuple(words, fc.constantFrom('utf-8', 'UTF-8', 'gbk', 'us-ascii'), fc.boolean())
  .map(([text, charset, isB]) => {
    const bytes = iconv.encode(text, charset);
    return isB
      ? `=?${charset}?B?${bytes.toString('base64')}?=`
      : `=?${charset}?q?${Array.from(bytes, (byte) =>
          byte === 32 ? '_' : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
        ).join('')}?=`;
  });
const header = fc
  .array(
    fc.oneof(words, encodedWord, encodedWord, fc.constantFrom(' ', '\r\n ', '\r\n\t', 'plain')),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));
const address = fc
  .tuple(header, fc.constantFrom('a@b.test', 'x@xn--fsq.test', '"q r"@b.test', 'no', ''))
  .map(([name, at]) => `${name} <${at}>`);

const qp = (bytes: Uint8Array) =>
  Array.from(bytes, (byte, at) =>
    (byte > 32 && byte < 127 && byte !== 61) || byte === 10 || byte === 13
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}${at % 30 === 29 ? '=\r\n' : ''}`,
  ).join('');
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(
        '退款',
        '\r\n',
        '\n',
        ' \r\n',
        '-- \r\n',
        '--b',
        '\r\n--',
        '\uFEFF',
        'line\r\n',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

interface Leaf {
  head: string;
  content: Piece;
}
const leaf: fc.Arbitrary<Leaf> = fc
  .tuple(
    text,
    fc.constantFrom('text/plain', 'text/html', 'TEXT/PLAIN', 'application/pdf', 'image/png', ''),
    fc.constantFrom('; charset=utf-8', '; charset="gb2312"', ';charset=GBK', '; charset=big5', ''),
    fc.constantFrom('base64', 'quoted-printable', '8bit', '7bit', 'BASE64', ''),
    fc.constantFrom('', 'inline', 'attachment', 'attachment; filename="a b.pdf"', 'x; filename=c'),
    fc.constantFrom('', '; name=file.txt', '; name="=?utf-8?B?6YCA5qy+?="', '; format=flowed'),
    fc.constantFrom('', '<cid@x>', 'cid', '< c >'),
  )
  .map(([content, type, charset, encoding, disposition, name, cid]) => {
    const bytes = iconv.encode(content, /gb/i.test(charset) ? 'gbk' : 'utf8');
    const lines = [
      type && `Content-Type: ${type}${charset}${name}`,
      encoding && `Content-Transfer-Encoding: ${encoding}`,
      disposition && `Content-Disposition: ${disposition}`,
      cid && `Content-ID: ${cid}`,
    ].filter(Boolean);
    const isBase64 = encoding.toLowerCase() === 'base64';
    return {
      head: lines.length > 0 ? lines.join('\r\n') : 'X-Nothing: here',
      content: isBase64
        ? bytes.toString('base64').replace(/(.{40})/g, '$1\r\n')
        : encoding === 'quoted-printable'
          ? qp(bytes)
          : bytes,
    };
  });
const { part } = fc.letrec<{ part: Leaf }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    leaf,
    fc
      .tuple(
        fc.constantFrom('mixed', 'alternative', 'related', 'report'),
        fc.constantFrom('b', 'c', 'bb', '=_Part_1.2'),
        fc.array(tie('part'), { minLength: 1, maxLength: 3 }),
      )
      .map(([kind, boundary, parts]) => ({
        head: `Content-Type: multipart/${kind}; boundary="${boundary}"`,
        content: multipart(
          boundary,
          ...parts.map(({ head, content }): [string, Piece] => [head, content]),
        ),
      })),
  ),
}));
const whole = fc
  .tuple(
    part,
    header,
    address,
    address,
    fc.constantFrom('', '<r@x> <s@x>', 'bare', '<a@x>\r\n <b@x>'),
  )
  .map(([{ head, content }, subject, from, to, references]) =>
    mail({
      headers: {
        'Content-Type': '',
        Subject: Buffer.from(subject),
        From: Buffer.from(from),
        To: Buffer.from(to),
        References: references,
        'X-Part': Buffer.concat([Buffer.from(`1\r\n${head}`)]),
      },
      body: content,
    }),
  );

describe('where the quick reader is sure of a mail, the library reads the same', () => {
  test('a whole mailbox as programs write it, nearly all of it quickly', async () => {
    expect(await quickShare(benchMailbox(150).sources)).toBe(1);
  });

  test('bombs', async () => {
    const sources = Object.values(bombs).map((bomb) => Buffer.from(bomb, 'latin1'));
    const readable = sources.filter((source) => tooMuch(source) === null);
    expect(await quickShare(readable)).toBeGreaterThan(0.5);
  });

  test('mails of every shape', async () => {
    let quick = 0;
    await fc.assert(
      fc.asyncProperty(whole, async (source) => {
        if (await isSameWhereQuick(source)) quick += 1;
      }),
      { numRuns: Number(process.env['KEFU_MAIL_RUNS'] ?? 1_500) },
    );
    expect(quick).toBeGreaterThan(100);
  }, 600_000);

  test('mails that were damaged on the way', async () => {
    const signs = ['\r\n', '\n', '\r', '--b', '--b--', '=', '\0', '\xff', ' ', '--', ':', '"', '('];
    const piece = fc.constantFrom(
      ...signs,
      '=?utf-8?B?',
      '?=',
      'Content-Type: text/html\r\n',
      '\r\n\r\n',
      '*',
      ';',
    );
    const damage = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(8), piece),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    let quick = 0;
    await fc.assert(
      fc.asyncProperty(whole, damage, async (source, changes) => {
        let text = Buffer.from(source).toString('latin1');
        for (const [where, length, put] of changes) {
          const at = Math.floor(where * text.length);
          text = text.slice(0, at) + put + text.slice(at + length);
        }
        if (await isSameWhereQuick(Buffer.from(text, 'latin1'))) quick += 1;
      }),
      { numRuns: Number(process.env['KEFU_MAIL_RUNS'] ?? 1_500) },
    );
    expect(quick).toBeGreaterThan(20);
  }, 600_000);

  const corpus = process.env['KEFU_MAIL_CORPUS'];
  test.skipIf(!corpus)(
    'every mail of KEFU_MAIL_CORPUS, a folder',
    async () => {
      const files = readdirSync(corpus!, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(?:eml|msg)$/.test(entry.name))
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
      expect(files.length).toBeGreaterThan(0);
      const share = await quickShare(files);
      process.stdout.write(`${files.length} mails, ${Math.round(share * 100)} % read quickly\n`);
    },
    600_000,
  );
});
