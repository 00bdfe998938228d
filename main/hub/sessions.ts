import { createHash, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from '#shared/lib/schema.ts';
import { DAY_MS, MINUTE_MS } from '#shared/lib/units.ts';
import type { Clock } from '#main/platform/clock.ts';
import { newToken, type Random } from '#main/platform/random.ts';

/**
 * Who may talk to the desk in the browser: a one-time token from the printed address becomes a
 * session cookie. Only hashes are kept, so that a copy of the profile opens nothing.
 */
export interface Sessions {
  /** A token for one use within ten minutes. */
  invite(): string;
  /** The cookie value for a valid invitation; null otherwise. */
  redeem(token: string): string | null;
  isKnown(cookie: string): boolean;
}

const INVITE_LIFE_MS = 10 * MINUTE_MS;
const SESSION_LIFE_MS = 30 * DAY_MS;
const MAX_SESSIONS = 50;

const stored = z.array(z.object({ hash: z.string(), until: z.number() }));
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const isSame = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

export function openSessions(folder: string, clock: Clock, random: Random): Sessions {
  const file = path.join(folder, 'sessions.json');
  const invites = new Map<string, number>();
  const read = () => {
    try {
      return existsSync(file) ? stored.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
    } catch {
      // An unreadable list only means signing in again.
      return [];
    }
  };
  let sessions = read().filter((session) => session.until > clock.now());
  const save = () => {
    writeFileSync(`${file}.next`, JSON.stringify(sessions), { mode: 0o600 });
    renameSync(`${file}.next`, file);
  };
  return {
    invite() {
      const token = newToken(random);
      invites.set(hashOf(token), clock.now() + INVITE_LIFE_MS);
      return token;
    },
    redeem(token) {
      const hash = hashOf(token);
      const until = invites.get(hash);
      invites.delete(hash);
      if (until === undefined || until < clock.now()) return null;
      const cookie = newToken(random);
      sessions = [
        ...sessions,
        { hash: hashOf(cookie), until: clock.now() + SESSION_LIFE_MS },
      ].slice(-MAX_SESSIONS);
      save();
      return cookie;
    },
    isKnown(cookie) {
      const hash = hashOf(cookie);
      return sessions.some((session) => session.until > clock.now() && isSame(session.hash, hash));
    },
  };
}

/** Constant-time check of an API token given in the environment. */
export function isToken(given: string | null, expected: string | null): boolean {
  return given !== null && expected !== null && isSame(hashOf(given), hashOf(expected));
}
