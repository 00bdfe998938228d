import { createHash } from 'node:crypto';
import { MIB, MINUTE_MS } from '#shared/lib/units.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Random } from '#main/platform/random.ts';
import type { InboundAttachment } from '../channel.ts';

const LIFE_MS = 15 * MINUTE_MS;
const MAX_HELD_BYTES = 200 * MIB;

/** Files a visitor has sent ahead of the message that will carry them; only their sender can use them. */
export function openUploads(clock: Clock, random: Random) {
  const held = new Map<string, { visitorId: string; file: InboundAttachment; until: number }>();

  function forgetOld() {
    const now = clock.now();
    let bytes = 0;
    for (const [id, entry] of [...held].toReversed()) {
      bytes += entry.file.bytes.byteLength;
      if (entry.until < now || bytes > MAX_HELD_BYTES) held.delete(id);
    }
  }

  return {
    hold(visitorId: string, file: InboundAttachment): string {
      forgetOld();
      const id = createHash('sha256').update(random.bytes(32)).digest('hex').slice(0, 40);
      held.set(id, { visitorId, file, until: clock.now() + LIFE_MS });
      return id;
    },
    /** The files of these ids that are this visitor's own. */
    of(visitorId: string, ids: readonly string[]): InboundAttachment[] {
      return ids.flatMap((id) => {
        const entry = held.get(id);
        return entry?.visitorId === visitorId ? [entry.file] : [];
      });
    },
    forget(visitorId: string, ids: readonly string[]) {
      for (const id of ids) if (held.get(id)?.visitorId === visitorId) held.delete(id);
    },
  };
}
