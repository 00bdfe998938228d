import iconv from 'iconv-lite';
import jschardet from 'jschardet';

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Valid UTF-8 with at least one character beyond ASCII. */
export const isWideUtf8 = (bytes: Uint8Array): boolean =>
  bytes.some((byte) => byte >= 0x80) && isUtf8(bytes);

/** Names mail uses that the decoder knows under another. */
const ALIASES: Record<string, string> = {
  gb2312: 'gb18030',
  gbk: 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  'windows-936': 'gb18030',
  'x-gbk': 'gb18030',
  'euc-cn': 'gb18030',
  'big5-hkscs': 'big5-hkscs',
  'unknown-8bit': '',
  'x-unknown': '',
  ascii: '',
  'us-ascii': '',
};

/**
 * Text of bytes whose declared charset may be missing or wrong. UTF-8 proves itself; what is not
 * UTF-8 is read as declared, else guessed between GB18030 and Big5.
 * @param hint sender's address or other text; `.tw` and `.hk` speak for Big5 on short texts
 */
export function decodeText(bytes: Uint8Array, declared: string | null, hint = ''): string {
  const wanted = declared?.toLowerCase().trim() ?? '';
  const name = ALIASES[wanted] ?? wanted;
  const buffer = Buffer.from(bytes);
  if (name && !/^utf-?8$/.test(name) && iconv.encodingExists(name)) {
    // A declared 8-bit charset that is valid UTF-8 with non-ASCII is mislabelled in practice.
    if (isWideUtf8(bytes) && !/^utf-?(7|16)/.test(name)) return buffer.toString('utf8');
    return iconv.decode(buffer, name);
  }
  return isUtf8(bytes) ? buffer.toString('utf8') : guessed(buffer, hint);
}

/** Guessing costs; the beginning of a text tells as much. */
const GUESS_FROM = 64 * 1024;

function guessed(buffer: Buffer, hint: string): string {
  if (isWestern(buffer)) return iconv.decode(buffer, 'windows-1252');
  const { encoding, confidence } = jschardet.detect(buffer.subarray(0, GUESS_FROM));
  if (/\.(tw|hk)\b/i.test(hint) && !/gb/i.test(encoding ?? ''))
    return iconv.decode(buffer, 'big5-hkscs');
  const isSure = encoding !== null && confidence > 0.9 && iconv.encodingExists(encoding);
  if (isSure && /^(big5|shift_jis|euc-kr|windows-125|iso-8859|koi8)/i.test(encoding))
    return iconv.decode(buffer, encoding);
  return iconv.decode(buffer, 'gb18030');
}

/** Accented letters stand alone among ASCII; Chinese bytes come in pairs. */
function isWestern(buffer: Buffer): boolean {
  let high = 0;
  let runs = 0;
  for (let at = 0; at < buffer.length; at++) {
    if ((buffer[at] ?? 0) < 0x80) continue;
    high += 1;
    if ((buffer[at - 1] ?? 0) < 0x80) runs += 1;
  }
  return runs > 0 && high / runs < 1.3;
}

/** Raw 8-bit bytes that a header parser read as Latin-1, put right. Untouched when it is plain ASCII or already Unicode. */
export function repairHeader(value: string, hint = ''): string {
  if (!/[\u0080-\u00FF]/.test(value) || /[^\u0000-\u00FF]/.test(value)) return value;
  return decodeText(Buffer.from(value, 'latin1'), null, hint);
}
