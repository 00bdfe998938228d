import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CommandId, ConversationId } from '#shared/lib/ids.ts';
import { openSqliteJournal } from '#main/journal/sqlite.ts';
import { silentLog } from '#main/platform/log.ts';
import { openDatabase } from '#main/platform/sqlite.ts';
import { openProjection } from '#main/projection/projection.ts';
import { openSearch } from '#main/projection/search.ts';
import { temporaryFolder } from '../kit/engine.ts';
import { median, say } from './report.ts';
import { eventsOf, piecesToFind } from './rows.ts';

/** Conversations; two messages each. */
const ROWS = Number(process.env['KEFU_BENCH_ROWS'] ?? 50_000);
const BATCH = 500;
const PAGE = 50;
const timed = <T>(work: () => T): [result: T, ms: number] => {
  const began = performance.now();
  const result = work();
  return [result, performance.now() - began];
};
const repeated = (times: number, work: () => unknown): number =>
  median(Array.from({ length: times }, () => timed(work)[1]));

/** The same rows by plain prepared inserts into plain tables: what SQLite itself costs. */
function rawInsert(folder: string): number {
  const db = openDatabase(path.join(folder, 'raw.db'), { role: 'journal' });
  db.exec(
    'CREATE TABLE events (seq INTEGER PRIMARY KEY, id TEXT, stream TEXT, type TEXT, v INTEGER, at INTEGER, by_actor TEXT, payload TEXT)',
  );
  const insert = db.prepare('raw.insert', 'INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)');
  const [, ms] = timed(() => {
    for (let from = 0; from < ROWS; from += BATCH)
      db.write(() => {
        for (let index = from; index < Math.min(ROWS, from + BATCH); index++)
          for (const one of eventsOf(index))
            db.run(
              insert,
              one.id,
              one.stream,
              one.type,
              one.v,
              one.at,
              one.by,
              JSON.stringify(one.event),
            );
      });
  });
  db.close();
  return ms;
}

async function measure(folder: string) {
  process.stdout.write(
    `${ROWS.toLocaleString('en')} conversations, ${(ROWS * 2).toLocaleString('en')} messages\n\n`,
  );
  const rawMs = rawInsert(folder);
  const deskFile = path.join(folder, 'desk.db');
  const db = openDatabase(deskFile, { role: 'journal' });
  const journal = openSqliteJournal(db);
  const projection = openProjection(db, journal, { newId: () => 'id' });
  const [, appendMs] = timed(() => {
    for (let from = 0; from < ROWS; from += BATCH)
      db.write(() => {
        for (let index = from; index < Math.min(ROWS, from + BATCH); index++)
          projection.fold(journal.append(eventsOf(index), `command-${index}` as CommandId));
      });
  });
  const events = journal.head();
  say('raw insert of the same rows', `${Math.round((events / rawMs) * 1000)} /s`, '1.00');
  say(
    'journal append and fold',
    `${Math.round((events / appendMs) * 1000)} /s`,
    (rawMs / appendMs).toFixed(2),
  );

  const agent = 'agent' as never;
  const page = (
    view: 'all' | 'mine' | 'unassigned',
    sort: 'newest' | 'priority',
    after: string | null = null,
  ) => projection.inboxPage({ view, filter: {}, sort, after, limit: 50 }, agent);
  const byKey = db.prepare('bench.by-key', 'SELECT id FROM conversations WHERE id = ?');
  const lookup = repeated(200, () => db.get(byKey, `conversation-${ROWS >> 1}`));
  say('one row by its key', `${lookup.toFixed(3)} ms`, '1');
  const deep = (() => {
    let after: string | null = null;
    for (let count = 0; count < 100; count++) after = page('all', 'newest', after).next;
    return after;
  })();
  for (const [name, work] of [
    ['inbox page, all open', () => page('all', 'newest')],
    ['inbox page, mine', () => page('mine', 'newest')],
    ['inbox page, by priority', () => page('all', 'priority')],
    ['inbox page, 5,000 rows down', () => page('all', 'newest', deep)],
    ['views with their counts', () => projection.inboxViews(agent)],
    [
      'timeline of a conversation',
      () => projection.timeline(`conversation-${ROWS >> 1}` as ConversationId, null, 50),
    ],
  ] as const) {
    const ms = repeated(50, work);
    say(name, `${ms.toFixed(2)} ms`, `${Math.round(ms / lookup)}x key`);
  }

  const search = openSearch({
    worker: new URL('../../main/projection/search-worker.ts', import.meta.url),
    searchFile: path.join(folder, 'search.db'),
    deskFile,
    log: silentLog,
  });
  const began = performance.now();
  search.changed();
  const newest = `GP-${100_000 + ROWS * 2}`;
  for (;;) {
    const found = (await search.messages({ text: newest, before: null, limit: 1 } as never)) as {
      count: number;
    };
    if (found.count > 0 || performance.now() - began > 900_000) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  say(
    'indexed for search',
    `${Math.round((ROWS * 2) / ((performance.now() - began) / 1000))} /s`,
    '',
  );
  const like = db.prepare<{ count: number }>(
    'bench.like',
    "SELECT COUNT(*) AS count FROM messages WHERE body ->> '$.text' LIKE ?",
  );
  const find = (text: string) =>
    search.messages({ text, before: null, limit: PAGE } as never) as Promise<{
      hits: { messageId: string }[];
    }>;
  for (const text of ['退', '退款', 'refu', `GP-${100_000 + ROWS}`]) {
    const [, scanMs] = timed(() => db.get(like, `%${text}%`)?.count ?? 0);
    const times: number[] = [];
    for (let count = 0; count < 9; count++) {
      const from = performance.now();
      await find(text);
      times.push(performance.now() - from);
    }
    const ms = median(times);
    say(`search "${text}"`, `${ms.toFixed(1)} ms`, `${(ms / scanMs).toFixed(4)} scan`);
  }
  const newestOf = db.prepare<{ id: string }>(
    'bench.newest-of',
    `SELECT id FROM messages WHERE body ->> '$.text' LIKE ? ORDER BY seq DESC LIMIT ${PAGE}`,
  );
  let wanted = 0;
  let right = 0;
  let shown = 0;
  const asked = piecesToFind(ROWS);
  for (const text of asked) {
    const truth = new Set(db.all(newestOf, `%${text}%`).map((row) => row.id));
    const { hits } = await find(text);
    wanted += truth.size;
    shown += hits.length;
    right += hits.filter((hit) => truth.has(hit.messageId)).length;
  }
  say(
    `first pages of ${asked.length} pieces of text against a plain scan: recall / precision`,
    '',
    `${(right / wanted).toFixed(3)} / ${(right / shown).toFixed(3)}`,
  );
  await search.close();
  db.close();
  const again = timed(() => {
    const opened = openDatabase(deskFile, { role: 'journal' });
    const reopened = openSqliteJournal(opened);
    openProjection(opened, reopened, { newId: () => 'id' });
    opened.close();
  })[1];
  say('opened again', `${again.toFixed(0)} ms`);
  say('memory of this process', `${Math.round(process.memoryUsage.rss() / 1e6)} MB`);
  say('bytes of the desk file', `${Math.round(statSync(deskFile).size / 1e6)} MB`);
}

/** Journal, lists and search on many rows. */
export async function benchStore() {
  const folder = temporaryFolder('bench');
  try {
    await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
