import { protocol } from 'electron';
import path from 'node:path';
import { deskPolicy } from '#shared/contract/csp.ts';
import { readAsset } from '#main/platform/assets.ts';
import type { EngineProcess } from './engine-process.ts';

export const APP_ORIGIN = 'app://desk';

/** Before `ready`: the pages' own scheme, treated like https. */
export function registerScheme() {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ]);
}

/** Pages from the built files; mail documents, files and uploads from the engine. */
export function serveScheme(options: { outFolder: string; engine: EngineProcess }) {
  const folder = path.join(options.outFolder, 'renderer');

  async function page(pathname: string): Promise<Response | null> {
    const found = await readAsset(folder, pathname === '/' ? '/index.html' : pathname);
    if (!found) return null;
    const headers: Record<string, string> = {
      'content-type': found.type,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    };
    if (found.type.startsWith('text/html')) headers['content-security-policy'] = deskPolicy();
    return new Response(found.bytes, { headers });
  }

  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    if (url.host !== new URL(APP_ORIGIN).host) return new Response(null, { status: 404 });
    const asset = request.method === 'GET' ? await page(url.pathname) : null;
    if (asset) return asset;
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : null;
    const answer = await options.engine.request({
      method: request.method,
      target: url.pathname + url.search,
      headers: [...request.headers],
      body,
    });
    return new Response(new Uint8Array(answer.body), {
      status: answer.status,
      headers: answer.headers,
    });
  });
}
