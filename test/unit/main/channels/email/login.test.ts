import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openLogin } from '#main/channels/email/login.ts';
import { emailConfig } from '#main/channels/email/settings.ts';

let answer: { status: number; body: string };
let asked: URLSearchParams[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (data: Buffer) => (body += data.toString()));
  request.on('end', () => {
    asked.push(new URLSearchParams(body));
    response.writeHead(answer.status).end(answer.body);
  });
});
let tokenUrl = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  tokenUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/token`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
  answer = { status: 200, body: JSON.stringify({ access_token: 'fresh', expires_in: 3_600 }) };
});

const serverAt = { host: 'imap.merchant.test', port: 993, security: 'tls' };
const config = (more: object) => emailConfig.parse({ imap: serverAt, smtp: serverAt, ...more });
const login = (more: object, secrets: Record<string, string>, now = () => 0) =>
  openLogin({
    config: config(more),
    address: 'support@merchant.test',
    secret: async (name) => secrets[name] ?? null,
    now,
  });
const oauth = () => ({ login: 'oauth', oauth: { tokenUrl, clientId: 'desk', scope: 'mail' } });

test('a password is used with the address, or with the login name that was given', async () => {
  expect(await login({}, { password: 'p' })()).toEqual({
    kind: 'password',
    user: 'support@merchant.test',
    password: 'p',
  });
  expect(await login({ user: 'u' }, { password: 'p' })()).toMatchObject({ user: 'u' });
});

test('without its secret there is no login', async () => {
  expect(await login({}, {})()).toBeNull();
  expect(await login({ login: 'oauth' }, {})()).toBeNull();
});

test('an access token is fetched with the refresh token and kept until shortly before it ends', async () => {
  let now = 0;
  const open = login(oauth(), { refreshToken: 'r', clientSecret: 's' }, () => now);
  expect(await open()).toEqual({ kind: 'oauth', user: 'support@merchant.test', token: 'fresh' });
  now = 3_400_000;
  await open();
  expect(asked.map((one) => Object.fromEntries(one))).toEqual([
    {
      grant_type: 'refresh_token',
      refresh_token: 'r',
      client_id: 'desk',
      client_secret: 's',
      scope: 'mail',
    },
  ]);
  now = 3_500_000;
  answer.body = JSON.stringify({ access_token: 'next', expires_in: '3600' });
  expect(await open()).toMatchObject({ token: 'next' });
});

test('a refused refresh token needs a person, and the words of the server stay out', async () => {
  answer = {
    status: 400,
    body: JSON.stringify({ error: 'invalid_grant', error_description: 'token r-secret is gone' }),
  };
  const refused = login(oauth(), { refreshToken: 'r-secret' })();
  await expect(refused).rejects.toMatchObject({
    code: 'email.auth-refused',
    message: 'the token was not renewed: 400 invalid_grant',
  });
});

test('a token server out of order is tried again', async () => {
  answer = { status: 503, body: 'busy' };
  await expect(login(oauth(), { refreshToken: 'r' })()).rejects.toMatchObject({
    code: 'email.unreachable',
    isRetryable: true,
  });
});

test('tokens are asked for over TLS only', () => {
  const plain = { login: 'oauth', oauth: { tokenUrl: 'http://idp.test/token', clientId: 'd' } };
  expect(() => config(plain)).toThrow(/oauth/);
});
