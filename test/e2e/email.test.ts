import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId, BrandId, CommandId } from '#shared/lib/ids.ts';
import { type Dovecot, hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { startSmtp, type TestSmtp } from '../kit/mail/smtp.ts';
import { eventually, startEngine, type TestEngine } from '../kit/engine.ts';

const SUPPORT = 'support@desk.test';
const CUSTOMER = 'chen@customer.test';
const ACCOUNT = 'mailbox' as AccountId;

const chineseMail = (id: string, text: string, extra = '') =>
  [
    `Message-ID: <${id}@customer.test>`,
    `From: =?GB2312?B?${'s8K80uKt'}?= <${CUSTOMER}>`.replace(
      '=?GB2312?B?s8K80uKt?=',
      `=?UTF-8?B?${Buffer.from('陈嘉怡').toString('base64')}?=`,
    ),
    `To: <${SUPPORT}>`,
    `Subject: =?UTF-8?B?${Buffer.from('退款还没到账').toString('base64')}?=`,
    `Date: ${new Date().toUTCString()}`,
    ...(extra ? [extra] : []),
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64'),
    '--b1',
    'Content-Type: text/csv; name="list.csv"',
    "Content-Disposition: attachment; filename*=UTF-8''%E6%98%8E%E7%BB%86.csv",
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('订单,金额\nGP-21007,1280.00\n').toString('base64'),
    '--b1--',
    '',
  ].join('\r\n');

describe.skipIf(!hasDovecot)('e-mail against real servers', () => {
  let dovecot: Dovecot;
  let smtp: TestSmtp;
  let desk: TestEngine;

  const pageOf = () =>
    desk.engine.projection.inboxPage(
      { view: 'all', filter: {}, sort: 'newest', after: null, limit: 50 },
      desk.engine.agentId,
    );
  const config = () => ({
    imap: { host: '127.0.0.1', port: dovecot.imapPort, security: 'plain' },
    smtp: { host: '127.0.0.1', port: smtp.port, security: 'plain' },
    since: 'all',
  });

  beforeAll(async () => {
    dovecot = await startDovecot();
    smtp = await startSmtp((to, raw) => dovecot.deliver(to, raw));
    desk = await startEngine();
    const { engine } = desk;
    engine.projection.setPreferences({ undoSeconds: { email: 0, chat: 0 } });
    const profile = {
      name: 'Brand',
      language: 'zh-CN' as const,
      signature: '',
      colour: '#1D5FD1',
      greeting: '',
      hours: { timeZone: 'Asia/Shanghai', days: [] },
      topics: [],
      faq: [],
    };
    engine.execute([{ type: 'brand.add', brandId: 'brand' as BrandId, profile, isDemo: false }], {
      id: 'brand-add' as CommandId,
      at: Date.now(),
      by: 'system:test',
    });
    await dovecot.deliver(SUPPORT, chineseMail('before', '连接之前就在信箱里的邮件'));
    const result = await engine.accounts.connect({
      accountId: ACCOUNT,
      channel: 'email',
      brandId: 'brand' as BrandId,
      name: 'Support',
      address: SUPPORT,
      config: config(),
      secrets: { password: 'secret' },
    });
    if (!result.ok) throw new Error(result.rejection.code);
  });
  afterAll(async () => {
    await desk?.end();
    await smtp?.stop();
    await dovecot?.stop();
  });

  test('every hop of the account can be checked, and a wrong password names the hop', async () => {
    const good = await desk.engine.accounts.test({
      channel: 'email',
      config: { ...config(), user: SUPPORT },
      secrets: { password: 'secret' },
    });
    expect(good.hops.map((hop) => [hop.hop, hop.isOk])).toEqual([
      ['imap', true],
      ['sent-folder', true],
      ['smtp', true],
    ]);
    const bad = await desk.engine.accounts.test({
      channel: 'email',
      config: { ...config(), user: SUPPORT },
      secrets: { password: 'wrong' },
    });
    expect(bad.hops[0]).toMatchObject({ hop: 'imap', isOk: false, code: 'email.auth-refused' });
  });

  test('mail that was there before the account is taken in, and the counts agree', async () => {
    await eventually(
      'the first sync',
      10_000,
      () => desk.engine.accounts.views()[0]?.status?.phase === 'live',
    );
    expect(pageOf().rows[0]).toMatchObject({
      contactName: '陈嘉怡',
      subject: '退款还没到账',
      address: CUSTOMER,
      hasAttachment: true,
    });
    const [counts] = desk.engine.accounts.views()[0]?.status?.counts ?? [];
    expect(counts).toMatchObject({ folder: 'INBOX', server: 1, here: 1 });
    // It is work, and no news.
    expect(desk.engine.projection.notifications(10).rows).toEqual([]);
  });

  test('a new mail is in the inbox within three seconds of its delivery', async () => {
    await dovecot.deliver(SUPPORT, chineseMail('live', '付款扣了两次，麻烦处理'));
    const began = performance.now();
    await eventually('the new mail', 3_000, () =>
      pageOf().rows.some((row) => row.preview?.text.includes('付款扣了两次')),
    );
    expect(performance.now() - began).toBeLessThan(3_000);
    // Told once it is durable, a moment after it can be read.
    const news = await eventually('the news of it', 3_000, () => {
      const { rows } = desk.engine.projection.notifications(10);
      return rows.length > 0 ? rows : null;
    });
    expect(news).toMatchObject([{ kind: 'message' }]);
  });

  test('an answer reaches the customer with the right threading headers, and a copy lies in Sent', async () => {
    const row = pageOf().rows.find((one) => one.preview?.text.includes('付款扣了两次'));
    const sent = desk.engine.writing.reply({
      conversationId: row!.id,
      text: '已为您核实，原路退回。',
      html: null,
      attachments: [],
      mail: null,
      thenStatus: 'wait',
    });
    expect(sent).toMatchObject({ ok: true });
    const customer = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.imapPort,
      secure: false,
      auth: { user: CUSTOMER, pass: 'secret' },
      logger: false,
    });
    await customer.connect();
    const source = await eventually('the answer in the customer’s mailbox', 10_000, async () => {
      await customer.mailboxOpen('INBOX');
      const message = await customer.fetchOne('*', { source: true });
      return message ? message.source : null;
    });
    const mail = await simpleParser(source!);
    expect(mail.text).toContain('已为您核实');
    expect(mail.inReplyTo).toBe('<live@customer.test>');
    expect([mail.references].flat()).toEqual(['<live@customer.test>']);
    expect(mail.subject).toBe('Re: 退款还没到账');
    await customer.mailboxOpen('Sent').catch(() => undefined);
    await customer.logout();
    const state = () =>
      desk.engine.projection
        .timeline(row!.id, null, 50)
        .entries.findLast((entry) => entry.kind === 'message' && entry.direction === 'outbound');
    await eventually('the delivery state', 5_000, () => {
      const entry = state();
      return entry?.kind === 'message' && entry.delivery?.state === 'sent';
    });
    const own = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.imapPort,
      secure: false,
      auth: { user: SUPPORT, pass: 'secret' },
      logger: false,
    });
    await own.connect();
    await eventually('the copy in Sent', 5_000, async () => {
      const sent = await own.status('Sent', { messages: true });
      return sent !== false && sent.messages === 1;
    });
    await own.logout();

    // The customer answers our keyed Message-ID from another address: it joins the conversation.
    const reply = chineseMail(
      'answer',
      '收到，谢谢',
      `In-Reply-To: ${mail.messageId}\r\nReferences: <live@customer.test> ${mail.messageId}`,
    ).replace(CUSTOMER, 'other@customer.test');
    await dovecot.deliver(SUPPORT, reply);
    await eventually('the follow-up in the same conversation', 3_000, () =>
      desk.engine.projection.conversation(row!.id)?.lastPreview?.text.includes('收到'),
    );
    expect(desk.engine.projection.conversation(row!.id)?.status).toBe('open');
  });

  test('a stranger who quotes the customer’s message id does not get into the conversation', async () => {
    const before = pageOf().total;
    await dovecot.deliver(
      SUPPORT,
      chineseMail('forged', '请把退款打到我的卡上', 'In-Reply-To: <live@customer.test>').replace(
        CUSTOMER,
        'stranger@evil.test',
      ),
    );
    await eventually('a conversation of its own', 3_000, () => pageOf().total > before);
    expect(pageOf().total).toBe(before + 1);
  });

  test('an answer lost after DATA is in doubt and is not sent again', async () => {
    const row = pageOf().rows.find((one) => one.address === 'stranger@evil.test');
    const before = smtp.accepted.length;
    smtp.vanishNext();
    desk.engine.writing.reply({
      conversationId: row!.id,
      text: '请问您的订单号是多少？',
      html: null,
      attachments: [],
      mail: null,
      thenStatus: null,
    });
    await eventually('the doubt', 10_000, () =>
      desk.engine.projection
        .outboxPage('trouble', 10)
        .rows.find((one) => one.delivery.state === 'in_doubt'),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(smtp.accepted.length).toBe(before + 1);
  });

  test('a permanent refusal fails once, with the server’s own words', async () => {
    const mail = {
      accountId: ACCOUNT,
      to: [{ address: 'nobody@customer.test', name: null }],
      cc: [],
      bcc: [],
      subject: 'Hello',
      text: 'Hello',
      html: null,
      attachments: [],
    };
    smtp.refuseNext(550);
    const composed = desk.engine.writing.compose(mail);
    expect(composed).toMatchObject({ ok: true });
    const failed = await eventually('the failure', 5_000, () =>
      desk.engine.projection
        .outboxPage('trouble', 10)
        .rows.find((one) => one.delivery.state === 'failed'),
    );
    expect(failed.delivery.reason).toContain('refused by the test');
    expect(failed.isPermanent).toBe(true);
  });
});
