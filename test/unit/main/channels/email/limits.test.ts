import { describe, expect, test } from 'vitest';
import { openMailReader } from '#main/channels/email/mail-reader.ts';
import { mail } from '../../../../kit/mail/messages.ts';

const repeated = (count: number, piece: (i: number) => string, separator = '') =>
  Array.from({ length: count }, (_one, i) => piece(i)).join(separator);
const nested = (depth: number) =>
  `From: a@b.test\r\n${repeated(depth, (i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`)}Content-Type: text/plain\r\n\r\nhi`;
const headed = (header: string) => `From: a@b.test\r\n${header}\r\n\r\nhi`;

/** Each costs some parser minutes or gigabytes. */
const bombs: Record<string, string> = {
  'parts 10,000 deep': nested(10_000),
  'parts 60 deep': nested(60),
  'messages in messages': `From: a@b.test\r\n${repeated(1_000, () => 'Content-Type: message/rfc822\r\n\r\n')}hi`,
  '20,000 parts': `${headed('Content-Type: multipart/mixed; boundary=b')}\r\n${repeated(20_000, () => '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n')}--b--`,
  '100,000 header fields': headed(repeated(100_000, (i) => `X-${i}: v`, '\r\n')),
  'a subject of 5 MB': headed(`Subject: ${'A'.repeat(5_000_000)}`),
  'a folded subject of 5 MB': headed(`Subject: ${repeated(60_000, () => 'x'.repeat(80), '\r\n ')}`),
  '50,000 encoded words': headed(
    `Subject: ${repeated(50_000, () => '=?utf-8?B?5L2g5aW9?=', '\r\n ')}`,
  ),
  '50,000 recipients': headed(
    `To: ${repeated(50_000, (i) => `"U ${i}" <u${i}@e.test>`, ',\r\n ')}`,
  ),
  '50,000 parentheses': `From: ${'('.repeat(50_000)}\r\n\r\nhi`,
  '100,000 quotes': `From: ${'"'.repeat(100_001)}\r\n\r\nhi`,
  '100,000 angle brackets': `From: ${'<'.repeat(100_000)}\r\n\r\nhi`,
  '200,000 commas': headed(`To: ${','.repeat(200_000)}`),
  'groups in groups': headed(`To: ${'g:'.repeat(20_000)}`),
  '5,000 continued parameters': headed(
    `Content-Type: text/plain; ${repeated(5_000, (i) => `name*${i}="aaaaaaaaaa"`, ';\r\n ')}`,
  ),
  'a page of 100,000 nested elements': `${headed('Content-Type: text/html')}${'<div>'.repeat(100_000)}`,
  'a page of open comments': `${headed('Content-Type: text/html')}${'<!--'.repeat(100_000)}`,
  'a page of open styles': `${headed('Content-Type: text/html')}${'<style>'.repeat(50_000)}`,
  '3 MB of addresses': `${headed('Content-Type: text/plain')}${'http://a.b/'.repeat(270_000)}`,
  '2 MB of digits': `${headed('Content-Type: text/plain')}${'4'.repeat(2_000_000)}`,
  '1 MB of quote marks': `${headed('Content-Type: text/plain')}${'>'.repeat(1_000_000)}`,
  '200,000 header-like lines': `${headed('Content-Type: text/plain')}${'\r\nFrom: a'.repeat(200_000)}`,
};

const worker = new URL('../../../../../main/channels/email/mime-worker.ts', import.meta.url);

describe('a mail made to cost', () => {
  test('is read or refused within the limit, its source is kept, and the next mail is read', async () => {
    const reader = openMailReader(worker);
    await reader.read(mail());
    const slow: string[] = [];
    const lost: string[] = [];
    let longestLagMs = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longestLagMs = Math.max(longestLagMs, performance.now() - last - 5);
      last = performance.now();
    }, 5);
    for (const [name, source] of Object.entries(bombs)) {
      const bytes = Buffer.from(source, 'latin1');
      const began = performance.now();
      const parsed = await reader.read(bytes);
      if (performance.now() - began > 5_000) slow.push(name);
      if (parsed.storable === null || parsed.storable.byteLength < bytes.byteLength / 2)
        lost.push(name);
    }
    clearInterval(watch);
    const after = await reader.read(mail());
    await reader.close();
    expect({ slow, lost }).toEqual({ slow: [], lost: [] });
    expect(after).toMatchObject({ kind: 'parsed', subject: 'Question' });
    // The engine's own thread went on.
    expect(longestLagMs).toBeLessThan(500);
  }, 120_000);

  test.each(['parts 10,000 deep', '20,000 parts', '100,000 header fields', '50,000 recipients'])(
    '%s: refused with the reason',
    async (name) => {
      const reader = openMailReader(worker);
      const parsed = await reader.read(Buffer.from(bombs[name] ?? '', 'latin1'));
      await reader.close();
      expect(parsed).toMatchObject({ kind: 'unparsable' });
    },
  );

  test('more than 50 MiB is kept as it is and not read', async () => {
    const reader = openMailReader(worker, { maxMs: 30_000 });
    const parsed = await reader.read(
      Buffer.concat([mail(), Buffer.alloc(50 * 1024 * 1024, 'abcdefg hijklmn\r\n')]),
    );
    await reader.close();
    expect(parsed).toMatchObject({ kind: 'unparsable' });
    expect(parsed.storable?.byteLength).toBeGreaterThan(50 * 1024 * 1024);
  }, 60_000);
});

describe('a parser thread that', () => {
  const script = `
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ id, source, task }) => {
      const words = Buffer.from(source).toString();
      if (task === 'read' && words === 'hang') for (;;);
      if (task === 'read' && words === 'crash') throw new Error('out of order');
      if (task === 'read' && words === 'exit') process.exit(0);
      if (words === 'hang on masking too') for (;;);
      parentPort.postMessage({ id, mail: { kind: 'unparsable', reason: task, storable: source } });
    });`;
  const reader = () =>
    openMailReader(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { maxMs: 500 });

  test.each([
    ['hangs', 'hang', 'reading it took too long'],
    ['crashes', 'crash', 'out of order'],
    ['ends', 'exit', 'the parser ended'],
  ])(
    '%s is replaced, the message is masked and kept, the next one is read',
    async (_how, words, reason) => {
      const open = reader();
      const [bomb, next] = await Promise.all([
        open.read(Buffer.from(words)),
        open.read(Buffer.from('next')),
      ]);
      await open.close();
      expect(bomb).toMatchObject({ kind: 'unparsable', reason });
      expect(Buffer.from(bomb.storable ?? []).toString()).toBe(words);
      expect(next).toMatchObject({ reason: 'read' });
    },
  );

  test('cannot even mask a message leaves no source that could hold a secret', async () => {
    const open = reader();
    const bomb = await open.read(Buffer.from('hang on masking too'));
    await open.close();
    expect(bomb).toMatchObject({ kind: 'unparsable', storable: null });
  });
});
