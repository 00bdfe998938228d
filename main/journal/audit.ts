import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { auditEntry, type AuditEntry, type AuditFact } from '#shared/domain/audit/entry.ts';
import {
  canonicalJson,
  FIRST_HASH,
  hashOf,
  type Link,
  openChainCheck,
} from '#shared/domain/audit/chain.ts';
import type { Actor } from '#shared/domain/event.ts';
import { DAY_MS } from '#shared/lib/units.ts';
import type { Log } from '#main/platform/log.ts';
import { newToken, type Random } from '#main/platform/random.ts';
import type { Secrets } from '#main/platform/secrets.ts';
import type { Parameter, ReadDb, WriteDb } from '#main/platform/sqlite.ts';

export interface AuditFilter {
  action?: string | undefined;
  by?: string | undefined;
  conversationId?: string | undefined;
  objectId?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

/** What the check of the whole chain found. */
export interface AuditCheck {
  count: number;
  brokenAt: number | null;
  kind: 'gap' | 'changed' | 'cut' | 'anchor' | null;
  /** Signed positions that were compared; null when the key is not at hand. */
  anchors: number | null;
}

export interface Audit {
  /** One more entry, durable with the transaction it is called in. */
  append(fact: AuditFact, who: { at: number; by: Actor }): void;
  /** Newest first. */
  page(
    filter: AuditFilter,
    before: number | null,
    limit: number,
  ): { rows: AuditEntry[]; next: number | null };
  /** Every action there is an entry of, in order. */
  actions(): string[];
  check(): Promise<AuditCheck>;
  /** Signs where the chain stands; at the end of a day and of a run. */
  anchor(at: number): void;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** Tells keys apart without telling them. */
const idOf = (key: string) => sha256(key).slice(0, 8);
const macOf = (key: string, seq: number, hash: string) =>
  createHmac('sha256', key).update(`${seq}:${hash}`).digest('hex');
/** Links read before others have their turn. */
const SLICE = 2_000;

interface Row {
  seq: number;
  text: string;
  prevHash: string;
  hash: string;
}
const COLUMNS = 'seq, entry AS text, prev_hash AS prevHash, hash';

/** Follows the chain of a file and compares it with what was signed. */
export async function checkAudit(db: ReadDb, key: string | null): Promise<AuditCheck> {
  const links = db.prepare<Row>(
    'audit.links',
    `SELECT ${COLUMNS} FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  const anchors = db.prepare<Anchor>(
    'audit.anchors',
    'SELECT seq, hash, key_id AS keyId, mac FROM audit_anchors ORDER BY seq',
  );
  const signed = new Map(db.all(anchors).map((one) => [one.seq, one]));
  const chain = openChainCheck(sha256);
  let wrong: number | null = null;
  let last = 0;
  for (;;) {
    const rows: Link[] = db.all(links, last, SLICE);
    for (const link of rows) {
      chain.follow(link);
      const anchor = signed.get(link.seq);
      if (anchor && wrong === null && !isSignedBy(key, anchor, link.hash)) wrong = link.seq;
    }
    last = rows.at(-1)?.seq ?? last;
    if (rows.length < SLICE) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { count, broken } = chain.result();
  const compared =
    key === null ? null : [...signed.values()].filter((one) => one.keyId === idOf(key)).length;
  if (broken && (wrong === null || broken.seq <= wrong))
    return { count, brokenAt: broken.seq, kind: broken.kind, anchors: compared };
  if (wrong !== null) return { count, brokenAt: wrong, kind: 'anchor', anchors: compared };
  const farthest = [...signed.keys()].at(-1) ?? 0;
  if (farthest > count) return { count, brokenAt: count + 1, kind: 'cut', anchors: compared };
  return { count, brokenAt: null, kind: null, anchors: compared };
}

interface Anchor {
  seq: number;
  hash: string;
  keyId: string;
  mac: string;
}

/** Without the key it was signed with only the hash can be compared. */
function isSignedBy(key: string | null, anchor: Anchor, hash: string): boolean {
  if (anchor.hash !== hash) return false;
  if (key === null || anchor.keyId !== idOf(key)) return true;
  const want = Buffer.from(macOf(key, anchor.seq, hash));
  const have = Buffer.from(anchor.mac);
  return want.length === have.length && timingSafeEqual(want, have);
}

const KEY = 'audit-anchor';
export const knownAnchorKey = (secrets: Secrets): Promise<string | null> => secrets.get(KEY);

/**
 * The key that signs where the chain stands; made on first use. Null when the keychain refuses: the
 * audit goes on without being signed.
 */
export async function anchorKey(
  secrets: Secrets,
  random: Random,
  log: Log,
): Promise<string | null> {
  try {
    const known = await knownAnchorKey(secrets);
    if (known !== null) return known;
    const key = newToken(random);
    await secrets.set(KEY, key);
    return key;
  } catch (error) {
    log.warn({ error: String(error) }, 'the audit is not signed in this run');
    return null;
  }
}

/** The audit of one desk: in the journal's file, hash-chained, signed at the end of each day. */
export function openAudit(options: {
  db: WriteDb;
  key: string | null;
  shell: 'electron' | 'browser';
  /** The computer's name. */
  device: string;
}): Audit {
  const { db, key, shell } = options;
  const device = options.device.slice(0, 200);
  // One person holds every role until there is a team.
  const role = 'owner';
  const insert = db.prepare(
    'audit.insert',
    'INSERT INTO audit (seq, entry, prev_hash, hash) VALUES (?, ?, ?, ?)',
  );
  const head = db.prepare<Row>(
    'audit.head',
    `SELECT ${COLUMNS} FROM audit ORDER BY seq DESC LIMIT 1`,
  );
  const sign = db.prepare(
    'audit.anchor',
    'INSERT OR IGNORE INTO audit_anchors (seq, at, hash, key_id, mac) VALUES (?, ?, ?, ?, ?)',
  );

  // Steps from one action to the next by the index: as many steps as there are actions.
  const actions = db.prepare<{ action: string }>(
    'audit.actions',
    `WITH RECURSIVE one (action) AS (
       SELECT min(action) FROM audit
       UNION ALL SELECT (SELECT min(action) FROM audit WHERE action > one.action) FROM one WHERE one.action IS NOT NULL
     ) SELECT action FROM one WHERE action IS NOT NULL`,
  );

  function anchor(at: number) {
    const last = db.get(head);
    if (last && key !== null)
      db.run(sign, last.seq, at, last.hash, idOf(key), macOf(key, last.seq, last.hash));
  }

  return {
    append(fact, { at, by }) {
      const last = db.get(head);
      if (last && Math.floor(at / DAY_MS) !== Math.floor(atOf(last) / DAY_MS)) anchor(at);
      const seq = (last?.seq ?? 0) + 1;
      const entry: AuditEntry = auditEntry.parse({
        ...fact,
        seq,
        at,
        by,
        role,
        device,
        shell,
      });
      const text = canonicalJson(entry);
      const prevHash = last?.hash ?? FIRST_HASH;
      db.run(insert, seq, text, prevHash, hashOf(prevHash, text, sha256));
    },
    page(filter, before, limit) {
      const { where: clause, parameters } = clauseOf(filter);
      const rows = db
        .all(
          db.prepare<Row>(
            'audit.page',
            `SELECT ${COLUMNS} FROM audit WHERE seq < ? ${clause} ORDER BY seq DESC LIMIT ?`,
          ),
          before ?? Number.MAX_SAFE_INTEGER,
          ...parameters,
          limit + 1,
        )
        .map((row) => auditEntry.parse(JSON.parse(row.text)));
      const shown = rows.slice(0, limit);
      return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null };
    },
    actions: () => db.all(actions).map((row) => row.action),
    check: () => checkAudit(db, key),
    anchor,
  };
}

const atOf = (row: Row): number => auditEntry.parse(JSON.parse(row.text)).at;

function clauseOf(filter: AuditFilter): { where: string; parameters: Parameter[] } {
  const parts: [string, Parameter | undefined][] = [
    ['action = ?', filter.action],
    ['by_actor = ?', filter.by],
    ['conversation_id = ?', filter.conversationId],
    ['object_id = ?', filter.objectId],
    ["entry ->> '$.at' >= ?", filter.from],
    ["entry ->> '$.at' < ?", filter.to],
  ];
  const used = parts.filter((part): part is [string, Parameter] => part[1] !== undefined);
  return {
    where: used.map(([sql]) => `AND ${sql}`).join(' '),
    parameters: used.map(([, value]) => value),
  };
}
