import { redactBytes } from './redact-bytes.ts';

const TEXT_LIKE = /^(text\/|application\/(json|xml|csv|x-ndjson|xhtml\+xml|rtf)|message\/)/i;
const PROBED_BYTES = 4_096;

/** Text by its declared kind, or because it looks like it: no NUL byte, or the marks of UTF-16. */
function isText(bytes: Uint8Array, mime: string): boolean {
  if (TEXT_LIKE.test(mime)) return true;
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 || !bytes.subarray(0, PROBED_BYTES).includes(0);
}

/** A file behind the card gate: text is masked, byte for byte in its length where it can be; everything else passes untouched. */
export const redactFile = (bytes: Uint8Array, mime: string): Uint8Array =>
  isText(bytes, mime) ? redactBytes(bytes).bytes : bytes;
