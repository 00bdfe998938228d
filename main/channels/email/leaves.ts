/** A part of a MIME message that is no container; indices are bytes of the source. */
export interface Leaf {
  mime: string;
  charset: string | null;
  encoding: string;
  isAttachment: boolean;
  headFrom: number;
  bodyFrom: number;
  bodyTo: number;
}

const MAX_DEPTH = 50;
const MAX_PARTS = 1_000;
/** A part's header beyond this is read no further. */
const MAX_HEAD = 64 * 1024;

const headerOf = (head: string, name: string): string =>
  new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
const parameter = (value: string, name: string): string | null =>
  new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i')
    .exec(value)
    ?.slice(1)
    .find((part) => part !== undefined) ?? null;

/** The parts of a message by its boundaries (RFC 2046 §5.1); a Latin-1 string stands for the bytes. */
export function leavesOf(source: string): Leaf[] {
  const found: Leaf[] = [];
  walk(source, 0, source.length, 0, found);
  return found;
}

function walk(source: string, from: number, to: number, depth: number, found: Leaf[]) {
  if (depth > MAX_DEPTH || found.length >= MAX_PARTS) return;
  const bodyFrom = bodyStart(source, from, to);
  const head = source.slice(from, Math.min(bodyFrom, from + MAX_HEAD)).replace(/\r?\n[ \t]+/g, ' ');
  const type = headerOf(head, 'Content-Type') || 'text/plain';
  const mime = (type.split(';')[0] ?? '').trim().toLowerCase();
  const encoding = headerOf(head, 'Content-Transfer-Encoding').toLowerCase();
  const boundary = mime.startsWith('multipart/') ? parameter(type, 'boundary') : null;
  if (boundary) {
    for (const part of partsOf(source, bodyFrom, to, boundary))
      walk(source, part.from, part.to, depth + 1, found);
    return;
  }
  if (mime === 'message/rfc822' && !/base64|quoted/.test(encoding)) {
    walk(source, bodyFrom, to, depth + 1, found);
    return;
  }
  found.push({
    mime,
    charset: parameter(type, 'charset'),
    encoding,
    isAttachment: depth > 0 && /^attachment/i.test(headerOf(head, 'Content-Disposition')),
    headFrom: from,
    bodyFrom,
    bodyTo: to,
  });
}

function bodyStart(source: string, from: number, to: number): number {
  if (source.startsWith('\r\n', from)) return from + 2;
  if (source.startsWith('\n', from)) return from + 1;
  const part = source.slice(from, to);
  const crlf = part.indexOf('\r\n\r\n');
  const lf = (crlf < 0 ? part : part.slice(0, crlf)).indexOf('\n\n');
  if (lf >= 0) return from + lf + 2;
  return crlf < 0 ? to : from + crlf + 4;
}

function* partsOf(source: string, from: number, to: number, boundary: string) {
  const sign = `--${boundary}`;
  let open: number | null = null;
  for (let at = source.indexOf(sign, from); at >= 0 && at < to;) {
    const after = at + sign.length;
    if (at !== from && source[at - 1] !== '\n') {
      at = source.indexOf(sign, after);
      continue;
    }
    if (open !== null) yield { from: open, to: source[at - 2] === '\r' ? at - 2 : at - 1 };
    if (source.startsWith('--', after)) return;
    const line = source.indexOf('\n', after);
    if (line < 0 || line >= to) return;
    open = line + 1;
    at = source.indexOf(sign, open);
  }
  // The closing delimiter is missing: the last part reaches to the end.
  if (open !== null) yield { from: open, to };
}

/** The content of a part, freed of its transfer encoding (RFC 2045 §6). */
export function contentOf(source: string, leaf: Leaf): Buffer {
  const body = source.slice(leaf.bodyFrom, leaf.bodyTo);
  if (leaf.encoding === 'base64') return Buffer.from(body, 'base64');
  if (leaf.encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const text = body
    .replace(/[ \t]*=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_all, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  return Buffer.from(text, 'latin1');
}
