import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MessageId } from '#shared/lib/ids.ts';
import type { Attachment } from '#shared/domain/conversation/message-parts.ts';
import { memorySecrets } from '#main/platform/secrets.ts';
import { eventually } from '../kit/engine.ts';
import { type Dovecot, hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { ACCOUNT, type MailDesk, mailDesk, noImap, SUPPORT } from '../kit/mail/desk.ts';
import { openWire } from '../kit/mail/proxy.ts';
import { startSmtp, type TestSmtp } from '../kit/mail/smtp.ts';

let smtp: TestSmtp;
let desk: MailDesk;

beforeAll(async () => {
  smtp = await startSmtp(async () => undefined);
  desk = await mailDesk({
    imap: noImap,
    smtp: { host: '127.0.0.1', port: smtp.port, security: 'plain' },
    keepsSent: true,
  });
});
afterAll(async () => {
  await desk?.end();
  await smtp?.stop();
});
beforeEach(() => {
  smtp.accepted.length = 0;
});

const party = (address: string, name: string | null = null) => ({ address, name });
const letter = {
  accountId: ACCOUNT,
  to: [party('chen@customer.test', '陈嘉怡')],
  cc: [],
  bcc: [],
  subject: '退款进度',
  text: '您好',
  html: null,
  attachments: [],
};
function write(change: Partial<Parameters<MailDesk['engine']['writing']['compose']>[0]> = {}) {
  const composed = desk.engine.writing.compose({ ...letter, ...change });
  if (!composed.ok) throw new Error(composed.rejection.code);
  return composed;
}
async function arrived(id: MessageId) {
  await desk.delivery(id, 'sent');
  const [sent] = smtp.accepted;
  if (!sent) throw new Error('nothing arrived');
  return { ...sent, text: sent.raw.toString('latin1'), mail: await simpleParser(sent.raw) };
}

describe('what leaves', () => {
  test('goes to all, names copies, and hides blind copies from everyone', async () => {
    const { messageId } = write({
      to: [party('chen@customer.test', '陈嘉怡'), party('li@customer.test')],
      cc: [party('finance@merchant.test', 'Finance, Dept.')],
      bcc: [party('audit@desk.test')],
    });
    const { from, to, mail, text } = await arrived(messageId);
    expect(from).toBe(SUPPORT);
    expect(to.toSorted()).toEqual([
      'audit@desk.test',
      'chen@customer.test',
      'finance@merchant.test',
      'li@customer.test',
    ]);
    expect(text).not.toMatch(/bcc|audit@/i);
    expect([mail.to].flat()[0]?.text).toBe('"陈嘉怡" <chen@customer.test>, li@customer.test');
    expect([mail.cc].flat()[0]?.value[0]).toEqual({
      address: 'finance@merchant.test',
      name: 'Finance, Dept.',
    });
    expect(mail.from?.value[0]).toEqual({ address: SUPPORT, name: '客服 Support' });
    expect(mail.subject).toBe('退款进度');
  });

  test('carries a page with its picture inside and a file beside it', async () => {
    const { blobs } = desk.engine;
    const part = (
      name: string,
      mime: string,
      bytes: Uint8Array,
      cid: string | null,
    ): Attachment => ({
      blob: blobs.put(bytes),
      name,
      mime,
      bytes: bytes.byteLength,
      cid,
      isInline: cid !== null,
    });
    const picture = Buffer.from('89504e470d0a1a0a', 'hex');
    const { messageId } = write({
      html: '<p>请看 <img src="cid:shot@desk"></p>',
      attachments: [
        part('截图.png', 'image/png', picture, 'shot@desk'),
        part('对账单 十一月.csv', 'text/csv', Buffer.from('a,b\r\n'), null),
      ],
    });
    const { mail, text } = await arrived(messageId);
    expect(mail.text?.trim()).toBe('您好');
    expect(mail.html).toContain('请看');
    expect(mail.attachments.map((one) => [one.filename, one.cid, one.related === true])).toEqual([
      ['截图.png', 'shot@desk', true],
      ['对账单 十一月.csv', undefined, false],
    ]);
    expect(mail.attachments[0]?.content).toEqual(picture);
    expect(text).toMatch(/multipart\/mixed[\s\S]+multipart\/(alternative|related)/);
  });

  test('is named by an id and an envelope id that carry our mark', async () => {
    const { messageId } = write();
    const { mail, envelopeId } = await arrived(messageId);
    expect(mail.messageId).toMatch(new RegExp(`^<${messageId}\\.[0-9a-f]{20}@desk\\.test>$`));
    expect(envelopeId).toMatch(new RegExp(`^${messageId}\\.[0-9a-f]{20}$`));
  });

  test('cannot be given headers or recipients by what someone typed', async () => {
    const { messageId } = write({
      to: [party('chen@customer.test', 'Chen\r\nBcc: spy@evil.test')],
      subject: 'Hello\r\nBcc: spy@evil.test\r\n\r\nbody',
    });
    const { to, mail } = await arrived(messageId);
    expect(to).toEqual(['chen@customer.test']);
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.subject).toBe('Hello Bcc: spy@evil.test  body'.replace('  ', ' '));
  });
});

describe('an answer of the server', () => {
  test.each([
    [421, 'try again'],
    [450, 'try again'],
    [451, 'try again'],
    [452, 'try again'],
    [503, 'try again'],
    [550, 'final'],
    [552, 'final'],
    [553, 'final'],
    [554, 'final'],
  ])('%i after DATA is %s', async (code, meaning) => {
    smtp.refuseNext(code);
    const { messageId } = write();
    const entry = await desk.delivery(messageId, 'failed');
    expect(entry.delivery?.reason).toContain('refused by the test');
    expect(entry.delivery?.retryAt === null ? 'final' : 'try again').toBe(meaning);
    expect(smtp.accepted).toHaveLength(0);
  });

  test('that refuses one recipient of two is told, and the other gets the mail once', async () => {
    smtp.refuseRecipient('gone@customer.test');
    const { messageId } = write({
      to: [party('gone@customer.test'), party('chen@customer.test')],
    });
    await eventually('the refusal is told', 10_000, () => desk.message(messageId).delivery?.bounce);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(smtp.accepted.map((one) => one.to)).toEqual([['chen@customer.test']]);
    expect(desk.message(messageId).delivery?.bounce).toContain('no such user');
  });

  test('that refuses every recipient is final', async () => {
    smtp.refuseRecipient('gone@customer.test');
    const { messageId } = write({ to: [party('gone@customer.test')] });
    const entry = await desk.delivery(messageId, 'failed');
    expect(entry.delivery).toMatchObject({ retryAt: null });
    expect(entry.delivery?.reason).toContain('no such user');
  });

  test('that never came leaves a doubt, and nothing is sent twice', async () => {
    smtp.vanishNext();
    const { messageId } = write();
    const entry = await desk.delivery(messageId, 'in_doubt');
    expect(entry.delivery?.retryAt).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(smtp.accepted).toHaveLength(1);
  });
});

describe.skipIf(!hasDovecot)('the copy in Sent', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(async () => {
    await dovecot?.stop();
  });

  async function sentMails() {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.imapPort,
      secure: false,
      auth: { user: SUPPORT, pass: 'secret' },
      logger: false,
    });
    await client.connect();
    await client.mailboxOpen('Sent', { readOnly: true });
    const found: { source: string; isSeen: boolean }[] = [];
    for await (const one of client.fetch('1:*', { source: true, flags: true }))
      found.push({
        source: one.source?.toString('latin1') ?? '',
        isSeen: one.flags?.has('\\Seen') ?? false,
      });
    await client.logout();
    return found;
  }

  test('is written once, read, with its blind copies, also when the server was away and the desk was closed', async () => {
    const wire = await openWire(dovecot.imapPort);
    const config = {
      imap: { host: '127.0.0.1', port: wire.port, security: 'plain' },
      smtp: { host: '127.0.0.1', port: smtp.port, security: 'plain' },
    };
    const secrets = memorySecrets();
    const first = await mailDesk(config, { secrets });
    wire.refuse();
    wire.cut();
    const composed = first.engine.writing.compose({ ...letter, bcc: [party('audit@desk.test')] });
    if (!composed.ok) throw new Error(composed.rejection.code);
    await first.delivery(composed.messageId, 'sent');
    await first.engine.stop();
    expect(await sentMails()).toEqual([]);
    wire.heal();
    const second = await mailDesk(config, { secrets, folder: first.folder });
    await eventually('the copy', 10_000, async () => (await sentMails()).length === 1);
    await second.engine.stop();
    const third = await mailDesk(config, { secrets, folder: first.folder });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const [copy, ...more] = await sentMails();
    expect(more).toEqual([]);
    expect(copy?.isSeen).toBe(true);
    expect(copy?.source).toMatch(/^Bcc: .*audit@desk\.test/im);
    await third.end();
    await wire.stop();
  });
});
