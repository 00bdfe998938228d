import {
  outboundMessage,
  type OutboundMessage,
} from '#shared/domain/conversation/message-parts.ts';
import { MINUTE_MS } from '#shared/lib/units.ts';
import type { ChannelHost } from '../channel.ts';
import { newImap } from './imap.ts';
import type { Login } from './login.ts';
import type { EmailConfig } from './settings.ts';
import { buildMail, type Sender } from './smtp.ts';

/** Copies in the Sent folder, for providers that keep none by themselves. A copy owed outlives a kill. */
export interface SentCopies {
  /** A message that has left; its copy is written soon, once. */
  owe(message: OutboundMessage): void;
  start(): void;
  stop(): Promise<void>;
}

const PREFIX = 'sent-copy/';
const RETRY_MS = 5 * MINUTE_MS;
const GIVE_UP_AFTER = 20;

export function openSentCopies(options: {
  config: EmailConfig;
  from: Sender;
  login: () => Promise<Login | null>;
  host: ChannelHost;
}): SentCopies {
  const { config, host } = options;
  const { ledger, clock, log } = host;
  let work: Promise<void> = Promise.resolve();
  let cancelRetry: (() => void) | null = null;
  let isStopped = false;

  async function writeAll() {
    const owed = ledger.list(PREFIX);
    if (owed.length === 0 || isStopped) return;
    const login = await options.login();
    if (!login) return;
    await withImap(config, login, async (client) => {
      const folder = await sentFolder(client);
      if (folder) await client.mailboxOpen(folder);
      for (const { key, value } of owed) {
        if (isStopped) return;
        const message = outboundMessage.parse(JSON.parse(value));
        // Once: a copy that is there already (same Message-ID) is not added again.
        if (folder && !(await isThere(client, message.externalId))) {
          const { sent } = await buildMail(message, options.from, host);
          await client.append(folder, sent, ['\\Seen'], new Date(message.sendAt));
        }
        ledger.delete(key);
      }
    });
  }

  function queue(tries: number) {
    cancelRetry?.();
    work = work.then(async () => {
      try {
        await writeAll();
      } catch (error) {
        // The mails have left; only their copies are missing.
        log.warn({ error: String(error), tries }, 'copies in Sent could not be written yet');
        if (!isStopped && tries < GIVE_UP_AFTER)
          cancelRetry = clock.after(RETRY_MS, () => queue(tries + 1));
      }
    });
  }

  return {
    owe(message) {
      if (config.keepsSent) return;
      ledger.set(`${PREFIX}${message.messageId}`, JSON.stringify(message));
      queue(0);
    },
    start: () => queue(0),
    async stop() {
      isStopped = true;
      cancelRetry?.();
      await work;
    },
  };
}

/** Runs `work` on a connection of its own; the followed one stays with its folder. */
export async function withImap<T>(
  config: EmailConfig,
  login: Login,
  work: (client: Awaited<ReturnType<typeof newImap>>) => Promise<T>,
): Promise<T> {
  const client = await newImap(config, login, { isIdle: false });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.close();
  }
}

type Client = Parameters<Parameters<typeof withImap>[2]>[0];

export async function sentFolder(client: Client): Promise<string | null> {
  const folders = await client.list();
  return folders.find((folder) => folder.specialUse === '\\Sent')?.path ?? null;
}

async function isThere(client: Client, externalId: string | null): Promise<boolean> {
  if (!externalId) return false;
  const found = await client.search({ header: { 'message-id': externalId } }, { uid: true });
  return Array.isArray(found) && found.length > 0;
}

/** Whether a mail of ours lies in Sent. Its absence proves nothing: many servers keep no copy. */
export async function lookUp(
  config: EmailConfig,
  login: Login,
  externalId: string,
): Promise<'accepted' | 'unknown'> {
  try {
    return await withImap(config, login, async (client) => {
      const folder = await sentFolder(client);
      if (!folder) return 'unknown';
      await client.mailboxOpen(folder, { readOnly: true });
      return (await isThere(client, externalId)) ? 'accepted' : 'unknown';
    });
  } catch {
    return 'unknown';
  }
}
