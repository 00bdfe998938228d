import path from 'node:path';
import { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import { deskPolicy } from '#shared/contract/csp.ts';
import type { Router } from '#main/bridge/router.ts';
import type { Site } from '#main/bridge/site.ts';
import { readAsset } from '#main/platform/assets.ts';
import { listen, type Listener, type SiteRequest } from './server.ts';
import { isToken, type Sessions } from './sessions.ts';

const COOKIE = 'kefu_desk';

/**
 * The desk's own listener on loopback. A request must name this host (a rebound DNS name does not),
 * come from this origin when it changes something, and carry a session or the API token.
 */
export async function openDeskListener(options: {
  port: number;
  spare: number;
  site: Site;
  router: Router;
  sessions: Sessions;
  apiToken: string | null;
  /** Proves that another start of the same profile is ours. */
  handOffSecret: string;
  assets: string;
}): Promise<Listener> {
  let port = options.port;
  const rpc = new RPCHandler(options.router);
  const isOurHost = (host: string | null) =>
    host === `127.0.0.1:${port}` || host === `localhost:${port}`;
  const isOurOrigin = (origin: string | null) =>
    origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`;
  const cookieOf = (headers: Headers) =>
    new RegExp(`(?:^|;\\s*)${COOKIE}-${port}=([^;]+)`).exec(headers.get('cookie') ?? '')?.[1] ??
    null;
  const hasSession = (headers: Headers) => {
    const cookie = cookieOf(headers);
    return cookie !== null && options.sessions.isKnown(cookie);
  };
  const hasToken = (headers: Headers) =>
    isToken(
      /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null,
      options.apiToken,
    );

  async function handle(request: SiteRequest): Promise<Response> {
    if (!isOurHost(request.headers.get('host'))) return new Response('wrong host', { status: 421 });
    const { pathname, searchParams } = request.url;
    const token = searchParams.get('token');
    if (pathname === '/' && token !== null) return signIn(token);
    if (pathname === '/hand-off' && request.method === 'POST') return handOff(request);
    if (pathname === '/health') return Response.json({ ok: true });
    const bySession = hasSession(request.headers);
    if (!bySession && !hasToken(request.headers)) return refused(pathname);
    if (
      bySession &&
      request.method !== 'GET' &&
      request.method !== 'HEAD' &&
      !isOurOrigin(request.headers.get('origin'))
    ) {
      return new Response('foreign origin', { status: 403 });
    }
    const asset = request.method === 'GET' ? await page(pathname) : null;
    if (asset) return asset;
    return options.site(
      new Request(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.body && request.method !== 'GET' ? { body: request.body } : {}),
      }),
    );
  }

  function signIn(token: string): Response {
    const cookie = options.sessions.redeem(token);
    if (!cookie)
      return notice(
        403,
        '此链接已用过或已过期。请在启动客服台的窗口中重新获取。 · This link was used or has expired. Start the desk again to get a new one.',
      );
    return new Response(null, {
      status: 303,
      headers: {
        location: '/',
        'set-cookie': `${COOKIE}-${port}=${cookie}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${30 * 86_400}`,
      },
    });
  }

  async function handOff(request: SiteRequest): Promise<Response> {
    const given = request.body ? Buffer.from(request.body).toString('utf8') : null;
    return isToken(given, options.handOffSecret)
      ? Response.json({ token: options.sessions.invite() })
      : new Response('refused', { status: 403 });
  }

  const refused = (pathname: string) =>
    pathname.startsWith('/api')
      ? Response.json(
          {
            code: 'UNAUTHORIZED',
            message: 'send Authorization: Bearer and the token in KEFU_API_TOKEN',
          },
          { status: 401 },
        )
      : notice(
          401,
          '请使用启动客服台时打印的链接打开。 · Open the desk with the address printed when it started.',
        );

  async function page(pathname: string): Promise<Response | null> {
    const found = await readAsset(options.assets, pathname === '/' ? '/index.html' : pathname);
    if (!found) return null;
    return new Response(found.bytes, {
      headers: {
        'content-type': found.type,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': pathname.startsWith('/assets/')
          ? 'public, max-age=31536000, immutable'
          : 'no-store',
        ...(found.type.startsWith('text/html')
          ? {
              'content-security-policy': deskPolicy([
                `ws://127.0.0.1:${port}`,
                `ws://localhost:${port}`,
              ]),
            }
          : {}),
      },
    });
  }

  const listener = await listen({
    host: '127.0.0.1',
    port: options.port,
    spare: options.spare,
    handle,
    upgrade: ({ path: target, headers }) => {
      const isAllowed =
        target === '/ws' &&
        isOurHost(headers.get('host')) &&
        isOurOrigin(headers.get('origin')) &&
        hasSession(headers);
      return isAllowed ? (socket: WebSocket) => void rpc.upgrade(socket) : null;
    },
  });
  port = listener.port;
  return listener;
}

const notice = (status: number, text: string) =>
  new Response(
    `<!doctype html><meta charset="utf-8"><title>客服台 Kefu Desk</title><p>${text}</p>`,
    {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'",
      },
    },
  );

export const rendererAssets = (outFolder: string) => path.join(outFolder, 'renderer');
