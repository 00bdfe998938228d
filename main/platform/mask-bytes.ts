import { redactBytes, STRETCH } from '#shared/domain/redaction/redact-bytes.ts';
import { plainTextOf } from '#shared/domain/redaction/shadow.ts';
import { isSuspiciousPlain } from '#shared/domain/redaction/suspicion.ts';

const TEXT_LIKE = /^(text\/|application\/(json|xml|csv|x-ndjson|xhtml\+xml|rtf)|message\/)/i;
const PROBED_BYTES = 4_096;

/** Text by its declared kind, or because it looks like it: no NUL byte, or the marks of UTF-16. */
function isTextFile(bytes: Uint8Array, mime: string): boolean {
  if (TEXT_LIKE.test(mime)) return true;
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 || !bytes.subarray(0, PROBED_BYTES).includes(0);
}

const EQUALS = 0x3d;
const ESCAPE = /=(?:\r?\n|[0-9A-Fa-f]{2})/;
/**
 * Where the exact reading of bytes that are no UTF-8 may find a digit and the decoder finds none:
 * full-width digits of GBK, sequences longer than they need to be.
 */
const ODD_DIGIT = /\xA3[\xB0-\xB9]|\xE0[\x80-\x9F]|\xF0[\x80-\x8F]|[\xF5-\xFF][\x80-\xBF]/;

/** `redactBytes`, which reads byte by byte, only for what may hold a secret. */
export const maskBytes = (bytes: Uint8Array): { bytes: Uint8Array; masks: number } =>
  isSuspiciousBytes(bytes) ? redactBytes(bytes) : { bytes, masks: 0 };

/** A file behind the card gate: text is masked, byte for byte in its length where it can be; everything else passes untouched. */
export const maskFile = (bytes: Uint8Array, mime: string): Uint8Array =>
  isTextFile(bytes, mime) ? maskBytes(bytes).bytes : bytes;

/** Whether the exact half of the card gate must read them; false: it would change nothing. */
export function isSuspiciousBytes(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.includes(EQUALS) || !ESCAPE.test(buffer.toString('latin1')))
    return isSuspiciousText(buffer, bytes.byteLength);
  const { plain, quoted } = unescaped(buffer);
  return (
    isSuspiciousText(plain, bytes.byteLength) ||
    (quoted !== null && isSuspiciousText(quoted, bytes.byteLength))
  );
}

function isSuspiciousText(buffer: Buffer, length: number): boolean {
  const text = buffer.toString('utf8');
  if (text.includes('\uFFFD') && ODD_DIGIT.test(buffer.toString('latin1'))) return true;
  return isSuspiciousPlain(plainTextOf(text), length > STRETCH);
}

const hexOf = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};

/** Without soft line breaks; and, where there are escapes, read as quoted-printable (RFC 2045 §6.7). */
function unescaped(buffer: Buffer): { plain: Buffer; quoted: Buffer | null } {
  const plain = Buffer.allocUnsafe(buffer.byteLength);
  const quoted = Buffer.allocUnsafe(buffer.byteLength);
  let plainTo = 0;
  let quotedTo = 0;
  let hasEscapes = false;
  let at = 0;
  for (let next = buffer.indexOf(EQUALS); next >= 0; next = buffer.indexOf(EQUALS, at)) {
    plainTo += buffer.copy(plain, plainTo, at, next);
    quotedTo += buffer.copy(quoted, quotedTo, at, next);
    at = next + 1;
    if (buffer[at] === 0x0a) at += 1;
    else if (buffer[at] === 0x0d && buffer[at + 1] === 0x0a) at += 2;
    else {
      plain[plainTo++] = EQUALS;
      const [high, low] = [hexOf(buffer[at]), hexOf(buffer[at + 1])];
      if (high < 0 || low < 0) quoted[quotedTo++] = EQUALS;
      else {
        hasEscapes = true;
        quoted[quotedTo++] = high * 16 + low;
        plainTo += buffer.copy(plain, plainTo, at, at + 2);
        at += 2;
      }
    }
  }
  plainTo += buffer.copy(plain, plainTo, at);
  quotedTo += buffer.copy(quoted, quotedTo, at);
  return {
    plain: plain.subarray(0, plainTo),
    quoted: hasEscapes ? quoted.subarray(0, quotedTo) : null,
  };
}
