/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus -- options with several parts have no tag of their own; the list holds the focus */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { ArrowUp } from 'lucide-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ConversationId } from '#shared/lib/ids.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { isImeKey } from '#renderer/ui/ime.ts';
import { ConversationRowFace } from './conversation-row.tsx';
import type { InboxListStore, ListSnapshot } from './list-store.ts';
import type { RowAct } from './row-acts.ts';
import { RowBar } from './row-bar.tsx';
import { RowMenu } from './row-menu.tsx';
import type { Selection } from './selection.ts';
import styles from './inbox-list.module.css';

export interface InboxListProps {
  list: InboxListStore;
  snapshot: ListSnapshot;
  openId: ConversationId | null;
  selection: Selection;
  agentId: string | null;
  agentNames: ReadonlyMap<string, string>;
  typing: ReadonlySet<string>;
  isCompact: boolean;
  /** Letters grow with the text size, and rows with them. */
  scale: number;
  /** `show` leaves the focus here, `enter` goes on to the composer. */
  onOpen: (id: ConversationId, how: 'show' | 'enter') => void;
  onAct: (act: RowAct, ids: ConversationId[]) => void;
}

export const rowHeight = (isCompact: boolean, scale: number): number =>
  Math.round(isCompact ? 18 + 38 * scale : 16 + 56 * scale);

const optionId = (id: string) => `row-${id}`;

/** The list: one tab stop, rows as options, only those in sight in the page. */
export function InboxList(props: InboxListProps) {
  const { list, snapshot, openId, selection, onOpen, onAct } = props;
  const t = useText();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [menu, setMenu] = useState<{
    x: number;
    y: number;
    id: ConversationId;
    turn: number;
  } | null>(null);
  const height = rowHeight(props.isCompact, props.scale);
  const { ids } = snapshot;
  // oxlint-disable-next-line react/incompatible-library -- it renders anew by itself when it scrolls
  const virtual = useVirtualizer({
    count: Math.max(snapshot.total, ids.length),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    getItemKey: (index) => ids[index] ?? index,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  useEffect(() => list.want(from, to), [list, from, to, ids]);

  const openIndex = useMemo(() => (openId === null ? -1 : ids.indexOf(openId)), [ids, openId]);
  const shownOpen = useRef<string | null>(null);
  useEffect(() => {
    if (openIndex < 0 || shownOpen.current === openId) return;
    shownOpen.current = openId;
    virtual.scrollToIndex(openIndex, { align: 'auto' });
  }, [virtual, openIndex, openId]);

  const go = (index: number) => {
    const id = ids[Math.max(0, Math.min(ids.length - 1, index))];
    if (id !== undefined) onOpen(id, 'show');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isImeKey(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 1);
    const steps: Record<string, number> = {
      ArrowDown: openIndex + 1,
      ArrowUp: Math.max(0, openIndex - 1),
      Home: 0,
      End: ids.length - 1,
      PageDown: openIndex + page,
      PageUp: openIndex - page,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      if (event.shiftKey && ids[next] !== undefined) selection.extendTo(ids[next], ids);
      go(next);
    } else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      const rect = scroller.current?.querySelector('[aria-current]')?.getBoundingClientRect();
      if (rect && openId !== null) {
        event.preventDefault();
        setMenu({ x: rect.left + 40, y: rect.top + 24, id: openId, turn: Date.now() });
      }
    }
  };
  const onRowClick = (event: MouseEvent, id: ConversationId) => {
    if (event.shiftKey) selection.extendTo(id, ids);
    else if (event.ctrlKey || event.metaKey || isMark(event.target)) selection.toggle(id);
    else onOpen(id, 'show');
  };
  const indexAt = (y: number): number | null => {
    const box = scroller.current?.getBoundingClientRect();
    if (!box) return null;
    const index = Math.floor((y - box.top + (scroller.current?.scrollTop ?? 0)) / height);
    return index < ids.length ? index : null;
  };

  const hoveredId = hovered === null ? undefined : ids[hovered];
  const hoveredRow = hoveredId === undefined ? undefined : list.row(hoveredId);
  const menuRow = menu === null ? undefined : list.row(menu.id);
  return (
    <div
      className={styles.wrap}
      onPointerMove={(event) => setHovered(indexAt(event.clientY))}
      onPointerLeave={() => setHovered(null)}
    >
      {snapshot.newCount > 0 && (
        <Button
          size="small"
          kind="primary"
          className={styles.pill}
          icon={<ArrowUp size={14} aria-hidden />}
          onPress={() => {
            list.showNew();
            virtual.scrollToOffset(0);
          }}
        >
          {t('inbox.new.pill', { count: snapshot.newCount })}
        </Button>
      )}
      <div
        ref={scroller}
        role="listbox"
        aria-label={t('app.region.list')}
        aria-multiselectable
        aria-activedescendant={
          openIndex >= from && openIndex <= to && openId !== null ? optionId(openId) : undefined
        }
        tabIndex={0}
        data-place="list"
        className={styles.scroller}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          list.setAtTop(event.currentTarget.scrollTop < height / 2);
          setHovered(null);
        }}
      >
        <div
          role="presentation"
          className={styles.sheet}
          style={{ height: virtual.getTotalSize() }}
        >
          {items.map((item) => {
            const id = ids[item.index];
            const row = id === undefined ? undefined : list.row(id);
            const style = { height, transform: `translateY(${item.start}px)` };
            if (id === undefined || row === undefined)
              return (
                <div key={item.key} role="presentation" className={styles.ghost} style={style}>
                  <Skeleton shape="circle" width="20px" height="20px" />
                  <Skeleton width={`${42 + ((item.index * 17) % 40)}%`} />
                </div>
              );
            const isOpen = id === openId;
            const isLeaving = list.isLeaving(id);
            return (
              <div
                key={id}
                id={optionId(id)}
                role="option"
                aria-selected={selection.ids.has(id)}
                aria-current={isOpen ? true : undefined}
                aria-setsize={snapshot.total}
                aria-posinset={item.index + 1}
                data-compact={props.isCompact || undefined}
                className={cx(styles.row, isOpen && styles.open, isLeaving && styles.leaving)}
                style={style}
                onClick={(event) => onRowClick(event, id)}
                onDoubleClick={() => onOpen(id, 'enter')}
                onKeyDown={() => undefined}
                onContextMenu={(event) => {
                  event.preventDefault();
                  setMenu({ x: event.clientX, y: event.clientY, id, turn: event.timeStamp });
                }}
              >
                <ConversationRowFace
                  row={row}
                  now={now}
                  isTyping={props.typing.has(id)}
                  isLeaving={isLeaving}
                  isCompact={props.isCompact}
                  agentId={props.agentId}
                  agentNames={props.agentNames}
                />
              </div>
            );
          })}
        </div>
      </div>
      {hoveredRow && hovered !== null && (
        <RowBar
          row={hoveredRow}
          top={hovered * height - (scroller.current?.scrollTop ?? 0)}
          height={height}
          onAct={(act) => onAct(act, [hoveredRow.id])}
        />
      )}
      {menu !== null && menuRow && (
        <RowMenu
          key={menu.turn}
          row={menuRow}
          at={menu}
          onClose={() => {
            setMenu(null);
            requestAnimationFrame(() => {
              if (document.activeElement === document.body) scroller.current?.focus();
            });
          }}
          onAct={(act) => onAct(act, selection.ids.has(menu.id) ? [...selection.ids] : [menu.id])}
        />
      )}
    </div>
  );
}

const isMark = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[data-mark]') !== null;
