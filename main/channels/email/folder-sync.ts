import type { ImapFlow } from 'imapflow';
import { DAY_MS } from '#shared/lib/units.ts';
import type { ChannelHost } from '../channel.ts';
import { MAX_BYTES } from './limits.ts';
import type { FetchedMail, ReadMail } from './take-in.ts';
import type { EmailConfig } from './settings.ts';

/**
 * Which mails of one folder are here. Durable memory, all in the ledger:
 *
 *   uid/<folder>/<uid>   what became of a mail, written together with it
 *   sync/<folder>        UIDVALIDITY, cursor, HIGHESTMODSEQ, the last count proof
 *   start/<folder>       when this account was connected
 *
 * Invariants: every UID up to the cursor has its entry; a UID is entered in the same transaction
 * that takes its mail in, so a kill at any point neither loses nor doubles.
 */
export interface FolderSync {
  /** What SELECT needs to tell only what changed (RFC 7162 §3.2.5); null when all must be compared. */
  since(): { changedSince: string; uidValidity: bigint } | null;
  /**
   * Brings everything missing here, newest first.
   * @param isProof compare every UID rather than only those beyond the cursor
   */
  run(connection: ImapFlow, isProof: boolean): Promise<void>;
  /** CONDSTORE (RFC 7162): the folder is as it was left, so nothing needs comparing. */
  isUnchanged(connection: ImapFlow): boolean;
  /** A mail left the server; without its UID (no QRESYNC) the next run counts again. */
  expunged(uid: number | null): void;
  counts(): { server: number; here: number; checkedAt: number };
}

const LIST_FIRST = 125;
const LIST_AT_ONCE = 500;
/** The first mails are few, so that they are seen at once. */
const FETCH_FIRST = 50;
const FETCH_AT_ONCE = 75;
const FETCH_BYTES = 16 * 1024 * 1024;
/** Of a mail too large to be read this much is fetched, for its sender and subject. */
const BEGINNING = 256 * 1024;
const RECENT_DAYS = 30;
const PROOF_EVERY_MS = DAY_MS;

/** A batch on its way: a mail without source has left the server. */
type FetchedBatch = { uid: number; fetched: FetchedMail | null }[];
type Batch = { uid: number; read: ReadMail | null }[];

interface Listed {
  uid: number;
  size: number;
  at: number;
}

/** Memory that a parser thread sees without a copy. */
function sharedCopy(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  copy.set(bytes);
  return copy;
}

/** As many as fit in one fetch; a large one goes alone. */
function firstOf(mails: Listed[]): Listed[] {
  let bytes = 0;
  const end = mails.findIndex(({ size }, i) => {
    bytes += size;
    return i > 0 && bytes > FETCH_BYTES;
  });
  return end < 0 ? mails : mails.slice(0, end);
}

interface State {
  validity: string;
  modseq: string | null;
  cursor: number;
  server: number;
  provedAt: number;
}

const empty = (validity: string): State => ({
  validity,
  modseq: null,
  cursor: 0,
  server: 0,
  provedAt: 0,
});

export function openFolderSync(options: {
  config: EmailConfig;
  host: ChannelHost;
  /** Parses a batch, away from this thread. */
  read: (fetched: FetchedMail[]) => Promise<ReadMail[]>;
  /** Takes in, durably and together, as many from the front of `mails` as do not hold up the thread. */
  take: (mails: { read: ReadMail; seenKey: string }[]) => Promise<string[]>;
  progress: (done: number, total: number) => void;
  isOver: (connection: ImapFlow) => boolean;
}): FolderSync {
  const { config, host, isOver } = options;
  const { clock, ledger } = host;
  const { folder } = config;
  const prefix = `uid/${folder}/`;
  const uidKey = (uid: number) => `${prefix}${String(uid).padStart(10, '0')}`;
  const startKey = `start/${folder}`;
  const syncKey = `sync/${folder}`;
  const firstKey = `first-uid/${folder}`;

  let state: State = readState();
  let fates = readFates();
  let mustCount = false;

  function readState(): State {
    const known = ledger.get(syncKey);
    return known ? (JSON.parse(known) as State) : empty('');
  }
  function readFates(): Map<number, string> {
    return new Map(
      ledger.list(prefix).map(({ key, value }) => [Number(key.slice(prefix.length)), value]),
    );
  }
  function keep(change: Partial<State>) {
    state = { ...state, ...change };
    ledger.set(syncKey, JSON.stringify(state));
  }
  const isHere = (uid: number) => ['seen', 'bounce'].includes(fates.get(uid) ?? '');

  /** UIDs of another validity mean nothing (RFC 3501 §2.3.1.1): all are compared again by content. */
  function follow(validity: string, uidNext: number) {
    if (state.validity === validity) return;
    const isFirst = state.validity === '' && fates.size === 0;
    for (const { key } of ledger.list(prefix)) ledger.delete(key);
    ledger.delete(firstKey);
    fates = new Map();
    if (isFirst) {
      ledger.set(startKey, String(clock.now()));
      ledger.set(firstKey, String(uidNext));
    }
    keep(empty(validity));
  }

  const startedAt = () => Number(ledger.get(startKey) ?? clock.now());

  /** Mails this account is about. The day before the start is looked at too: servers search by their own dates. */
  async function search(connection: ImapFlow, from: number | null): Promise<number[]> {
    const days = config.since === 'new' ? 2 : RECENT_DAYS;
    const found = await connection.search(
      {
        ...(from === null ? {} : { uid: `${from}:*` }),
        ...(config.since === 'all' ? {} : { since: new Date(startedAt() - days * DAY_MS) }),
        ...(from === null && config.since === 'all' ? { all: true } : {}),
      },
      { uid: true },
    );
    // The library answers nothing at all when the connection has gone.
    if (!Array.isArray(found)) throw new Error('the search was not answered');
    // `n:*` names at least the last message, whatever n is.
    const wanted = from === null ? found : found.filter((uid) => uid >= from);
    const first = Number(ledger.get(firstKey) ?? 0);
    return config.since === 'new' ? wanted.filter((uid) => uid >= first) : wanted;
  }

  /** After a new validity "only new" is told by the server's date of arrival. */
  const isBefore = (at: number) =>
    config.since === 'new' && ledger.get(firstKey) === null && at < startedAt();

  async function list(connection: ImapFlow, uids: number[]) {
    const sizes: Listed[] = [];
    for await (const message of connection.fetch(
      uids.join(','),
      { uid: true, size: true, internalDate: true },
      { uid: true },
    )) {
      const at = message.internalDate ? new Date(message.internalDate).getTime() : clock.now();
      sizes.push({ uid: message.uid, size: message.size ?? 0, at });
    }
    // A list cut short must not pass for mails that have gone.
    if (!connection.usable) throw new Error('the connection was closed');
    return sizes.toSorted((a, b) => b.uid - a.uid);
  }

  /** Those of `mails` that are still on the server; of one too large to be read the beginning. */
  async function fetchSources(connection: ImapFlow, mails: Listed[]) {
    const sources = new Map<number, Uint8Array>();
    const isLarge = mails.some((mail) => mail.size > MAX_BYTES);
    for await (const message of connection.fetch(
      mails.map((mail) => mail.uid).join(','),
      { uid: true, source: isLarge ? { start: 0, maxLength: BEGINNING } : true },
      { uid: true },
    ))
      sources.set(message.uid, sharedCopy(message.source ?? new Uint8Array()));
    if (!connection.usable) throw new Error('the connection was closed');
    return sources;
  }

  const mark = (uid: number, fate: string) => {
    ledger.set(uidKey(uid), fate);
    fates.set(uid, fate);
  };

  /** What of `uids` is still there and wanted, newest first; the others are marked. */
  async function wantedOf(connection: ImapFlow, uids: number[]): Promise<Listed[]> {
    const present = await list(connection, uids);
    const existing = new Set(present.map((one) => one.uid));
    for (const uid of uids) if (!existing.has(uid)) mark(uid, 'gone');
    for (const { uid, at } of present) if (isBefore(at)) mark(uid, 'before');
    return present.filter(({ at }) => !isBefore(at));
  }

  async function fetchMails(connection: ImapFlow, mails: Listed[]): Promise<FetchedBatch> {
    const sources = await fetchSources(connection, mails);
    return mails.map(({ uid, size, at }) => {
      const source = sources.get(uid);
      return { uid, fetched: source ? { source, size, at, isHistory: at < startedAt() } : null };
    });
  }

  async function readBatch(batch: FetchedBatch): Promise<Batch> {
    const read = await options.read(batch.flatMap(({ fetched }) => fetched ?? []));
    const byMail = new Map(read.map((one) => [one.fetched, one]));
    return batch.map(({ uid, fetched }) => ({
      uid,
      read: (fetched && byMail.get(fetched)) ?? null,
    }));
  }

  async function takeBatch(connection: ImapFlow, batch: Batch) {
    for (const { uid, read } of batch) if (!read) mark(uid, 'gone');
    let mails = batch.flatMap(({ uid, read }) =>
      read ? [{ uid, read, seenKey: uidKey(uid) }] : [],
    );
    while (mails.length > 0 && !isOver(connection)) {
      const taken = await options.take(mails);
      for (const [index, fate] of taken.entries()) {
        const mail = mails[index];
        if (mail) fates.set(mail.uid, fate);
      }
      mails = mails.slice(taken.length);
    }
  }

  /** While one batch is taken in, the next is parsed and the one after it fetched. */
  async function takeMissing(
    connection: ImapFlow,
    missing: number[],
    found: Set<number>,
  ): Promise<number | null> {
    let top = [...found].reduce((a, b) => Math.max(a, b), state.cursor);
    let listed: Listed[] = [];
    let left = missing.length;
    let fetching: Promise<unknown> = Promise.resolve();
    let atOnce = FETCH_FIRST;

    async function fetchNext(): Promise<FetchedBatch | null> {
      while (listed.length === 0) {
        if (missing.length === 0) return null;
        const uids = missing.splice(0, atOnce === FETCH_FIRST ? LIST_FIRST : LIST_AT_ONCE);
        const wanted = await wantedOf(connection, uids);
        left -= uids.length - wanted.length;
        listed = [...listed, ...wanted];
      }
      const mails = firstOf(listed.slice(0, atOnce));
      atOnce = FETCH_AT_ONCE;
      listed = listed.slice(mails.length);
      return fetchMails(connection, mails);
    }
    /** The next batch, or `own`. */
    function next(own?: Listed[]): Promise<Batch | null> {
      const fetched = fetching.then(() => (own ? fetchMails(connection, own) : fetchNext()));
      const read = fetched.then((batch) => batch && readBatch(batch));
      // Failures are met when their turn comes.
      fetching = fetched.catch(() => undefined);
      read.catch(() => undefined);
      return read;
    }
    /** What came meanwhile goes before what is on its way already. */
    async function lookForNewer() {
      const newer = await search(connection, top + 1);
      if (newer.length === 0) return;
      for (const uid of newer) found.add(uid);
      top = newer.reduce((a, b) => Math.max(a, b), top);
      const wanted = await wantedOf(connection, newer);
      left += wanted.length;
      const first = firstOf(wanted.slice(0, FETCH_FIRST));
      listed = [...wanted.slice(first.length), ...listed];
      if (first.length > 0) ahead.unshift(next(first));
    }

    const ahead = [next(), next()];
    try {
      while (ahead.length > 0) {
        const batch = await ahead.shift();
        // There was nothing left then; newer mail may have come since.
        if (!batch) continue;
        if (found.size > FETCH_FIRST) options.progress(found.size - left, found.size);
        await takeBatch(connection, batch);
        left -= batch.length;
        if (isOver(connection)) return null;
        await lookForNewer();
        if (ahead.length < 2) ahead.push(next());
      }
    } finally {
      await Promise.allSettled(ahead);
    }
    return top;
  }

  /** All UIDs were compared: what is not on the server any more does not count. */
  function forget(found: Set<number>) {
    for (const uid of fates.keys()) {
      if (!isHere(uid) || found.has(uid)) continue;
      ledger.set(uidKey(uid), 'gone');
      fates.set(uid, 'gone');
    }
  }

  async function run(connection: ImapFlow, isProof: boolean) {
    if (!connection.mailbox) throw new Error('no mailbox is open');
    const { uidValidity, uidNext } = connection.mailbox;
    follow(String(uidValidity), uidNext);
    await connection.noop();
    const modseq = connection.mailbox.highestModseq;
    const isWhole =
      isProof || mustCount || state.cursor === 0 || clock.now() - state.provedAt > PROOF_EVERY_MS;
    const found = new Set(await search(connection, isWhole ? null : state.cursor + 1));
    const isMissing = (uid: number) => !fates.has(uid) || fates.get(uid) === 'gone';
    if (isWhole) forget(found);
    const missing = [...found].filter(isMissing).toSorted((a, b) => b - a);
    const top = await takeMissing(connection, missing, found);
    if (top === null) return;
    let gone = 0;
    for (const uid of found) if (['gone', 'before'].includes(fates.get(uid) ?? '')) gone += 1;
    mustCount = false;
    keep({
      cursor: top,
      modseq: modseq === undefined ? null : String(modseq),
      server: (isWhole ? 0 : state.server) + found.size - gone,
      ...(isWhole ? { provedAt: clock.now() } : {}),
    });
  }

  return {
    since() {
      if (state.modseq === null || state.cursor === 0) return null;
      return { changedSince: state.modseq, uidValidity: BigInt(state.validity) };
    },
    run,
    isUnchanged(connection) {
      const box = connection.mailbox;
      if (!box || state.cursor === 0 || String(box.uidValidity) !== state.validity) return false;
      return state.modseq !== null && String(box.highestModseq) === state.modseq;
    },
    expunged(uid) {
      if (uid === null) {
        mustCount = true;
        return;
      }
      if (!isHere(uid)) return;
      ledger.set(uidKey(uid), 'gone');
      fates.set(uid, 'gone');
      keep({ server: Math.max(0, state.server - 1) });
    },
    counts: () => {
      let here = 0;
      for (const uid of fates.keys()) if (isHere(uid)) here += 1;
      return { server: state.server, here, checkedAt: state.provedAt };
    },
  };
}
