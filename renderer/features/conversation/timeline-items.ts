import type { MessageEntry, TimelineEntry } from '#shared/contract/rows.ts';
import { MINUTE_MS } from '#shared/lib/units.ts';
import { isSameDay } from '#renderer/ui/format/times.ts';

type EventEntry = Extract<TimelineEntry, { kind: 'event' }>;

/** What the timeline draws, one under the other. */
export type TimelineItem =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'unread'; key: string; count: number }
  | {
      kind: 'message';
      key: string;
      entry: MessageEntry;
      /** First and last of a run of one author: only the last says the time. */
      isFirst: boolean;
      isLast: boolean;
    }
  | { kind: 'case'; key: string; entry: EventEntry }
  | { kind: 'events'; key: string; entries: EventEntry[] };

/** What a case says to the agent is not folded away with other events. */
const ownItem: ReadonlySet<string> = new Set(['case.opened', 'case.answered', 'case.info-asked']);

/** Messages of one author closer than this are one group. */
const GROUP_MS = 3 * MINUTE_MS;
/** More lines of events in a row than this are folded into one. */
export const MAX_EVENT_LINES = 3;

const authorOf = (entry: MessageEntry) =>
  `${entry.direction} ${entry.authorId ?? entry.from?.address ?? ''} ${entry.channel}`;

const isOneGroup = (a: TimelineEntry | undefined, b: TimelineEntry | undefined): boolean =>
  a?.kind === 'message' &&
  b?.kind === 'message' &&
  a.channel !== 'email' &&
  authorOf(a) === authorOf(b) &&
  Math.abs(b.at - a.at) < GROUP_MS &&
  isSameDay(a.at, b.at);

/** Days, the unread line, groups and runs of events; withdrawn messages are not said again. */
export function timelineItems(
  all: readonly TimelineEntry[],
  firstUnreadSeq: number | null,
): TimelineItem[] {
  const entries = all.filter(
    (entry) => entry.kind === 'event' || entry.delivery?.state !== 'withdrawn',
  );
  const items: TimelineItem[] = [];
  let run: EventEntry[] | null = null;
  entries.forEach((entry, index) => {
    const before = entries[index - 1];
    if (!before || !isSameDay(before.at, entry.at)) {
      items.push({ kind: 'day', key: `day-${entry.seq}`, at: entry.at });
      run = null;
    }
    if (entry.seq === firstUnreadSeq) {
      const count = entries.filter(
        (other) =>
          other.kind === 'message' && other.direction === 'inbound' && other.seq >= entry.seq,
      ).length;
      items.push({ kind: 'unread', key: `unread-${entry.seq}`, count });
      run = null;
    }
    if (entry.kind === 'event' && ownItem.has(entry.type)) {
      run = null;
      items.push({ kind: 'case', key: `case-${entry.seq}`, entry });
      return;
    }
    if (entry.kind === 'event') {
      if (run) run.push(entry);
      else {
        run = [entry];
        items.push({ kind: 'events', key: `events-${entry.seq}`, entries: run });
      }
      return;
    }
    run = null;
    const isAfterUnread = entry.seq === firstUnreadSeq;
    const after = entries[index + 1];
    items.push({
      kind: 'message',
      key: entry.messageId,
      entry,
      isFirst: isAfterUnread || !isOneGroup(before, entry),
      isLast: after?.seq === firstUnreadSeq || !isOneGroup(entry, after),
    });
  });
  return items;
}
