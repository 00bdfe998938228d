import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { reachOf } from '#main/platform/addresses.ts';
import { Failure } from '#main/platform/failure.ts';
import { openFetch } from '#main/platform/fetch.ts';
import { hasOpenssl, selfSigned } from '../../../kit/mail/certificates.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const codeOf = async (ask: () => Promise<unknown>): Promise<string> => {
  try {
    await ask();
    return 'answered';
  } catch (error) {
    return error instanceof Failure ? error.code : `no Failure: ${String(error)}`;
  }
};
const get = (origin: string, network: 'public' | 'private' = 'public') =>
  codeOf(() => openFetch({ origin, network }).get({ path: '/', timeoutMs: 2_000 }));

/** Ways of writing an address that is not the Internet. */
const spellings =
  `127.0.0.1 127.1 127.0.1 0x7f.1 0x7f000001 2130706433 017700000001 0177.0.0.1 0x7f.0x0.0x0.0x1
 127.255.255.254 127。0。0。1 127．0．0．1 １２７.0.0.1 [::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1]
 [::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::127.0.0.1] [2002:7f00:1::] [2002:7f00:0001::1] 0.0.0.0 0 0x0 [::]
 10.0.0.1 10.255.255.255 0xa.0.0.1 167772161 172.16.0.1 172.31.255.255 192.168.0.1 192.168.1 3232235521 0xc0a80001
 100.64.0.1 100.127.255.255 169.254.169.254 0xa9fea9fe 2852039166 0251.0376.0251.0376 [::ffff:169.254.169.254]
 [::ffff:a9fe:a9fe] [64:ff9b::a9fe:a9fe] [2002:a9fe:a9fe::] [fe80::1] [fd00:ec2::254] [fc00::1] [fdff::1] 100.100.100.200
 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
 [ff02::1] [2001:db8::1] [100::1] [fec0::1]`
    .split(/\s+/)
    .filter((one) => one !== '');

describe('outgoing fetch', () => {
  test('there are many spellings', () => {
    expect(spellings.length).toBeGreaterThan(60);
  });

  test.each(spellings)('an address that is not the Internet is refused: %s', async (host) => {
    expect(await get(`https://${host}:1`)).toBe('source.refused-address');
  });

  test.each([
    '169.254.169.254',
    '[fe80::1]',
    '[::ffff:169.254.169.254]',
    '100.100.100.200',
    '0.0.0.0',
  ])('not even one’s own network leads to %s', async (host) => {
    expect(await get(`http://${host}:1`, 'private')).toBe('source.refused-address');
  });

  test.each([
    ['8.8.8.8', 'public'],
    ['2606:4700::1111', 'public'],
    ['172.15.255.255', 'public'],
    ['172.32.0.1', 'public'],
    ['100.128.0.1', 'public'],
    ['10.1.2.3', 'private'],
    ['::1', 'private'],
    ['fe80::1%eth0', 'never'],
    ['not an address', 'never'],
  ])('%s is %s', (address, reach) => {
    expect(reachOf(address)).toBe(reach);
  });

  test('a name is checked again at every connection: the second answer may be another', async () => {
    const port = await serve((_request, response) =>
      response.writeHead(200, { connection: 'close' }).end('{}'),
    );
    const answers = ['127.0.0.1', '169.254.169.254'];
    const fetch = openFetch(
      { origin: `http://back-office.example:${port}`, network: 'private' },
      {
        lookup: (_name, _options, done) =>
          done(null, [{ address: answers.shift() ?? '', family: 4 }]),
      },
    );
    expect(await codeOf(() => fetch.get({ path: '/' }))).toBe('answered');
    expect(await codeOf(() => fetch.get({ path: '/' }))).toBe('source.refused-address');
    expect(answers).toEqual([]);
  });

  test('a name that leads inside is refused for a source on the Internet', async () => {
    const fetch = openFetch(
      { origin: 'https://back-office.example', network: 'public' },
      { lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]) },
    );
    expect(await codeOf(() => fetch.get({ path: '/' }))).toBe('source.refused-address');
  });

  test('of several addresses one that leads inside spoils all', async () => {
    const fetch = openFetch(
      { origin: 'https://mixed.example', network: 'public' },
      {
        lookup: (_name, _options, done) =>
          done(null, [
            { address: '93.184.216.34', family: 4 },
            { address: '10.0.0.1', family: 4 },
          ]),
      },
    );
    expect(await codeOf(() => fetch.get({ path: '/' }))).toBe('source.refused-address');
  });

  test('http is for one’s own network; names and passwords do not belong into an address', () => {
    const open = (origin: string, network: 'public' | 'private') => () =>
      openFetch({ origin, network });
    expect(open('http://example.com', 'public')).toThrow(/https/);
    expect(open('ftp://10.0.0.1', 'private')).toThrow(/https/);
    expect(open('https://user:secret@example.com', 'public')).toThrow(/password/);
  });

  test('a redirect is followed at the same origin only, three times', async () => {
    const seen: string[] = [];
    const port = await serve((request, response) => {
      seen.push(request.url ?? '');
      if (request.url === '/a') response.writeHead(302, { location: '/b' }).end();
      else if (request.url === '/out')
        response.writeHead(302, { location: 'http://127.0.0.1:1/x' }).end();
      else if (request.url === '/scheme')
        response.writeHead(302, { location: 'file:///etc/passwd' }).end();
      else if (request.url === '/round') response.writeHead(302, { location: '/round' }).end();
      else response.end('{}');
    });
    const fetch = openFetch({ origin: `http://127.0.0.1:${port}`, network: 'private' });
    expect((await fetch.get({ path: '/a' })).status).toBe(200);
    for (const path of ['/out', '/scheme', '/round'])
      expect(await codeOf(() => fetch.get({ path }))).toBe('source.redirected');
    expect(seen.filter((path) => path === '/round')).toHaveLength(4);
  });

  test('a path cannot leave the origin', async () => {
    const fetch = openFetch({ origin: 'http://127.0.0.1:1', network: 'private' });
    for (const path of ['//evil.example/x', 'http://evil.example/', '/\\evil.example'])
      expect(await codeOf(() => fetch.get({ path }))).toMatch(/bad-config|unreachable/);
  });

  test('cookies are not kept, compression is not asked for', async () => {
    const heads: Record<string, unknown>[] = [];
    const port = await serve((request, response) => {
      heads.push(request.headers);
      response.writeHead(200, { 'set-cookie': 'a=1' }).end('{}');
    });
    const fetch = openFetch({ origin: `http://127.0.0.1:${port}`, network: 'private' });
    await fetch.get({ path: '/' });
    await fetch.get({ path: '/' });
    expect(heads).toHaveLength(2);
    for (const head of heads) {
      expect(head['cookie']).toBeUndefined();
      expect(head['accept-encoding']).toBe('identity');
    }
  });

  test('a body that drips and one that never ends are bounded', async () => {
    const port = await serve((request, response) => {
      response.writeHead(200);
      const timer = setInterval(
        () => response.write(request.url === '/drip' ? 'x' : 'x'.repeat(100_000)),
        10,
      );
      response.on('close', () => clearInterval(timer));
    });
    const fetch = openFetch({ origin: `http://127.0.0.1:${port}`, network: 'private' });
    expect(await codeOf(() => fetch.get({ path: '/drip', timeoutMs: 300 }))).toBe('source.timeout');
    expect(await codeOf(() => fetch.get({ path: '/flood', mostBytes: 1_000_000 }))).toBe(
      'source.too-large',
    );
  });

  test.runIf(hasOpenssl)('a certificate nobody vouches for is refused', async () => {
    const { key, cert } = selfSigned();
    const server = createSecure({ key, cert }, (_request, response) => response.end('{}'));
    servers.push(server as unknown as Server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await get(`https://127.0.0.1:${port}`, 'private')).toBe('source.bad-certificate');
  });

  test('nobody there is unreachable', async () => {
    expect(await get('http://127.0.0.1:1', 'private')).toBe('source.unreachable');
  });
});
