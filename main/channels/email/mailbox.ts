import type { ImapFlow } from 'imapflow';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#shared/lib/units.ts';
import type { AccountStatus, ChannelHost } from '../channel.ts';
import { newImap, readImapError } from './imap.ts';
import { inboundOf } from './inbound.ts';
import type { MailReader } from './mail-reader.ts';
import type { MessageIds } from './message-ids.ts';
import type { Login } from './login.ts';
import type { EmailConfig } from './settings.ts';

/**
 * One mailbox folder, followed for good.
 *
 *   connect ─▶ compare UIDs ─▶ fetch what is missing, newest first ─▶ IDLE ─▶ new mail ─┐
 *      ▲                                    ▲                            └── every minute┘
 *      └── backoff ◀── any loss             └── UIDVALIDITY changed: compare everything again
 *
 * Invariants: a UID is marked seen in the same transaction that takes its message in, so a kill at
 * any point neither loses nor doubles; a message already here (same Message-ID, else same bytes) is
 * marked and not taken again.
 */
export interface Mailbox {
  start(): void;
  stop(): Promise<void>;
  /** Compare now rather than at the next minute. */
  refresh(): void;
}

const FETCH_AT_ONCE = 20;
const FIRST_RETRY_MS = SECOND_MS;
const LAST_RETRY_MS = 5 * MINUTE_MS;
const WATCH_MS = MINUTE_MS;
const RECENT_DAYS = 30;

export function openMailbox(options: {
  config: EmailConfig;
  login: () => Promise<Login | null>;
  host: ChannelHost;
  reader: MailReader;
  ids: MessageIds;
}): Mailbox {
  const { config, host, reader } = options;
  const { clock, ledger, log } = host;
  const { folder } = config;
  const uidKey = (uid: number) => `uid/${folder}/${String(uid).padStart(10, '0')}`;
  let client: ImapFlow | null = null;
  let isStopped = false;
  let attempt = 0;
  let cancelRetry: (() => void) | null = null;
  let cancelWatch: (() => void) | null = null;
  let work: Promise<void> = Promise.resolve();
  let isWorkQueued = false;
  let status: AccountStatus = {
    phase: 'starting',
    freshAt: null,
    code: null,
    detail: null,
    retryAt: null,
    progress: null,
    counts: [],
  };

  function report(change: Partial<AccountStatus>) {
    status = { ...status, ...change };
    host.report(status);
  }

  async function connect() {
    if (isStopped) return;
    report({ phase: 'starting', retryAt: null });
    const login = await options.login();
    if (!login) {
      report({ phase: 'needs-person', code: 'email.no-secret', detail: null });
      return;
    }
    const connection = newImap(config, login, { isIdle: true });
    client = connection;
    let failure: unknown = null;
    connection.on('error', (error: unknown) => {
      failure = error;
    });
    connection.on('close', () => lost(connection, failure));
    try {
      await connection.connect();
      await connection.mailboxOpen(folder);
      attempt = 0;
      connection.on('exists', () => queueSync());
      cancelWatch = clock.every(WATCH_MS, queueSync);
      queueSync();
    } catch (error) {
      failure = error;
      lost(connection, error);
      connection.close();
    }
  }

  /** Every end of a connection comes through here, once. */
  function lost(connection: ImapFlow, error: unknown) {
    if (client !== connection) return;
    client = null;
    cancelWatch?.();
    if (isStopped) return;
    const known = readImapError(error ?? new Error('the connection was closed'));
    if (known.needsPerson) {
      report({ phase: 'needs-person', code: known.code, detail: known.detail, retryAt: null });
      return;
    }
    attempt += 1;
    // Half to all of the delay, so that many desks do not come back at once.
    const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(12, attempt - 1));
    const jitter = (host.newId().charCodeAt(35) % 16) / 32;
    const waitMs = Math.round(delay * (0.5 + jitter));
    report({
      phase: 'retrying',
      code: known.code,
      detail: known.detail,
      retryAt: clock.now() + waitMs,
    });
    cancelRetry = clock.after(waitMs, () => void connect());
  }

  function queueSync() {
    if (isWorkQueued || isStopped) return;
    isWorkQueued = true;
    work = work.then(async () => {
      isWorkQueued = false;
      const connection = client;
      if (!connection || isStopped) return;
      try {
        await sync(connection);
      } catch (error) {
        log.warn(
          { error: String(error) },
          'a mailbox sync was cut short and will be taken up again',
        );
        // Closing leads to `lost`, and from there to a new connection.
        connection.close();
      }
    });
  }

  async function sync(connection: ImapFlow) {
    if (!connection.mailbox) throw new Error('no mailbox is open');
    const validity = String(connection.mailbox.uidValidity);
    const before = ledger.get(`validity/${folder}`);
    if (before !== validity) {
      for (const { key } of ledger.list(`uid/${folder}/`)) ledger.delete(key);
      ledger.set(`validity/${folder}`, validity);
    }
    await connection.noop();
    const uids = await wantedUids(connection);
    const missing = uids
      .filter((uid) => ledger.get(uidKey(uid)) === null)
      .toSorted((a, b) => b - a);
    for (let done = 0; done < missing.length; done += FETCH_AT_ONCE) {
      if (missing.length > FETCH_AT_ONCE)
        report({
          phase: 'syncing',
          progress: { done: uids.length - missing.length + done, total: uids.length },
        });
      await takeIn(connection, missing.slice(done, done + FETCH_AT_ONCE));
      if (isStopped || client !== connection) return;
    }
    const here = uids.filter((uid) => ledger.get(uidKey(uid)) !== null).length;
    report({
      phase: 'live',
      code: null,
      detail: null,
      progress: null,
      freshAt: clock.now(),
      counts: [{ folder, server: uids.length, here, checkedAt: clock.now() }],
    });
  }

  /** The UIDs this account is about: everything, what came since 30 days before it was connected, or only what is new. */
  async function wantedUids(connection: ImapFlow): Promise<number[]> {
    const startKey = `start/${folder}`;
    if (ledger.get(startKey) === null) ledger.set(startKey, String(clock.now()));
    const start = Number(ledger.get(startKey));
    const query =
      config.since === 'all'
        ? { all: true }
        : {
            since: new Date(config.since === 'new' ? start - DAY_MS : start - RECENT_DAYS * DAY_MS),
          };
    const found = await connection.search(query, { uid: true });
    // The library answers nothing at all when the connection has gone.
    if (!Array.isArray(found)) throw new Error('the search was not answered');
    if (config.since !== 'new') return found;
    const firstKey = `first-uid/${folder}`;
    if (ledger.get(firstKey) === null)
      ledger.set(firstKey, String(connection.mailbox ? connection.mailbox.uidNext : 1));
    const first = Number(ledger.get(firstKey));
    return found.filter((uid) => uid >= first);
  }

  async function takeIn(connection: ImapFlow, uids: number[]) {
    const fetched: { uid: number; source: Buffer; at: number }[] = [];
    for await (const message of connection.fetch(
      uids.join(','),
      { uid: true, source: true, internalDate: true },
      { uid: true },
    )) {
      const at = message.internalDate ? new Date(message.internalDate).getTime() : clock.now();
      if (message.source) fetched.push({ uid: message.uid, source: message.source, at });
    }
    // Any other command inside the loop above would wait for itself.
    for (const { uid, source, at } of fetched.toSorted((a, b) => b.uid - a.uid))
      await takeOne(uid, new Uint8Array(source), at);
    const came = new Set(fetched.map((one) => one.uid));
    for (const uid of uids) if (!came.has(uid)) ledger.set(uidKey(uid), 'gone');
  }

  async function takeOne(uid: number, source: Uint8Array, at: number) {
    const mail = await reader.read(source);
    const seen = [{ key: uidKey(uid), value: 'seen' }];
    try {
      if (
        mail.kind === 'parsed' &&
        mail.bounce?.originalMessageId &&
        mail.bounce.action === 'failed'
      ) {
        const { originalMessageId, recipient, status: code, reason } = mail.bounce;
        const isKnown = host.receipt({
          ref: { externalId: originalMessageId },
          kind: 'bounced',
          recipient,
          status: code,
          reason,
        });
        if (isKnown) {
          ledger.set(uidKey(uid), 'bounce');
          return;
        }
      }
      host.accept(inboundOf(mail, source, at, options.ids.isOurs), seen);
    } catch (error) {
      log.error({ uid, error: String(error) }, 'a mail could not be taken in and was set aside');
      host.quarantine(source, error instanceof Error ? error.message : String(error));
      ledger.set(uidKey(uid), 'quarantined');
    }
  }

  return {
    start: () => void connect(),
    refresh() {
      if (client) queueSync();
      else if (!isStopped && status.phase !== 'starting') {
        cancelRetry?.();
        void connect();
      }
    },
    async stop() {
      isStopped = true;
      cancelRetry?.();
      cancelWatch?.();
      const connection = client;
      client = null;
      connection?.close();
      await work;
      report({ phase: 'stopped', retryAt: null });
    },
  };
}
