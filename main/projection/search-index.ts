import { existsSync, rmSync } from 'node:fs';
import type { ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { SearchHit } from '#shared/contract/rows.ts';
import type { InboundMessage, OutboundMessage } from '#shared/domain/conversation/message-parts.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';
import { openDatabase, type WriteDb } from '#main/platform/sqlite.ts';
import { indexText, normalise, queryText, snippetOf } from './tokenise.ts';

/** Bumped when tokens or tables change; the file is then made again. */
const INDEX_VERSION = 1;
const BATCH = 500;
/** Messages whose rows may lie in the log of the desk's file. */
const MOVE_AFTER = 500;
/** Counts stop here: "1,000+". */
const COUNT_CAP = 1_000;

export interface SearchQuery {
  text: string;
  channel?: string | undefined;
  status?: string | undefined;
  from?: string | undefined;
  subject?: string | undefined;
  hasAttachment?: boolean | undefined;
  sinceAt?: number | undefined;
  untilAt?: number | undefined;
  /** Hits before this journal position (newest first). */
  before: number | null;
  limit: number;
}
export interface SearchResult {
  hits: SearchHit[];
  next: number | null;
  count: number;
  isCapped: boolean;
}

/** The whole question for the index; null when only the filters below it narrow the search. */
function matchOf({ text, from, subject }: SearchQuery): string | null {
  const column = (name: string, typed: string | undefined) => {
    const match = typed === undefined ? null : queryText(typed);
    return match === null ? null : `${name} : (${match})`;
  };
  const parts = [queryText(text), column('people', from), column('subject', subject)];
  const asked = parts.filter((part) => part !== null);
  return asked.length === 0 ? null : asked.map((part) => `(${part})`).join(' AND ');
}

/** The filters that are not in the index. */
function doesFit(
  query: SearchQuery,
  row: { at: number; direction: string },
  body: Partial<InboundMessage>,
  state: Conversation,
  contactName: string | null,
): boolean {
  if (query.channel && state.channel !== query.channel) return false;
  if (query.status && state.status !== query.status) return false;
  if (row.at < (query.sinceAt ?? 0) || row.at >= (query.untilAt ?? Infinity)) return false;
  const hasAttachment = (body.attachments ?? []).some((part) => !part.isInline);
  if (query.hasAttachment !== undefined && hasAttachment !== query.hasAttachment) return false;
  if (query.from === undefined) return true;
  const sender = [contactName, state.party.address, body.from?.name, body.from?.address];
  const names = normalise(sender.join(' '));
  const words = normalise(query.from).split(/\s+/);
  return row.direction === 'inbound' && words.every((word) => names.includes(word));
}

const isNarrowed = (query: SearchQuery): boolean =>
  [query.channel, query.status, query.hasAttachment, query.sinceAt, query.untilAt].some(
    (one) => one !== undefined,
  );

/**
 * The full-text index: a file of its own that can be thrown away. It is filled from the projection,
 * so it holds only what passed the card gate, and quoted history is not indexed again.
 */
export function openSearchIndex(searchFile: string, deskFile: string) {
  let index = openIndexFile(searchFile);
  let unmoved = 0;
  // It moves the log into the file as well: as durably as the writer would.
  const desk = openDatabase(deskFile, { role: 'journal' });

  const page = desk.prepare<{
    seq: number;
    direction: string;
    conversationId: string;
    body: string;
  }>(
    'search.source',
    'SELECT seq, direction, conversation_id AS conversationId, body FROM messages WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const person = desk.prepare<{ state: string; name: string | null; number: number }>(
    'search.person',
    'SELECT c.state AS state, k.name AS name, c.number AS number FROM conversations c LEFT JOIN contacts k ON k.id = c.contact_id WHERE c.id = ?',
  );
  const message = desk.prepare<{
    conversationId: string;
    id: string;
    at: number;
    direction: string;
    body: string;
  }>(
    'search.message',
    'SELECT conversation_id AS conversationId, id, at, direction, body FROM messages WHERE seq = ?',
  );
  const newest = desk.prepare<{ seq: number }>(
    'search.newest',
    'SELECT seq FROM messages WHERE seq < ? ORDER BY seq DESC LIMIT ?',
  );

  function openIndexFile(file: string): WriteDb {
    try {
      const db = openDatabase(file, { role: 'cache' });
      if (Number(db.pragma('user_version')) === INDEX_VERSION) return db;
      db.close();
    } catch {
      // A damaged index is worth nothing: it is made again from the projection.
    }
    for (const end of ['', '-wal', '-shm']) if (existsSync(file + end)) rmSync(file + end);
    const db = openDatabase(file, { role: 'cache' });
    db.exec(`
      CREATE VIRTUAL TABLE texts USING fts5(subject, people, body, content='', contentless_delete=1, detail=full, prefix='3', tokenize='unicode61 remove_diacritics 2');
      CREATE TABLE cursor (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
      INSERT INTO cursor (one, seq) VALUES (1, 0);
      PRAGMA user_version = ${INDEX_VERSION};
    `);
    return db;
  }

  const statements = () => ({
    insert: index.prepare(
      'search.insert',
      'INSERT OR REPLACE INTO texts (rowid, subject, people, body) VALUES (?, ?, ?, ?)',
    ),
    cursor: index.prepare<{ seq: number }>('search.cursor', 'SELECT seq FROM cursor WHERE one = 1'),
    move: index.prepare('search.move', 'UPDATE cursor SET seq = ? WHERE one = 1'),
    hits: index.prepare<{ seq: number }>(
      'search.hits',
      'SELECT rowid AS seq FROM texts WHERE texts MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
    ),
    count: index.prepare<{ count: number }>(
      'search.count',
      `SELECT count(*) AS count FROM (SELECT 1 FROM texts WHERE texts MATCH ? LIMIT ${COUNT_CAP})`,
    ),
  });
  let sql = statements();

  function indexRow(row: { seq: number; direction: string; conversationId: string; body: string }) {
    const body = JSON.parse(row.body) as Partial<InboundMessage & OutboundMessage>;
    const about = desk.get(person, row.conversationId);
    const state = about ? (JSON.parse(about.state) as Conversation) : null;
    const text = body.text ?? '';
    const own = typeof body.quoteAt === 'number' ? text.slice(0, body.quoteAt) : text;
    const files = (body.attachments ?? []).map((part) => part.name);
    const people = [
      about?.name,
      state?.party.address,
      body.from?.name,
      body.from?.address,
      ...(body.to ?? []).map((to) => to.address),
      state?.preChat?.orderNumber,
      state?.preChat?.accountName,
      String(about?.number ?? ''),
    ];
    index.run(
      sql.insert,
      row.seq,
      indexText(body.subject ?? state?.subject ?? ''),
      indexText(people.filter(Boolean).join(' ')),
      indexText([own, ...files].join('\n')),
    );
  }

  return {
    /** Indexes what is new, a batch at a time. Returns how many messages are still to do. */
    catchUp(): number {
      const from = index.get(sql.cursor)?.seq ?? 0;
      const rows = desk.all(page, from, BATCH);
      if (rows.length === 0) return 0;
      unmoved += rows.length;
      index.write(() => {
        for (const row of rows) indexRow(row);
        index.run(sql.move, rows.at(-1)?.seq ?? from);
      });
      return rows.length === BATCH ? BATCH : 0;
    },
    /** After rows vanished or their text changed: the next catch-up makes the index again. */
    rebuild(): void {
      index.close();
      rmSync(searchFile, { force: true });
      index = openIndexFile(searchFile);
      sql = statements();
    },
    search(query: SearchQuery): SearchResult {
      const match = matchOf(query);
      if (match === null && !isNarrowed(query))
        return { hits: [], next: null, count: 0, isCapped: false };
      const hits: SearchHit[] = [];
      let before = query.before ?? Number.MAX_SAFE_INTEGER;
      let isMore = true;
      // Filters live in the projection: pages of ids are read until enough of them fit.
      for (let round = 0; isMore && hits.length < query.limit && round < 20; round++) {
        const rows =
          match === null
            ? desk.all(newest, before, query.limit)
            : index.all(sql.hits, match, before, query.limit);
        isMore = rows.length === query.limit;
        for (const { seq } of rows) {
          before = seq;
          const hit = hitOf(seq, query);
          if (hit) hits.push(hit);
          if (hits.length === query.limit) break;
        }
      }
      const count = match === null ? hits.length : (index.get(sql.count, match)?.count ?? 0);
      return {
        hits,
        next: isMore || hits.length === query.limit ? before : null,
        count,
        isCapped: count >= COUNT_CAP,
      };
    },
    isDeskIntact: (): boolean => desk.isIntact(),
    /** Moves what the writer has committed into the desk's file when it is much: a commit need not. */
    moveLog(): void {
      if (unmoved < MOVE_AFTER) return;
      unmoved = 0;
      desk.pragma('wal_checkpoint(PASSIVE)');
    },
    /** A consistent copy of the desk's database while it goes on being written. */
    copyDesk: (file: string): void => desk.copyTo(file),
    close(): void {
      index.close();
      desk.close();
    },
  };

  function hitOf(seq: number, query: SearchQuery): SearchHit | null {
    const row = desk.get(message, seq);
    const about = row ? desk.get(person, row.conversationId) : undefined;
    if (!row || !about) return null;
    const state = JSON.parse(about.state) as Conversation;
    const body = JSON.parse(row.body) as Partial<InboundMessage>;
    if (!doesFit(query, row, body, state, about.name)) return null;
    return {
      messageId: row.id as MessageId,
      conversationId: row.conversationId as ConversationId,
      conversationNumber: about.number,
      channel: state.channel,
      contactName: about.name ?? state.party.name,
      subject: body.subject ?? state.subject,
      at: row.at,
      snippet: snippetOf(body.text ?? '', query.text),
    };
  }
}
