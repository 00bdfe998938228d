import type { Clock } from '#main/platform/clock.ts';

/** At most `count` per `perMs` for each key; keys that rest are forgotten. */
export function openRateLimit(clock: Clock, count: number, perMs: number, maxKeys = 10_000) {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    mayPass(key: string): boolean {
      const now = clock.now();
      const known = buckets.get(key) ?? { tokens: count, at: now };
      const tokens = Math.min(count, known.tokens + (Math.max(0, now - known.at) / perMs) * count);
      buckets.delete(key);
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
      const [oldest] = buckets.keys();
      if (buckets.size > maxKeys && oldest !== undefined) buckets.delete(oldest);
      return tokens >= 1;
    },
  };
}
