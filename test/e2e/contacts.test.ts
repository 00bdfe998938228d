import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';
import { eventually, temporaryFolder } from '../kit/engine.ts';
import { freePort } from '../kit/mail/dovecot.ts';

let desk: RunningDesk;
let browser: Browser;
let page: Page;
let complaints: string[];
let origin: string;
let profile: string;

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  profile = temporaryFolder('contacts');
  desk = await startDesk({
    workspace: 'empty',
    profile,
    language: 'zh-CN',
    config: `
public: { port: ${port} }
brands: [{ id: pay, name: 青禾支付, language: zh-CN, colour: '#1d5fd1' }]
accounts:
  - { id: chat, channel: webchat, brand: pay, name: 网页聊天, address: pay }
`,
  });
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser, desk.address));
  await page.getByText('已连接').first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await desk?.end();
});

/** A visitor says something; resolves when it is confirmed. */
async function says(text: string, name: string, orderNumber: string | null = null) {
  const session = await fetch(`${origin}/webchat/session`, {
    method: 'POST',
    body: JSON.stringify({ brandId: 'pay', token: null, identity: null }),
  });
  const { token } = (await session.json()) as { token: string };
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/webchat/socket`, { origin });
  let isConfirmed = false;
  socket.on('message', (data: Buffer) => {
    isConfirmed ||= (JSON.parse(data.toString()) as { kind: string }).kind === 'ack';
  });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ kind: 'hello', token }));
  const preChat = { accountName: name, orderNumber, topic: null, pageUrl: null };
  const frame = { kind: 'say', id: randomUUID(), text, uploads: [], preChat, language: 'zh-CN' };
  socket.send(JSON.stringify(frame));
  await eventually('the message is confirmed', 5_000, () => isConfirmed);
  socket.close();
}

interface Row {
  id: string;
  name: string | null;
}
const list = async (text = '') => (await desk.call<{ rows: Row[] }>('contact/page', { text })).rows;
const goTo = (hash: string) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);
const button = (name: string) => page.getByRole('button', { name, exact: true });
const audits = async (action: string) => {
  const files = readdirSync(profile).filter((name) => name.startsWith('desk.db'));
  return files
    .map((name) => readFileSync(path.join(profile, name)).toString('utf8'))
    .join('')
    .includes(`"action":"${action}"`);
};

test('two chats with one name and order are suggested, linked and taken apart on screen', async () => {
  await says('钱还没到账', '王小明', 'GP-21007');
  await says('上次说的退款呢', '王小明', 'GP-21007');
  await page.getByRole('option').filter({ hasText: '钱还没到账' }).click();
  const customer = page.getByRole('complementary', { name: '客户信息' });
  await customer.getByText('可能是同一人').waitFor();
  await customer.getByText('姓名和订单号相同').waitFor();
  // Nothing was joined by itself.
  expect(await list('王小明')).toHaveLength(2);
  await customer.getByRole('button', { name: '关联', exact: true }).click();
  await customer.getByText('关联的客户').waitFor();
  await customer.getByText('上次说的退款呢').waitFor();
  expect(await list('王小明')).toHaveLength(1);
  await customer.getByRole('button', { name: '解除关联' }).click();
  await customer.getByText('可能是同一人').waitFor();
  expect(await list('王小明')).toHaveLength(2);
  await customer.getByRole('button', { name: '不是同一人' }).click();
  await customer.getByText('可能是同一人').waitFor({ state: 'detached' });
  await page.reload();
  await customer.getByText('联系方式').waitFor();
  await page.waitForTimeout(500);
  expect(await customer.getByText('可能是同一人').count()).toBe(0);
});

test('a customer is made, found by the last digits, and masked until a reason is given', async () => {
  await page.keyboard.press('Escape');
  await page.locator('body').click({ position: { x: 5, y: 300 } });
  await page.keyboard.press('Control+4');
  await page.getByRole('heading', { name: '客户', level: 1 }).waitFor();
  await button('新建').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('张伟');
  await dialog.getByLabel('邮箱、手机号或账户').fill('12');
  await dialog.getByRole('button', { name: '新建' }).click();
  await dialog.getByText('不是有效的手机').waitFor();
  await dialog.getByLabel('邮箱、手机号或账户').fill('１３８ ００１３ ８０００');
  await dialog.getByRole('button', { name: '新建' }).click();
  await page.getByRole('heading', { name: '张伟' }).waitFor();
  await page.getByText('138****8000').waitFor();
  const eye = button('按住查看完整信息');
  await eye.click();
  await page.getByRole('dialog').getByLabel('原因').fill('客户要求核对手机号');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await page.getByText('+8613800138000').count()).toBe(0);
  await eye.hover();
  await page.mouse.down();
  await page.getByText('+8613800138000').waitFor();
  await page.mouse.up();
  await page.getByText('138****8000').waitFor();
  await eye.focus();
  await page.keyboard.down('Space');
  await page.getByText('+8613800138000').waitFor();
  await page.keyboard.up('Space');
  await page.getByText('138****8000').waitFor();
  await button('返回客户列表').click();
  await page.getByRole('searchbox').last().fill('8000');
  await page.getByText('1 位').waitFor();
  await page.getByRole('button', { name: /张伟/ }).waitFor();
});

test('fields of the workspace are defined in settings, filled in on the page and undone by Z', async () => {
  await goTo('#/settings/contacts');
  await button('添加字段').click();
  await page.getByLabel('中文名称').fill('风险等级');
  await page.getByLabel('英文名称').fill('Risk');
  await page.getByRole('dialog').getByRole('button', { name: /类型/ }).click();
  await page.getByRole('option', { name: '选项' }).click();
  await page.getByLabel('选项（每行一个）').fill('低\n高');
  await button('保存').click();
  await page.getByText('风险等级').waitFor();
  const [zhang] = await list('张伟');
  await goTo(`#/contacts/${zhang?.id}`);
  await button('编辑资料').last().click();
  await page.getByLabel('用户名').fill('zhangwei88');
  await page.getByRole('button', { name: /风险等级/ }).click();
  await page.getByRole('option', { name: '高' }).click();
  await button('保存').click();
  await page.getByText('zhangwei88').waitFor();
  await page.locator('body').click({ position: { x: 5, y: 400 } });
  await page.keyboard.press('z');
  await page.getByText('zhangwei88').waitFor({ state: 'detached' });
  await button('登记同意').click();
  await page.getByLabel('用途').fill('短信营销');
  await page.getByLabel('同意方式').fill('电话中口头同意');
  await button('保存').click();
  await page.getByText('电话中口头同意').waitFor();
  await button('撤回').click();
  await page.getByRole('alertdialog').getByRole('button', { name: '撤回' }).click();
  await page.getByText('已于').waitFor();
  const view = await desk.call<{ fields: object; consents: { withdrawnAt: number | null }[] }>(
    'contact/get',
    { contactId: zhang?.id },
  );
  expect(view).toMatchObject({ fields: {}, consents: [{ withdrawnAt: expect.any(Number) }] });
});

const FILE = [
  '姓名,手机,邮箱,类型,公司名称,备注',
  '李娜,13811112222,li@x.test,商户,甲公司,=HYPERLINK("x")',
  '刘洋,123,liu@x.test,用户,,',
  '陈静,13811112222,,用户,,',
  '"赵, 磊",,zhao@x.test,用户,,卡号 4539148803436467',
  '张伟,13800138000,zw@x.test,用户,,',
  '卡片,,4539148803436467@x.test,用户,,',
].join('\r\n');

test('a file is mapped, tried, taken in once, its bad lines told by line and column', async () => {
  await goTo('#/contacts');
  const before = (await list()).length;
  await button('导入').click();
  const dialog = page.getByRole('dialog');
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) };
  await page.locator('input[type=file]').setInputFiles(file);
  await dialog.getByText('6 行').waitFor();
  await dialog.getByRole('cell', { name: '赵, 磊' }).waitFor();
  await dialog.getByRole('button', { name: '试运行' }).click();
  await dialog.getByText('没有写入任何内容').waitFor();
  for (const text of ['新客户 2', '补充已有客户 1', '有问题 3', '第 3 行', '第 4 行', '第 7 行'])
    await dialog.getByText(text).waitFor();
  await dialog.getByText('手机: 格式不对').waitFor();
  await dialog.getByText('（第 2 行）').waitFor();
  await dialog.getByText('像是卡号').waitFor();
  expect(await list()).toHaveLength(before);
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '下载有问题的行' }).click();
  const bad = readFileSync(await (await saved).path(), 'utf8');
  expect(bad.split('\r\n').filter((line) => line !== '')).toHaveLength(4);
  await dialog.getByRole('button', { name: '开始导入' }).click();
  await dialog.getByText('导入完成').waitFor();
  await dialog.getByRole('button', { name: '完成' }).click();
  expect(await list()).toHaveLength(before + 2);
  const [zhao] = await list('赵');
  const view = await desk.call<{ note: string }>('contact/get', { contactId: zhao?.id });
  expect(view.note).not.toContain('880343');
  const [zhang] = await list('张伟');
  const filled = await desk.call<{ identities: { address: string }[] }>('contact/get', {
    contactId: zhang?.id,
  });
  expect(filled.identities.map((one) => one.address)).toEqual(['+8613800138000', 'zw@x.test']);
  // The same file again adds nothing.
  await button('导入').click();
  await page.locator('input[type=file]').setInputFiles(file);
  await dialog.getByRole('button', { name: '试运行' }).click();
  await dialog.getByText('新客户 0').waitFor();
  await dialog.getByText('已有且相同 3').waitFor();
  await page.keyboard.press('Escape');
});

test('an export asks what for, opens in a spreadsheet, and runs nothing there', async () => {
  await button('导出').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('用途').fill('季度核对');
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '导出' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^客户-\d{4}-\d{2}-\d{2}\.csv$/);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text.startsWith('\uFEFF姓名,类型,')).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  expect(text).toContain(`'+8613811112222`);
  for (const cell of text.split(/\r\n|,/)) expect(cell).not.toMatch(/^"?[=+\-@]/);
});

test('an erasure asks for a reason and the name; then nothing of the person is in any file', async () => {
  const secrets = ['孙小红', '秘密的话', 'sunhong@secret.test', '13955556666'];
  await says('秘密的话在这里', '孙小红', 'GP-77');
  const [sun] = await eventually('the chat is a customer', 5_000, async () => {
    const rows = await list('孙小红');
    return rows.length > 0 && rows;
  });
  if (!sun) throw new Error('no customer');
  for (const [kind, address] of [
    ['email', 'sunhong@secret.test'],
    ['phone', '13955556666'],
  ])
    await desk.call('contact/addIdentity', {
      contactId: sun.id,
      identity: { kind, address, isVerified: false },
    });
  await desk.call('search/messages', { text: '秘密的话' });
  await goTo(`#/contacts/${sun.id}`);
  await page.getByText('秘密的话在这里').waitFor();
  await button('更多操作').click();
  await page.getByRole('menuitem', { name: '按要求删除……' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText('会话 1').waitFor();
  const go = dialog.getByRole('button', { name: '永久删除' });
  expect(await go.isDisabled()).toBe(true);
  await dialog.getByLabel(/原因/).fill('孙小红本人要求');
  await dialog.getByLabel(/确认/).fill('孙小红');
  await go.click();
  await dialog.getByText('请不要写客户的姓名').waitFor();
  await dialog.getByLabel(/原因/).fill('客户书面要求，工单 1024');
  await go.click();
  await page.getByRole('heading', { name: '[已删除]' }).waitFor();
  await page.getByText('已按要求删除').first().waitFor();
  const found = () =>
    readdirSync(profile, { recursive: true })
      .map((name) => path.join(profile, String(name)))
      .filter((file) => statSync(file).isFile())
      .flatMap((file) => {
        const bytes = readFileSync(file);
        return secrets
          .filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))
          .map((word) => `${word} in ${path.relative(profile, file)}`);
      });
  expect(found()).toEqual([]);
  expect(await audits('contact.erased')).toBe(true);
  // The customer's page is a stranger's from then on.
  await says('又来了', '别人');
  expect(await list('别人')).toHaveLength(1);
});

test('the screens pass through English, the dark theme and a narrow window without a complaint', async () => {
  const [zhang] = await list('张伟');
  await desk.call('preferences/set', { language: 'en', theme: 'dark' });
  await page.locator('html[lang=en]').waitFor();
  for (const width of [1440, 960]) {
    await page.setViewportSize({ width, height: 900 });
    for (const hash of ['#/contacts', `#/contacts/${zhang?.id}`, '#/settings/contacts']) {
      await goTo(hash);
      await page.waitForTimeout(300);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(`${hash} ${width}: ${overflow}`).toBe(`${hash} ${width}: 0`);
    }
  }
  await goTo('#/contacts');
  await page.getByRole('button', { name: /张伟/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Back to customers' }).waitFor();
  await goTo('#/contacts/nobody');
  await page.getByText('This customer is not here.').waitFor();
  expect(complaints).toEqual([]);
});
