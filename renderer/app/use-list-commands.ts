import { useState } from 'react';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { Selection } from '#renderer/features/inbox/selection.ts';
import { viewOrder } from '#renderer/features/inbox/views.tsx';
import { useCommand } from '#renderer/keys/command-provider.tsx';
import { go, type InboxPlace } from './place.ts';

interface ListCommands {
  place: InboxPlace;
  ids: readonly ConversationId[];
  rowOf: (id: ConversationId) => { unreadCount: number; isMarkedUnread: boolean } | undefined;
  selection: Selection;
}

/** The keys that move through a list and tick its rows. */
export function useListCommands({ place, ids, rowOf, selection }: ListCommands): void {
  const { conversationId: openId } = place;
  const [last, setLast] = useState<[ConversationId | null, ConversationId | null]>([null, openId]);
  if (openId !== null && openId !== last[1]) setLast([last[1], openId]);
  const at = openId === null ? -1 : ids.indexOf(openId);
  const open = (id: ConversationId, isStep = true) =>
    go({ ...place, conversationId: id, messageId: null }, { isStep });
  const step = (by: number) => {
    const next = ids[Math.max(0, Math.min(ids.length - 1, at + by))];
    if (next !== undefined && next !== openId) open(next, openId === null);
  };
  const unread = (direction: 1 | -1) => {
    const order = direction === 1 ? ids.slice(at + 1) : ids.slice(0, Math.max(0, at)).toReversed();
    const next = order.find((id) => {
      const row = rowOf(id);
      return row !== undefined && (row.unreadCount > 0 || row.isMarkedUnread);
    });
    if (next !== undefined) open(next);
  };
  const toView = (by: number) => {
    const index = viewOrder.indexOf(place.view);
    const view = viewOrder[(index + by + viewOrder.length) % viewOrder.length];
    if (view) go({ ...place, view, filter: {} });
  };
  const extend = (by: number) => {
    const next = ids[Math.max(0, at) + by];
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
  useCommand('list.focus', () => {
    const list = document.querySelector<HTMLElement>('[data-place="list"]');
    if (!list) return false;
    if (list.contains(document.activeElement)) {
      if (selection.ids.size === 0) return false;
      selection.clear();
    } else list.focus();
    return true;
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

export const focusComposer = (): void =>
  document
    .querySelector<HTMLElement>('[data-place="composer"] :is(textarea, [contenteditable="true"])')
    ?.focus();
