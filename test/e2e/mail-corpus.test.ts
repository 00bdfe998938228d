import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dedupeKeyOf } from '#main/channels/email/dedupe-key.ts';
import { openDatabase } from '#main/platform/sqlite.ts';
import { bombs } from '../kit/mail/bombs.ts';
import { type MailDesk, mailDesk, SUPPORT } from '../kit/mail/desk.ts';
import { type Dovecot, hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { mail } from '../kit/mail/messages.ts';
import { eventually } from '../kit/engine.ts';

/** A folder of more mails, one per file: `KEFU_MAIL_CORPUS=folder npm test`. */
const corpus = process.env['KEFU_MAIL_CORPUS'];
const ENDINGS = new Set(['.eml', '.msg']);

const corpusMails = (folder: string): Uint8Array[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ENDINGS.has(path.extname(entry.name)))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)))
    // An IMAP server has no message of no bytes.
    .filter((source) => source.byteLength > 0);

/** A whole mail cut, mixed up and lied about in every way a broken program does. */
function brokenMails(): Uint8Array[] {
  const whole = Buffer.from(
    mail({
      type: 'multipart/mixed; boundary=b',
      body: '--b\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n\xcd\xcb\xbf\xee\r\n--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n',
    }),
  );
  const cuts = Array.from({ length: 40 }, (_one, index) =>
    whole.subarray(0, Math.ceil((whole.byteLength * (index + 1)) / 41)),
  );
  const lies = ['utf-16', 'x-unknown', 'gb18030', 'iso-2022-jp', ''].map((charset) =>
    Buffer.from(mail({ type: `text/plain; charset=${charset}`, body: '\xff\xfe\x00\x80\xcd\xcb' })),
  );
  const encodings = ['base64', 'quoted-printable', 'x-uuencode', 'binary', '8bit', 'nonsense'].map(
    (encoding) => Buffer.from(mail({ encoding, body: '=ZZ=\r\n=3\r\n!!!\r\n' })),
  );
  const heads = ['From', 'Date', 'Message-ID', 'Subject', 'Content-Type', 'To'].map((name) =>
    Buffer.from(mail({ headers: { [name]: '' } })),
  );
  return [...cuts, ...lies, ...encodings, ...heads, Buffer.from('\r\n'), Buffer.from('x')];
}

describe.skipIf(!hasDovecot)('whatever lies in a mailbox', () => {
  let dovecot: Dovecot;
  let desk: MailDesk;
  const lag = monitorEventLoopDelay({ resolution: 5 });
  const sources = [
    ...brokenMails(),
    ...Object.values(bombs).map((bomb) => Buffer.from(bomb, 'latin1')),
    ...(corpus ? corpusMails(corpus) : []),
    Buffer.from(mail({ headers: { Subject: 'The last one', 'Message-ID': '<last@e.test>' } })),
  ];

  beforeAll(async () => {
    dovecot = await startDovecot();
    dovecot.fill(SUPPORT, sources);
  });
  afterAll(async () => {
    await desk?.end();
    await dovecot?.stop();
  });

  test('every mail is in the inbox, broken ones with their source, and none stops another', async () => {
    desk = await mailDesk({
      imap: { host: '127.0.0.1', port: dovecot.imapPort, security: 'plain' },
      smtp: { host: '127.0.0.1', port: 9, security: 'plain' },
    });
    lag.enable();
    await eventually('the whole mailbox', 240_000, () => desk.status()?.phase === 'live');
    lag.disable();
    expect(desk.status()?.counts[0]).toMatchObject({
      server: sources.length,
      here: sources.length,
    });

    const onServer = new Set<string>();
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.imapPort,
      secure: false,
      auth: { user: SUPPORT, pass: 'secret' },
      logger: false,
    });
    await client.connect();
    await client.mailboxOpen('INBOX');
    for await (const message of client.fetch('1:*', { source: true }))
      onServer.add(dedupeKeyOf(message.source!));
    await client.logout();

    const db = openDatabase(path.join(desk.folder, 'desk.db'), { role: 'cache' });
    const messages = db.all(
      db.prepare<{ key: string; conversation: string; unreadable: string | null }>(
        'test.messages',
        `SELECT dedupe_key AS key, conversation_id AS conversation, json_extract(body, '$.unreadable') AS unreadable FROM messages`,
      ),
    );
    db.close();
    expect(new Set(messages.map((one) => one.key))).toEqual(onServer);
    const listed = new Set<string>();
    for (let after: string | null = null; ;) {
      const page = desk.engine.projection.inboxPage(
        { view: 'all', filter: {}, sort: 'newest', after, limit: 200 },
        desk.engine.agentId,
      );
      for (const row of page.rows) listed.add(row.id);
      after = page.next;
      if (after === null) break;
    }
    expect(messages.filter((one) => !listed.has(one.conversation))).toEqual([]);
    const unreadable = messages.filter((one) => one.unreadable !== null).length;
    expect(unreadable).toBeGreaterThan(0);
    process.stdout.write(
      `${sources.length} mails, ${onServer.size} different, ${unreadable} kept raw; the engine's thread waited at most ${Math.round(lag.max / 1e6)} ms, 99 of 100 times under ${Math.round(lag.percentile(99) / 1e6)} ms\n`,
    );
  }, 300_000);

  // The longest wait is printed: on a busy computer it is the computer's.
  test('and the engine goes on meanwhile', () => {
    expect(lag.percentile(99) / 1e6).toBeLessThan(100);
  });

  test('a mail that comes after all that is in the inbox', async () => {
    await dovecot.deliver(SUPPORT, mail({ headers: { Subject: 'Still here' } }));
    const row = await eventually('the next mail', 10_000, () =>
      desk.rows().find((one) => one.subject === 'Still here'),
    );
    expect(desk.messages(row.id)).toHaveLength(1);
  });
});
