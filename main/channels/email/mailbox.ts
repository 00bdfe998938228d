import type { ImapFlow } from 'imapflow';
import { MINUTE_MS, SECOND_MS } from '#shared/lib/units.ts';
import type { AccountStatus, ChannelHost } from '../channel.ts';
import { openFolderSync } from './folder-sync.ts';
import { newImap, readImapError, SILENCE_MS } from './imap.ts';
import type { Login } from './login.ts';
import type { MailReader } from './mail-reader.ts';
import type { MessageIds } from './message-ids.ts';
import type { EmailConfig } from './settings.ts';
import { readMails, takeMails } from './take-in.ts';

/**
 * One mailbox folder, followed for good.
 *
 *   connect ─▶ compare UIDs ─▶ fetch what is missing, newest first ─▶ IDLE ─▶ new mail ─┐
 *      ▲                                    ▲                            └── every minute┘
 *      └── backoff ◀── any loss             └── UIDVALIDITY changed: compare everything again
 */
export interface Mailbox {
  start(): void;
  stop(): Promise<void>;
  /** Compare everything now rather than at the next minute. */
  refresh(): void;
}

const FIRST_RETRY_MS = SECOND_MS;
const LAST_RETRY_MS = 5 * MINUTE_MS;
const WATCH_MS = MINUTE_MS;

export interface MailboxOptions {
  config: EmailConfig;
  login: () => Promise<Login | null>;
  host: ChannelHost;
  reader: MailReader;
  ids: MessageIds;
  /** A peer silent for this long is asked, and given up after as long again. */
  silenceMs?: number;
}

export function openMailbox(options: MailboxOptions): Mailbox {
  const { config, host, reader, ids } = options;
  const { clock, log } = host;
  let client: ImapFlow | null = null;
  let isStopped = false;
  let isConnecting = false;
  let attempt = 0;
  let cancelRetry: (() => void) | null = null;
  let cancelWatch: (() => void) | null = null;
  let work: Promise<void> = Promise.resolve();
  let isWorkQueued = false;
  let wantsProof = false;
  let status: AccountStatus = {
    phase: 'starting',
    freshAt: null,
    code: null,
    detail: null,
    retryAt: null,
    progress: null,
    counts: [],
  };
  const sync = openFolderSync({
    config,
    host,
    read: (fetched) => readMails(reader, fetched),
    take: (mails) => takeMails({ host, ids }, mails),
    progress: (done, total) => report({ phase: 'syncing', progress: { done, total } }),
    isOver: (connection) => isStopped || client !== connection,
  });

  function report(change: Partial<AccountStatus>) {
    status = { ...status, ...change };
    host.report(status);
  }

  async function connect() {
    if (isStopped || isConnecting || client) return;
    isConnecting = true;
    report({ phase: 'starting', retryAt: null });
    try {
      const login = await options.login();
      if (!login) report({ phase: 'needs-person', code: 'email.no-secret', detail: null });
      else if (!isStopped) await open(login);
    } catch (error) {
      // Nothing was connected yet: the certificate was refused, or the host is not there.
      failed(error);
    } finally {
      isConnecting = false;
    }
  }

  async function open(login: Login) {
    const connection = await newImap(config, login, {
      isIdle: true,
      silenceMs: options.silenceMs ?? SILENCE_MS,
    });
    let failure: unknown = null;
    connection.on('error', (error: unknown) => {
      failure = error;
    });
    if (isStopped) return;
    client = connection;
    connection.on('close', () => lost(connection, failure));
    connection.on('expunge', ({ uid }) => {
      sync.expunged(uid ?? null);
      // What left while we were away is told before the folder is open (RFC 7162 §3.2.5.1).
      if (connection.mailbox) queueSync();
    });
    try {
      await connection.connect();
      const since = sync.since();
      await connection.mailboxOpen(config.folder, { readOnly: true, ...since });
      const isReplayed = since !== null && connection.enabled.has('QRESYNC');
      wantsProof ||= !isReplayed && !sync.isUnchanged(connection);
      connection.on('exists', queueSync);
      cancelWatch = clock.every(WATCH_MS, queueSync);
      queueSync();
    } catch (error) {
      lost(connection, error);
      connection.close();
    }
  }

  /** Every end of a connection comes through here, once. */
  function lost(connection: ImapFlow, error: unknown) {
    if (client !== connection) return;
    client = null;
    cancelWatch?.();
    if (!isStopped) failed(error ?? new Error('the connection was closed'));
  }

  function failed(error: unknown) {
    const { needsPerson, code, detail, waitMs } = readImapError(error);
    if (needsPerson) {
      report({ phase: 'needs-person', code, detail, retryAt: null, progress: null });
      return;
    }
    attempt += 1;
    // Half to all of the delay, so that many desks do not come back at once.
    const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(12, attempt - 1));
    const share = 0.5 + (host.newId().charCodeAt(35) % 16) / 32;
    const inMs = Math.max(waitMs, Math.round(delay * share));
    report({ phase: 'retrying', code, detail, retryAt: clock.now() + inMs, progress: null });
    cancelRetry?.();
    cancelRetry = clock.after(inMs, () => void connect());
  }

  function queueSync() {
    if (isWorkQueued || isStopped) return;
    isWorkQueued = true;
    work = work.then(async () => {
      isWorkQueued = false;
      const connection = client;
      if (!connection || isStopped) return;
      const isProof = wantsProof;
      try {
        await sync.run(connection, isProof);
        if (client !== connection || isStopped) return;
        wantsProof &&= !isProof;
        attempt = 0;
        live();
      } catch (error) {
        log.warn(
          { error: String(error) },
          'a mailbox sync was cut short and will be taken up again',
        );
        lost(connection, error);
        connection.close();
      }
    });
  }

  function live() {
    report({
      phase: 'live',
      code: null,
      detail: null,
      progress: null,
      freshAt: clock.now(),
      counts: [{ folder: config.folder, ...sync.counts() }],
    });
  }

  return {
    start: () => void connect(),
    refresh() {
      wantsProof = true;
      if (client) {
        queueSync();
        return;
      }
      cancelRetry?.();
      void connect();
    },
    async stop() {
      isStopped = true;
      cancelRetry?.();
      cancelWatch?.();
      const connection = client;
      client = null;
      connection?.close();
      await work;
      report({ phase: 'stopped', retryAt: null, progress: null });
    },
  };
}
