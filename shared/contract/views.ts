import { z } from '#shared/lib/schema.ts';
import { agentId, brandId, contactId } from '#shared/lib/ids.ts';
import { channelKind } from '#shared/domain/conversation/message-parts.ts';
import { priority } from '#shared/domain/conversation/events.ts';

export const viewName = z.enum([
  'mine',
  'unassigned',
  'all',
  'waiting',
  'snoozed',
  'resolved',
  'mentions',
]);
export type ViewName = z.infer<typeof viewName>;
export const sortName = z.enum(['newest', 'oldest', 'priority', 'waiting']);
export type SortName = z.infer<typeof sortName>;
export const inboxFilter = z.object({
  channel: channelKind.optional(),
  brandId: brandId.optional(),
  tag: z.string().optional(),
  priority: priority.optional(),
  assigneeId: agentId.optional(),
  contactId: contactId.optional(),
  isUnread: z.boolean().optional(),
});
export type InboxFilter = z.infer<typeof inboxFilter>;
