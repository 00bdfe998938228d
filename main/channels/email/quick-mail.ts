import iconv from 'iconv-lite';
import { type Attachment, parseAddressHeader, type ParsedMail as LibraryMail } from 'mailparser';
import {
  decodedWords,
  type Head,
  headAt,
  plainAddress,
  type Structured,
  structured,
  valueOf,
} from './quick-head.ts';

/** What of the library's answer is used. */
export type MimeMail = Pick<
  LibraryMail,
  | 'headerLines'
  | 'from'
  | 'to'
  | 'cc'
  | 'replyTo'
  | 'messageId'
  | 'inReplyTo'
  | 'references'
  | 'subject'
  | 'date'
  | 'text'
  | 'html'
> & { attachments: MimeFile[] };
export type MimeFile = Pick<Attachment, 'content' | 'contentType'> &
  Partial<Pick<Attachment, 'filename' | 'cid' | 'contentDisposition' | 'related'>>;

/**
 * Reads the mails most programs send: texts and files in multipart/mixed, alternative and related,
 * written by the rules. Null for every other mail: the library reads it, and what is read here the
 * library would read in the same way (a test compares them).
 */
export function quickMail(source: Uint8Array): MimeMail | null {
  const buffer = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const latin1 = buffer.toString('latin1');
  const head = headAt(latin1, 0, latin1.length);
  if (!head) return null;
  const about = aboutOf(head);
  if (!about) return null;
  const found: Found = { texts: [], files: [], boundaries: [] };
  const at = { buffer, source: latin1, found };
  if (!walk(at, head, latin1.length, { depth: 0, isAlternative: false, isRelated: false }))
    return null;
  return { ...about, ...joined(found.texts), attachments: found.files };
}

interface Text {
  isHtml: boolean;
  isAlternative: boolean;
  isRoot: boolean;
  content: string;
}
interface Found {
  texts: Text[];
  files: MimeFile[];
  boundaries: string[];
}
interface Reading {
  buffer: Buffer;
  /** The same bytes as Latin-1. */
  source: string;
  found: Found;
}
interface Place {
  depth: number;
  isAlternative: boolean;
  isRelated: boolean;
}

const MAX_DEPTH = 10;
const ADDRESSES = [
  ['from', 'from'],
  ['to', 'to'],
  ['cc', 'cc'],
  ['replyTo', 'reply-to'],
] as const;

/** An id without its angles gets them. */
const angled = (id: string) => (id.startsWith('<') ? '' : '<') + id + (id.endsWith('>') ? '' : '>');

function aboutOf(head: Head): Omit<MimeMail, 'text' | 'html' | 'attachments'> | null {
  const plain = ['message-id', 'in-reply-to', 'references'].map((key) => valueOf(head, key));
  if (plain.some((value) => value === null || value.includes('=?'))) return null;
  const [messageId = '', inReplyTo = '', references = ''] = plain.map((value) => value ?? '');
  const about: Omit<MimeMail, 'text' | 'html' | 'attachments'> = { headerLines: head.lines };
  if (messageId !== '') about.messageId = angled(messageId);
  if (inReplyTo !== '') about.inReplyTo = angled(inReplyTo);
  if (references !== '') about.references = references.split(/\s+/).map(angled);
  for (const [name, key] of ADDRESSES) {
    const value = valueOf(head, key);
    if (value === null) return null;
    if (value !== '') about[name] = plainAddress(value) ?? parseAddressHeader(value);
  }
  const subject = valueOf(head, 'subject');
  const words = subject === null ? null : decodedWords(subject);
  if (words === null) return null;
  if (words !== '') about.subject = words;
  const date = valueOf(head, 'date');
  if (date === null) return null;
  if (!head.lines.some((line) => line.key === 'date')) return about;
  const parsed = new Date(date);
  return Number.isFinite(parsed.getTime()) ? { ...about, date: parsed } : null;
}

interface Kind {
  content: Structured;
  /** '' when it is not said. */
  disposition: Structured;
  encoding: string;
}

const NOT_SAID: Structured = { value: '', parameters: new Map() };

/** What a part says it is. */
function kindOf(head: Head, place: Place): Kind | null {
  const type = valueOf(head, 'content-type');
  const disposition = valueOf(head, 'content-disposition');
  const encoding = valueOf(head, 'content-transfer-encoding');
  if (type === null || disposition === null || encoding === null) return null;
  // Without a type the library goes by the disposition and the name.
  if (type === '' && (place.depth > 0 || disposition !== '')) return null;
  const content = structured(type || 'text/plain');
  const kept = disposition === '' ? NOT_SAID : structured(disposition);
  if (!content?.value.includes('/') || !kept) return null;
  return { content, disposition: kept, encoding: encoding.toLowerCase() };
}

/** One part and everything in it; false when the library must read the mail. */
function walk(at: Reading, head: Head, to: number, place: Place): boolean {
  const kind = kindOf(head, place);
  if (!kind) return false;
  const { content, disposition, encoding } = kind;
  if (content.value.startsWith('multipart/'))
    return (
      disposition === NOT_SAID &&
      PLAIN.includes(encoding) &&
      walkParts(at, head.bodyFrom, to, content, place)
    );
  if (content.value.startsWith('message/') || content.parameters.has('format')) return false;
  if (place.depth > 0 && head.bodyFrom >= to) return false;
  const bytes = contentOf(at, head.bodyFrom, to, encoding);
  if (!bytes) return false;
  const isText = content.value === 'text/plain' || content.value === 'text/html';
  if (isText && (disposition.value === '' || disposition.value === 'inline'))
    return keepText(at.found, content, bytes, place);
  return keepFile(at.found, head, kind, bytes, place);
}

/** Transfer encodings that are none. */
const PLAIN = ['', '7bit', '8bit', 'binary'];
const MULTIPARTS = ['multipart/mixed', 'multipart/alternative', 'multipart/related'];

function walkParts(
  at: Reading,
  from: number,
  to: number,
  { value, parameters }: Structured,
  place: Place,
): boolean {
  const boundary = parameters.get('boundary') ?? '';
  const { boundaries } = at.found;
  const isOwn = boundaries.every((one) => !one.startsWith(boundary) && !boundary.startsWith(one));
  if (!MULTIPARTS.includes(value) || !/^[!-~]{1,200}$/.test(boundary) || !isOwn) return false;
  if (place.depth >= MAX_DEPTH) return false;
  boundaries.push(boundary);
  const parts = partsOf(at.source, from, to, `--${boundary}`);
  const inside = {
    depth: place.depth + 1,
    isAlternative: place.isAlternative || value === 'multipart/alternative',
    isRelated: place.isRelated || value === 'multipart/related',
  };
  return (
    parts !== null &&
    parts.every((part) => {
      const head = headAt(at.source, part.from, part.to);
      return head !== null && walk(at, head, part.to, inside);
    })
  );
}

/** Delimiters on lines of their own, the last one closing, nothing behind it (RFC 2046 §5.1.1). */
function partsOf(source: string, from: number, to: number, sign: string) {
  const parts: { from: number; to: number }[] = [];
  let open = -1;
  for (let at = source.indexOf(sign, from); at >= 0 && at < to; at = source.indexOf(sign, at + 1)) {
    if (at > from && source[at - 1] !== '\n') continue;
    if (open >= 0) {
      const end = source[at - 2] === '\r' ? at - 2 : at - 1;
      if (end <= open) return null;
      parts.push({ from: open, to: end });
    }
    const after = at + sign.length;
    if (source.startsWith('--', after))
      return parts.length > 0 && /^(?:\r?\n)*$/.test(source.slice(after + 2, to)) ? parts : null;
    open = after + (source.startsWith('\r\n', after) ? 2 : source[after] === '\n' ? 1 : 0);
    if (open === after || open >= to) return null;
  }
  return null;
}

const BASE64 = /^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*$/;
/** What two readers of quoted-printable may read in two ways. */
const DOUBTFUL = /=(?!\r?\n|[0-9A-F]{2})|[ \t](?:\r?\n|$)/;

function contentOf(at: Reading, from: number, to: number, encoding: string): Buffer | null {
  if (PLAIN.includes(encoding)) return at.buffer.subarray(from, to);
  const body = at.source.slice(from, to);
  if (encoding === 'base64') {
    if (!BASE64.test(body)) return null;
    const bytes = Buffer.from(body, 'base64');
    const padding = body.includes('==') ? 2 : body.includes('=') ? 1 : 0;
    return (bytes.byteLength + padding) % 3 === 0 ? bytes : null;
  }
  if (encoding !== 'quoted-printable' || DOUBTFUL.test(body)) return null;
  return Buffer.from(
    body.replace(/=(?:\r?\n|([0-9A-F]{2}))/g, (_all, code: string | undefined) =>
      code === undefined ? '' : String.fromCharCode(Number.parseInt(code, 16)),
    ),
    'latin1',
  );
}

const UTF8 = ['', 'utf-8', 'utf8', 'us-ascii', 'ascii'];
/** As the library reads these names. */
const OTHERS = new Map([
  ['gb2312', 'gbk'],
  ['gbk', 'gbk'],
  ['gb18030', 'gb18030'],
  ['big5', 'big5'],
  ['iso-8859-1', 'windows-1252'],
  ['windows-1252', 'windows-1252'],
]);

function keepText(
  found: Found,
  { value, parameters }: Structured,
  bytes: Buffer,
  place: Place,
): boolean {
  const charset = (parameters.get('charset') ?? '').toLowerCase();
  const other = OTHERS.get(charset);
  if (!UTF8.includes(charset) && other === undefined) return false;
  const text = other === undefined ? bytes.toString('utf8') : iconv.decode(bytes, other);
  found.texts.push({
    isHtml: value === 'text/html',
    isAlternative: place.isAlternative,
    isRoot: place.depth === 0,
    content: text.replace(/\r?\n/g, '\n'),
  });
  return true;
}

function keepFile(
  found: Found,
  head: Head,
  { content: { value, parameters }, disposition }: Kind,
  bytes: Buffer,
  place: Place,
): boolean {
  const name = disposition.parameters.get('filename') || parameters.get('name') || '';
  const filename = decodedWords(name);
  const cid = valueOf(head, 'content-id');
  // The library guesses what kind of file it is by its name.
  const isGuessed = value === 'application/octet-stream' && filename !== '';
  if (filename === null || cid === null || isGuessed) return false;
  found.files.push({
    content: bytes,
    contentType: value,
    ...(disposition.value === '' ? {} : { contentDisposition: disposition.value }),
    ...(filename === '' ? {} : { filename }),
    ...(cid === '' ? {} : { cid: cid.replace(/^<|>$/g, '').trim() }),
    ...(cid !== '' && place.isRelated ? { related: true } : {}),
  });
  return true;
}

/** Several texts are one, and so are several pages; both stand for the other where it is missing. */
function joined(texts: Text[]): { text?: string; html: string | false } {
  const hasText = texts.some((one) => !one.isHtml);
  const hasHtml = texts.some((one) => one.isHtml);
  const plain: string[] = [];
  const pages: string[] = [];
  for (const { isHtml, isAlternative, isRoot, content } of texts) {
    if (content === '') continue;
    if (!isHtml) plain.push(content);
    else if ((!isAlternative && hasText) || (isRoot && !hasText)) plain.push('');
    if (isHtml) pages.push(content);
    else if (!isAlternative && hasHtml) pages.push('');
  }
  return {
    ...(plain.length > 0 ? { text: plain.join('\n') } : {}),
    html: pages.length > 0 ? pages.join('<br/>\n') : false,
  };
}
