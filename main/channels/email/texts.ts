import { decodeText, isWideUtf8, repairHeader } from './charset.ts';
import { contentOf, type Leaf, leavesOf } from './leaves.ts';

/** Labels that say nothing: programs write them whatever the bytes are. */
const EMPTY_LABEL = /^(utf-?8|us-ascii|ascii|iso-8859-1|latin1|unknown-8bit|x-unknown)$/i;

const CHINESE_LABEL = /charset\s*=\s*["']?(?:gb|big5|x-gbk|cp9|ms9|euc-cn)/i;

/**
 * The parser's texts, unless they lost characters or look like a wrong guess: then the parts are
 * decoded again from their bytes.
 * @param hint sender's line; `.tw` and `.hk` speak for Big5
 */
export function repairedTexts(
  library: { text: string; html: string | null },
  source: () => string,
  hint: string,
): { text: string; html: string | null } {
  const latin1 = source();
  const isLost = looksWrong(library.text) || looksWrong(library.html ?? '');
  if (!isLost && !CHINESE_LABEL.test(latin1)) return library;
  const leaves = leavesOf(latin1).filter((leaf) => !leaf.isAttachment);
  // UTF-8 under a Chinese label reads as other, perfectly valid Chinese: only its bytes tell.
  const isMislabelled = (leaf: Leaf) =>
    CHINESE_LABEL.test(`charset=${leaf.charset}`) && isWideUtf8(contentOf(latin1, leaf));
  if (!isLost && !leaves.some(isMislabelled)) return library;
  const again = (mime: string) => {
    const found = leaves.filter((leaf) => leaf.mime === mime);
    if (found.length === 0) return null;
    return found
      .map((leaf) => {
        const isTelling = leaf.charset !== null && !EMPTY_LABEL.test(leaf.charset);
        const content = contentOf(latin1, leaf);
        const meta = mime === 'text/html' ? metaCharset(content) : null;
        return decodeText(content, isTelling ? leaf.charset : meta, hint);
      })
      .join('\n');
  };
  return { text: again('text/plain') ?? library.text, html: again('text/html') ?? library.html };
}

/** Lost characters, or a row of accented letters as they come from Chinese bytes read as Latin-1. */
const looksWrong = (text: string): boolean =>
  text.includes('\uFFFD') || /[\u0080-\u00FF]{4}/.test(text) || /[\uE000-\uF8FF]/.test(text);

function metaCharset(html: Buffer): string | null {
  const found = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,30})/i.exec(
    html.subarray(0, 4_096).toString('latin1'),
  )?.[1];
  return found && !EMPTY_LABEL.test(found) ? found : null;
}

/** A header's own bytes put right when they hold raw 8-bit text; else what the parser made of it. */
export const headerText = (
  line: string | undefined,
  library: string | null,
  hint: string,
): string | null =>
  line !== undefined && /[\u0080-\u00FF]/.test(line) ? repairHeader(line, hint) : library;
