import { useDispatch } from 'react-redux';
import type { UnknownAction } from '@reduxjs/toolkit';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { ConversationRow } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';

export interface EachOptions {
  rowOf: (id: ConversationId) => ConversationRow | undefined;
  /** Shows a change in the list before the engine has answered. */
  guess: (id: ConversationId, change: Partial<ConversationRow>) => void;
  onDone: (ids: readonly ConversationId[]) => void;
}

export interface Deed {
  act: (id: ConversationId) => Promise<unknown>;
  /** What the rows become if it is accepted, shown at once. */
  guess?: Partial<ConversationRow>;
  said: string;
  /** Takes it back, given the row as it was. */
  undo?: (before: ConversationRow) => Promise<unknown>;
}

const parts = (row: ConversationRow, like: Partial<ConversationRow>): Partial<ConversationRow> =>
  Object.fromEntries(
    (Object.keys(like) as (keyof ConversationRow)[]).map((name) => [name, row[name]]),
  );

/** Does one thing to each conversation; what was refused is said, the rest is done and can be undone. */
export function useEach({ rowOf, guess, onDone }: EachOptions) {
  const t = useText();
  const dispatch = useDispatch();
  const show = (id: ConversationId, change: Partial<ConversationRow> | undefined) => {
    if (change === undefined) return;
    guess(id, change);
    dispatch(
      api.util.updateQueryData('conversationGet', { conversationId: id }, (open) => {
        if (open) Object.assign(open, change);
      }) as unknown as UnknownAction,
    );
  };
  const failed = (reason: unknown) =>
    showToast({ text: explain(t, reason), tone: 'danger', group: 'acts-failed' });

  return async (ids: readonly ConversationId[], deed: Deed): Promise<ConversationId[]> => {
    const before = new Map<ConversationId, ConversationRow>();
    for (const id of ids) {
      const row = rowOf(id);
      if (row) before.set(id, { ...row });
      show(id, deed.guess);
    }
    const results = await Promise.allSettled(ids.map(deed.act));
    for (const [index, result] of results.entries()) {
      const row = before.get(ids[index] as ConversationId);
      if (result.status === 'rejected' && row && deed.guess) show(row.id, parts(row, deed.guess));
    }
    const done = ids.filter((_id, index) => results[index]?.status === 'fulfilled');
    const refused = results.find((result) => result.status === 'rejected');
    if (refused) failed(refused.reason);
    if (done.length === 0) return done;
    onDone(done);
    const { undo } = deed;
    const takeBack = () => {
      for (const id of done) {
        const row = before.get(id);
        if (!row || !undo) continue;
        if (deed.guess) show(id, parts(row, deed.guess));
        undo(row).catch(failed);
      }
    };
    showToast({
      text: deed.said,
      group: 'acts',
      ...(undo ? { action: { label: t('ui.undo'), keys: 'Z', onAct: takeBack } } : {}),
    });
    return done;
  };
}
