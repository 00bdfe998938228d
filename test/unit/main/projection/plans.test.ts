import { expect, test } from 'vitest';
import type { AgentId, ContactId, ConversationId } from '#shared/lib/ids.ts';
import { openSqliteJournal } from '#main/journal/sqlite.ts';
import { openDatabase, type ReadDb, type WriteDb } from '#main/platform/sqlite.ts';
import { openProjection } from '#main/projection/projection.ts';

/** A projection whose every prepared statement is remembered. */
function watched() {
  const real = openDatabase(':memory:', { role: 'journal' });
  const asked = new Map<string, string>();
  const db: WriteDb = {
    ...real,
    prepare: ((name: string, sql: string) => {
      asked.set(name, sql);
      return real.prepare(name, sql);
    }) as ReadDb['prepare'],
  };
  const projection = openProjection(db, openSqliteJournal(db), { newId: () => 'id' });
  return { real, projection, asked };
}

const agent = 'agent' as AgentId;
const views = ['mine', 'unassigned', 'all', 'waiting', 'snoozed', 'resolved'] as const;

test('every list of the inbox is read in the order of an index, never sorted', () => {
  const { real, projection, asked } = watched();
  for (const view of views)
    projection.inboxPage({ view, filter: {}, sort: 'newest', after: null, limit: 50 }, agent);
  for (const sort of ['oldest', 'priority', 'waiting'] as const)
    projection.inboxPage({ view: 'all', filter: {}, sort, after: null, limit: 50 }, agent);
  const pages = [...asked].filter(([name]) =>
    /^inbox\.\w+\.(newest|oldest|priority|waiting)$/.test(name),
  );
  expect(pages.length).toBeGreaterThan(8);
  const sorted = pages.filter(([, sql]) => real.plan(sql).join('\n').includes('TEMP B-TREE'));
  expect(sorted.map(([name]) => name)).toEqual([]);
});

test('no question of a screen reads a whole table of conversations or messages', () => {
  const { real, projection, asked } = watched();
  const id = 'conversation' as ConversationId;
  projection.inboxViews(agent);
  projection.timeline(id, null, 50);
  projection.outboxPage('all', 50);
  projection.dueDeliveries('account' as never, 0, 10);
  projection.nextDeliveryAt('account' as never, 0);
  // The questions of lists, timelines and lanes; looking for a name may read all names.
  const questions = [...asked].filter(([name]) =>
    /^(inbox|timeline|outbox|counter|delivery)/.test(name),
  );
  expect(questions.length).toBeGreaterThan(8);
  const scans = questions.filter(([, sql]) =>
    real.plan(sql).some((line) => /^SCAN (c|conversations|m|messages|events)$/.test(line)),
  );
  expect(scans.map(([name]) => name)).toEqual([]);
});

test('what the lists ask is planned as it was', () => {
  const { real, projection, asked } = watched();
  for (const view of views)
    projection.inboxPage({ view, filter: {}, sort: 'newest', after: null, limit: 50 }, agent);
  const plans = [...asked]
    .filter(([name]) => /^inbox\.\w+\.newest$/.test(name))
    .map(([name, sql]) => `${name}: ${real.plan(sql)[0]}`);
  expect(plans).toMatchInlineSnapshot(`
    [
      "inbox.mine.newest: SEARCH c USING INDEX conversations_open_by_assignee (assignee_id=?)",
      "inbox.unassigned.newest: SEARCH c USING INDEX conversations_by_bucket (bucket=?)",
      "inbox.all.newest: SCAN c USING INDEX conversations_unresolved",
      "inbox.waiting.newest: SEARCH c USING INDEX conversations_by_bucket (bucket=?)",
      "inbox.snoozed.newest: SEARCH c USING INDEX conversations_by_bucket (bucket=?)",
      "inbox.resolved.newest: SEARCH c USING INDEX conversations_by_bucket (bucket=?)",
    ]
  `);
});

test('lists of cases are read in the order of an index, and never through the documents', () => {
  const { real, projection, asked } = watched();
  for (const filter of ['open', 'mine', 'overdue', 'all'] as const)
    projection.casePage({ filter, after: null, limit: 50 }, agent, 0);
  projection.caseCounts(agent, 0);
  projection.casesOf(['conversation' as ConversationId]);
  const plans = [...asked]
    .filter(([name]) => /^case\.\w+\.page$/.test(name))
    .map(([name, sql]) => `${name}: ${real.plan(sql)[0]}`);
  expect(plans).toMatchInlineSnapshot(`
    [
      "case.open.page: SCAN c USING INDEX cases_open_by_due",
      "case.mine.page: SCAN c USING INDEX cases_open_by_due",
      "case.overdue.page: SEARCH c USING INDEX cases_open_by_due (due_key<?)",
      "case.all.page: SCAN c USING INDEX cases_by_change",
    ]
  `);
  const questions = [...asked].filter(([name]) => name.startsWith('case.'));
  const bad = questions.filter(([, sql]) =>
    real.plan(sql).some((line) => /TEMP B-TREE|^SCAN (d|documents|c|cases)$/.test(line)),
  );
  expect(bad.map(([name]) => name)).toEqual([]);
});

const cursor = (...key: (string | number)[]) =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

test('the list of customers is read in the order of an index, the next page too', () => {
  const { real, projection, asked } = watched();
  const page = { text: '', kind: null, limit: 50 };
  const plans = (['recent', 'name', 'new'] as const).flatMap((sort) =>
    [null, cursor(0, 'x')].map((after) => {
      projection.contactPage({ ...page, sort, after });
      return real.plan(asked.get(`contacts.page.${sort}`) ?? '').join(' | ');
    }),
  );
  expect(plans).toMatchInlineSnapshot(`
    [
      "SCAN k USING INDEX contacts_by_last",
      "SEARCH k USING INDEX contacts_by_last ((last_at,id)<(?,?))",
      "SCAN k USING INDEX contacts_by_name",
      "SEARCH k USING INDEX contacts_by_name ((sort_name,id)>(?,?))",
      "SCAN k USING INDEX contacts_by_created",
      "SEARCH k USING INDEX contacts_by_created ((created_at,id)<(?,?))",
    ]
  `);
});

test('no question about a customer reads a whole table', () => {
  const { real, projection, asked } = watched();
  const id = 'x' as ContactId;
  for (const text of ['', 'zhang', '张三', '8000'])
    projection.contactPage({ text, kind: null, sort: 'name', after: null, limit: 50 });
  projection.contactConversations(id, 20);
  const questions = [...asked].filter(([name]) =>
    /^(contacts\.|lookup\.(identity|blob-use)|signal|identity|blob|contact\.|inbox\.by-contact)/.test(
      name,
    ),
  );
  expect(questions.length).toBeGreaterThan(25);
  const scans = questions.flatMap(([name, sql]) =>
    sql.startsWith('INSERT')
      ? []
      : real
          .plan(sql)
          .filter((line) =>
            /^SCAN (k|t|o|own|s|m|p|c|h|contacts|identities|messages|conversations|contact_signals|contact_strangers|blob_uses)$/.test(
              line,
            ),
          )
          .map((line) => `${name}: ${line}`),
  );
  expect(scans).toEqual([]);
});
