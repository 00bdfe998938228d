import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';
import { eventually } from '../kit/engine.ts';

interface Row {
  id: string;
  channel: string;
  contactName: string | null;
  subject: string | null;
}
interface Entry {
  kind: string;
  direction?: string;
  text?: string;
  quoteAt?: number | null;
  attachments?: { name: string }[];
  delivery?: { state: string } | null;
}

let desk: RunningDesk;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const rows: Row[] = [];

beforeAll(async () => {
  desk = await startDesk({ workspace: 'demo', language: 'zh-CN' });
  browser = await openBrowser();
  const opened = await openPage(browser, desk.address);
  ({ page } = opened);
  opened.page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  rows.push(...(await desk.call<{ rows: Row[] }>('inbox/page', { view: 'all', limit: 60 })).rows);
  await page.getByRole('option').first().waitFor();
});
afterAll(async () => {
  await browser?.close();
  await desk?.end();
});
beforeEach(() => page.keyboard.press('Escape'));

const rowOf = (channel: string, nth = 0): Row => {
  const found = rows.filter((row) => row.channel === channel)[nth];
  if (!found) throw new Error(`no conversation by ${channel}`);
  return found;
};
const open = async (row: Row) => {
  await page.goto(`${desk.origin}/#/inbox/all/${row.id}`);
  await page
    .getByRole('heading', { name: row.contactName ?? '' })
    .first()
    .waitFor();
  await page.getByRole('log').waitFor();
};
const timeline = async (row: Row) =>
  (
    await desk.call<{ entries: Entry[] }>('conversation/timeline', {
      conversationId: row.id,
      limit: 200,
    })
  ).entries;
const saidIn = (row: Row, text: string) =>
  eventually(`"${text}" is in the timeline`, 5_000, async () =>
    (await timeline(row)).find((entry) => entry.text?.startsWith(text)),
  );

test('Enter sends a chat answer, Shift+Enter makes a line', async () => {
  const row = rowOf('webchat', 3);
  await open(row);
  const box = page.getByPlaceholder('输入消息');
  await box.fill('第一行');
  await box.press('Shift+Enter');
  await page.keyboard.insertText('第二行');
  await box.press('Enter');
  const sent = await saidIn(row, '第一行\n第二行');
  expect(sent.direction).toBe('outbound');
  expect(await box.inputValue()).toBe('');
});

test('the Enter of an input method does not send', async () => {
  const row = rowOf('webchat', 3);
  await open(row);
  const box = page.getByPlaceholder('输入消息');
  await box.focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', {
    text: 'tui',
    selectionStart: 3,
    selectionEnd: 3,
  });
  await session.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Process',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  });
  expect((await timeline(row)).some((entry) => entry.text === 'tui')).toBe(false);
  await session.send('Input.insertText', { text: '退' });
  expect(await box.inputValue()).toBe('退');
  await box.fill('');
});

test('a note is for colleagues: by its key, in its colour, never sent', async () => {
  const row = rowOf('webchat', 4);
  await open(row);
  await page.getByRole('log').focus();
  await page.keyboard.press('n');
  const box = page.getByRole('textbox', { name: '内部备注' });
  await box.fill('已联系银行核实');
  await box.press('Control+Enter');
  const note = await saidIn(row, '已联系银行核实');
  expect(note.direction).toBe('note');
  expect(note.delivery).toBeNull();
});

test('a mail answered is taken back within its seconds and comes back as it was', async () => {
  const row = rowOf('email', 1);
  await open(row);
  await page.getByRole('log').focus();
  await page.keyboard.press('r');
  const editor = page.getByLabel('邮件正文');
  await editor.click();
  await page.keyboard.insertText('这封会被撤销。');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/\d+ 秒后发送/).waitFor();
  await page.getByRole('button', { name: '撤销' }).click();
  await editor.getByText('这封会被撤销。').waitFor();
  const states = (await timeline(row)).flatMap((entry) =>
    entry.text?.startsWith('这封会被撤销') ? [entry.delivery?.state] : [],
  );
  expect(states).toEqual(['withdrawn']);
});

test('a mail leaves with signature and quote, and only the writer’s words are its preview', async () => {
  const row = rowOf('email', 2);
  await open(row);
  await page.getByRole('log').focus();
  await page.keyboard.press('r');
  await page.getByLabel('邮件正文').click();
  await page.keyboard.insertText('退款已提交银行。');
  await page.keyboard.press('Control+Enter');
  const sent = await saidIn(row, '退款已提交银行。');
  expect(sent.quoteAt).toBeGreaterThan('退款已提交银行。'.length);
  expect(sent.text?.slice(sent.quoteAt ?? 0)).toContain('> ');
  const [shown] = await desk.call<{ preview: { text: string } }[]>('inbox/rows', { ids: [row.id] });
  expect(shown?.preview.text).not.toContain('>');
  await page.getByRole('button', { name: '立即发送' }).click();
});

test('a draft outlives the window', async () => {
  const row = rowOf('email', 3);
  await open(row);
  await page.getByLabel('邮件正文').click();
  await page.keyboard.insertText('写到一半');
  await eventually('the draft is kept', 5_000, async () =>
    (await desk.call<{ text: string }[]>('draft/get', { conversationId: row.id })).some(
      (draft) => draft.text === '写到一半',
    ),
  );
  await page.reload();
  await page.getByLabel('邮件正文').getByText('写到一半').waitFor();
  expect(await page.getByLabel('邮件正文').innerText()).toContain('写到一半');
});

test('a file goes with the answer, a pasted picture too', async () => {
  const row = rowOf('webchat', 5);
  await open(row);
  await page.locator('[data-place="composer"] input[type=file]').setInputFiles({
    name: '退款凭证.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 test'),
  });
  await page.getByText('退款凭证.pdf').waitFor();
  const box = page.getByPlaceholder('输入消息');
  await box.fill('请看附件');
  await box.press('Enter');
  const sent = await saidIn(row, '请看附件');
  expect(sent.attachments?.map((file) => file.name)).toEqual(['退款凭证.pdf']);
});

test('words are found in the conversation and walked by Enter', async () => {
  const row = rowOf('webchat', 3);
  await open(row);
  await page.keyboard.press('Control+f');
  const find = page.getByLabel('在会话中查找');
  await find.fill('第二行');
  await page.getByText('1/1').waitFor();
  await find.press('Escape');
  expect(await find.count()).toBe(0);
});

test('what a link of a mail really leads to is shown before it opens', async () => {
  const row = rowOf('email', 4);
  await desk.call('message/send', {
    commandId: crypto.randomUUID(),
    conversationId: row.id,
    text: 'bank.example.com',
    html: '<p><a href="https://evil.example.net/login">bank.example.com</a></p>',
    mail: { to: [{ address: 'a@b.test', name: null }], cc: [], bcc: [], subject: 'x' },
  });
  await open(row);
  await page.frameLocator('iframe').last().getByText('bank.example.com').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('evil.example.net', { exact: true }).waitFor();
  expect(await dialog.getByText('显示的文字与实际地址不同').count()).toBe(1);
  await page.keyboard.press('Escape');
});

test('nothing of this made the page complain', () => {
  expect(complaints).toEqual([]);
});
