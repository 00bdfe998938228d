import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Bridge } from '#renderer/bridge/engine-context.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import { api } from '#renderer/bridge/api.ts';
import { InboxListStore, type ListQuery } from './list-store.ts';

/** Lists kept per window, so that going back to a view shows it at once. */
const MAX_LISTS = 12;

interface Lists {
  agentId: string | null;
  byQuery: Map<string, InboxListStore>;
}
const listsOf = new WeakMap<Bridge, Lists>();

function findLists(bridge: Bridge): Lists {
  const known = listsOf.get(bridge);
  if (known) return known;
  const lists: Lists = { agentId: null, byQuery: new Map() };
  listsOf.set(bridge, lists);
  bridge.listen((change) => {
    for (const list of lists.byQuery.values()) list.changed(change);
  });
  return lists;
}

function listOf(bridge: Bridge, query: ListQuery): InboxListStore {
  const lists = findLists(bridge);
  const key = JSON.stringify([query.view, query.sort, query.filter]);
  const known = lists.byQuery.get(key);
  const list = known ?? new InboxListStore(bridge.engine, query, () => lists.agentId);
  lists.byQuery.delete(key);
  lists.byQuery.set(key, list);
  const oldest = lists.byQuery.keys().next().value;
  if (lists.byQuery.size > MAX_LISTS && oldest !== undefined) lists.byQuery.delete(oldest);
  if (!known) void list.refresh();
  return list;
}

/** The list of a view, live. */
export function useInboxList(query: ListQuery) {
  const bridge = useBridge();
  const { data: me } = api.useSessionMeQuery();
  const agentId = me?.agent.id ?? null;
  useEffect(() => {
    findLists(bridge).agentId = agentId;
  }, [bridge, agentId]);
  const list = useMemo(() => listOf(bridge, query), [bridge, query]);
  const snapshot = useSyncExternalStore(list.subscribe, list.snapshot);
  return { list, snapshot };
}
