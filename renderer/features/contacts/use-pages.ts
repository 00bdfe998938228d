import { useCallback, useEffect, useRef, useState } from 'react';
import { callErrorOf, type CallError } from '#renderer/bridge/api.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import type { Change, EngineClient } from '#renderer/bridge/connection.ts';

export interface Page<R, K> {
  rows: R[];
  next: K | null;
}
export interface Pages<R, P> {
  rows: R[];
  /** The newest answer's other facts; null before the first. */
  first: P | null;
  hasMore: boolean;
  isLoading: boolean;
  error: CallError | null;
  more: () => void;
  again: () => void;
}

/** Changes come in bursts; the list is asked again once. */
const SETTLE_MS = 150;

/** A list that comes in pages by key; asked again from its start when `concerns` says so. */
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
  const [isPaging, setPaging] = useState(false);

  const load = useCallback(
    async (after: K | null, before: R[]) => {
      const own = ++turn.current;
      setPaging(true);
      try {
        const page = await ask(engine, after);
        if (own !== turn.current) return;
        setState((old) => ({
          ask,
          rows: [...before, ...page.rows],
          first: after === null ? page : old.first,
          next: page.next,
          error: null,
        }));
      } catch (error) {
        if (own === turn.current) setState((old) => ({ ...old, ask, error: callErrorOf(error) }));
      } finally {
        if (own === turn.current) setPaging(false);
      }
    },
    [ask, engine],
  );

  useEffect(() => {
    void load(null, []);
  }, [load]);
  const latest = useRef(concerns);
  useEffect(() => {
    latest.current = concerns;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen((change) => {
      if (change !== null && !latest.current(change)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void load(null, []), SETTLE_MS);
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
      if (state.next !== null && !isPaging) void load(state.next, state.rows);
    },
    again: () => void load(null, []),
  };
}

/** Whether a change has one of these tags, or `all`. */
export const hasTag = (change: Change, ...tags: string[]): boolean =>
  change.kind === 'tags' && change.tags.some((tag) => tag === 'all' || tags.includes(tag));
