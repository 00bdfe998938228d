import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';
import { type Dovecot, hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { startSmtp, type TestSmtp } from '../kit/mail/smtp.ts';

const HOUR_MS = 3_600_000;
const SUPPORT = 'support@desk.test';

describe.skipIf(!hasDovecot)('what has not left', () => {
  let desk: RunningDesk;
  let dovecot: Dovecot;
  let smtp: TestSmtp;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let turn = 0;

  /** A new mail; its address tells it apart. */
  async function compose(sendAt?: number): Promise<string> {
    turn += 1;
    const address = `customer-${turn}@customer.test`;
    const answer = await desk.call<{ ok: boolean }>('message/compose', {
      accountId: 'mailbox',
      to: [{ address, name: null }],
      cc: [],
      bcc: [],
      subject: `退款 ${turn}`,
      text: '您好，退款已提交。',
      sendAt: sendAt ?? Date.now(),
    });
    expect(answer.ok).toBe(true);
    return address;
  }
  const row = (address: string) => page.getByRole('listitem').filter({ hasText: address });
  const act = (address: string, name: string) =>
    row(address).getByRole('button', { name, exact: true });
  const taken = (address: string) => smtp.accepted.filter((one) => one.to.includes(address)).length;

  beforeAll(async () => {
    dovecot = await startDovecot();
    smtp = await startSmtp((to, raw) => dovecot.deliver(to, raw));
    desk = await startDesk({ workspace: 'empty', language: 'zh-CN' });
    await desk.call('brand/add', {
      brandId: 'own',
      profile: {
        name: '云栈支付',
        language: 'zh-CN',
        signature: '',
        colour: '#1d5fd1',
        greeting: '',
        hours: { timeZone: 'Asia/Shanghai', days: [] },
        topics: [],
        faq: [],
      },
    });
    const server = (port: number) => ({ host: '127.0.0.1', port, security: 'plain' });
    await desk.call('account/connect', {
      accountId: 'mailbox',
      channel: 'email',
      brandId: 'own',
      name: '云栈客服',
      address: SUPPORT,
      config: { imap: server(dovecot.imapPort), smtp: server(smtp.port), since: 'all' },
      secrets: { password: dovecot.password },
    });
    browser = await openBrowser();
    ({ page, complaints } = await openPage(browser, desk.address));
    await page.getByText('已连接').first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.end();
    await smtp?.stop();
    await dovecot?.stop();
  });
  beforeEach(async () => {
    await page.evaluate(() => {
      location.hash = '#/outbox';
    });
  });

  test('an empty outbox says that everything has left', async () => {
    await expect.poll(() => page.getByText('全部已发出').isVisible()).toBe(true);
  });

  test('a scheduled mail waits with its time, can be sent now, and leaves once', async () => {
    const address = await compose(Date.now() + 20 * HOUR_MS);
    await row(address)
      .getByText(/定时于 .* 发送/)
      .waitFor();
    expect(taken(address)).toBe(0);
    await act(address, '立即发送').click();
    await row(address).waitFor({ state: 'detached', timeout: 15_000 });
    expect(taken(address)).toBe(1);
  });

  test('one that was taken back never leaves', async () => {
    const address = await compose(Date.now() + 20 * HOUR_MS);
    await act(address, '撤回').click();
    await row(address).waitFor({ state: 'detached' });
    expect(taken(address)).toBe(0);
  });

  test('a refused one shows the server’s words, and leaves when tried again', async () => {
    smtp.refuseNext(554);
    const address = await compose();
    await row(address).getByText('没有发出，不会再自动重试。').waitFor({ timeout: 15_000 });
    expect(await row(address).textContent()).toContain('refused by the test');
    await act(address, '重试').click();
    await row(address).waitFor({ state: 'detached', timeout: 15_000 });
    expect(taken(address)).toBe(1);
  });

  test('a doubtful one is never sent again by itself; a person says that it arrived', async () => {
    smtp.vanishNext();
    const address = await compose();
    await row(address)
      .getByText(/可能已经送达，无法确认/)
      .waitFor({ timeout: 20_000 });
    expect(taken(address)).toBe(1);
    await page.getByRole('tab', { name: /需处理/ }).click();
    await act(address, '已送达').click();
    await page.getByText('没有需要处理的消息').waitFor();
    await page.getByRole('tab', { name: /全部/ }).click();
    expect(taken(address)).toBe(1);
  });

  test('sending a doubtful one again is asked first, because the customer may get it twice', async () => {
    smtp.vanishNext();
    const address = await compose();
    await act(address, '再发一次').click({ timeout: 20_000 });
    const question = page.getByRole('alertdialog');
    await question.getByText('如果第一次其实已经送达，客户会收到两次。').waitFor();
    await question.getByRole('button', { name: '再发一次' }).click();
    await row(address).waitFor({ state: 'detached', timeout: 15_000 });
    expect(taken(address)).toBe(2);
  });

  test('the centre tells of what failed, and its mark goes when it is dealt with', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    const centre = page.getByRole('complementary', { name: '通知' });
    const news = centre.getByRole('list', { name: '通知列表' }).getByRole('listitem');
    await news.first().waitFor();
    expect(await page.title()).toMatch(/^\(\d+\) /);
    expect((await news.allTextContents()).join()).toContain('没有发出');
    await news.first().getByRole('button', { name: '标为已处理' }).click();
    await centre.getByRole('button', { name: '全部标为已处理' }).click();
    await expect.poll(() => news.count()).toBe(0);
    await expect.poll(() => page.title()).not.toMatch(/^\(/);
    await page.keyboard.press('Escape');
  });

  test('none of this made the page complain', () => {
    expect(complaints).toEqual([]);
  });
});
