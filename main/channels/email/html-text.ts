const MAX_HTML = 2 * 1024 * 1024;
const LEFT_OUT = ['style', 'script', 'head', 'title', 'template', 'noscript'];
const BREAKS = /^(?:br|\/?(?:p|div|tr|li|h[1-6]|blockquote|table|ul|ol|pre|section|article))$/;
const ENTITIES: Record<string, string> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  ensp: ' ',
  emsp: ' ',
  copy: '©',
  yen: '¥',
  hellip: '…',
  ldquo: '“',
  rdquo: '”',
  mdash: '—',
  middot: '·',
};

/** Words of an HTML mail for reading, search and preview; its look is shown from the HTML itself. Linear time. */
export function textOfHtml(html: string | null): string {
  if (!html) return '';
  const source = html.slice(0, MAX_HTML);
  const out: string[] = [];
  let at = 0;
  /** Sought once: a page may open as many as it likes. */
  const neverClosed = new Set<string>();
  const endOf = (tag: string, from: number): number => {
    const end = new RegExp(`</${tag}`, 'gi');
    end.lastIndex = from;
    const found = neverClosed.has(tag) ? null : end.exec(source);
    if (found) return after(source, '>', found.index);
    // What follows is text after all, rather that than losing the customer's words.
    neverClosed.add(tag);
    return from;
  };
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open < 0) break;
    out.push(words(source.slice(at, open)));
    if (source.startsWith('<!--', open)) {
      at = after(source, '-->', open + 4);
      continue;
    }
    const name = /^\/?[a-z][a-z0-9]{0,20}/i.exec(source.slice(open + 1, open + 24))?.[0];
    if (!name && source[open + 1] !== '!' && source[open + 1] !== '?') {
      out.push('<');
      at = open + 1;
      continue;
    }
    at = after(source, '>', open);
    const tag = name?.toLowerCase() ?? '';
    if (LEFT_OUT.includes(tag)) at = endOf(tag, at);
    else if (BREAKS.test(tag)) out.push('\n');
    else if (tag === 'td' || tag === 'th') out.push(' ');
  }
  out.push(words(source.slice(at)));
  return out
    .join('')
    .replace(/[ \t\u00A0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const after = (source: string, sign: string, from: number): number => {
  const found = source.indexOf(sign, from);
  return found < 0 ? source.length : found + sign.length;
};

const words = (part: string): string =>
  part
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,10}));?/gi, (all, dec, hex, name) => {
      if (name) return ENTITIES[String(name).toLowerCase()] ?? String(all);
      const code = dec ? Number(dec) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
        ? String.fromCodePoint(code)
        : '\uFFFD';
    });
