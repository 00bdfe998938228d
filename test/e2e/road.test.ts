import { ImapFlow } from 'imapflow';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';
import { eventually, temporaryFolder } from '../kit/engine.ts';
import { type Dovecot, freePort, hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { startSmtp, type TestSmtp } from '../kit/mail/smtp.ts';

const SUPPORT = 'support@desk.test';
const CUSTOMER = 'chen@customer.test';
const brand = 'road-pay';

let dovecot: Dovecot;
let smtp: TestSmtp;
let browser: Browser;
let desk: RunningDesk;
let page: Page;
let profile: string;
let config: string;
let publicPort: number;
let deskPort: number;
const complaints: string[] = [];

const configuration = () => `
workspace: { name: 支付客服 }
agent: { name: 林晓 }
public: { port: ${publicPort} }
brands:
  - { id: ${brand}, name: 青禾支付, language: zh-CN, signature: '{{agent.name}} · {{brand.name}}' }
accounts:
  - id: road-mail
    channel: email
    brand: ${brand}
    name: 客服邮箱
    address: ${SUPPORT}
    config:
      imap: { host: 127.0.0.1, port: ${dovecot.imapPort}, security: plain }
      smtp: { host: 127.0.0.1, port: ${smtp.port}, security: plain }
      since: all
    secrets: { password: ${dovecot.password} }
  - { id: road-chat, channel: webchat, brand: ${brand}, name: 网页聊天, address: ${brand} }
`;

const incoming = (id: string, subject: string, text: string) =>
  [
    `Message-ID: <${id}@customer.test>`,
    `From: =?UTF-8?B?${Buffer.from('陈嘉怡').toString('base64')}?= <${CUSTOMER}>`,
    `To: <${SUPPORT}>`,
    `Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=part',
    '',
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64'),
    '--part',
    `Content-Type: text/plain; name="=?UTF-8?B?${Buffer.from('凭证.txt').toString('base64')}?="`,
    `Content-Disposition: attachment; filename="=?UTF-8?B?${Buffer.from('凭证.txt').toString('base64')}?="`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('转账凭证').toString('base64'),
    '--part--',
    '',
  ].join('\r\n');

/** What lies in the customer's own mailbox. */
async function customersMail(): Promise<{ headers: string; source: string }[]> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.imapPort,
    secure: false,
    auth: { user: CUSTOMER, pass: dovecot.password },
    logger: false,
  });
  await client.connect();
  try {
    const lock = await client.getMailboxLock('INBOX');
    try {
      const found: { headers: string; source: string }[] = [];
      for await (const one of client.fetch('1:*', { source: true, headers: true }))
        found.push({
          headers: one.headers?.toString('utf8') ?? '',
          source: one.source?.toString('utf8') ?? '',
        });
      return found;
    } finally {
      lock.release();
    }
  } finally {
    await client.logout();
  }
}

async function openWindow() {
  const opened = await openPage(browser, desk.address);
  page = opened.page;
  complaints.push(...opened.complaints);
  await page.getByText('已连接').first().waitFor();
}

const row = (text: string) => page.getByRole('option').filter({ hasText: text });

/** Opens the conversation of a subject by its address, as a link does. */
async function openConversation(subject: string) {
  const { rows } = await desk.call<{ rows: { id: string; subject: string | null }[] }>(
    'inbox/page',
    { view: 'all' },
  );
  const id = rows.find((one) => one.subject === subject)?.id;
  if (!id) throw new Error(`no conversation about ${subject}`);
  await page.goto(`${desk.origin}/#/inbox/all/${id}`);
}

beforeAll(async () => {
  if (!hasDovecot) return;
  dovecot = await startDovecot();
  smtp = await startSmtp((to, raw) => dovecot.deliver(to, raw));
  [publicPort, deskPort] = [await freePort(), await freePort()];
  profile = temporaryFolder('road');
  config = configuration();
  desk = await startDesk({
    workspace: 'empty',
    profile,
    config,
    port: deskPort,
    language: 'zh-CN',
  });
  await desk.call('preferences/set', { undoSeconds: { email: 0, chat: 0 } });
  browser = await openBrowser();
  await openWindow();
});
afterAll(async () => {
  await browser?.close();
  await desk?.end();
  await smtp?.stop();
  await dovecot?.stop();
});

async function mailRound(turn: string) {
  const subject = `付款问题 ${turn}`;
  const deliveredAt = performance.now();
  await dovecot.deliver(
    SUPPORT,
    incoming(turn, subject, `您好，第${turn}次：订单 GP-21007 被扣了两次。`),
  );
  await row(subject).waitFor({ timeout: 10_000 });
  const seconds = (performance.now() - deliveredAt) / 1000;
  await row(subject).click();
  await page.getByText(`第${turn}次：订单 GP-21007`).last().waitFor();
  await page.getByText('凭证.txt').last().waitFor();
  await page.keyboard.press('r');
  const editor = page.getByLabel('邮件正文');
  await editor.waitFor();
  await editor.click();
  await page.keyboard.type(`已为您登记退款 ${turn}。`);
  return { subject, seconds };
}

async function readBack(turn: string) {
  const answer = await eventually(
    `the answer to ${turn} in the customer’s mailbox`,
    30_000,
    async () =>
      (await customersMail()).find((one) => one.headers.includes(`<${turn}@customer.test>`)),
  );
  expect(answer.headers).toMatch(new RegExp(`In-Reply-To: <${turn}@customer\\.test>`, 'i'));
  expect(answer.headers).toMatch(
    new RegExp(`References: [^\\r\\n]*<${turn}@customer\\.test>`, 'i'),
  );
  const copies = (await customersMail()).filter((one) =>
    one.headers.includes(`<${turn}@customer.test>`),
  );
  expect(copies).toHaveLength(1);
  return answer;
}

test.skipIf(!hasDovecot)(
  'a mail with a Chinese attachment is on the screen within three seconds and answered from it',
  async () => {
    const { seconds } = await mailRound('one');
    expect(seconds).toBeLessThan(3);
    await page.keyboard.press('Control+Enter');
    await readBack('one');
    await page.getByText('已发出').last().waitFor({ timeout: 10_000 });
  },
);

test.skipIf(!hasDovecot)(
  'the desk killed right after the answer neither loses it nor sends it twice',
  async () => {
    const { subject } = await mailRound('two');
    await page.keyboard.press('Control+Enter');
    await eventually('the answer is in the outbox or gone', 5_000, async () => {
      const found = await desk.call<{ hits: unknown[] }>('search/messages', {
        text: '已为您登记退款 two',
      });
      return found.hits.length > 0;
    });
    await desk.kill();
    await page.context().close();
    desk = await startDesk({ profile, config, port: deskPort, language: 'zh-CN' });
    await openWindow();
    await openConversation(subject);
    // A send that was under way when the desk died is asked about, never repeated by itself.
    const outbox = () => desk.call<{ rows: { delivery: { state: string } }[] }>('outbox/page', {});
    if ((await outbox()).rows.some((one) => one.delivery.state === 'in_doubt')) {
      await page.frameLocator('iframe').getByText('已为您登记退款 two。').waitFor();
      await page.getByRole('button', { name: '再发一次' }).click();
    }
    expect((await readBack('two')).headers).toContain('In-Reply-To: <two@customer.test>');
  },
);

test.skipIf(!hasDovecot)('a draft survives the desk’s end', async () => {
  const { subject } = await mailRound('three');
  await page.getByText('草稿').first().waitFor();
  await desk.kill();
  await page.context().close();
  desk = await startDesk({ profile, config, port: deskPort, language: 'zh-CN' });
  await openWindow();
  await openConversation(subject);
  await page.getByLabel('邮件正文').getByText('已为您登记退款 three。').waitFor();
  await page.getByLabel('邮件正文').click();
  await page.keyboard.press('Control+Enter');
  expect((await readBack('three')).source).toContain('multipart/alternative');
});

test.skipIf(!hasDovecot)('a chat is held between two pages, before and after a kill', async () => {
  const origin = `http://127.0.0.1:${publicPort}`;
  const { page: customer } = await openPage(browser, `${origin}/chat/${brand}`);
  await customer.getByRole('button', { name: '联系人工客服' }).click();
  await customer.getByRole('button', { name: '跳过' }).click();
  const write = async (text: string) => {
    await customer.getByPlaceholder('输入消息').fill(text);
    await customer.keyboard.press('Enter');
  };
  await write('退款什么时候到账');
  await row('退款什么时候到账').click();
  const box = page.getByPlaceholder('输入消息');
  await box.fill('您好，预计三天内到账。');
  await box.press('Enter');
  await customer.getByText('您好，预计三天内到账。').waitFor();
  await page.getByText('已读').last().waitFor({ timeout: 10_000 });

  await desk.kill();
  await write('断线时写的');
  desk = await startDesk({ profile, config, port: deskPort, language: 'zh-CN' });
  await page.context().close();
  await openWindow();
  await row('断线时写的').waitFor({ timeout: 30_000 });
  await row('断线时写的').click();
  await page.getByPlaceholder('输入消息').fill('收到，已经恢复。');
  await page.getByPlaceholder('输入消息').press('Enter');
  await customer.getByText('收到，已经恢复。').waitFor({ timeout: 10_000 });
  expect(await customer.getByText('断线时写的').count()).toBe(1);
  expect(await customer.getByText('您好，预计三天内到账。').count()).toBe(1);
  expect(complaints).toEqual([]);
});
