import type { Account } from '#shared/domain/account/events.ts';
import type { Channel } from '#main/channels/channel.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Log } from '#main/platform/log.ts';
import type { Random } from '#main/platform/random.ts';
import type { Secrets } from '#main/platform/secrets.ts';
import type { ParseMail } from './demo/workspace.ts';

/** What an engine is started with. */
export interface EngineOptions {
  /** The profile: desk.db, search.db and blobs/ live here. */
  folder: string;
  clock: Clock;
  random: Random;
  log: Log;
  secrets: Secrets;
  channels: Channel[];
  presets: (
    address: string,
  ) => { name: string; config: Record<string, unknown>; help: string | null } | null;
  parseMail: ParseMail;
  searchWorker: URL | string;
  csvWorker: URL | string;
  shell: 'electron' | 'browser';
  version: string;
  publicUrl: (account: Account) => string | null;
  /** Named places where a test may end the process. */
  crashpoint?: (name: string) => void;
}
