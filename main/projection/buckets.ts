import type { Conversation } from '#shared/domain/conversation/state.ts';

/** Where a conversation is listed. A merged one is listed nowhere. */
export type Bucket = Conversation['status'] | 'merged';
export const bucketOf = (state: Conversation): Bucket =>
  state.mergedInto ? 'merged' : state.status;

export const isUnread = (state: Conversation): boolean =>
  state.unreadCount > 0 || state.isMarkedUnread;

/** Sorts conversations nobody waits in behind all others; fits SQLite's integer and JavaScript's. */
const NOBODY_WAITS = 8_640_000_000_000_000;
export const waitingKey = (state: Conversation): number => state.waitingSinceAt ?? NOBODY_WAITS;

export const hasTrouble = (state: Conversation): boolean =>
  Object.values(state.deliveries).some(
    (delivery) =>
      delivery.state === 'in_doubt' || (delivery.state === 'failed' && delivery.retryAt === null),
  );

/** The counters a conversation stands in, as `kind key`; the fold adds and takes away by difference. */
export function countersOf(state: Conversation): string[] {
  const bucket = bucketOf(state);
  if (bucket === 'merged') return [];
  if (bucket === 'resolved') return ['view resolved'];
  const counters = [
    'view all',
    `channel ${state.channel}`,
    ...state.tags.map((tag) => `tag ${tag}`),
  ];
  if (bucket === 'pending') counters.push('view waiting');
  if (bucket === 'snoozed') counters.push('view snoozed');
  if (bucket === 'open')
    counters.push(state.assigneeId ? `mine ${state.assigneeId}` : 'view unassigned');
  return counters;
}
