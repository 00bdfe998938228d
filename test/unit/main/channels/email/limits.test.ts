import { describe, expect, test } from 'vitest';
import { openMailReader } from '#main/channels/email/mail-reader.ts';
import { bombs } from '../../../../kit/mail/bombs.ts';
import { mail } from '../../../../kit/mail/messages.ts';

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
    parentPort.on('message', (tasks) => parentPort.postMessage(tasks.map(({ id, source, task }) => {
      const words = Buffer.from(source).toString();
      if (task === 'read' && words === 'hang') for (;;);
      if (task === 'read' && words === 'crash') throw new Error('out of order');
      if (task === 'read' && words === 'exit') process.exit(0);
      if (words === 'hang on masking too') for (;;);
      return { id, mail: { kind: 'unparsable', reason: task, storable: source } };
    })));`;
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
