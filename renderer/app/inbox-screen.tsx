import { type CSSProperties, useEffect, useMemo, useState } from 'react';
import { useSelector } from 'react-redux';
import { Inbox as InboxIcon } from 'lucide-react';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { SortName } from '#shared/contract/views.ts';
import { defaultPreferences } from '#shared/contract/preferences.ts';
import { api } from '#renderer/bridge/api.ts';
import type { SignalsState } from '#renderer/bridge/signals-slice.ts';
import { useActs } from '#renderer/features/acts/use-acts.tsx';
import { ContactPanel } from '#renderer/features/contact/contact-panel.tsx';
import { InboxList } from '#renderer/features/inbox/inbox-list.tsx';
import { useSelection } from '#renderer/features/inbox/selection.ts';
import { useInboxList } from '#renderer/features/inbox/use-inbox-list.ts';
import { Views, viewOrder } from '#renderer/features/inbox/views.tsx';
import { useText } from '#renderer/i18n/text.ts';
import { useCommand, useRegion } from '#renderer/keys/command-provider.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { CrashBoundary } from './crash-boundary.tsx';
import { ListHead } from './list-head.tsx';
import { ListState } from './list-state.tsx';
import { go, type InboxPlace } from './place.ts';
import { Resizer } from './resizer.tsx';
import styles from './inbox-screen.module.css';

const SCALES: Record<number, number> = { 14: 1, 15: 1.07, 16: 1.14, 17: 1.21, 18: 1.29 };
const LIST_WIDTH = 316;
const CONTEXT_WIDTH = 308;

/** Views, list, conversation and customer, side by side. */
export function InboxScreen({ place }: { place: InboxPlace }) {
  const t = useText();
  const { data: preferences = defaultPreferences } = api.usePreferencesGetQuery();
  const [setPreferences] = api.usePreferencesSetMutation();
  const { columns } = preferences;
  const viewsRegion = useRegion('views', 20);
  const listRegion = useRegion('list', 30);
  const contextRegion = useRegion('context', 60);
  const { conversationId: openId } = place;
  const { data: open } = api.useConversationGetQuery(
    { conversationId: openId as ConversationId },
    { skip: openId === null },
  );
  const setColumns = (change: Partial<typeof columns>) =>
    void setPreferences({ columns: { ...columns, ...change } });
  return (
    <div
      className={styles.columns}
      data-open={openId !== null || undefined}
      style={
        {
          '--list-width': `${columns.list ?? LIST_WIDTH}px`,
          '--context-width': `${columns.contextWidth ?? CONTEXT_WIDTH}px`,
        } as CSSProperties
      }
    >
      {columns.views && (
        <nav ref={viewsRegion} className={styles.views} aria-label={t('app.region.views')}>
          <Views
            view={place.view}
            filter={place.filter}
            onChoose={(view, filter) => go({ ...place, view, filter, messageId: null })}
          />
        </nav>
      )}
      <section ref={listRegion} className={styles.list} aria-label={t('app.region.list')}>
        <List
          place={place}
          scale={SCALES[preferences.textSize] ?? 1}
          isCompact={preferences.density === 'compact'}
        />
      </section>
      <Resizer
        label={t('app.resize.list')}
        width={columns.list ?? LIST_WIDTH}
        min={260}
        max={480}
        onWidth={(list) => setColumns({ list })}
      />
      <section className={styles.conversation} aria-label={t('app.region.conversation')}>
        <CrashBoundary resetKey={openId ?? ''}>
          {openId === null ? (
            <EmptyState
              icon={<InboxIcon size={28} strokeWidth={1.5} aria-hidden />}
              title={t('app.select.title')}
            >
              {t('app.select.hint')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<InboxIcon size={28} strokeWidth={1.5} aria-hidden />}
              title={open?.contactName ?? ''}
            />
          )}
        </CrashBoundary>
      </section>
      {columns.context && open && (
        <>
          <Resizer
            label={t('app.resize.context')}
            width={columns.contextWidth ?? CONTEXT_WIDTH}
            min={260}
            max={440}
            isFromEnd
            onWidth={(contextWidth) => setColumns({ contextWidth })}
          />
          <aside
            ref={contextRegion}
            className={styles.context}
            aria-label={t('app.region.contact')}
          >
            <CrashBoundary resetKey={open.contactId}>
              <ContactPanel
                contactId={open.contactId}
                conversationId={open.id}
                onOpen={(id) => go({ ...place, conversationId: id, messageId: null })}
              />
            </CrashBoundary>
          </aside>
        </>
      )}
    </div>
  );
}

function List({
  place,
  scale,
  isCompact,
}: {
  place: InboxPlace;
  scale: number;
  isCompact: boolean;
}) {
  const [sort, setSort] = useState<SortName>('newest');
  const { view, filter, conversationId: openId } = place;
  const filterKey = JSON.stringify(filter);
  const query = useMemo(
    () => ({ view, filter: JSON.parse(filterKey) as typeof filter, sort }),
    [view, filterKey, sort],
  );
  const { list, snapshot } = useInboxList(query);
  const selection = useSelection();
  const { data: me } = api.useSessionMeQuery();
  const { data: agents } = api.useAgentListQuery();
  const agentNames = useMemo(
    () => new Map(agents?.map((agent) => [agent.id as string, agent.name])),
    [agents],
  );
  const typing = useTyping();
  useEffect(() => list.setActive(openId), [list, openId]);

  const step = (by: number) => {
    const at = openId === null ? -1 : snapshot.ids.indexOf(openId);
    const next = snapshot.ids[Math.max(0, Math.min(snapshot.ids.length - 1, at + by))];
    if (next !== undefined && next !== openId)
      go({ ...place, conversationId: next, messageId: null }, { isStep: openId === null });
  };
  const nextAfter = (ids: readonly ConversationId[]) => {
    const at = openId === null ? -1 : snapshot.ids.indexOf(openId);
    const next =
      snapshot.ids.slice(at + 1).find((id) => !ids.includes(id)) ??
      snapshot.ids.slice(0, at).findLast((id) => !ids.includes(id)) ??
      null;
    go({ ...place, conversationId: next, messageId: null }, { isStep: false });
  };
  const acts = useActs({
    rowOf: (id) => list.row(id),
    targets: () => (selection.ids.size > 0 ? [...selection.ids] : openId === null ? [] : [openId]),
    onDone: (ids) => {
      list.keep(ids, 600);
      selection.clear();
    },
    onNext: nextAfter,
    onOpen: (id) => go({ ...place, conversationId: id, messageId: null }),
  });
  useListCommands({
    place,
    step,
    snapshotIds: snapshot.ids,
    rowOf: (id) => list.row(id),
    selection,
  });
  return (
    <>
      <ListHead
        place={place}
        sort={sort}
        onSort={setSort}
        total={snapshot.total}
        selected={selection.ids.size}
        onAct={(act) => acts.run(act, [...selection.ids])}
        onCancel={() => selection.clear()}
        onSelectAll={() => selection.selectAll(snapshot.ids)}
      />
      <ListState
        place={place}
        snapshot={snapshot}
        onRetry={() => void list.refresh()}
        onClearFilter={() => go({ ...place, filter: {} })}
      />
      {snapshot.ids.length > 0 && (
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
            go({ ...place, conversationId: id, messageId: null }, { isStep: openId === null });
            if (how === 'enter') setTimeout(focusComposer, 80);
          }}
          onAct={(act, ids) => acts.run(act, ids)}
        />
      )}
      {acts.dialog}
    </>
  );
}

const focusComposer = () =>
  document
    .querySelector<HTMLElement>('[data-place="composer"] :is(textarea, [contenteditable="true"])')
    ?.focus();

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

function useListCommands(options: {
  place: InboxPlace;
  step: (by: number) => void;
  snapshotIds: readonly ConversationId[];
  rowOf: (id: ConversationId) => { unreadCount: number; isMarkedUnread: boolean } | undefined;
  selection: ReturnType<typeof useSelection>;
}) {
  const { place, step, snapshotIds: ids, selection } = options;
  const { conversationId: openId } = place;
  const [last, setLast] = useState<[ConversationId | null, ConversationId | null]>([null, openId]);
  if (openId !== null && openId !== last[1]) setLast([last[1], openId]);
  const open = (id: ConversationId) => go({ ...place, conversationId: id, messageId: null });
  const unread = (direction: 1 | -1) => {
    const at = openId === null ? -1 : ids.indexOf(openId);
    const order = direction === 1 ? ids.slice(at + 1) : ids.slice(0, Math.max(0, at)).toReversed();
    const next = order.find((id) => {
      const row = options.rowOf(id);
      return row !== undefined && (row.unreadCount > 0 || row.isMarkedUnread);
    });
    if (next !== undefined) open(next);
  };
  const toView = (by: number) => {
    const at = viewOrder.indexOf(place.view);
    const view = viewOrder[(at + by + viewOrder.length) % viewOrder.length];
    if (view) go({ ...place, view, filter: {} });
  };
  const extend = (by: number) => {
    const at = openId === null ? 0 : ids.indexOf(openId);
    const next = ids[at + by];
    if (openId !== null && selection.ids.size === 0) selection.toggle(openId);
    if (next !== undefined) selection.extendTo(next, ids);
    step(by);
  };
  useCommand('list.next', () => step(1));
  useCommand('list.previous', () => step(-1));
  useCommand('conversation.next', () => step(1));
  useCommand('conversation.previous', () => step(-1));
  useCommand('conversation.next-unread', () => unread(1));
  useCommand('conversation.previous-unread', () => unread(-1));
  useCommand('view.next', () => toView(1));
  useCommand('view.previous', () => toView(-1));
  useCommand('list.open', () => {
    setTimeout(focusComposer, 0);
  });
  useCommand('list.select', () => {
    if (openId !== null) selection.toggle(openId);
  });
  useCommand('list.extend-down', () => extend(1));
  useCommand('list.extend-up', () => extend(-1));
  useCommand('list.select-all', () => selection.selectAll(ids));
  useCommand('conversation.last-two', () => {
    if (last[0] !== null) open(last[0]);
  });
}
