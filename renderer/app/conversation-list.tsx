import { type ReactNode, useEffect, useMemo } from 'react';
import { useSelector } from 'react-redux';
import { skipToken } from '@reduxjs/toolkit/query';
import type { ConversationId } from '#shared/lib/ids.ts';
import { api } from '#renderer/bridge/api.ts';
import type { SignalsState } from '#renderer/bridge/signals-slice.ts';
import { useActs } from '#renderer/features/acts/use-acts.tsx';
import { InboxList } from '#renderer/features/inbox/inbox-list.tsx';
import { useSelection } from '#renderer/features/inbox/selection.ts';
import { useInboxList } from '#renderer/features/inbox/use-inbox-list.ts';
import { ListHead } from './list-head.tsx';
import { ListState } from './list-state.tsx';
import { go, type InboxPlace } from './place.ts';
import { focusComposer, useListCommands } from './use-list-commands.ts';

/** A row that was dealt with is seen leaving for this long. */
const LEAVING_MS = 2_000;

interface ConversationListProps {
  place: InboxPlace;
  /** How much larger the letters are than at their usual size. */
  scale: number;
  isCompact: boolean;
  /** Where the views are not a column of their own, what opens them. */
  views: ReactNode;
}

/** The list of the view, its head, and everything that can be done to its rows. */
export function ConversationList({ place, scale, isCompact, views }: ConversationListProps) {
  const { view, filter, sort, conversationId: openId } = place;
  const filterKey = JSON.stringify(filter);
  const query = useMemo(
    () => ({ view, filter: JSON.parse(filterKey) as typeof filter, sort }),
    [view, filterKey, sort],
  );
  const { list, snapshot } = useInboxList(query);
  const { ids } = snapshot;
  const selection = useSelection();
  const { data: me } = api.useSessionMeQuery();
  const { data: open } = api.useConversationGetQuery(
    openId === null ? skipToken : { conversationId: openId },
  );
  const { data: agents } = api.useAgentListQuery();
  const agentNames = useMemo(
    () => new Map(agents?.map((agent) => [agent.id as string, agent.name])),
    [agents],
  );
  const typing = useTyping();
  useEffect(() => list.setActive(openId), [list, openId]);

  const rowOf = (id: ConversationId) => list.row(id) ?? (open?.id === id ? open : undefined);
  const show = (id: ConversationId | null, isStep: boolean) =>
    go({ ...place, conversationId: id, messageId: null }, { isStep });
  const acts = useActs({
    rowOf,
    guess: (id, change) => list.guess(id, change),
    targets: () => (selection.ids.size > 0 ? [...selection.ids] : openId === null ? [] : [openId]),
    onDone: (done) => {
      list.keep(done, LEAVING_MS);
      if (done.some((id) => selection.ids.has(id))) selection.clear();
    },
    onNext: (done) => {
      const at = openId === null ? -1 : ids.indexOf(openId);
      const next =
        ids.slice(at + 1).find((id) => !done.includes(id)) ??
        ids.slice(0, Math.max(0, at)).findLast((id) => !done.includes(id)) ??
        null;
      show(next, false);
    },
    onOpen: (id) => show(id, true),
  });
  useListCommands({ place, ids, rowOf, selection });
  return (
    <>
      <ListHead
        place={place}
        total={snapshot.total}
        views={views}
        selected={selection.ids.size}
        onAct={(act) => acts.run(act, [...selection.ids])}
        onCancel={() => selection.clear()}
        onSelectAll={() => selection.selectAll(ids)}
      />
      <ListState
        place={place}
        snapshot={snapshot}
        onRetry={() => void list.refresh()}
        onClearFilter={() => go({ ...place, filter: {} })}
      />
      {ids.length > 0 && (
        <InboxList
          list={list}
          snapshot={snapshot}
          openId={openId}
          selection={selection}
          agentId={me?.agent.id ?? null}
          agentNames={agentNames}
          typing={typing}
          isCompact={isCompact}
          scale={scale}
          onOpen={(id, how) => {
            show(id, openId === null);
            if (how === 'enter') setTimeout(focusComposer, 80);
          }}
          onAct={(act, on) => acts.run(act, on)}
        />
      )}
      {acts.dialog}
    </>
  );
}

/** Conversations whose customer is writing now. */
function useTyping(): ReadonlySet<string> {
  const signals = useSelector((state: { signals: SignalsState }) => state.signals);
  return useMemo(
    () =>
      new Set(
        Object.entries(signals).flatMap(([id, one]) => (one.typingUntilAt === null ? [] : [id])),
      ),
    [signals],
  );
}
