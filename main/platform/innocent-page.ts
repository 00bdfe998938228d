import { isSuspiciousHtml } from '#shared/domain/redaction/redact-html.ts';

/** The page looked at last: it comes as a part of the source, and then as the text of the mail. */
let innocent = '';

/** Whether there is nothing in it that the card gate would hide. */
export function isInnocentPage(html: string): boolean {
  const page = html.replaceAll('\r\n', '\n');
  if (page === innocent) return true;
  if (isSuspiciousHtml(page)) return false;
  innocent = page;
  return true;
}

/** A name of a tag that another encoding could end elsewhere. */
const ODD_TAG = /<\/?[A-Za-z][^\s/>]*[^\0-\x7F]/;

/**
 * Whether the bytes of a page hold nothing, read as Latin-1 as well. In valid UTF-8 the first byte of
 * every other character is a letter in Latin-1, so what a number or a keyword is made of there is
 * ASCII, and stands in the text in the same way. Characters of two units could bring them nearer.
 */
export function isInnocentInBytes(content: Buffer): boolean {
  const html = content.toString('utf8');
  return !/[\uFFFD\uD800-\uDFFF]/.test(html) && !ODD_TAG.test(html) && isInnocentPage(html);
}
