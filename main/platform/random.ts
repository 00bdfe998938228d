import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Unguessable bytes as a port, so that a simulation can be replayed from its seed. */
export interface Random {
  bytes(count: number): Uint8Array;
}

/** Drawn from the system at once; one call for each id would take longer than the id itself. */
const POOL_BYTES = 4_096;
let pool = Buffer.alloc(0);

export const systemRandom: Random = {
  bytes(count) {
    if (count > POOL_BYTES) return randomBytes(count);
    if (pool.byteLength < count) pool = randomBytes(POOL_BYTES);
    const taken = new Uint8Array(pool.subarray(0, count));
    pool = pool.subarray(count);
    return taken;
  },
};

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/**
 * Makes UUIDv7 text (RFC 9562 §5.7): sorts by time of making. Within one maker the counter in
 * `rand_a` keeps ids of the same millisecond in order.
 */
export function idMaker(clock: Clock, random: Random): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const now = Math.max(clock.now(), lastMs);
    counter = now === lastMs ? counter + 1 : 0;
    if (counter > 0xfff) {
      lastMs = now + 1;
      counter = 0;
    } else lastMs = now;
    const tail = random.bytes(8);
    tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80;
    const time = lastMs.toString(16).padStart(12, '0');
    const sequence = (0x7000 | counter).toString(16);
    const rest = hex(tail);
    return `${time.slice(0, 8)}-${time.slice(8)}-${sequence}-${rest.slice(0, 4)}-${rest.slice(4)}`;
  };
}

/** A secret for a URL or a header: `bytes` of randomness in base64url. */
export function newToken(random: Random, bytes = 32): string {
  return Buffer.from(random.bytes(bytes)).toString('base64url');
}
