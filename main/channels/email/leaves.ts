/** A part of a MIME message that is no container, with its content decoded to bytes. */
export interface Leaf {
  mime: string;
  charset: string | null;
  isAttachment: boolean;
  bytes: Uint8Array;
}

const MAX_DEPTH = 50;
const MAX_PARTS = 1_000;

const headerOf = (head: string, name: string): string => {
  const unfolded = head.replace(/\r?\n[ \t]+/g, ' ');
  return new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
};
const parameter = (value: string, name: string): string | null =>
  new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i')
    .exec(value)
    ?.slice(1)
    .find((part) => part !== undefined) ?? null;

/** Walks a message by its boundaries (RFC 2046 §5.1). Latin-1 text stands for the bytes. */
export function leavesOf(source: string, depth = 0, found: Leaf[] = []): Leaf[] {
  if (depth > MAX_DEPTH || found.length >= MAX_PARTS) return found;
  const gap = /\r?\n\r?\n/.exec(source);
  const head = gap ? source.slice(0, gap.index) : source;
  const body = gap ? source.slice(gap.index + gap[0].length) : '';
  const type = headerOf(head, 'Content-Type') || 'text/plain';
  const mime = (type.split(';')[0] ?? '').trim().toLowerCase();
  const boundary = mime.startsWith('multipart/') ? parameter(type, 'boundary') : null;
  if (boundary) {
    for (const part of body.split(`--${boundary}`).slice(1)) {
      if (part.startsWith('--')) break;
      leavesOf(part.replace(/^[ \t]*\r?\n/, ''), depth + 1, found);
    }
    return found;
  }
  found.push({
    mime,
    charset: parameter(type, 'charset'),
    isAttachment: /^attachment/i.test(headerOf(head, 'Content-Disposition')),
    bytes: decoded(body, headerOf(head, 'Content-Transfer-Encoding').toLowerCase()),
  });
  return found;
}

function decoded(body: string, encoding: string): Uint8Array {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const text = body
    .replace(/[ \t]*=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_all, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  return Buffer.from(text, 'latin1');
}
