import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { ChatSession, ServerFrame } from '#shared/contract/webchat.ts';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';
import { eventually, temporaryFolder } from '../kit/engine.ts';
import { type Dovecot, freePort, hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { startSmtp, type TestSmtp } from '../kit/mail/smtp.ts';

const SUPPORT = 'support@desk.test';
const CUSTOMER = 'visitor@customer.test';

interface Row {
  id: string;
  subject: string | null;
  status: string;
  preview: { text: string };
}
interface Entry {
  kind: string;
  direction?: string;
  text?: string;
  delivery?: { state: string } | null;
}

const configuration = (publicPort: number, mail: { imap: number; smtp: number }) => `
workspace: { name: Lake }
agent: { name: 林晓 }
public: { port: ${publicPort} }
brands:
  - { id: lake-pay, name: Lake Pay }
  - { id: sea-pay, name: Sea Pay }
accounts:
  - { id: lake-chat, channel: webchat, brand: lake-pay, name: Chat, address: lake-pay }
  - { id: sea-chat, channel: webchat, brand: sea-pay, name: Chat, address: sea-pay }
  - id: lake-mail
    channel: email
    brand: lake-pay
    name: Lake Support
    address: ${SUPPORT}
    config:
      imap: { host: 127.0.0.1, port: ${mail.imap}, security: plain }
      smtp: { host: 127.0.0.1, port: ${mail.smtp}, security: plain }
    secrets: { password: secret }
`;

describe.runIf(hasDovecot)('a chat transcript by mail', () => {
  let desk: RunningDesk;
  let dovecot: Dovecot;
  let smtp: TestSmtp;
  let browser: Browser;
  let origin: string;
  let profile: string;
  let config: string;

  beforeAll(async () => {
    dovecot = await startDovecot();
    smtp = await startSmtp(async (to, raw) => {
      if (to === SUPPORT) await dovecot.deliver(to, raw);
    });
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    profile = temporaryFolder('transcript');
    config = configuration(port, { imap: dovecot.imapPort, smtp: smtp.port });
    desk = await startDesk({ workspace: 'empty', profile, config });
    await desk.call('preferences/set', { undoSeconds: { email: 0, chat: 0 } });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.end();
    await smtp?.stop();
    await dovecot?.stop();
  });
  beforeEach(() => {
    smtp.accepted.length = 0;
  });

  const rows = async (view: string) =>
    (await desk.call<{ rows: Row[] }>('inbox/page', { view })).rows;
  const rowWith = (text: string, view = 'all') =>
    eventually(`a row with ${text}`, 5_000, async () =>
      (await rows(view)).find((row) => row.preview.text.includes(text)),
    );
  const messages = async (conversationId: string) =>
    (
      await desk.call<{ entries: Entry[] }>('conversation/timeline', { conversationId })
    ).entries.filter((entry) => entry.kind === 'message');
  const answer = (conversationId: string, text: string) =>
    desk.call<{ ok: boolean }>('message/send', { commandId: randomUUID(), conversationId, text });

  async function begin(brandId = 'lake-pay'): Promise<ChatSession> {
    const response = await fetch(`${origin}/webchat/session`, {
      method: 'POST',
      body: JSON.stringify({ brandId, token: null, identity: null }),
    });
    return (await response.json()) as ChatSession;
  }

  /** A visitor who says something; with an answer when one is given. */
  async function visitor(text: string, reply: string | null, name: string | null = null) {
    const { token } = await begin();
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/webchat/socket`, { origin });
    const frames: ServerFrame[] = [];
    socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as ServerFrame));
    await new Promise((resolve) => socket.once('open', resolve));
    const preChat = name && { accountName: name, orderNumber: null, topic: null, pageUrl: null };
    socket.send(JSON.stringify({ kind: 'hello', token }));
    socket.send(
      JSON.stringify({ kind: 'say', id: randomUUID(), text, uploads: [], preChat, language: 'en' }),
    );
    const row = await rowWith(text.split('\n')[0] ?? '');
    if (reply !== null) {
      await answer(row.id, reply);
      await eventually('the answer is heard', 10_000, () =>
        frames.some((frame) => frame.kind === 'message' && frame.message.text === reply),
      );
    }
    socket.close();
    return { token, chat: row.id };
  }

  async function ask(token: string, body: unknown = { address: CUSTOMER, language: 'zh-CN' }) {
    const response = await fetch(`${origin}/webchat/transcript`, {
      method: 'POST',
      headers: { 'x-visitor': token },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, answer: (await response.json()) as { code?: string } };
  }

  const nextMail = () =>
    eventually('a mail arrives', 15_000, async () => {
      const [first] = smtp.accepted;
      return first ? { ...first, mail: await simpleParser(first.raw) } : null;
    });
  const nothingLeft = async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(smtp.accepted).toEqual([]);
  };

  test('it arrives with what both said, and makes no noise in the inbox; a reply does', async () => {
    const { token, chat } = await visitor(
      'paid twice\nfor order GP-7',
      '您好，我来查一下。',
      'Chen',
    );
    const before = await rows('all');
    const unread = await desk.call<{ rows: unknown[] }>('inbox/page', { view: 'unassigned' });
    expect(await ask(token)).toEqual({ status: 200, answer: { ok: true } });
    const { mail, to, from } = await nextMail();
    expect({ to, from }).toEqual({ to: [CUSTOMER], from: SUPPORT });
    expect(mail.subject).toBe('聊天记录 · Lake Pay');
    expect(mail.html).toBe(false);
    const [intro, , ...lines] = (mail.text ?? '').trim().split('\n');
    expect(intro).toContain('Lake Pay');
    const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d {2}`;
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(new RegExp(`^${time}客户 Chen: paid twice$`));
    expect(lines[1]).toBe('    for order GP-7');
    expect(lines[2]).toMatch(new RegExp(`^${time}客服 林晓: 您好，我来查一下。$`));
    const download = await fetch(`${origin}/webchat/transcript?language=zh-CN`, {
      headers: { 'x-visitor': token },
    });
    expect((await download.text()).trim().split('\n')).toEqual(lines);

    expect((await rows('all')).map((row) => row.id)).toEqual(before.map((row) => row.id));
    expect(await desk.call('inbox/page', { view: 'unassigned' })).toMatchObject({
      rows: unread.rows.map((row) => ({ id: (row as Row).id })),
    });
    const kept = await rowWith('Lake Pay', 'resolved');
    expect(kept).toMatchObject({ subject: '聊天记录 · Lake Pay', status: 'resolved' });
    expect(kept.id).not.toBe(chat);
    await eventually('it counts as sent', 5_000, async () =>
      (await messages(kept.id)).some((one) => one.delivery?.state === 'sent'),
    );
    expect(await desk.call('outbox/page')).toMatchObject({ rows: [], total: 0 });

    await dovecot.deliver(
      SUPPORT,
      [
        `From: Chen <${CUSTOMER}>`,
        `To: ${SUPPORT}`,
        'Subject: Re: 聊天记录',
        `Message-ID: <${randomUUID()}@customer.test>`,
        `In-Reply-To: ${mail.messageId}`,
        `References: ${mail.messageId}`,
        `Date: ${new Date().toUTCString()}`,
        '',
        'one more question by mail',
        '',
      ].join('\r\n'),
    );
    const reopened = await eventually('the reply opens it', 20_000, async () =>
      (await rows('all')).find((row) => row.preview.text.includes('one more question')),
    );
    expect(reopened.id).toBe(kept.id);
  });

  test('before a person of the desk wrote nothing is mailed', async () => {
    const { token, chat } = await visitor('a stranger’s own words', null);
    expect(await ask(token)).toEqual({ status: 409, answer: { code: 'chat.not-answered' } });
    await nothingLeft();
    expect((await rows('resolved')).some((row) => row.preview.text.includes('own words'))).toBe(
      false,
    );
    // A note is no answer.
    await desk.call('message/note', { conversationId: chat, text: 'seen it', mentions: [] });
    expect((await ask(token)).status).toBe(409);
    await answer(chat, 'now answered');
    await eventually('it is allowed', 10_000, async () => (await ask(token)).status === 200);
    expect((await nextMail()).mail.text).toContain('now answered');
  });

  test('another visitor’s token gets nothing of it', async () => {
    const anna = await visitor('only Anna’s words', 'only for Anna');
    const boris = await begin();
    expect((await ask(boris.token)).status).toBe(409);
    expect((await ask('nobody.nothing')).status).toBe(401);
    const forged = `${anna.token.split('.')[0]}.${boris.token.split('.')[1]}`;
    expect(await ask(forged)).toEqual({ status: 401, answer: { code: 'chat.unknown-visitor' } });
    // What a request names besides changes nothing: the conversation follows from the token.
    const named = { address: CUSTOMER, language: 'en', conversationId: anna.chat };
    expect((await ask(boris.token, named)).status).toBe(409);
    await nothingLeft();
  });

  test('the fourth in a day is refused, also after the desk was killed', async () => {
    const { token } = await visitor('counting to four', 'counted');
    for (let count = 0; count < 3; count++) expect((await ask(token)).status).toBe(200);
    expect(await ask(token)).toEqual({ status: 429, answer: { code: 'chat.transcript-limit' } });
    await eventually('three leave', 15_000, () => smtp.accepted.length === 3);
    await desk.kill();
    desk = await startDesk({ profile, config });
    expect(await ask(token)).toEqual({ status: 429, answer: { code: 'chat.transcript-limit' } });
    expect(smtp.accepted).toHaveLength(3);
  });

  test('card numbers do not leave', async () => {
    const { token } = await visitor('my card is\n4111 1111 1111 1111', 'thanks');
    expect((await ask(token)).status).toBe(200);
    const { raw, mail } = await nextMail();
    expect(mail.text).toMatch(/my card is\n {4}\S/);
    expect(mail.text).not.toMatch(/4111[ \d]*1111/);
    expect(raw.toString('latin1')).not.toContain('4111 1111');
  });

  test('what the server cannot take now leaves later; what it refuses lies in the outbox', async () => {
    const late = await visitor('the server is busy', 'patience');
    smtp.refuseNext(451);
    expect((await ask(late.token)).status).toBe(200);
    expect((await nextMail()).mail.text).toContain('the server is busy');
    const refused = await visitor('no such mailbox', 'a pity');
    smtp.refuseRecipient('gone@customer.test');
    const gone = { address: 'gone@customer.test', language: 'en' };
    expect((await ask(refused.token, gone)).status).toBe(200);
    await eventually('the outbox says so', 10_000, async () => {
      const { rows: stuck } = await desk.call<{ rows: { subject: string | null }[] }>(
        'outbox/page',
        { state: 'trouble' },
      );
      return stuck.some((row) => row.subject === 'Chat transcript · Lake Pay');
    });
  });

  test('a body of any kind is answered by a code and mails nothing', async () => {
    // One visitor may try ten times a minute.
    const tried = [await visitor('fuzzing one', 'go on'), await visitor('fuzzing two', 'go on')];
    const wrong: unknown[] = [
      '',
      '{',
      'null',
      '[]',
      '"x"',
      '['.repeat(5_000),
      { address: '', language: 'en' },
      { address: 'not an address', language: 'en' },
      { address: SUPPORT.toUpperCase(), language: 'en' },
      { address: 'a@b.test\r\nBcc: all@b.test', language: 'en' },
      { address: 'a@b.test,c@d.test', language: 'en' },
      { address: 'A <a@b.test>', language: 'en' },
      { address: `${'a'.repeat(250)}@customer.test`, language: 'en' },
      { address: [CUSTOMER], language: 'en' },
      { address: CUSTOMER },
      { address: CUSTOMER, language: 'de' },
      { address: { toString: 'x' }, language: 'en' },
      '\u0000'.repeat(100),
    ];
    for (const [index, body] of wrong.entries()) {
      const { token } = tried[index % 2] ?? { token: '' };
      const { status, answer: said } = await ask(token, body);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(Object.keys(said)).toEqual(['code']);
      expect(said.code).toMatch(/^chat\.[a-z-]+$/);
    }
    await nothingLeft();
  });

  async function talkTo(page: Page, brandId: string, texts: { open: string; skip: string }) {
    await page.goto(`${origin}/chat/${brandId}`);
    await page.getByRole('button', { name: texts.open }).click();
    await page.getByRole('button', { name: texts.skip }).click();
  }
  const zh = { open: '联系人工客服', skip: '跳过' };

  test('the page asks, refuses and confirms, by keyboard', async () => {
    const { page, complaints } = await openPage(browser, `${origin}/chat/lake-pay`);
    await page.getByRole('button', { name: zh.open }).click();
    await page.getByLabel('称呼或账户').fill('chen@customer.test');
    await page.getByRole('button', { name: '开始咨询' }).click();
    await page.getByPlaceholder('输入消息').fill('保存我的记录');
    await page.keyboard.press('Enter');
    const row = await rowWith('保存我的记录');

    const opener = page.getByRole('button', { name: '导出记录' });
    const panel = page.getByRole('region', { name: '导出记录' });
    expect(await opener.getAttribute('aria-expanded')).toBe('false');
    await opener.press('Enter');
    await panel.waitFor();
    expect(await opener.getAttribute('aria-expanded')).toBe('true');
    const field = panel.getByLabel('发送到我的邮箱');
    expect(await field.inputValue()).toBe('chen@customer.test');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    expect(await opener.evaluate((one) => one === document.activeElement)).toBe(true);

    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await panel.getByRole('alert').getByText('客服回复后才能发送').waitFor();
    expect(complaints.filter((one) => !one.includes('409'))).toEqual([]);
    complaints.length = 0;
    await field.fill('nonsense');
    await page.keyboard.press('Enter');
    await panel.getByRole('alert').getByText('请填写有效的邮箱').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');

    await answer(row.id, '已经记下');
    await page.getByText('已经记下').waitFor();
    await field.fill(CUSTOMER);
    await page.keyboard.press('Enter');
    await panel.getByRole('status').getByText(`聊天记录将发送到 ${CUSTOMER}`).waitFor();
    expect((await nextMail()).mail.text).toContain('已经记下');

    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: '下载为文本文件' }).click();
    const saved = readFileSync(await (await download).path(), 'utf8');
    expect(saved).toMatch(/客户 chen@customer\.test: 保存我的记录\n.*客服 林晓: 已经记下\n$/);
    await page.reload();
    await page.getByRole('button', { name: '继续上次的会话' }).click();
    await opener.click();
    expect(await field.inputValue()).toBe(CUSTOMER);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a brand without a mailbox offers the download alone', async () => {
    expect((await begin('sea-pay')).brand.canMail).toBe(false);
    expect((await begin()).brand.canMail).toBe(true);
    const { page } = await openPage(browser, `${origin}/chat/sea-pay`);
    await talkTo(page, 'sea-pay', zh);
    await page.getByRole('button', { name: '导出记录' }).click();
    await page.getByRole('button', { name: '下载为文本文件' }).waitFor();
    expect(await page.getByLabel('发送到我的邮箱').count()).toBe(0);
    await page.context().close();
  });

  test('the panel passes the accessibility rules in both themes and languages at 320 pixels', async () => {
    const axe = readFileSync(path.resolve('node_modules/axe-core/axe.min.js'), 'utf8');
    for (const colorScheme of ['light', 'dark'] as const)
      for (const locale of ['zh-CN', 'en'] as const) {
        const texts = locale === 'en' ? { open: 'Talk to a person', skip: 'Skip' } : zh;
        const { page } = await openPage(browser, `${origin}/chat/lake-pay`, {
          colorScheme,
          locale,
          viewport: { width: 320, height: 640 },
        });
        await talkTo(page, 'lake-pay', texts);
        const opener = page.getByRole('button', {
          name: locale === 'en' ? 'Save transcript' : '导出记录',
        });
        await opener.click();
        await page.locator('#transcript input').fill('wrong');
        await page.keyboard.press('Enter');
        await page.locator('#transcript [role=alert]:not(:empty)').waitFor();
        await page.evaluate(axe);
        const problems = await page.evaluate(async () => {
          const { violations } = await (
            window as never as {
              axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
            }
          ).axe.run();
          return violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
        });
        expect(problems).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
        await page.context().close();
      }
  });
});
