import { createHash } from 'node:crypto';
import { headOf } from './limits.ts';

/** Fields that stay the same wherever a copy of a message lies (RFC 5322 §3.6). */
const OWN_FIELDS = /^(?:message-id|from|date|subject):.*(?:\r?\n[ \t].*)*/gim;

/**
 * The same message wherever it lies: its own header fields and its body. A Message-ID alone is no
 * key: programs repeat it, and a stranger who knows one could have a later mail passed over.
 */
export function dedupeKeyOf(source: Uint8Array): string {
  const buffer = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const head = headOf(buffer);
  const own = (head.toString('latin1').match(OWN_FIELDS) ?? []).map((field) =>
    field.replace(/\s+/g, ' ').trim(),
  );
  const hash = createHash('sha256').update(own.toSorted().join('\n'));
  return `mail:${hash.update(buffer.subarray(head.byteLength)).digest('hex')}`;
}
