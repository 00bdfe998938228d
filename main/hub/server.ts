import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { WebSocketServer, type WebSocket } from 'ws';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { MIB, SECOND_MS } from '#shared/lib/units.ts';
import { Failure } from '#main/platform/failure.ts';

export interface SiteRequest {
  method: string;
  /** Absolute, with the host the listener has. */
  url: URL;
  headers: Headers;
  body: Uint8Array<ArrayBuffer> | null;
  ip: string;
}

export interface Listener {
  port: number;
  origin: string;
  close(): Promise<void>;
}

/** Largest body taken: an attachment of 50 MB and its frame. */
const MAX_BODY_BYTES = 55 * MIB;
const MAX_FRAME_BYTES = 4 * MIB;

/**
 * One HTTP listener with WebSockets on loopback (or where configured), without opinions:
 * `handle` answers requests, `upgrade` decides about sockets.
 */
export async function listen(options: {
  host: string;
  port: number;
  /** How many following ports are tried when the port is busy. */
  spare: number;
  handle(request: SiteRequest): Promise<Response>;
  /** Null refuses with 403. */
  upgrade(request: {
    path: string;
    headers: Headers;
    ip: string;
  }): ((socket: WebSocket) => void) | null;
  maxFrameBytes?: number;
}): Promise<Listener> {
  for (let port = options.port; ; port++) {
    const app = Fastify({
      bodyLimit: MAX_BODY_BYTES,
      requestTimeout: 120 * SECOND_MS,
      forceCloseConnections: true,
    });
    try {
      return await open(app, port, options);
    } catch (error) {
      await app.close();
      const isBusy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (isBusy && options.port !== 0 && port - options.port < options.spare) continue;
      if (isBusy) {
        throw new Failure({
          code: 'http.port-busy',
          message: `port ${port} on ${options.host} is in use by another program; choose another with --port`,
          isRetryable: false,
          cause: error,
        });
      }
      throw error;
    }
  }
}

async function open(
  app: FastifyInstance,
  port: number,
  options: Parameters<typeof listen>[0],
): Promise<Listener> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.all('/*', async (request, reply) => answer(request, reply, options.handle));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxFrameBytes ?? MAX_FRAME_BYTES,
  });
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const accept = options.upgrade({
      path: request.url ?? '/',
      headers: headersOf(request.headers),
      ip: request.socket.remoteAddress ?? '',
    });
    if (!accept) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, accept);
  });
  await app.listen({ host: options.host, port });
  const address = app.server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    port: actual,
    origin: `http://${options.host}:${actual}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      await app.close();
    },
  };
}

function headersOf(raw: NodeJS.Dict<string | string[]>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && !name.startsWith(':')) headers.append(name, one);
    }
  }
  return headers;
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  handle: (request: SiteRequest) => Promise<Response>,
) {
  const body =
    Buffer.isBuffer(request.body) && request.body.byteLength > 0
      ? new Uint8Array(request.body)
      : null;
  const response = await handle({
    method: request.method,
    url: new URL(request.url, `http://${request.headers.host ?? 'localhost'}`),
    headers: headersOf(request.headers),
    body,
    ip: request.ip,
  });
  reply.code(response.status);
  response.headers.forEach((value, name) => void reply.header(name, value));
  return reply.send(Buffer.from(await response.arrayBuffer()));
}
