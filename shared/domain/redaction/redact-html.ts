import { apply, type MaskKind, type RedactionContext, redactText } from './redact.ts';
import { shadowOf } from './shadow.ts';

const ENTITY = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|nbsp|amp|lt|gt|quot);?/i;
const NAMED: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"' };
const VALUE = /(=\s*)("[^"]*"|'[^']*')/g;

/** Digits hidden by tags and entities are read as a browser shows them; the markup itself stays. */
export function redactHtml(
  html: string,
  context: Partial<RedactionContext> = {},
): { html: string; masked: Partial<Record<MaskKind, number>> } {
  const shown = apply(html, shadowOf(html, visiblePieces(html)), context, (original) =>
    (original.match(/<[^>]*>/g) ?? []).join(''),
  );
  const masked = { ...shown.masked };
  const html2 = shown.text.replace(/<[^>]*>/g, (tag) =>
    tag.replace(VALUE, (_all, before: string, quoted: string) => {
      const value = redactText(quoted.slice(1, -1), context);
      for (const [kind, count] of Object.entries(value.masked))
        masked[kind as MaskKind] = (masked[kind as MaskKind] ?? 0) + count;
      return `${before}${quoted[0]}${value.text}${quoted[0]}`;
    }),
  );
  return { html: html2, masked };
}

/** Characters of the page's text with their place in the source; tags are stepped over. */
function* visiblePieces(html: string) {
  for (let at = 0; at < html.length;) {
    const character = html[at] ?? '';
    if (character === '<') {
      const end = html.indexOf('>', at);
      at = end < 0 ? html.length : end + 1;
      continue;
    }
    const entity = character === '&' ? ENTITY.exec(html.slice(at, at + 12)) : null;
    if (entity) {
      const code = entity[1]
        ? Number(entity[1])
        : entity[2]
          ? Number.parseInt(entity[2], 16)
          : null;
      const text =
        code === null
          ? (NAMED[entity[0].replace(/[&;]/g, '').toLowerCase()] ?? ' ')
          : code > 0 && code <= 0x10ffff
            ? String.fromCodePoint(code)
            : ' ';
      yield { text, from: at, to: at + entity[0].length };
      at += entity[0].length;
      continue;
    }
    const length = (html.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    yield { text: html.slice(at, at + length), from: at, to: at + length };
    at += length;
  }
}
