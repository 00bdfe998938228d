import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type RunningDesk, startDesk } from '../kit/desk.ts';
import { temporaryFolder } from '../kit/engine.ts';

const hub = path.resolve('out/desk/hub.cjs');
let desk: RunningDesk;
let port: number;

beforeAll(async () => {
  desk = await startDesk({ workspace: 'empty' });
  port = Number(new URL(desk.origin).port);
});
afterAll(() => desk?.end());

/** A raw request: `fetch` would not let a test lie about its host. */
const ask = (target: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path: target, method, headers }, (answer) => {
        let body = '';
        answer.on('data', (data: Buffer) => (body += data.toString('utf8')));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
        );
      });
      sent.on('error', reject);
      sent.end(method === 'POST' ? '{}' : undefined);
    },
  );

const socketAnswer = (headers: Record<string, string>, target = '/ws') =>
  new Promise<string>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${target}`, { headers });
    socket.once('open', () => {
      socket.close();
      resolve('open');
    });
    socket.once('error', (error) => resolve(error.message));
  });

/** Runs a second hub to its end. */
const runHub = (args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; out: string }>((resolve) => {
    execFile(
      process.execPath,
      [hub, '--no-open', ...args],
      { env: { ...process.env, ...env }, timeout: 20_000 },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout + stderr }),
    );
  });

const bearer = { authorization: 'Bearer test-api-token' };

test('a name that was bound to this address is answered by nothing', async () => {
  for (const host of ['evil.test', `evil.test:${port}`, '127.0.0.1', `[::1]:${port}`]) {
    const answer = await ask('/api/session/status', { ...bearer, host });
    expect(answer.status).toBe(421);
  }
});

test('without a session or a token nothing of the desk is said', async () => {
  for (const target of [
    '/',
    '/assets/x.js',
    '/api/session/status',
    '/api/openapi.json',
    '/mail/x',
    '/blob/x',
    '/raw/x',
  ]) {
    const answer = await ask(target, { host: `127.0.0.1:${port}` });
    expect(answer.status).toBe(401);
  }
  const wrong = await ask('/api/session/status', {
    host: `127.0.0.1:${port}`,
    authorization: 'Bearer test-api-tokeN',
  });
  expect(wrong.status).toBe(401);
});

test('the printed token lets one browser in, once', async () => {
  const token = new URL(desk.address).searchParams.get('token') ?? '';
  const first = await ask(`/?token=${token}`, { host: `127.0.0.1:${port}` });
  expect(first.status).toBe(303);
  const cookie = String(first.headers['set-cookie']);
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  const again = await ask(`/?token=${token}`, { host: `127.0.0.1:${port}` });
  expect(again.status).toBe(403);

  const session = { host: `127.0.0.1:${port}`, cookie: cookie.split(';')[0] ?? '' };
  const page = await ask('/', session);
  expect(page.status).toBe(200);
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe-inline');
  // Another site's page carries the cookie at most, never our origin.
  const foreign = await ask('/blob', { ...session, origin: 'https://evil.test' }, 'POST');
  expect(foreign.status).toBe(403);
  expect(await socketAnswer({ ...session, origin: 'https://evil.test' })).toContain('403');
  expect(await socketAnswer({ origin: `http://127.0.0.1:${port}` })).toContain('403');
  expect(await socketAnswer({ ...session, origin: `http://127.0.0.1:${port}` })).toBe('open');
});

test('no path leads out of the pages and the blobs', async () => {
  const headers = { ...bearer, host: `127.0.0.1:${port}` };
  for (const target of [
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/blob/..%2f..%2fdesk.db',
    '/assets/%00',
    '/mail/..%2f..%2f',
  ]) {
    const answer = await ask(target, headers);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('kefu-desk');
  }
});

test('every procedure is described, and a bad input names its field', async () => {
  const described = await ask('/api/openapi.json', { ...bearer, host: `127.0.0.1:${port}` });
  const { paths } = JSON.parse(described.body) as { paths: Record<string, unknown> };
  expect(Object.keys(paths).length).toBeGreaterThan(60);
  await expect(
    desk.call('conversation/assign', { conversationId: 5, assigneeId: null }),
  ).rejects.toThrow(/400.*conversationId/s);
  await expect(desk.call('inbox/page', { view: 'none' })).rejects.toThrow(/400.*view/s);
});

test('a second start of the same profile hands over instead of opening it twice', async () => {
  const second = await runHub(['--profile', desk.profile]);
  expect(second.code).toBe(0);
  expect(second.out).toContain('already open');
  expect(second.out).toContain(`ready: http://127.0.0.1:${port}/?token=`);
});

test('a profile that is locked is said to be, even when its note is gone', async () => {
  const note = path.join(desk.profile, 'running.json');
  const kept = readFileSync(note);
  rmSync(note);
  const second = await runHub(['--profile', desk.profile, '--port', '0']);
  writeFileSync(note, kept, { mode: 0o600 });
  expect(second.code).toBe(1);
  expect(second.out).toContain('another process has the profile');
});

test('a busy port is an error that says what to do', async () => {
  const profile = temporaryFolder('busy');
  const second = await runHub(['--profile', profile, '--port', String(port)]);
  rmSync(profile, { recursive: true, force: true });
  expect(second.code).toBe(1);
  expect(second.out).toContain(`port ${port}`);
  expect(second.out).toContain('--port');
});

test.each([
  ['accounts:\n  - { id: a, channel: email, brand: none, name: N, address: a@b.test }', 'brand'],
  ['brands: [{ id: Bad Id, name: N }]', 'brands.0.id'],
  ['brands: [{ id: a, name: N, colour: blue }]', 'brands.0.colour'],
  ['accounts:\n  - { id: a, channel: fax, brand: b, name: N, address: x }', 'accounts.0.channel'],
  ['surprise: true', 'surprise'],
  ['brands: [', 'YAML'],
  ['workspace: { name: "${KEFU_TEST_ABSENT}" }', 'KEFU_TEST_ABSENT'],
])('a config file with a mistake names it: %s', async (text, named) => {
  const folder = temporaryFolder('config');
  const file = path.join(folder, 'desk.yml');
  writeFileSync(file, text);
  const answer = await runHub([
    '--profile',
    path.join(folder, 'profile'),
    '--port',
    '0',
    '--config',
    file,
  ]);
  rmSync(folder, { recursive: true, force: true });
  expect(answer.code).toBe(1);
  expect(answer.out).toContain(named);
});

test.each([
  [['--port', 'many'], '--port'],
  [['--workspace', 'full'], '--workspace'],
  [['--lang', 'fr'], '--lang'],
  [['--unknown'], '--unknown'],
])('a wrong option is named: %s', async (args, named) => {
  const answer = await runHub([...args, '--profile', '/nonexistent/never']);
  expect(answer.code).toBe(1);
  expect(answer.out).toContain(named);
});
