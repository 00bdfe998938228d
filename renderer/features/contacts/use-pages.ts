import { useCallback, useEffect, useRef, useState } from 'react';
import { callErrorOf, type CallError } from '#renderer/bridge/endpoints.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import type { Change, EngineClient } from '#renderer/bridge/connection.ts';

interface Page<R, K> {
  rows: R[];
  next: K | null;
}
interface Pages<R, P> {
  rows: R[];
  /** The newest answer for the beginning; null before the first. */
  first: P | null;
  hasMore: boolean;
  isLoading: boolean;
  error: CallError | null;
  more: () => void;
  again: () => void;
}

/** Changes come in bursts; the list is asked again once. */
const SETTLE_MS = 150;
/** A reader this deep in a list keeps it as it is. */
const MOST_REFRESHED = 1_000;

/** A list that comes in pages by key; asked again, as far as it is shown, when `concerns` says so. */
export function usePages<R, K, P extends Page<R, K>>(
  ask: (engine: EngineClient, after: K | null) => Promise<P>,
  concerns: (change: Change) => boolean,
): Pages<R, P> {
  const { engine, listen } = useBridge();
  const [state, setState] = useState<{
    ask: typeof ask;
    rows: R[];
    first: P | null;
    next: K | null;
    error: CallError | null;
  }>({ ask, rows: [], first: null, next: null, error: null });
  const turn = useRef(0);
  const shown = useRef(0);
  const [isPaging, setPaging] = useState(false);

  /** Reads from `after` on until `wanted` rows are there. */
  const load = useCallback(
    async (after: K | null, before: R[], wanted: number) => {
      const own = ++turn.current;
      let [rows, next, first] = [before, after, null as P | null];
      try {
        do {
          const page: P = await ask(engine, next);
          if (own !== turn.current) return;
          if (next === null) first = page;
          rows = [...rows, ...page.rows];
          next = page.next;
        } while (next !== null && rows.length < wanted);
        shown.current = rows.length;
        setState((old) => ({ ask, rows, first: first ?? old.first, next, error: null }));
      } catch (error) {
        if (own === turn.current) setState((old) => ({ ...old, ask, error: callErrorOf(error) }));
      } finally {
        if (own === turn.current) setPaging(false);
      }
    },
    [ask, engine],
  );

  useEffect(() => {
    // The first answer comes later; what is shown until then is known from `ask`.
    const timer = setTimeout(() => void load(null, [], 0));
    return () => clearTimeout(timer);
  }, [load]);
  const latest = useRef(concerns);
  useEffect(() => {
    latest.current = concerns;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen((change) => {
      if (change !== null && !latest.current(change)) return;
      if (shown.current > MOST_REFRESHED) return;
      clearTimeout(timer);
      timer = setTimeout(() => void load(null, [], shown.current), SETTLE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [listen, load]);

  const isOurs = state.ask === ask;
  return {
    rows: state.rows,
    first: state.first,
    hasMore: state.next !== null,
    isLoading: !isOurs || isPaging,
    error: isOurs ? state.error : null,
    more: () => {
      if (state.next === null || isPaging) return;
      setPaging(true);
      void load(state.next, state.rows, 0);
    },
    again: () => void load(null, [], 0),
  };
}

/** Whether a change has one of these tags, or `all`. */
export const hasTag = (change: Change, ...tags: string[]): boolean =>
  change.kind === 'tags' && change.tags.some((tag) => tag === 'all' || tags.includes(tag));
