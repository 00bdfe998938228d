import { readFile } from 'node:fs/promises';
import path from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.map': 'application/json',
  '.woff2': 'font/woff2',
};

/**
 * Reads a built file below `folder`. Null for anything outside it, unknown kinds and absent files:
 * the caller answers 404 for all alike.
 */
export async function readAsset(
  folder: string,
  urlPath: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | null> {
  let name: string;
  try {
    name = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\')) return null;
  const file = path.resolve(folder, `.${path.posix.normalize(`/${name}`)}`);
  if (!file.startsWith(path.resolve(folder) + path.sep)) return null;
  const type = types[path.extname(file)];
  if (!type) return null;
  try {
    return { bytes: new Uint8Array(await readFile(file)), type };
  } catch {
    return null;
  }
}
