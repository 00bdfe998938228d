import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';
import { eventually, temporaryFolder } from '../kit/engine.ts';
import { freePort } from '../kit/mail/dovecot.ts';

const brand = 'lake-pay';
let desk: RunningDesk;
let browser: Browser;
let profile: string;
let config: string;
let port: number;
let publicOrigin: string;
/** The agent’s window; an address lets one browser in. */
let page: Page;
let complaints: string[];

const start = () => startDesk({ workspace: 'empty', profile, config, port, language: 'zh-CN' });

beforeAll(async () => {
  port = await freePort();
  const publicPort = await freePort();
  profile = temporaryFolder('cases');
  publicOrigin = `http://127.0.0.1:${publicPort}`;
  config = `
workspace: { name: Lake }
agent: { name: 林晓 }
public: { port: ${publicPort} }
brands:
  - { id: ${brand}, name: Lake Pay }
accounts:
  - { id: lake-chat, channel: webchat, brand: ${brand}, name: Chat, address: ${brand} }
`;
  desk = await start();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desk?.end();
});

interface Row {
  id: string;
  status: string;
  promiseDueAt: number | null;
}
const row = async (): Promise<Row> => {
  const { rows } = await desk.call<{ rows: Row[] }>('inbox/page', { view: 'all' });
  const [only] = rows;
  if (!only) throw new Error('no conversation');
  return only;
};

/** A customer's page with one question in it. */
async function customer(name: string, text: string): Promise<Page> {
  const { page: visitor } = await openPage(browser, `${publicOrigin}/chat/${brand}`);
  await visitor.getByRole('button', { name: '联系人工客服' }).click();
  await visitor.getByLabel('称呼或账户').fill(name);
  await visitor.getByLabel('订单号').fill('GP-21007');
  await visitor.getByRole('button', { name: '开始咨询' }).click();
  await visitor.getByPlaceholder('输入消息').fill(text);
  await visitor.keyboard.press('Enter');
  await visitor.getByText('已送达').waitFor();
  return visitor;
}

async function faults() {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)));
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
    });
    return violations.map((one) => [one.id, one.nodes.slice(0, 2).map((node) => node.html)]);
  });
}

test(
  'an agent escalates a chat, the customer reads the time, the department answers, the promise is kept',
  { timeout: 120_000 },
  async () => {
    const visitor = await customer('cjy_8821', '付款扣了两次，订单还是未支付');
    ({ page, complaints } = await openPage(browser, desk.address));
    await page.getByRole('option').first().click();
    await page.getByRole('heading', { name: 'cjy_8821' }).first().waitFor();

    // C, then E, opens the form; without a time it cannot be submitted and says so.
    await page.locator('[data-place="list"]').focus();
    await page.keyboard.press('c');
    await page.keyboard.press('e');
    const form = page.getByRole('dialog', { name: '升级到部门' });
    await form.getByLabel('摘要').waitFor();
    expect(await form.getByLabel('摘要').inputValue()).toMatch(
      /cjy_8821 · 网页聊天 · 订单 GP-21007.*付款扣了两次/,
    );
    expect(await form.getByRole('button', { name: '请先填写预计答复时间' }).isDisabled()).toBe(
      true,
    );
    expect(await faults()).toEqual([]);

    await form.getByRole('button', { name: /部门/ }).click();
    await page.getByRole('option', { name: '风控' }).click();
    await form.getByLabel('问题').fill('TX-77120934 是否已冲正？');
    await form.getByRole('button', { name: /按部门时限/ }).click();
    const told = await form.getByLabel('告知客户').inputValue();
    expect(told).toMatch(/^预计\d+月\d+日 \d\d:[03]0前答复您。$/);

    // A text without the time is no promise of it.
    await form.getByLabel('告知客户').fill('我们会尽快答复您。');
    await form.getByText(/文字里要写明 \d\d:[03]0/).waitFor();
    await form.getByRole('button', { name: /提交升级/ }).click();
    expect((await row()).promiseDueAt).toBeNull();
    await form.getByLabel('告知客户').fill(`已转风控处理，${told}`);
    await page.keyboard.press('Control+Enter');
    await form.waitFor({ state: 'hidden' });

    await visitor.getByText(`已转风控处理，${told}`).waitFor();
    const waiting = await row();
    expect(waiting).toMatchObject({ status: 'pending' });
    expect(waiting.promiseDueAt).toBeGreaterThan(Date.now());
    await page
      .getByRole('option')
      .first()
      .getByText(/^承诺 \d/)
      .waitFor();

    // What was promised survives a power cut.
    await desk.kill();
    desk = await start();
    expect(await row()).toEqual(waiting);

    await page.goto(desk.address);
    await page.getByText('已连接').first().waitFor();
    await page.keyboard.press('Control+3');
    await page.getByRole('heading', { name: '工单' }).waitFor();
    const number = page.getByRole('link', { name: /^ES\d{15}$/ });
    await number.click();
    const panel = page.getByRole('article');
    await panel.getByText('TX-77120934 是否已冲正？').first().waitFor();
    expect(await faults()).toEqual([]);
    await panel.getByRole('button', { name: '接收' }).click();
    await panel.getByText('林晓接收').waitFor();
    await panel.getByRole('button', { name: '答复', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '答复', exact: true }).click();
    await dialog.getByText('请填写。').waitFor();
    await dialog.getByLabel('答复内容').fill('已冲正，款项今日原路退回。');
    await page.keyboard.press('Control+Enter');
    await panel.getByText('已答复').first().waitFor();

    // The answer is the agent's to pass on: the promise still runs, the conversation is back.
    const back = await row();
    expect(back).toMatchObject({ status: 'open', promiseDueAt: waiting.promiseDueAt });
    await panel.getByRole('link', { name: /打开会话/ }).click();
    await page.getByRole('log').getByText('已冲正，款项今日原路退回。').waitFor();
    expect(await visitor.getByText('已冲正').count()).toBe(0);

    await page
      .getByRole('log')
      .getByRole('link', { name: /打开工单/ })
      .first()
      .click();
    await panel.getByRole('button', { name: '告知客户', exact: true }).click();
    expect(await dialog.getByLabel('发给客户的消息').inputValue()).toBe(
      '已冲正，款项今日原路退回。',
    );
    await dialog.getByLabel('发给客户的消息').fill('您好，款项今日原路退回。');
    await dialog.getByRole('button', { name: '告知客户' }).click();
    await visitor.getByText('您好，款项今日原路退回。').waitFor();
    expect((await row()).promiseDueAt).toBeNull();
    await panel.getByRole('button', { name: '关闭工单' }).click();
    await panel.getByText('已关闭').waitFor();
    await panel.getByRole('link', { name: /打开会话/ }).click();
    await page.getByRole('log').getByText('系统事件').first().click();
    await page.getByRole('log').getByText('承诺已兑现').waitFor();

    const refused = (line: string) => !/ERR_CONNECTION_REFUSED|WebSocket/.test(line);
    expect(complaints.filter(refused)).toEqual([]);
    complaints.length = 0;
    await visitor.context().close();
  },
);

test('without a time, or with one that is over, nothing is opened and nothing is sent', async () => {
  const { id } = await row();
  const before = await desk.call<{ entries: unknown[] }>('conversation/timeline', {
    conversationId: id,
  });
  const escalate = (dueAt: number | null) =>
    desk.call<{ ok: boolean; rejection?: { code: string } }>('case/escalate', {
      conversationId: id,
      departmentId: 'risk',
      dueAt,
      package: {
        summary: '一句话',
        ask: '问题',
        severity: 'p2',
        records: [],
        verification: null,
        checks: [],
        diagnosis: null,
        amountAtRisk: null,
        told: '预计12:00前答复您。',
        contactTime: null,
        attachments: [],
      },
    });
  expect(await escalate(null)).toMatchObject({ ok: false, rejection: { code: 'promise.no-time' } });
  expect(await escalate(Date.now() - 1)).toMatchObject({
    ok: false,
    rejection: { code: 'promise.past' },
  });
  expect(await desk.call('conversation/timeline', { conversationId: id })).toEqual(before);
});

test('departments are renamed, changed, added and retired in the settings', async () => {
  await page.evaluate(() => {
    location.hash = '#/settings/departments';
  });
  const card = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await card('风控').getByRole('button', { name: '编辑' }).click();
  await page.getByLabel('中文名称').fill('风险控制');
  await page.getByLabel('重大（小时）').fill('0.1');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('0.25 到 720 之间').waitFor();
  await page.getByLabel('重大（小时）').fill('1.5');
  await page.getByRole('button', { name: '保存' }).click();
  await card('风险控制').getByText('1.5 / 8 / 24 小时').waitFor();
  await card('商户运营').getByRole('button', { name: '停用' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '停用' }).click();
  await card('商户运营').getByText('已停用').waitFor();
  await page.getByRole('button', { name: '添加部门' }).click();
  await page.getByLabel('中文名称').fill('支付通道组');
  await page.getByLabel('英文名称').fill('Payment channels');
  await page.getByRole('button', { name: '保存' }).click();
  await card('支付通道组').waitFor();
  const kept = await eventually('seven departments', 5_000, async () => {
    const list = await desk.call<{ isRetired: boolean }[]>('department/list');
    return list.length === 7 && list;
  });
  expect(kept.filter((one) => one.isRetired)).toHaveLength(1);
  expect(complaints).toEqual([]);
});
