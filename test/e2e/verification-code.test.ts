import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { Account } from '#shared/domain/account/events.ts';
import { openWebchatChannel } from '#main/channels/webchat/webchat.ts';
import { openEmailChannel } from '#main/channels/email/email.ts';
import { openMailReader } from '#main/channels/email/mail-reader.ts';
import { openChatSite } from '#main/channels/webchat/site.ts';
import type { ChatAccounts } from '#main/channels/webchat/chat-account.ts';
import { silentLog } from '#main/platform/log.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemRandom } from '#main/platform/random.ts';
import { demoOrders } from '#main/engine/demo/orders.ts';
import { openLedger } from '#main/records/sample/ledger.ts';
import { sampleConfig } from '#main/records/sample/mapping.ts';
import { type SampleServer, startSample } from '#main/records/sample/server.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import { eventually, temporaryFolder } from '../kit/engine.ts';
import { ACCOUNT, type MailDesk, mailDesk, noImap } from '../kit/mail/desk.ts';
import { startSmtp, type TestSmtp } from '../kit/mail/smtp.ts';

let smtp: TestSmtp;
let desk: MailDesk;
let sample: SampleServer;
let ledger: WriteDb;
let conversationId: ConversationId;
let handle: string;
const chats: ChatAccounts = new Map();
const reader = openMailReader(new URL('../../main/channels/email/mime-worker.ts', import.meta.url));
const site = openChatSite({
  accounts: chats,
  clock: systemClock,
  log: silentLog,
  asset: async () => null,
});

beforeAll(async () => {
  smtp = await startSmtp(async () => undefined);
  desk = await mailDesk(
    { imap: noImap, smtp: { host: '127.0.0.1', port: smtp.port, security: 'plain' } },
    {
      channels: [openEmailChannel(reader), openWebchatChannel(chats, systemRandom)],
      publicUrl: (account: Account) =>
        account.channel === 'webchat' ? 'http://chat.test/chat/brand' : null,
    },
  );
  const { engine } = desk;
  await engine.accounts.connect({
    channel: 'webchat',
    brandId: 'brand' as never,
    name: 'Chat',
    address: 'brand',
    config: {},
    secrets: {},
  });
  const now = Date.now();
  ledger = openLedger(temporaryFolder('codes'), demoOrders(now), now);
  sample = await startSample({ db: ledger, clock: systemClock, random: systemRandom });
  await engine.records.connect({
    kind: 'http',
    name: 'Back office',
    config: sampleConfig(sample.origin),
    secrets: { token: sample.token },
  });
  const composed = engine.writing.compose({
    accountId: ACCOUNT,
    to: [{ address: 'someone@customer.test', name: null }],
    cc: [],
    bcc: [],
    subject: '您的订单 GP-21046',
    text: '您好',
    html: null,
    attachments: [],
  });
  if (!composed.ok) throw new Error('not composed');
  ({ conversationId } = composed);
  const list = await eventually('the record is found', 10_000, async () => {
    const found = await engine.shownRecords.forConversation(conversationId, false);
    return found.rows.length > 0 ? found : null;
  });
  handle = list.rows[0]?.handle ?? '';
  await eventually('the first mail has left', 10_000, () => smtp.accepted.length > 0);
  smtp.accepted.length = 0;
}, 60_000);
afterAll(async () => {
  await desk.end();
  await reader.close();
  await smtp.stop();
  await sample.close();
  ledger.close();
});

const levelOf = () => desk.engine.verification.view(conversationId, handle).level;
const codes: string[] = [];
async function sendCode() {
  const before = smtp.accepted.length;
  const result = await desk.engine.codes.send({ conversationId, handle });
  expect(result.ok).toBe(true);
  const sent = await eventually('the code arrives', 10_000, () => smtp.accepted[before]);
  const mail = await simpleParser(sent.raw);
  const text = mail.text ?? '';
  const code = /：\s*(\d{6})/.exec(text)?.[1] ?? '';
  codes.push(code);
  return {
    to: sent.to,
    code,
    page: /http:\S+/.exec(text)?.[0] ?? '',
  };
}
async function enter(page: string, code: string): Promise<string> {
  const response = await site.handle({
    method: 'POST',
    url: new URL(page),
    headers: new Headers(),
    body: new Uint8Array(Buffer.from(new URLSearchParams({ code }).toString())),
    ip: '203.0.113.5',
  });
  return response.text();
}

let last: Awaited<ReturnType<typeof sendCode>>;

test('a code goes to the address on file, whoever is writing', async () => {
  last = await sendCode();
  const [record] = await desk.engine.shownRecords.whole(conversationId);
  expect(last.to).toEqual([record?.payer.email]);
  expect(last.to).not.toContain('someone@customer.test');
  expect(last.code).toMatch(/^\d{6}$/);
});

test('a wrong code proves nothing and counts as an attempt', async () => {
  const wrong = String((Number(last.code) + 1) % 1_000_000).padStart(6, '0');
  expect(await enter(last.page, wrong)).toContain('核验码不正确');
  expect(desk.engine.verification.view(conversationId, handle).attemptsLeft).toBe(2);
});

test('the right one, with two facts of the payment, opens an act', async () => {
  const given = { orderNumber: 'GP-21046', amount: { text: '1391.99', currency: 'CNY' } };
  await desk.engine.verification.submit({ conversationId, handle }, given);
  expect(levelOf()).toBe(2);
  expect(await enter(last.page, last.code)).toContain('核验码已确认');
  expect(levelOf()).toBe(3);
});

test('it is good once; three are sent at most; an unknown page says no more', async () => {
  expect(await enter(last.page, last.code)).toContain('已失效');
  await sendCode();
  await sendCode();
  const refused = await desk.engine.codes.send({ conversationId, handle });
  expect(refused).toMatchObject({ rejection: { code: 'verification.too-many-codes' } });
  expect(await enter('http://chat.test/verify/brand/none', '123456')).toContain('已失效');
});

test('an act uses the code up', async () => {
  const { verification } = desk.engine;
  expect(verification.consume({ conversationId, handle, action: 'refund' }).ok).toBe(true);
  expect(levelOf()).toBe(2);
  expect(verification.consume({ conversationId, handle, action: 'refund' })).toMatchObject({
    rejection: { code: 'verification.level-too-low' },
  });
});

test('neither a code nor the whole address on file is anywhere in the profile', () => {
  const files = readdirSync(desk.folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(desk.folder, name))
    .filter((file) => statSync(file).isFile() && !/records\.db/.test(file));
  expect(files.length).toBeGreaterThan(0);
  const secrets = [...codes, last.to[0] ?? '?'];
  const found = files.flatMap((file) => {
    const bytes = readFileSync(file);
    return secrets
      .filter((secret) => bytes.includes(Buffer.from(secret)))
      .map((secret) => `${secret} in ${path.basename(file)}`);
  });
  expect(found).toEqual([]);
});
