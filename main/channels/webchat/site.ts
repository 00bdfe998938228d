import {
  clientFrame,
  offlineRequest,
  type ServerFrame,
  sessionRequest,
  transcriptRequest,
} from '#shared/contract/webchat.ts';
import { safeFileName } from '#shared/domain/mail/file-name.ts';
import { KIB, MIB, MINUTE_MS, SECOND_MS } from '#shared/lib/units.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Log } from '#main/platform/log.ts';
import { json, refused, unmailed } from './answers.ts';
import { kindOf } from './file-kinds.ts';
import { openRateLimit } from './rate-limit.ts';
import type { ChatAccount, ChatAccounts, VisitorPage } from './chat-account.ts';
import { openCodePages } from './code-page.ts';
import { chatDemoPage, chatPage } from './pages.ts';

export const MAX_FRAME_BYTES = 64 * KIB;
const MAX_UPLOAD_BYTES = 20 * MIB;
const HELLO_WITHIN_MS = 10 * SECOND_MS;
const PING_MS = 25 * SECOND_MS;
const MAX_SOCKETS = 5_000;
const MAX_SOCKETS_PER_ADDRESS = 50;

export interface ChatRequest {
  method: string;
  url: URL;
  headers: Headers;
  body: Uint8Array<ArrayBuffer> | null;
  ip: string;
}

/** A socket as the listener gives it; frames are text. */
export interface ChatSocket {
  send(text: string): void;
  ping(): void;
  close(code: number): void;
  onMessage(listener: (text: string) => void): void;
  onPong(listener: () => void): void;
  onClose(listener: () => void): void;
}

/**
 * The customers' side of the program: the chat page, its script and its socket. What a visitor
 * may reach follows from the token alone; errors are codes and say nothing of the inside.
 */
export function openChatSite(options: {
  accounts: ChatAccounts;
  clock: Clock;
  log: Log;
  asset: (name: string) => Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | null>;
}) {
  const { accounts, clock, log } = options;
  const sessions = openRateLimit(clock, 60, MINUTE_MS);
  const forms = openRateLimit(clock, 5, MINUTE_MS);
  const transcripts = openRateLimit(clock, 10, MINUTE_MS);
  const uploads = openRateLimit(clock, 30, MINUTE_MS);
  const frames = openRateLimit(clock, 60, 10 * SECOND_MS);
  const messages = openRateLimit(clock, 40, MINUTE_MS);
  const codePages = openCodePages(accounts, clock);
  const perAddress = new Map<string, number>();
  let open = 0;

  async function handle(request: ChatRequest): Promise<Response> {
    const { pathname } = request.url;
    try {
      const [, root, name, rest] = pathname.split('/');
      if (request.method === 'GET' && root === 'chat' && name) return await page(name);
      if (request.method === 'GET' && root === 'chat-demo' && name)
        return accounts.has(name) ? chatDemoPage(name) : refused('chat.unknown', 404);
      if (root === 'verify' && name && rest) return codePages.answer(name, rest, request);
      if (root === 'webchat' && name) return await api(name, rest ?? '', request);
      if (request.method === 'GET') {
        const asset = await options.asset(pathname);
        if (asset)
          return new Response(asset.bytes, {
            headers: {
              'content-type': asset.type,
              'x-content-type-options': 'nosniff',
              'cache-control': pathname.startsWith('/assets/')
                ? 'public, max-age=31536000, immutable'
                : 'no-cache',
              'access-control-allow-origin': '*',
            },
          });
      }
      return refused('chat.unknown', 404);
    } catch (error) {
      log.error(
        {
          path: pathname.split('/')[1] ?? '',
          error: error instanceof Error ? error.name : 'unknown',
        },
        'a chat request failed',
      );
      return refused('chat.failed', 500);
    }
  }

  async function page(brandId: string): Promise<Response> {
    const account = accounts.get(brandId);
    const shell = await options.asset('/index.html');
    return account && shell
      ? chatPage(shell.bytes, account.allowedOrigins)
      : refused('chat.unknown', 404);
  }

  async function api(name: string, rest: string, request: ChatRequest): Promise<Response> {
    if (name === 'session' && request.method === 'POST') return session(request);
    if (name === 'offline' && request.method === 'POST') return offline(request);
    const found = visitorOf(request);
    if (!found) return refused('chat.unknown-visitor', 401);
    if (name === 'upload' && request.method === 'POST')
      return upload(found.account, found.visitor, request);
    if (name === 'file' && request.method === 'GET')
      return file(found.account, found.visitor, rest);
    if (name === 'transcript' && request.method === 'GET')
      return transcript(found.account, found.visitor, request.url.searchParams.get('language'));
    if (name === 'transcript' && request.method === 'POST')
      return mailTranscript(found.account, found.visitor, request);
    return refused('chat.unknown', 404);
  }

  function parsed(request: ChatRequest): unknown {
    try {
      return JSON.parse(Buffer.from(request.body ?? new Uint8Array()).toString('utf8'));
    } catch {
      return null;
    }
  }

  async function session(request: ChatRequest): Promise<Response> {
    if (!sessions.mayPass(request.ip)) return refused('chat.too-many', 429);
    const body = sessionRequest.safeParse(parsed(request));
    const account = body.success ? accounts.get(body.data.brandId) : undefined;
    if (!body.success || !account) return refused('chat.unknown', 404);
    return json(await account.session(body.data.token, body.data.identity));
  }

  function offline(request: ChatRequest): Response {
    if (!forms.mayPass(request.ip)) return refused('chat.too-many', 429);
    const body = offlineRequest.safeParse(parsed(request));
    if (!body.success) return refused('chat.bad-form');
    const account = accounts.get(body.data.brandId);
    if (!account) return refused('chat.unknown', 404);
    account.offline(body.data, request.headers.get('origin') ?? '');
    return json({ ok: true });
  }

  function visitorOf(request: ChatRequest) {
    const token = request.headers.get('x-visitor') ?? '';
    for (const account of accounts.values()) {
      const visitor = account.visitor(token);
      if (visitor) return { account, visitor };
    }
    return null;
  }

  type Known = NonNullable<ReturnType<typeof visitorOf>>;

  async function upload(
    account: ChatAccount,
    visitor: Known['visitor'],
    request: ChatRequest,
  ): Promise<Response> {
    if (!uploads.mayPass(visitor.id)) return refused('chat.too-many', 429);
    const bytes = request.body;
    if (!bytes) return refused('chat.empty');
    if (bytes.byteLength > MAX_UPLOAD_BYTES) return refused('chat.too-large', 413);
    const name = safeFileName(request.url.searchParams.get('name') ?? 'file');
    const mime = await kindOf(name, bytes);
    if (mime === null) return refused('chat.blocked-type', 415);
    return json({
      id: account.upload(visitor, { name, mime, bytes, cid: null, isInline: false }),
      name,
      mime,
      bytes: bytes.byteLength,
    });
  }

  async function file(
    account: ChatAccount,
    visitor: Known['visitor'],
    blob: string,
  ): Promise<Response> {
    const found = await account.file(visitor, blob);
    if (!found) return refused('chat.unknown', 404);
    const isShown = /^image\/(png|jpeg|gif|webp)$/.test(found.mime);
    return new Response(new Uint8Array(found.bytes), {
      headers: {
        'content-type': isShown ? found.mime : 'application/octet-stream',
        'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(found.name)}`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
  }

  function transcript(
    account: ChatAccount,
    visitor: Known['visitor'],
    language: string | null,
  ): Response {
    const spoken = language === 'zh-CN' || language === 'en' ? language : null;
    return new Response(account.transcript(visitor, spoken), {
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  }

  function mailTranscript(
    account: ChatAccount,
    visitor: Known['visitor'],
    request: ChatRequest,
  ): Response {
    if (!transcripts.mayPass(visitor.id)) return refused('chat.too-many', 429);
    const body = transcriptRequest.safeParse(parsed(request));
    if (!body.success) return refused('chat.bad-address');
    const outcome = account.mailTranscript(visitor, body.data);
    return outcome === 'mailed' ? json({ ok: true }) : unmailed(outcome);
  }

  /** Which pages may open a socket: our own, and the sites an account allows. */
  function mayConnect(request: { headers: Headers }): boolean {
    const origin = request.headers.get('origin');
    if (open >= MAX_SOCKETS) return false;
    // The chat page is ours, whatever site embeds it: its origin is this host.
    return (
      origin !== null &&
      URL.canParse(origin) &&
      new URL(origin).host === request.headers.get('host')
    );
  }

  function connect(socket: ChatSocket, ip: string): void {
    const count = (perAddress.get(ip) ?? 0) + 1;
    if (count > MAX_SOCKETS_PER_ADDRESS) {
      socket.close(1013);
      return;
    }
    perAddress.set(ip, count);
    open += 1;
    let joined: { account: ChatAccount; page: VisitorPage; leave: () => void } | null = null;
    let isAlive = true;
    const send = (frame: ServerFrame) => socket.send(JSON.stringify(frame));
    const cancelHello = clock.after(HELLO_WITHIN_MS, () => {
      if (!joined) socket.close(1008);
    });
    const cancelPing = clock.every(PING_MS, () => {
      if (!isAlive) socket.close(1001);
      isAlive = false;
      socket.ping();
    });
    socket.onPong(() => {
      isAlive = true;
    });
    socket.onClose(() => {
      cancelHello();
      cancelPing();
      joined?.leave();
      open -= 1;
      const left = (perAddress.get(ip) ?? 1) - 1;
      if (left > 0) perAddress.set(ip, left);
      else perAddress.delete(ip);
    });
    socket.onMessage((text) => {
      isAlive = true;
      const frame = frameOf(text);
      if (!frame) return send({ kind: 'error', code: 'chat.bad-frame', id: null });
      if (frame.kind === 'hello') {
        if (joined) return send({ kind: 'error', code: 'chat.bad-frame', id: null });
        joined = hello(frame.token, send);
        if (!joined) {
          send({ kind: 'error', code: 'chat.unknown-visitor', id: null });
          socket.close(1008);
        }
        return;
      }
      if (!joined) return send({ kind: 'error', code: 'chat.not-joined', id: null });
      const { visitor } = joined.page;
      if (!frames.mayPass(visitor.id) || (frame.kind === 'say' && !messages.mayPass(visitor.id))) {
        return send({
          kind: 'error',
          code: 'chat.too-many',
          id: frame.kind === 'say' ? frame.id : null,
        });
      }
      try {
        joined.account.receive(joined.page, frame);
      } catch (error) {
        log.error(
          { error: error instanceof Error ? error.message : 'unknown' },
          'a chat frame could not be taken in',
        );
        send({ kind: 'error', code: 'chat.failed', id: frame.kind === 'say' ? frame.id : null });
      }
    });
  }

  function hello(token: string, send: (frame: ServerFrame) => void) {
    for (const account of accounts.values()) {
      const visitor = account.visitor(token);
      if (!visitor) continue;
      const page: VisitorPage = { visitor, send };
      return { account, page, leave: account.join(page) };
    }
    return null;
  }

  return { handle, mayConnect, connect };
}

function frameOf(text: string) {
  try {
    const frame = clientFrame.safeParse(JSON.parse(text));
    return frame.success ? frame.data : null;
  } catch {
    return null;
  }
}
