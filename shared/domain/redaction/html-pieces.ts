/**
 * HTML cut into its parts, every character in exactly one. Reads as browsers do (WHATWG HTML
 * §13.2.5) where digits can hide: text, attribute values, comments, raw text of scripts and styles.
 * Linear in the text, whatever is left open.
 */
export type HtmlPiece =
  | { kind: 'text'; from: number; to: number }
  /** A script, style or comment: no entities in it. */
  | { kind: 'raw'; from: number; to: number }
  | { kind: 'value'; from: number; to: number; quote: '"' | "'" | ''; isAddress: boolean }
  /** The end of a tag. A tag of the line is invisible between characters, others part words. */
  | { kind: 'tag'; at: number; isInline: boolean };

const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr o:p q s samp ' +
    'small span strike strong sub sup time tt u var wbr'
  ).split(' '),
);
const RAW = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext']);
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'cite', 'data', 'poster']);
const LONGEST_NAME = 64;

const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13 && code !== 11);
const isLetter = (code: number) => (code | 32) >= 97 && (code | 32) <= 122;
const GREATER = 62;
const SLASH = 47;
const EQUALS = 61;

/** Reads attributes from `at`; `end` is behind the '>' or at the end of the text. */
function attributesFrom(html: string, start: number): { values: HtmlPiece[]; end: number } {
  const values: HtmlPiece[] = [];
  let at = start;
  while (at < html.length) {
    const code = html.charCodeAt(at);
    if (code === GREATER) return { values, end: at + 1 };
    if (isSpace(code) || code === SLASH) {
      at++;
      continue;
    }
    const nameFrom = at;
    // A leading '=' is part of the name.
    at++;
    while (at < html.length) {
      const next = html.charCodeAt(at);
      if (isSpace(next) || next === SLASH || next === GREATER || next === EQUALS) break;
      at++;
    }
    const name = html.slice(nameFrom, Math.min(at, nameFrom + LONGEST_NAME)).toLowerCase();
    while (at < html.length && isSpace(html.charCodeAt(at))) at++;
    if (html.charCodeAt(at) !== EQUALS) continue;
    at++;
    while (at < html.length && isSpace(html.charCodeAt(at))) at++;
    const value = valueAt(html, at);
    if (value.to > value.from)
      values.push({ ...value, kind: 'value', isAddress: ADDRESSES.has(name) });
    at = value.quote ? value.to + 1 : value.to;
  }
  return { values, end: html.length };
}

function valueAt(html: string, at: number): { from: number; to: number; quote: '"' | "'" | '' } {
  const quote = html.charAt(at);
  if (quote === '"' || quote === "'") {
    const end = html.indexOf(quote, at + 1);
    return { from: at + 1, to: end < 0 ? html.length : end, quote };
  }
  let to = at;
  while (to < html.length && !isSpace(html.charCodeAt(to)) && html.charCodeAt(to) !== GREATER) to++;
  return { from: at, to, quote: '' };
}

/** The end of what begins with "<!" or "<?" at `at`; a comment may hold '>' characters. */
function commentAt(html: string, at: number): { from: number; to: number; end: number } {
  const isComment = html.startsWith('<!--', at);
  const from = at + (isComment ? 4 : 2);
  const close = isComment ? '-->' : '>';
  const to = html.indexOf(close, from);
  return to < 0
    ? { from: Math.min(from, html.length), to: html.length, end: html.length }
    : { from, to, end: to + close.length };
}

export function* htmlPieces(html: string): Generator<HtmlPiece> {
  let textFrom = 0;
  let at = html.indexOf('<');
  while (at >= 0) {
    const next = html.charCodeAt(at + 1);
    const isEnd = next === SLASH;
    if (next === 33 || next === 63) {
      yield { kind: 'text', from: textFrom, to: at };
      const comment = commentAt(html, at);
      yield { kind: 'raw', from: comment.from, to: comment.to };
      textFrom = comment.end;
    } else if (isLetter(isEnd ? html.charCodeAt(at + 2) : next)) {
      yield { kind: 'text', from: textFrom, to: at };
      const nameFrom = at + (isEnd ? 2 : 1);
      let nameTo = nameFrom;
      while (nameTo < html.length && /[^\s/>]/.test(html.charAt(nameTo))) nameTo++;
      const name = html.slice(nameFrom, Math.min(nameTo, nameFrom + LONGEST_NAME)).toLowerCase();
      const { values, end } = attributesFrom(html, nameTo);
      yield* values;
      yield { kind: 'tag', at: end, isInline: INLINE.has(name) };
      textFrom = end;
      if (!isEnd && RAW.has(name)) {
        const close = new RegExp(`</${name}`, 'gi');
        close.lastIndex = end;
        const to = close.exec(html)?.index ?? html.length;
        yield { kind: 'raw', from: end, to };
        textFrom = to;
      }
    }
    at = html.indexOf('<', Math.max(textFrom, at + 1));
  }
  yield { kind: 'text', from: textFrom, to: html.length };
}
