import type { InboxFilter, ViewName } from '#shared/contract/views.ts';
import type { ConversationRow } from '#shared/contract/rows.ts';

/** Whether a row still belongs to a view. Mentions are only known to the engine: they always do. */
export function belongs(
  row: ConversationRow,
  query: { view: ViewName; filter: InboxFilter },
  agentId: string | null,
): boolean {
  return isInView(row, query.view, agentId) && passes(row, query.filter);
}

function isInView(row: ConversationRow, view: ViewName, agentId: string | null): boolean {
  switch (view) {
    case 'mine':
      return row.status === 'open' && row.assigneeId === agentId;
    case 'unassigned':
      return row.status === 'open' && row.assigneeId === null;
    case 'all':
      return row.status !== 'resolved';
    case 'waiting':
      return row.status === 'pending';
    case 'snoozed':
      return row.status === 'snoozed';
    case 'resolved':
      return row.status === 'resolved';
    case 'mentions':
      return row.status !== 'resolved';
  }
}

const isUnread = (row: ConversationRow) => row.unreadCount > 0 || row.isMarkedUnread;

function passes(row: ConversationRow, filter: InboxFilter): boolean {
  return (
    (filter.channel === undefined || row.channel === filter.channel) &&
    (filter.brandId === undefined || row.brandId === filter.brandId) &&
    (filter.tag === undefined || row.tags.includes(filter.tag)) &&
    (filter.priority === undefined || row.priority === filter.priority) &&
    (filter.assigneeId === undefined || row.assigneeId === filter.assigneeId) &&
    (filter.contactId === undefined || row.contactId === filter.contactId) &&
    (filter.isUnread === undefined || isUnread(row) === filter.isUnread)
  );
}
