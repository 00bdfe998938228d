import { redactHtml } from '#shared/domain/redaction/redact-html.ts';
import { isInnocentInBytes } from '#main/platform/innocent-page.ts';
import { maskBytes } from '#main/platform/mask-bytes.ts';
import { contentOf, type Leaf, leavesOf } from './leaves.ts';

/** Encoded messages inside encoded messages are opened this often. */
const MAX_LAYERS = 4;
const LINE = 76;
const TEXT_LIKE = /^(text\/|message\/|application\/(json|xml|csv|x-ndjson|xhtml\+xml|rtf))/;

/**
 * The source of a mail as it may be written down: secrets are starred out in headers (encoded words
 * included), in plain, quoted-printable and base64 parts. Every part that holds none keeps its
 * bytes; the very same array comes back when nothing had to be masked.
 */
export function maskedSource(bytes: Uint8Array, layers = 0): Uint8Array {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const pieces: Uint8Array[] = [];
  let hasMasks = false;
  let at = 0;
  const keep = (piece: Uint8Array, isMasked: boolean) => {
    pieces.push(piece);
    hasMasks ||= isMasked;
  };
  const keepOutside = (from: number, to: number) => {
    const words = maskedWords(source.slice(from, to));
    const masked = maskBytes(words ? Buffer.from(words, 'latin1') : bytes.subarray(from, to));
    keep(masked.bytes, words !== null || masked.masks > 0);
  };
  for (const leaf of leavesOf(source)) {
    const body = maskedBody(source, leaf, layers);
    if (body === 'as-it-is') continue;
    keepOutside(at, leaf.bodyFrom);
    keep(body ?? bytes.subarray(leaf.bodyFrom, leaf.bodyTo), body !== null);
    at = leaf.bodyTo;
  }
  keepOutside(at, bytes.byteLength);
  return hasMasks ? Buffer.concat(pieces) : bytes;
}

/** A body of its own treatment: new bytes, null to keep it, or `as-it-is` to be masked with what surrounds it. */
function maskedBody(source: string, leaf: Leaf, layers: number): Uint8Array | null | 'as-it-is' {
  const isBase64 = leaf.encoding === 'base64';
  const isText = TEXT_LIKE.test(leaf.mime);
  if (isBase64 && !isText) return null;
  if (!isBase64 && leaf.mime !== 'text/html') return 'as-it-is';
  const content = contentOf(source, leaf);
  const masked = maskedContent(content, leaf.mime, layers);
  if (masked === content) return isBase64 ? null : 'as-it-is';
  if (isBase64) return inLines(Buffer.from(masked).toString('base64'));
  return leaf.encoding === 'quoted-printable' ? quotedPrintable(masked) : masked;
}

function maskedContent(content: Buffer, mime: string, layers: number): Uint8Array {
  if (mime === 'message/rfc822' && layers < MAX_LAYERS) return maskedSource(content, layers + 1);
  let result: Uint8Array = content;
  if (mime === 'text/html' && !isInnocentInBytes(content)) {
    // Latin-1 keeps every byte, and the English marks are ASCII in every encoding of mail.
    const html = redactHtml(content.toString('latin1'), { language: 'en' });
    if (html.masks.length > 0) result = Buffer.from(html.html, 'latin1');
  }
  const starred = maskBytes(result);
  return starred.masks > 0 ? starred.bytes : result;
}

const inLines = (base64: string): Buffer =>
  Buffer.from((base64.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []).join('\r\n'), 'latin1');

function quotedPrintable(bytes: Uint8Array): Buffer {
  const out: string[] = [];
  for (const line of Buffer.from(bytes).toString('latin1').split(/\r?\n/)) {
    let row = '';
    for (const character of line) {
      const token = /[\x21-\x3C\x3E-\x7E]/.test(character)
        ? character
        : `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
      if (row.length + token.length >= LINE) {
        out.push(`${row}=`);
        row = '';
      }
      row += token;
    }
    out.push(row);
  }
  return Buffer.from(out.join('\r\n'), 'latin1');
}

/** Neighbouring encoded words (RFC 2047 §6.2) read as one; null when none of them holds a secret. */
function maskedWords(text: string): string | null {
  let hasMasks = false;
  const result = text.replace(
    /=\?[^?\s]{1,60}\?[bq]\?[^?\s]{0,500}\?=(?:\s{1,5}=\?[^?\s]{1,60}\?[bq]\?[^?\s]{0,500}\?=){0,200}/gi,
    (words) => {
      const parts = [...words.matchAll(/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi)];
      const charset = parts[0]?.[1] ?? 'utf-8';
      const bytes = Buffer.concat(parts.map(([, , kind, word]) => wordBytes(kind, word ?? '')));
      const masked = maskBytes(bytes);
      if (masked.masks === 0) return words;
      hasMasks = true;
      return `=?${charset}?B?${Buffer.from(masked.bytes).toString('base64')}?=`;
    },
  );
  return hasMasks ? result : null;
}

const wordBytes = (kind: string | undefined, word: string): Buffer =>
  kind?.toLowerCase() === 'b'
    ? Buffer.from(word, 'base64')
    : Buffer.from(
        word
          .replaceAll('_', ' ')
          .replace(/=([0-9A-F]{2})/gi, (_all, code: string) =>
            String.fromCharCode(Number.parseInt(code, 16)),
          ),
        'latin1',
      );
