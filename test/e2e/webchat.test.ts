import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { ChatSession, ServerFrame } from '#shared/contract/webchat.ts';
import { openBrowser, openPage, type RunningDesk, startDesk } from '../kit/desk.ts';
import { eventually, temporaryFolder } from '../kit/engine.ts';

interface Row {
  id: string;
  contactName: string | null;
  channel: string;
  preview: { text: string };
}
interface Entry {
  direction?: string;
  text?: string;
  delivery?: { state: string } | null;
}

const secret = 'a secret of the site';
const brand = 'lake-pay';
const configuration = (publicPort: number) => `
workspace: { name: Lake }
agent: { name: 林晓 }
public: { port: ${publicPort} }
brands:
  - { id: ${brand}, name: Lake Pay }
accounts:
  - { id: lake-chat, channel: webchat, brand: ${brand}, name: Chat, address: ${brand}, secrets: { identitySecret: ${secret} } }
`;

let desk: RunningDesk;
let browser: Browser;
let origin: string;
let profile: string;
let config: string;

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

beforeAll(async () => {
  const port = await freePort();
  profile = temporaryFolder('webchat');
  config = configuration(port);
  origin = `http://127.0.0.1:${port}`;
  desk = await startDesk({ workspace: 'empty', profile, config });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desk?.end();
});

const rows = async () => (await desk.call<{ rows: Row[] }>('inbox/page', { view: 'all' })).rows;
const rowWith = (text: string) =>
  eventually(`a row with ${text}`, 5_000, async () =>
    (await rows()).find((row) => row.preview.text.includes(text)),
  );
const timeline = async (conversationId: string) =>
  (await desk.call<{ entries: Entry[] }>('conversation/timeline', { conversationId })).entries;
const answer = (conversationId: string, text: string) =>
  desk.call<{ ok: boolean; seq: number }>('message/send', {
    commandId: randomUUID(),
    conversationId,
    text,
  });

async function begin(
  request: { token?: string | null; identity?: string | null } = {},
): Promise<ChatSession> {
  const response = await fetch(`${origin}/webchat/session`, {
    method: 'POST',
    body: JSON.stringify({ brandId: brand, token: null, identity: null, ...request }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as ChatSession;
}

/** A customer without a browser: says hello and remembers every frame. */
async function join(token: string) {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/webchat/socket`, { origin });
  const frames: ServerFrame[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as ServerFrame));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const send = (frame: unknown) => socket.send(JSON.stringify(frame));
  send({ kind: 'hello', token });
  await eventually('welcome', 5_000, () => frames.some((frame) => frame.kind === 'welcome'));
  const say = (text: string, id: string = randomUUID(), uploads: string[] = []) =>
    send({ kind: 'say', id, text, uploads, preChat: null, language: 'zh-CN' });
  return { socket, frames, send, say, close: () => socket.close() };
}

async function talk(page: Awaited<ReturnType<typeof openPage>>['page'], text: string) {
  await page.getByPlaceholder('输入消息').fill(text);
  await page.keyboard.press('Enter');
}

test('a customer writes, the desk answers, and both see what became of it', async () => {
  const { page, complaints } = await openPage(browser, `${origin}/chat/${brand}`);
  await page.getByRole('button', { name: '联系人工客服' }).click();
  await page.getByLabel('称呼或账户').fill('cjy_8821');
  await page.getByLabel('订单号').fill('GP-21007');
  await page.getByRole('button', { name: '开始咨询' }).click();
  await talk(page, '付款扣了两次');
  const row = await rowWith('付款扣了两次');
  expect(row).toMatchObject({ contactName: 'cjy_8821', channel: 'webchat' });
  await page.getByText('已送达').waitFor();

  await desk.call('conversation/signal', { conversationId: row.id, kind: 'typing' });
  await page.getByText('客服正在输入…').waitFor();
  expect(await answer(row.id, '您好，我来查一下。')).toMatchObject({ ok: true });
  await page.getByText('您好，我来查一下。').waitFor();
  const seen = await eventually('the answer is read', 5_000, async () =>
    (await timeline(row.id)).find(
      (one) => one.text === '您好，我来查一下。' && one.delivery?.state === 'read',
    ),
  );
  expect(seen).toBeDefined();

  await desk.call('conversation/markRead', {
    commandId: randomUUID(),
    conversationId: row.id,
  });
  await page.getByText('已读').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('an interrupted connection loses nothing and doubles nothing', async () => {
  const { page } = await openPage(browser, `${origin}/chat/${brand}`);
  await page.getByRole('button', { name: '联系人工客服' }).click();
  await page.getByRole('button', { name: '跳过' }).click();
  await talk(page, '第一条 before');
  const row = await rowWith('第一条 before');
  await page.getByText('已送达').waitFor();
  await desk.kill();
  await page.getByText('网络不稳定，消息会自动补发。').waitFor();
  await talk(page, '第二条 while away');
  await page.reload().catch(() => undefined);
  desk = await startDesk({ profile, config });
  await page.goto(`${origin}/chat/${brand}`);
  await page.getByText('第一条 before').waitFor({ timeout: 20_000 });
  await eventually('the second message is there', 20_000, async () =>
    (await timeline(row.id)).some((one) => one.text === '第二条 while away'),
  );
  await page.getByText('已送达').nth(1).waitFor();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const texts = (await timeline(row.id)).filter((one) => one.direction === 'inbound');
  expect(texts.map((one) => one.text)).toEqual(['第一条 before', '第二条 while away']);
  expect(await page.getByText('第二条 while away').count()).toBe(1);
  await page.context().close();
});

test('a message sent twice under one id is one message', async () => {
  const { token } = await begin();
  const customer = await join(token);
  const id = randomUUID();
  for (let time = 0; time < 5; time++) customer.say('once only', id);
  await eventually(
    'five acknowledgements',
    5_000,
    () => customer.frames.filter((frame) => frame.kind === 'ack').length === 5,
  );
  const row = await rowWith('once only');
  const inbound = (await timeline(row.id)).filter((one) => one.direction === 'inbound');
  expect(inbound).toHaveLength(1);
  customer.close();
});

test('nothing of one visitor is reachable with another’s token', async () => {
  const anna = await begin();
  const boris = await begin();
  const upload = await fetch(`${origin}/webchat/upload?name=secret.txt`, {
    method: 'POST',
    headers: { 'x-visitor': anna.token },
    body: 'what only Anna may read',
  });
  const { id: uploadId } = (await upload.json()) as { id: string };

  const borisSocket = await join(boris.token);
  borisSocket.say('stealing', randomUUID(), [uploadId]);
  await eventually('the theft is acknowledged', 5_000, () =>
    borisSocket.frames.find((frame) => frame.kind === 'ack'),
  );
  const stolen = borisSocket.frames.find((frame) => frame.kind === 'message');
  expect(stolen).toMatchObject({ message: { text: 'stealing', files: [] } });

  const annaSocket = await join(anna.token);
  annaSocket.say('hello from Anna', randomUUID(), [uploadId]);
  const hers = await eventually('Anna’s message', 5_000, () =>
    annaSocket.frames.find((frame) => frame.kind === 'message' && frame.message.files.length === 1),
  );
  if (hers.kind !== 'message') throw new Error('not a message');
  const blob = hers.message.files[0]?.blob ?? '';
  const fetchAs = (name: string, token: string) =>
    fetch(`${origin}/webchat/${name}`, { headers: { 'x-visitor': token } });
  expect(await (await fetchAs(`file/${blob}`, anna.token)).text()).toBe('what only Anna may read');
  expect((await fetchAs(`file/${blob}`, boris.token)).status).toBe(404);
  expect((await fetchAs(`file/${blob}`, 'nobody.nothing')).status).toBe(401);
  expect(await (await fetchAs('transcript', boris.token)).text()).not.toContain('Anna');
  expect(await (await fetchAs('transcript', anna.token)).text()).toContain('hello from Anna');
  // Anna's id with another's secret is nobody.
  const forged = `${anna.token.split('.')[0]}.${boris.token.split('.')[1]}`;
  expect((await fetchAs('transcript', forged)).status).toBe(401);

  const row = await rowWith('hello from Anna');
  await answer(row.id, 'only for Anna');
  await eventually('Anna hears it', 5_000, () =>
    annaSocket.frames.some(
      (frame) => frame.kind === 'message' && frame.message.text === 'only for Anna',
    ),
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(JSON.stringify(borisSocket.frames)).not.toContain('Anna');
  // A second hello cannot change who a socket is.
  borisSocket.send({ kind: 'hello', token: anna.token });
  const refusal = await eventually('a refusal', 5_000, () =>
    borisSocket.frames.find((frame) => frame.kind === 'error'),
  );
  expect(refusal).toMatchObject({ code: 'chat.bad-frame' });
  expect(JSON.stringify(borisSocket.frames)).not.toContain('Anna');
  borisSocket.close();
  annaSocket.close();
});

test('a signed visitor is known by account; a forged signature is a stranger', async () => {
  const sign = (user: string, key: string) =>
    `${user}.${createHmac('sha256', key).update(user).digest('hex')}`;
  const known = await begin({ identity: sign('user-7', secret) });
  expect(known.isIdentified).toBe(true);
  const forged = await begin({ identity: sign('user-7', 'guessed') });
  expect(forged.isIdentified).toBe(false);
  // Another person on the same browser never continues the first one's conversation.
  const other = await begin({ token: known.token, identity: sign('user-8', secret) });
  expect(other.token).not.toBe(known.token);
  // The same person keeps it.
  const same = await begin({ token: known.token, identity: sign('user-7', secret) });
  expect(same.token).toBe(known.token);
});

test('files that run and files too large are refused by name', async () => {
  const { token } = await begin();
  const send = (name: string, body: string | Uint8Array<ArrayBuffer>) =>
    fetch(`${origin}/webchat/upload?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'x-visitor': token },
      body,
    });
  expect(await (await send('setup.exe', 'MZ')).json()).toEqual({ code: 'chat.blocked-type' });
  expect(
    await (await send('photo.png', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]))).json(),
  ).toEqual({ code: 'chat.blocked-type' });
  expect(await (await send('page.html', '<script>')).json()).toEqual({ code: 'chat.blocked-type' });
  const large = await send('large.bin', new Uint8Array(20 * 1024 * 1024 + 1));
  expect(large.status).toBe(413);
  expect((await send('bill.txt', 'fine')).status).toBe(200);
});

test('10,000 frames of nonsense crash nothing and tell nothing', { timeout: 120_000 }, async () => {
  let seed = 20261124;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % below;
  };
  const pieces = [
    '{',
    '}',
    '"kind"',
    ':',
    '"say"',
    '"hello"',
    '[',
    ']',
    'null',
    '1e999',
    '"\\u0000"',
    '"__proto__"',
    ',',
    '"text"',
    '"id"',
    'true',
    '-',
    '\u{1F600}',
    '"uploads"',
    '"read"',
    '"seq"',
  ];
  const kinds = ['say', 'hello', 'typing', 'read', 'welcome', 'constructor', '', 7, null];
  const nonsense = (): string => {
    switch (random(4)) {
      case 0:
        return Array.from({ length: random(30) }, () => pieces[random(pieces.length)]).join('');
      case 1:
        return JSON.stringify({
          kind: kinds[random(kinds.length)],
          id: random(2) ? randomUUID() : random(9),
          text: 'x'.repeat(random(6_000)),
          uploads: Array.from({ length: random(14) }, () => 'u'),
          preChat: random(2) ? null : { accountName: 5 },
          seq: random(3) - 1,
        });
      case 2:
        return '['.repeat(random(3_000));
      default:
        return String.fromCharCode(...Array.from({ length: random(200) }, () => random(0xffff)));
    }
  };
  const { token } = await begin();
  let sent = 0;
  let answered = 0;
  const codes = new Set<string>();
  while (sent < 10_000) {
    const customer = await join(token);
    for (let count = 0; count < 500; count++, sent++)
      customer.socket.send(random(10) === 0 ? Buffer.from(nonsense()) : nonsense());
    await eventually(
      'the socket answers or is closed',
      10_000,
      () => customer.frames.length >= 400 || customer.socket.readyState !== WebSocket.OPEN,
    );
    for (const frame of customer.frames) {
      answered += 1;
      if (frame.kind === 'error') codes.add(frame.code);
    }
    customer.close();
  }
  expect(answered).toBeGreaterThan(5_000);
  for (const code of codes) expect(code).toMatch(/^chat\.[a-z-]+$/);
  expect(await desk.call('session/status')).toBeDefined();
  const after = await join((await begin()).token);
  after.say('still here');
  await rowWith('still here');
  after.close();
});

test('a frame larger than allowed and a foreign site’s socket are refused', async () => {
  const { token } = await begin();
  const customer = await join(token);
  const closed = new Promise<number>((resolve) => customer.socket.once('close', resolve));
  customer.socket.send('x'.repeat(70_000));
  expect(await closed).toBe(1009);
  const foreign = new WebSocket(`${origin.replace('http', 'ws')}/webchat/socket`, {
    origin: 'https://elsewhere.example',
  });
  const refused = await new Promise((resolve) =>
    foreign.once('error', (error) => resolve(error.message)),
  );
  expect(refused).toContain('403');
});

test('a flood from one visitor is slowed and said', async () => {
  const { token } = await begin();
  const customer = await join(token);
  for (let count = 0; count < 60; count++) customer.say(`flood ${count}`);
  await eventually('a refusal', 5_000, () =>
    customer.frames.some((frame) => frame.kind === 'error' && frame.code === 'chat.too-many'),
  );
  const row = await rowWith('flood');
  const inbound = (await timeline(row.id)).filter((one) => one.direction === 'inbound');
  expect(inbound.length).toBeLessThanOrEqual(40);
  customer.close();
});

test('the embedded chat opens from one script tag, by keyboard, and closes with Escape', async () => {
  const { page, complaints } = await openPage(browser, `${origin}/chat-demo/${brand}`, {
    viewport: { width: 1000, height: 760 },
  });
  const button = page.getByRole('button', { name: '打开客服聊天' });
  await button.focus();
  await page.keyboard.press('Enter');
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: '联系人工客服' }).press('Enter');
  await frame.getByRole('button', { name: '跳过' }).press('Enter');
  const box = frame.getByPlaceholder('输入消息');
  await box.pressSequentially('从网站来 embedded');
  await box.press('Enter');
  const row = await rowWith('从网站来 embedded');
  await box.press('Escape');
  await frame.getByPlaceholder('输入消息').waitFor({ state: 'hidden' });
  await answer(row.id, 'answer to a closed window');
  await page.getByText('1', { exact: true }).waitFor();
  await button.click();
  await frame.getByText('answer to a closed window').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('Enter belongs to the input method while it composes', async () => {
  const { page } = await openPage(browser, `${origin}/chat/${brand}`);
  await page.getByRole('button', { name: '联系人工客服' }).click();
  await page.getByRole('button', { name: '跳过' }).click();
  const box = page.getByPlaceholder('输入消息');
  await box.focus();
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', {
    text: 'tui kuan',
    selectionStart: 8,
    selectionEnd: 8,
  });
  await client.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Process',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  });
  expect(await page.locator('article').count()).toBe(0);
  await client.send('Input.insertText', { text: '退款' });
  expect(await box.inputValue()).toBe('退款');
  await page.keyboard.press('Enter');
  await rowWith('退款');
  await page.context().close();
});

test('the pages pass the accessibility rules in both themes at 320 pixels', async () => {
  const axe = readFileSync(path.resolve('node_modules/axe-core/axe.min.js'), 'utf8');
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await openPage(browser, `${origin}/chat/${brand}`, {
      colorScheme,
      viewport: { width: 320, height: 640 },
    });
    const problems = async () => {
      await page.evaluate(axe);
      return page.evaluate(async () => {
        const { violations } = await (
          window as never as {
            axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          }
        ).axe.run();
        return violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
      });
    };
    await page.getByRole('button', { name: '联系人工客服' }).waitFor();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: '联系人工客服' }).click();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: '跳过' }).click();
    await talk(page, `axe ${colorScheme} https://example.com/a`);
    await page.getByText('已送达').waitFor();
    expect(await problems()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.context().close();
  }
});

test('outside hours a message with an address becomes a conversation', async () => {
  const leave = (form: Record<string, string>) =>
    fetch(`${origin}/webchat/offline`, {
      method: 'POST',
      body: JSON.stringify({ brandId: brand, ...form }),
    });
  expect((await leave({ name: 'Wu', email: 'not an address', text: 'x' })).status).toBe(400);
  const taken = await leave({ name: 'Wu', email: 'wu@example.com', text: 'left at night' });
  expect(taken.status).toBe(200);
  const row = await rowWith('left at night');
  expect(row.contactName).toBe('Wu');
});

test('the customer’s bundle stays under 60 kB', () => {
  const folder = path.resolve('out/widget/assets');
  const bytes = readdirSync(folder)
    .filter((name) => /\.(js|css)$/.test(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(path.join(folder, name))).byteLength, 0);
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThan(60_000);
});
