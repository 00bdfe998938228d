import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { OpenAPIReferencePlugin } from '@orpc/openapi/plugins';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { BlobId, MessageId } from '#shared/lib/ids.ts';
import { MIB } from '#shared/lib/units.ts';
import { safeFileName } from '#shared/domain/mail/file-name.ts';
import { maskFile } from '#main/platform/mask-bytes.ts';
import type { Engine } from '#main/engine/engine.ts';
import { mailDocument } from './mail-document.ts';
import type { Router } from './router.ts';

/** Largest file an agent may attach. */
const MAX_UPLOAD_BYTES = 50 * MIB;

/** Kinds a browser may show by itself; everything else is a download. SVG can carry script. */
const SHOWN =
  /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/|video\/|application\/pdf$|text\/plain)/;

export type Site = (request: Request) => Promise<Response>;

/**
 * Paths a desk screen may fetch besides the contract: mail documents, files, sources, and the
 * contract over HTTP. Who may ask is decided by the caller (a session, a token, or Electron's own scheme).
 */
export function openSite(engine: Engine, router: Router): Site {
  const api = new OpenAPIHandler(router, {
    plugins: [
      new OpenAPIReferencePlugin({
        schemaConverters: [new ZodToJsonSchemaConverter()],
        specPath: '/openapi.json',
        docsPath: '/docs-are-not-served',
        specGenerateOptions: { info: { title: 'Kefu Desk', version: engine.me().version } },
      }),
    ],
  });

  return async (request) => {
    const url = new URL(request.url);
    const [, root, name] = url.pathname.split('/');
    try {
      if (root === 'api') {
        const { matched, response } = await api.handle(request, { prefix: '/api', context: {} });
        return matched ? response : notFound();
      }
      if (root === 'mail' && name && request.method === 'GET')
        return await mail(engine, name as MessageId, url.searchParams);
      if (root === 'raw' && name && request.method === 'GET')
        return await source(engine, name as MessageId);
      if (root === 'blob' && name && request.method === 'GET')
        return await file(engine, name, url.searchParams);
      if (root === 'blob' && !name && request.method === 'POST')
        return await upload(engine, request, url.searchParams);
    } catch (error) {
      if (isMissing(error)) return notFound();
      throw error;
    }
    return notFound();
  };
}

const notFound = () =>
  new Response('not found', { status: 404, headers: { 'content-type': 'text/plain' } });
const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
const quiet = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-store',
};

async function mail(
  engine: Engine,
  messageId: MessageId,
  query: URLSearchParams,
): Promise<Response> {
  const found = engine.projection.findMessage(messageId);
  if (!found) return notFound();
  const html = found.html
    ? Buffer.from(await engine.blobs.read(found.html)).toString('utf8')
    : null;
  const document = mailDocument({
    html,
    text: found.body.text ?? '',
    attachments: found.body.attachments ?? [],
    mayLoadRemote: query.get('images') === '1',
    isDark: query.get('theme') === 'dark',
  });
  return new Response(document.html, {
    headers: {
      ...quiet,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': document.policy,
      'x-blocked-remote': String(document.blockedRemote),
    },
  });
}

async function source(engine: Engine, messageId: MessageId): Promise<Response> {
  const text = await engine.sourceOf(messageId);
  return text === null
    ? notFound()
    : new Response(text, { headers: { ...quiet, 'content-type': 'text/plain; charset=utf-8' } });
}

async function file(engine: Engine, id: string, query: URLSearchParams): Promise<Response> {
  if (!/^[0-9a-f]{64}$/.test(id)) return notFound();
  const bytes = await engine.blobs.read(id as BlobId);
  const mime = query.get('mime') ?? '';
  const isShown = SHOWN.test(mime) && query.get('download') !== '1';
  const name = safeFileName(query.get('name') ?? 'file');
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...quiet,
      'content-type': isShown ? mime : 'application/octet-stream',
      'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox",
    },
  });
}

async function upload(engine: Engine, request: Request, query: URLSearchParams): Promise<Response> {
  const given = new Uint8Array(await request.arrayBuffer());
  if (given.byteLength === 0) return Response.json({ code: 'upload.empty' }, { status: 400 });
  if (given.byteLength > MAX_UPLOAD_BYTES)
    return Response.json({ code: 'upload.too-large', max: MAX_UPLOAD_BYTES }, { status: 413 });
  const mime =
    (request.headers.get('content-type') ?? 'application/octet-stream').split(';')[0]?.trim() ?? '';
  const bytes = maskFile(given, mime);
  const name = engine.gate.line(safeFileName(query.get('name') ?? 'file'));
  return Response.json({
    blob: engine.blobs.put(bytes),
    name,
    mime,
    bytes: bytes.byteLength,
    width: null,
    height: null,
  });
}
