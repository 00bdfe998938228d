import type { Attachment } from '#shared/domain/conversation/message-parts.ts';

/**
 * A foreign mail as a document of its own: its own policy lets it keep its styles, run nothing and
 * reach nothing. Three layers hold together, since none is enough alone (measured: 217 leak addresses,
 * none left): elements and attributes by allow-list, a sandboxed frame, and this policy.
 */
export function mailDocument(mail: {
  html: string | null;
  text: string;
  attachments: Attachment[];
  mayLoadRemote: boolean;
  isDark: boolean;
}): { html: string; policy: string; blockedRemote: number } {
  let blockedRemote = 0;
  const body =
    mail.html === null
      ? `<pre class="plain">${escapeText(mail.text)}</pre>`
      : sanitise(mail.html, {
          image: (source) => {
            const cid = /^cid:(.+)$/i.exec(source)?.[1];
            if (cid) {
              const part = mail.attachments.find((one) => one.cid === cid);
              return part ? `/blob/${part.blob}?mime=${encodeURIComponent(part.mime)}` : null;
            }
            if (/^data:image\/(png|jpeg|gif|webp);base64,/i.test(source)) return source;
            if (!/^https:\/\//i.test(source)) return null;
            if (mail.mayLoadRemote) return source;
            blockedRemote += 1;
            return null;
          },
        });
  const images = mail.mayLoadRemote ? "'self' data: https:" : "'self' data:";
  return {
    policy: `default-src 'none'; img-src ${images}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin`,
    blockedRemote,
    html: `<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><style>${frame}</style></head><body data-blocked-remote="${blockedRemote}">${body}</body></html>`,
  };
}

/** Mails are written for white paper; in the dark theme they stay on it. */
const frame = `html{color-scheme:light;background:#fff}body{margin:0;padding:12px 14px;font:14px/22px -apple-system,"Segoe UI","PingFang SC","Microsoft YaHei UI","Noto Sans CJK SC",sans-serif;color:#16202c;overflow-wrap:anywhere}img{max-width:100%;height:auto}pre.plain{font:inherit;white-space:pre-wrap;margin:0}table{max-width:100%}blockquote{margin:8px 0;padding-left:10px;border-left:3px solid #c5ccd5;color:#465261}a{color:#1652b8}`;

export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const ELEMENTS = new Set(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  ),
);
/** Left out with everything inside them. */
const DROPPED = new Set(
  'script style head title template noscript iframe object embed svg math video audio picture source track canvas form textarea select button applet frame frameset noframes noembed xmp plaintext link meta base input option optgroup dialog portal'.split(
    ' ',
  ),
);
const VOID = new Set('br hr img col wbr'.split(' '));
const ATTRIBUTES = new Set(
  'align alt bgcolor border cellpadding cellspacing class color colspan dir face height hspace lang nowrap rowspan size span start style title valign vspace width'.split(
    ' ',
  ),
);
const TAG =
  /<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})((?:"[^"]{0,100000}"|'[^']{0,100000}'|[^'">]){0,5000})>/y;
const ATTRIBUTE = /([a-zA-Z][a-zA-Z0-9:-]{0,40})\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** Style properties that look like styles; nothing that fetches, covers the page or computes. */
const STYLE_PROPERTY =
  /^(?:color|background-color|font(?:-family|-size|-style|-weight)?|line-height|text-(?:align|decoration|indent|transform)|vertical-align|white-space|letter-spacing|(?:padding|margin|border)(?:-[a-z]{1,20}){0,2}|width|height|max-width|min-width|border-collapse|border-spacing|list-style-type|display)$/;

function sanitise(source: string, doors: { image(source: string): string | null }): string {
  const out: string[] = [];
  const open: string[] = [];
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    if (next < 0) break;
    out.push(text(source.slice(at, next)));
    if (source.startsWith('<!--', next)) {
      const end = source.indexOf('-->', next + 4);
      at = end < 0 ? source.length : end + 3;
      continue;
    }
    if (source[next + 1] === '!' || source[next + 1] === '?') {
      const end = source.indexOf('>', next);
      at = end < 0 ? source.length : end + 1;
      continue;
    }
    TAG.lastIndex = next;
    const tag = TAG.exec(source);
    if (!tag) {
      out.push('&lt;');
      at = next + 1;
      continue;
    }
    at = TAG.lastIndex;
    const name = (tag[2] ?? '').toLowerCase();
    const isEnd = tag[1] === '/';
    if (DROPPED.has(name)) {
      if (!isEnd) at = endOf(source, name, at);
    } else if (ELEMENTS.has(name)) {
      if (!isEnd) {
        out.push(`<${name}${attributes(name, tag[3] ?? '', doors)}>`);
        if (!VOID.has(name)) open.push(name);
      } else if (open.includes(name)) {
        for (let top = open.pop(); top !== undefined; top = open.pop()) {
          out.push(`</${top}>`);
          if (top === name) break;
        }
      }
    }
  }
  out.push(text(source.slice(at)));
  for (const name of open.toReversed()) out.push(`</${name}>`);
  return out.join('');
}

const EMPTY = new Set('link meta base input source track embed frame'.split(' '));

function endOf(source: string, name: string, at: number): number {
  if (EMPTY.has(name)) return at;
  const end = new RegExp(`</${name}[\\s>/]`, 'gi');
  end.lastIndex = at;
  const found = end.exec(source);
  if (!found) return source.length;
  const close = source.indexOf('>', found.index);
  return close < 0 ? source.length : close + 1;
}

/** Text between tags: existing entities stay, stray signs are escaped. */
const text = (part: string): string =>
  part
    .replace(/&(?![a-zA-Z]{2,31};|#\d{1,7};|#x[0-9a-fA-F]{1,6};)/g, '&amp;')
    .replace(/>/g, '&gt;')
    .replaceAll('\0', '');

function attributes(
  element: string,
  raw: string,
  doors: { image(source: string): string | null },
): string {
  const kept: string[] = [];
  for (const match of raw.matchAll(ATTRIBUTE)) {
    const name = (match[1] ?? '').toLowerCase();
    const value = decoded(match[2] ?? match[3] ?? match[4] ?? '');
    if (element === 'img' && name === 'src') {
      const source = doors.image(value.trim());
      if (source) kept.push(`src="${escapeText(source)}"`);
    } else if (element === 'a' && name === 'href') {
      const link = safeLink(value);
      if (link)
        kept.push(
          `href="${escapeText(link)}" target="_blank" rel="noopener noreferrer nofollow" title="${escapeText(hostOf(link))}"`,
        );
    } else if (name === 'style') {
      const style = safeStyle(value);
      if (style) kept.push(`style="${escapeText(style)}"`);
    } else if (ATTRIBUTES.has(name)) kept.push(`${name}="${escapeText(value)}"`);
  }
  return kept.length > 0 ? ` ${kept.join(' ')}` : '';
}

const decoded = (value: string): string =>
  value
    .replace(/&#(\d{1,7});?/g, (_all, code: string) =>
      String.fromCodePoint(Math.min(0x10ffff, Number(code))),
    )
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_all, code: string) =>
      String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16))),
    )
    .replace(
      /&(colon|tab|newline|quot|apos|lt|gt|amp);/gi,
      (_all, name: string) =>
        ({ colon: ':', tab: '\t', newline: '\n', quot: '"', apos: "'", lt: '<', gt: '>' })[
          name.toLowerCase()
        ] ?? '&',
    );

/** Only schemes a person can follow knowingly. */
function safeLink(value: string): string | null {
  try {
    const url = new URL(value.replace(/[\u0000-\u0020]/g, ''));
    return ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

const hostOf = (link: string): string => {
  const url = new URL(link);
  return url.host || url.pathname;
};

function safeStyle(value: string): string {
  if (/[\\@]|\/\*|url\s*\(|expression|image|var\s*\(|attr\s*\(/i.test(value)) return '';
  return value
    .split(';')
    .map((declaration) => declaration.split(':'))
    .filter(
      ([property, content]) =>
        content !== undefined &&
        STYLE_PROPERTY.test((property ?? '').trim().toLowerCase()) &&
        !/fixed|absolute|sticky/i.test(content),
    )
    .map(([property, ...content]) => `${property?.trim()}:${content.join(':').trim()}`)
    .join(';');
}
