import type { AgentId, ConversationId } from '#shared/lib/ids.ts';
import type { InboxFilter, SortName, ViewName } from '#shared/contract/views.ts';
import type { ConversationRow } from '#shared/contract/rows.ts';
import type { Parameter, ReadDb } from '#main/platform/sqlite.ts';
import { decodeKey, encodeKey } from './keyset.ts';
import { ROW_COLUMNS, ROW_JOINS, rowOf, type StoredRow } from './rows.ts';

/** Every contact of the person one contact is part of. */
const PERSON =
  '(SELECT id FROM contacts WHERE root_id = (SELECT root_id FROM contacts WHERE id = ?))';

interface Fragment {
  sql: string;
  parameters: Parameter[];
}
const fragment = (sql: string, ...parameters: Parameter[]): Fragment => ({ sql, parameters });

interface Sort {
  /** Columns of the key, all in one direction; the id breaks ties. */
  columns: readonly string[];
  direction: 'ASC' | 'DESC';
  key(row: StoredRow): (string | number)[];
}

const sorts: Record<SortName, Sort> = {
  newest: {
    columns: ['c.last_message_at', 'c.id'],
    direction: 'DESC',
    key: (row) => [row.lastMessageAt, row.id],
  },
  oldest: {
    columns: ['c.last_message_at', 'c.id'],
    direction: 'ASC',
    key: (row) => [row.lastMessageAt, row.id],
  },
  priority: {
    columns: ['c.priority', 'c.last_message_at', 'c.id'],
    direction: 'DESC',
    key: (row) => [row.priority, row.lastMessageAt, row.id],
  },
  waiting: {
    columns: ['c.waiting_key', 'c.id'],
    direction: 'ASC',
    key: (row) => [row.waitingKey, row.id],
  },
};

function viewFragment(view: ViewName, agentId: AgentId): Fragment {
  switch (view) {
    case 'mine':
      return fragment(`c.bucket = 'open' AND c.assignee_id = ?`, agentId);
    case 'unassigned':
      return fragment(`c.bucket = 'open' AND c.assignee_id IS NULL`);
    case 'all':
      return fragment(`c.bucket NOT IN ('resolved', 'merged')`);
    case 'waiting':
      return fragment(`c.bucket = 'pending'`);
    case 'snoozed':
      return fragment(`c.bucket = 'snoozed'`);
    case 'resolved':
      return fragment(`c.bucket = 'resolved'`);
    case 'mentions':
      return fragment(
        `c.bucket NOT IN ('resolved', 'merged') AND c.id IN (SELECT conversation_id FROM conversation_mentions WHERE agent_id = ?)`,
        agentId,
      );
  }
}

function filterFragments(filter: InboxFilter): Fragment[] {
  const fragments: Fragment[] = [];
  if (filter.channel) fragments.push(fragment('c.channel = ?', filter.channel));
  if (filter.brandId) fragments.push(fragment('c.brand_id = ?', filter.brandId));
  if (filter.priority !== undefined) fragments.push(fragment('c.priority = ?', filter.priority));
  if (filter.assigneeId) fragments.push(fragment('c.assignee_id = ?', filter.assigneeId));
  if (filter.contactId) fragments.push(fragment(`c.contact_id IN ${PERSON}`, filter.contactId));
  if (filter.isUnread !== undefined)
    fragments.push(fragment('c.is_unread = ?', filter.isUnread ? 1 : 0));
  if (filter.tag)
    fragments.push(
      fragment('c.id IN (SELECT conversation_id FROM conversation_tags WHERE tag = ?)', filter.tag),
    );
  return fragments;
}

/** Rows counted one by one where no counter is kept. */
const MAX_COUNTED = 10_000;

/** The inbox list and its counts: keyset pages, never an offset. */
export function openInbox(db: ReadDb) {
  const counters = db.prepare<{ kind: string; key: string; count: number; unread: number }>(
    'counter.all',
    'SELECT kind, key, count, unread FROM counters WHERE count > 0',
  );
  const mentions = db.prepare<{ count: number; unread: number | null }>(
    'inbox.mentions',
    `SELECT count(*) AS count, sum(c.is_unread) AS unread FROM conversation_mentions m JOIN conversations c ON c.id = m.conversation_id
     WHERE m.agent_id = ? AND c.bucket NOT IN ('resolved', 'merged')`,
  );
  const byId = db.prepare<StoredRow>(
    'inbox.row',
    `SELECT ${ROW_COLUMNS} FROM conversations c ${ROW_JOINS} WHERE c.id = ?`,
  );
  const byNumber = db.prepare<StoredRow>(
    'inbox.by-number',
    `SELECT ${ROW_COLUMNS} FROM conversations c ${ROW_JOINS} WHERE c.number = ?`,
  );
  const byContact = db.prepare<StoredRow>(
    'inbox.by-contact',
    `SELECT ${ROW_COLUMNS} FROM conversations c ${ROW_JOINS} WHERE c.contact_id IN ${PERSON} AND c.bucket <> 'merged' ORDER BY c.last_message_at DESC, c.id DESC LIMIT ?`,
  );

  const counter = db.prepare<{ count: number }>(
    'counter.one',
    'SELECT count FROM counters WHERE kind = ? AND key = ?',
  );

  /** The counter the fold keeps for a list, where there is one. */
  function counterOf(view: ViewName, filter: InboxFilter, agentId: AgentId) {
    const [only, ...others] = Object.entries(filter).filter(([, value]) => value !== undefined);
    if (others.length > 0 || view === 'mentions') return null;
    if (!only) return view === 'mine' ? (['mine', agentId] as const) : (['view', view] as const);
    const [name, value] = only;
    if (view !== 'all' || typeof value !== 'string') return null;
    return name === 'channel' || name === 'tag' ? ([name, value] as const) : null;
  }

  /** How many rows a list has; a list without a counter is counted up to what anybody scrolls. */
  function totalOf(view: ViewName, filter: InboxFilter, agentId: AgentId): number {
    const known = counterOf(view, filter, agentId);
    if (known) return db.get(counter, ...known)?.count ?? 0;
    const where = [viewFragment(view, agentId), ...filterFragments(filter)];
    const counted = db.prepare<{ count: number }>(
      `inbox.${view}.count`,
      `SELECT count(*) AS count FROM (SELECT 1 FROM conversations c WHERE ${where.map((part) => part.sql).join(' AND ')} LIMIT ${MAX_COUNTED})`,
    );
    return db.get(counted, ...where.flatMap((part) => part.parameters))?.count ?? 0;
  }

  return {
    inboxViews(agentId: AgentId) {
      const rows = db.all(counters);
      const mentioned = db.get(mentions, agentId);
      const of = (kind: string) =>
        rows
          .filter((row) => row.kind === kind)
          .map(({ key, count, unread }) => ({ view: key, count, unread }));
      const mine = rows.find((row) => row.kind === 'mine' && row.key === agentId);
      return {
        views: [
          { view: 'mine', count: mine?.count ?? 0, unread: mine?.unread ?? 0 },
          { view: 'mentions', count: mentioned?.count ?? 0, unread: mentioned?.unread ?? 0 },
          ...of('view'),
        ],
        channels: of('channel'),
        tags: of('tag'),
      };
    },
    inboxPage(
      query: {
        view: ViewName;
        filter: InboxFilter;
        sort: SortName;
        after: string | null;
        limit: number;
      },
      agentId: AgentId,
    ) {
      const sort = sorts[query.sort];
      const where = [viewFragment(query.view, agentId), ...filterFragments(query.filter)];
      const counted = where.flatMap((part) => part.parameters);
      const conditions = where.map((part) => part.sql).join(' AND ');
      const key = decodeKey(query.after, sort.columns.length);
      const beyond = sort.direction === 'ASC' ? '>' : '<';
      const keyset = key
        ? ` AND (${sort.columns.join(', ')}) ${beyond} (${sort.columns.map(() => '?').join(', ')})`
        : '';
      const order = sort.columns.map((column) => `${column} ${sort.direction}`).join(', ');
      const page = db.prepare<StoredRow>(
        `inbox.${query.view}.${query.sort}`,
        `SELECT ${ROW_COLUMNS} FROM conversations c ${ROW_JOINS} WHERE ${conditions}${keyset} ORDER BY ${order} LIMIT ?`,
      );
      const stored = db.all(page, ...counted, ...(key ?? []), query.limit + 1);
      const shown = stored.slice(0, query.limit);
      const last = shown.at(-1);
      return {
        rows: shown.map(rowOf),
        next: stored.length > query.limit && last ? encodeKey(sort.key(last)) : null,
        total: totalOf(query.view, query.filter, agentId),
      };
    },
    inboxRows(ids: ConversationId[]): ConversationRow[] {
      return ids.flatMap((id) => {
        const row = db.get(byId, id);
        return row ? [rowOf(row)] : [];
      });
    },
    conversationByNumber(number: number): ConversationRow | null {
      const row = db.get(byNumber, number);
      return row ? rowOf(row) : null;
    },
    contactConversations: (contactId: string, limit: number): ConversationRow[] =>
      db.all(byContact, contactId, limit).map(rowOf),
  };
}
