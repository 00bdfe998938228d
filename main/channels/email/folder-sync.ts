import type { ImapFlow } from 'imapflow';
import { DAY_MS } from '#shared/lib/units.ts';
import type { ChannelHost } from '../channel.ts';
import { MAX_BYTES } from './limits.ts';
import type { FetchedMail } from './take-in.ts';
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

const FETCH_AT_ONCE = 50;
const FETCH_BYTES = 16 * 1024 * 1024;
/** Of a mail too large to be read this much is fetched, for its sender and subject. */
const BEGINNING = 256 * 1024;
const RECENT_DAYS = 30;
const PROOF_EVERY_MS = DAY_MS;

interface Listed {
  uid: number;
  size: number;
  at: number;
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
  take: (fetched: FetchedMail, seenKey: string) => Promise<string>;
  progress: (done: number, total: number) => void;
  isOver: (connection: ImapFlow) => boolean;
}): FolderSync {
  const { config, host, take, isOver } = options;
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
      sources.set(message.uid, new Uint8Array(message.source ?? []));
    if (!connection.usable) throw new Error('the connection was closed');
    return sources;
  }

  /** Takes in up to 16 MiB of the batch; answers what was dealt with. */
  async function takeBatch(connection: ImapFlow, uids: number[]): Promise<Set<number>> {
    const present = await list(connection, uids);
    const done = new Set<number>();
    const mark = (uid: number, fate: string, isKept = false) => {
      if (!isKept) ledger.set(uidKey(uid), fate);
      fates.set(uid, fate);
      done.add(uid);
    };
    const existing = new Set(present.map((one) => one.uid));
    for (const uid of uids) if (!existing.has(uid)) mark(uid, 'gone');
    for (const { uid, at } of present) if (isBefore(at)) mark(uid, 'before');
    const mails = firstOf(present.filter(({ uid }) => !done.has(uid)));
    if (mails.length === 0) return done;
    const sources = await fetchSources(connection, mails);
    for (const { uid, size, at } of mails) {
      if (isOver(connection)) break;
      const source = sources.get(uid);
      if (source) mark(uid, await take({ source, at, size }, uidKey(uid)), true);
      else mark(uid, 'gone');
    }
    return done;
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
    let top = [...found].reduce((a, b) => Math.max(a, b), state.cursor);
    let missing = [...found].filter(isMissing).toSorted((a, b) => b - a);
    while (missing.length > 0) {
      if (found.size > FETCH_AT_ONCE) options.progress(found.size - missing.length, found.size);
      const done = await takeBatch(connection, missing.slice(0, FETCH_AT_ONCE));
      if (isOver(connection)) return;
      if (done.size === 0) throw new Error('the server gave none of the mails it has');
      missing = missing.filter((uid) => !done.has(uid));
      if (missing.length === 0) break;
      // What came meanwhile goes first.
      const newer = (await search(connection, top + 1)).toSorted((a, b) => b - a);
      for (const uid of newer) found.add(uid);
      top = Math.max(top, ...newer.slice(0, 1));
      missing = [...newer, ...missing];
    }
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
