import { useMemo, useState } from 'react';
import type { ConversationId } from '#shared/lib/ids.ts';

export interface Selection {
  ids: ReadonlySet<ConversationId>;
  toggle(id: ConversationId): void;
  /** From the last toggled row to this one. */
  extendTo(id: ConversationId, order: readonly ConversationId[]): void;
  selectAll(order: readonly ConversationId[]): void;
  clear(): void;
}

/** Which rows are ticked. */
export function useSelection(): Selection {
  const [state, setState] = useState<{
    ids: ReadonlySet<ConversationId>;
    anchor: ConversationId | null;
  }>({ ids: new Set(), anchor: null });
  return useMemo(
    () => ({
      ids: state.ids,
      toggle: (id) =>
        setState(({ ids }) => {
          const next = new Set(ids);
          if (!next.delete(id)) next.add(id);
          return { ids: next, anchor: id };
        }),
      extendTo: (id, order) =>
        setState(({ ids, anchor }) => {
          const from = order.indexOf(anchor ?? id);
          const to = order.indexOf(id);
          const next = new Set(ids);
          for (const one of order.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one);
          return { ids: next, anchor };
        }),
      selectAll: (order) => setState({ ids: new Set(order), anchor: order[0] ?? null }),
      clear: () => setState({ ids: new Set(), anchor: null }),
    }),
    [state.ids],
  );
}
