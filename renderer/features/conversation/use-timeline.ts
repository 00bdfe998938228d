import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ConversationId } from '#shared/lib/ids.ts';
import { useBridge, type Bridge } from '#renderer/bridge/engine-context.ts';
import { TimelineStore } from './timeline-store.ts';

/** Timelines kept, so that going back and forth shows them at once. */
const MAX_TIMELINES = 30;
const timelinesOf = new WeakMap<Bridge, Map<ConversationId, TimelineStore>>();

function timelineOf(bridge: Bridge, conversationId: ConversationId): TimelineStore {
  let timelines = timelinesOf.get(bridge);
  if (!timelines) {
    const made = new Map<ConversationId, TimelineStore>();
    timelines = made;
    timelinesOf.set(bridge, made);
    bridge.listen((change) => {
      for (const timeline of made.values()) timeline.changed(change);
    });
  }
  const timeline =
    timelines.get(conversationId) ?? new TimelineStore(bridge.engine, conversationId);
  timelines.delete(conversationId);
  timelines.set(conversationId, timeline);
  const oldest = timelines.keys().next().value;
  if (timelines.size > MAX_TIMELINES && oldest !== undefined) timelines.delete(oldest);
  return timeline;
}

/** What was said in a conversation, live. */
export function useTimeline(conversationId: ConversationId) {
  const bridge = useBridge();
  const timeline = useMemo(() => timelineOf(bridge, conversationId), [bridge, conversationId]);
  useEffect(() => timeline.open(), [timeline]);
  const snapshot = useSyncExternalStore(timeline.subscribe, timeline.snapshot);
  return { timeline, snapshot };
}
