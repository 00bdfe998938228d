import { readdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';
import { eventually } from '../kit/engine.ts';
import { hasOpenssl, selfSigned } from '../kit/mail/certificates.ts';
import { type Dovecot, hasDovecot, startDovecot } from '../kit/mail/dovecot.ts';
import { startSmtp, type TestSmtp } from '../kit/mail/smtp.ts';

const SUPPORT = 'support@desk.test';
const CUSTOMER = 'chen@customer.test';

let desk: RunningDesk;
let browser: Browser;
let page: Page;
let complaints: string[];

const goTo = (hash: string) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);
const settings = async (name: string) => {
  await goTo('#/inbox/all');
  await goTo(`#/settings/${name}`);
};
const button = (name: string) => page.getByRole('button', { name, exact: true });

beforeAll(async () => {
  desk = await startDesk({ workspace: 'empty', language: 'zh-CN' });
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser, desk.address));
});
afterAll(async () => {
  await browser?.close();
  await desk?.end();
});

test('a new desk begins with the introduction; it can be done by keys and put off', async () => {
  await page.getByRole('heading', { name: '欢迎使用客服台' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByLabel('姓名').fill('周宁');
  await page.getByLabel('工作区名称').fill('云栈客服');
  await page.keyboard.press('Control+Enter');
  await page.getByText('从空白开始').waitFor();
  const me = await desk.call<{ agent: { name: string }; workspace: { name: string } }>(
    'session/me',
  );
  expect([me.agent.name, me.workspace.name]).toEqual(['周宁', '云栈客服']);
  await button('稍后再说').click();
  await page.getByText('已连接').first().waitFor();
});

describe.skipIf(!hasDovecot)('a mailbox connected on screen', () => {
  let dovecot: Dovecot;
  let smtp: TestSmtp;

  beforeAll(async () => {
    dovecot = await startDovecot();
    smtp = await startSmtp((to, raw) => dovecot.deliver(to, raw));
    for (const [at, text] of ['退款还没到账', '收据在附件里'].entries())
      await dovecot.deliver(
        SUPPORT,
        [
          `Message-ID: <first-${at}@customer.test>`,
          `From: <${CUSTOMER}>`,
          `To: <${SUPPORT}>`,
          `Subject: order GP-3100${at}`,
          `Date: ${new Date().toUTCString()}`,
          'MIME-Version: 1.0',
          ...(at === 0
            ? ['Content-Type: text/plain; charset=utf-8', '', text]
            : [
                'Content-Type: multipart/mixed; boundary="b"',
                '',
                '--b',
                'Content-Type: text/plain; charset=utf-8',
                '',
                text,
                '--b',
                'Content-Type: text/csv; name="receipt.csv"',
                'Content-Disposition: attachment; filename="receipt.csv"',
                '',
                'a,b',
                '--b--',
              ]),
          '',
        ].join('\r\n'),
      );
  });
  afterAll(async () => {
    await smtp?.stop();
    await dovecot?.stop();
  });

  const server = (name: string) => page.getByRole('group', { name });
  async function fillForm(
    password: string,
    ports: [imap: number, smtp: number] = [dovecot.imapPort, smtp.port],
    security = '不加密（仅本机）',
  ) {
    await settings('accounts');
    await button('连接邮箱').click();
    await page.getByLabel('邮箱地址').fill(SUPPORT);
    await page.getByLabel('邮箱地址').press('Tab');
    await page.getByText('已按 desk.test 填好服务器。').waitFor();
    await page.getByLabel('名称').fill('云栈客服');
    await page.getByRole('textbox', { name: '密码或授权码' }).fill(password);
    for (const [name, port] of [
      ['收件服务器（IMAP）', ports[0]],
      ['发件服务器（SMTP）', ports[1]],
    ] as const) {
      await server(name).getByRole('button', { name: /加密/ }).click();
      await page.getByRole('option', { name: security }).click();
      await server(name).getByLabel('地址').fill('127.0.0.1');
      await server(name).getByLabel('端口').fill(String(port));
    }
  }

  test('an empty form names every field that is missing and tries nothing', async () => {
    await settings('accounts');
    await button('连接邮箱').click();
    await button('测试连接').click();
    await page.getByText('请填写完整的邮箱地址。').waitFor();
    await page.getByText('请先填写标出的内容。').waitFor();
    expect(await page.getByRole('list', { name: '连接测试结果' }).count()).toBe(0);
  });

  test('a refused password is said at the password, and nothing is kept', async () => {
    await fillForm('wrong');
    await button('测试并连接').click();
    await page.getByText('收件服务器 失败').waitFor({ timeout: 25_000 });
    const field = page.getByRole('textbox', { name: '密码或授权码' });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await desk.call<unknown[]>('account/list')).toEqual([]);
  });

  test('the right one connects, syncs, and the server’s count is the desk’s', async () => {
    await fillForm(dovecot.password);
    await page.getByText('更多选项').click();
    await page.getByRole('button', { name: /首次同步/ }).click();
    await page.getByRole('option', { name: '全部邮件' }).click();
    await button('测试并连接').click();
    const card = page.getByRole('listitem', { name: '云栈客服' });
    await card.waitFor({ timeout: 25_000 });
    await card.getByText('已连接').waitFor({ timeout: 25_000 });
    await eventually('both mails are here', 20_000, async () => {
      const { total } = await desk.call<{ total: number }>('inbox/page', { view: 'all' });
      return total >= 1;
    });
    await card.getByText(/服务器 2 封 · 本机 2 封/).waitFor({ timeout: 30_000 });
    expect(await card.getByText('数目一致').isVisible()).toBe(true);
  });

  test('it is changed without typing its password again', async () => {
    await settings('accounts');
    const card = page.getByRole('listitem', { name: '云栈客服' });
    await card.getByRole('button', { name: '设置' }).click();
    await page.getByText('已保存。留空则不改。').waitFor();
    expect(await page.getByLabel('邮箱地址').inputValue()).toBe(SUPPORT);
    await page.getByLabel('名称').fill('云栈邮箱');
    await button('测试并保存').click();
    await page.getByRole('listitem', { name: '云栈邮箱' }).waitFor({ timeout: 25_000 });
    const [account] = await desk.call<{ secretNames: string[] }[]>('account/list');
    expect(account?.secretNames).toEqual(['password']);
  });

  test('a password that is refused later is told in the centre, which leads to the channel', async () => {
    const [account] = await desk.call<Record<string, unknown>[]>('account/list');
    const change = (password: string) =>
      desk.call('account/reconfigure', {
        accountId: account?.['id'],
        brandId: account?.['brandId'],
        name: '云栈客服',
        address: SUPPORT,
        config: account?.['config'],
        secrets: { password },
      });
    await change('wrong');
    await goTo('#/inbox/all');
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    const news = page.getByRole('complementary', { name: '通知' });
    await news.getByText('云栈客服 需要处理').click({ timeout: 25_000 });
    await expect.poll(() => page.url()).toContain('#/settings/accounts');
    await page.keyboard.press('Escape');
    const card = page.getByRole('listitem', { name: '云栈客服' });
    await card.getByText('需要处理').waitFor();
    await change(dovecot.password);
    await card.getByText('已连接').waitFor({ timeout: 25_000 });
  });

  test('its mail is found on the search screen, by its attachment too', async () => {
    await goTo('#/search');
    await page.getByRole('combobox').fill('含:附件');
    const hits = page.getByRole('listbox', { name: '搜索结果' }).getByRole('option');
    await expect.poll(() => hits.count(), { timeout: 10_000 }).toBe(1);
    expect(await hits.first().textContent()).toContain('收据在附件里');
  });

  test.skipIf(!hasOpenssl)(
    'a certificate nobody vouches for is refused, shown, and trusted only after it was compared',
    async () => {
      const certificate = selfSigned();
      const [secured, outgoing] = [
        await startDovecot({ certificate }),
        await startSmtp(async () => undefined, { certificate }),
      ];
      try {
        await fillForm(secured.password, [secured.imapPort, outgoing.port], 'STARTTLS');
        await button('测试连接').click();
        await page.getByText('服务器的证书未被信任', { exact: true }).waitFor({ timeout: 30_000 });
        expect(await page.locator('code').allTextContents()).toContain(certificate.fingerprint);
        const trust = button('只为这个邮箱信任此证书');
        expect(await trust.isDisabled()).toBe(true);
        await page.getByText('我已核对，指纹一致').click();
        await trust.click();
        await page.getByText('发件服务器 正常').waitFor({ timeout: 30_000 });
        await page.getByText('收件服务器 正常').waitFor();
        await page.getByText('只接受指纹为此的证书').waitFor();
      } finally {
        await outgoing.stop();
        await secured.stop();
      }
    },
  );

  test('pausing and resuming are one click, removing is asked first', async () => {
    await settings('accounts');
    const card = page.getByRole('listitem', { name: '云栈客服' });
    const choose = async (name: string) => {
      await card.getByRole('button', { name: '“云栈客服”的更多操作' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await choose('暂停');
    await card.getByText('已暂停').waitFor();
    await choose('恢复');
    await card.getByText('已连接').waitFor({ timeout: 20_000 });
    await choose('移除');
    const question = page.getByRole('alertdialog');
    await question.getByRole('button', { name: '取消' }).click();
    expect(await card.isVisible()).toBe(true);
    await choose('移除');
    await question.getByRole('button', { name: '移除' }).click();
    await card.waitFor({ state: 'detached' });
  });
});

test('a web chat is set up with its brand, and its line to embed serves a real script', async () => {
  await settings('accounts');
  await button('添加网页聊天').click();
  await page.getByLabel('品牌名称').fill('云栈支付');
  await page.getByRole('textbox', { name: '颜色', exact: true }).fill('#ffee00');
  await page.getByText(/白字在这个颜色上不够清楚/).waitFor();
  await page.getByRole('textbox', { name: '颜色', exact: true }).fill('#0a6b4f');
  await page.getByLabel('咨询类型').fill('支付失败\n退款');
  await page.getByText('按星期设置').click();
  await page.getByRole('textbox', { name: '星期一结束' }).fill('08:00');
  await button('添加').click();
  await page.getByText('结束时间需晚于开始时间。').waitFor();
  await page.getByRole('textbox', { name: '星期一结束' }).fill('20:30');
  await page.getByLabel('允许嵌入的网站').fill('shop.example.com');
  await button('添加').click();
  const snippet = page.getByText('<script src=', { exact: false });
  await snippet.waitFor();
  const source = /src="([^"]+)" data-brand="([^"]+)"/.exec((await snippet.textContent()) ?? '');
  const script = await fetch(source?.[1] ?? '');
  expect([script.status, script.headers.get('content-type')]).toEqual([
    200,
    'text/javascript; charset=utf-8',
  ]);
  const [brand] = await desk
    .call<{ id: string; topics: string[]; hours: { days: unknown[] } }[]>('brand/list')
    .then((brands) => brands.filter((one) => one.id === source?.[2]));
  expect(brand?.topics).toEqual(['支付失败', '退款']);
  expect(brand?.hours.days[0]).toEqual({ weekday: 1, from: 540, to: 1230 });
});

test('theme, density, text size and language change the window at once and stay', async () => {
  await settings('look');
  await page.getByText('深色', { exact: true }).click();
  await page.getByText('紧凑', { exact: true }).click();
  await page.getByText('16', { exact: true }).click();
  const look = () =>
    page.evaluate(() => Object.fromEntries(Object.entries(document.documentElement.dataset)));
  await expect.poll(look).toMatchObject({ theme: 'dark', density: 'compact', textSize: '16' });
  await page.getByText('English', { exact: true }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await page.reload();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await expect.poll(look).toMatchObject({ theme: 'dark' });
  await page.getByText('简体中文', { exact: true }).click();
  await page.getByRole('heading', { name: '设置' }).waitFor();
});

test('a key is remapped, its clash is told, and everything can be reset', async () => {
  await settings('keys');
  await button('修改“搜索”的快捷键').click();
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('e');
  await dialog.getByText(/已用于：.*解决会话/).waitFor();
  await page.keyboard.press('Control+Alt+s');
  await expect.poll(() => dialog.getByText(/已用于/).count()).toBe(0);
  await dialog.getByRole('button', { name: '使用', exact: true }).click();
  await page.getByText('已修改').waitFor();
  await page.keyboard.press('Control+Alt+s');
  await expect.poll(() => page.url()).toContain('#/search');
  await settings('keys');
  await button('恢复全部默认').click();
  await page.getByRole('alertdialog').getByRole('button', { name: '恢复全部默认' }).click();
  await expect.poll(() => page.getByText('已修改').count()).toBe(0);
});

test('a setting is found by a word that is not its name', async () => {
  await settings('profile');
  await page.getByRole('searchbox', { name: '搜索设置' }).fill('营业时间');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('#/settings/brands');
});

test('demo data is added, removed after a question, and what is one’s own stays', async () => {
  await settings('data');
  const count = () => desk.call<unknown[]>('brand/list').then((brands) => brands.length);
  const before = await count();
  await button('添加演示数据').click();
  await button('移除演示数据').first().waitFor({ timeout: 20_000 });
  expect(await count()).toBeGreaterThan(before);
  await page.locator('section').getByRole('button', { name: '移除演示数据' }).last().click();
  await page.getByRole('alertdialog').getByRole('button', { name: '移除演示数据' }).click();
  await button('添加演示数据').waitFor({ timeout: 20_000 });
  expect(await count()).toBe(before);
});

test('the data is checked and backed up from the screen, and the backup is a folder on disk', async () => {
  await settings('about');
  await button('检查数据').click();
  await page.getByText('数据完好。').waitFor();
  await page.getByText('还没有备份。').waitFor();
  await button('立即备份').click();
  await page.getByText(/共 1 份/).waitFor();
  const { backups } = await desk.call<{ backups: { folder: string }[] }>('upkeep/state');
  expect(readdirSync(backups[0]?.folder ?? '')).toContain('desk.db');
});

test('none of this made the page complain', () => {
  expect(complaints).toEqual([]);
});
