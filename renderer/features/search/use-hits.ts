import { useCallback, useEffect, useRef, useState } from 'react';
import type { SearchHit } from '#shared/contract/rows.ts';
import { callErrorOf, type CallError } from '#renderer/bridge/endpoints.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import type { ParsedQuery } from './query.ts';

const PAGE = 50;

export interface Hits {
  hits: readonly SearchHit[];
  /** How many there are as far as the desk counted; null when filters make the count unknown. */
  count: number | null;
  isCapped: boolean;
  hasMore: boolean;
  isLooking: boolean;
  error: CallError | null;
}
const none: Hits = {
  hits: [],
  count: null,
  isCapped: false,
  hasMore: false,
  isLooking: false,
  error: null,
};

const isCountKnown = ({ text: _text, ...filters }: ParsedQuery): boolean =>
  Object.keys(filters).length === 0;

/** Hits of a query, newest first, a page at a time. What was found stays until the next answer. */
export function useHits(query: ParsedQuery | null): Hits & { more: () => void; again: () => void } {
  const { engine } = useBridge();
  const [found, setFound] = useState<Hits>(none);
  const next = useRef<number | null>(null);
  const turn = useRef(0);
  const key = query === null ? '' : JSON.stringify(query);

  const ask = useCallback(
    async (before: number | null) => {
      turn.current += 1;
      const mine = turn.current;
      if (key === '') {
        setFound(none);
        return;
      }
      const asked = JSON.parse(key) as ParsedQuery;
      setFound((old) => ({ ...old, isLooking: true, error: null }));
      try {
        const answer = await engine.search.messages({ ...asked, before, limit: PAGE });
        if (mine !== turn.current) return;
        next.current = answer.next;
        setFound((old) => ({
          hits: before === null ? answer.hits : [...old.hits, ...answer.hits],
          count: isCountKnown(asked) ? answer.count : null,
          isCapped: answer.isCapped,
          hasMore: answer.next !== null,
          isLooking: false,
          error: null,
        }));
      } catch (error) {
        if (mine === turn.current)
          setFound((old) => ({ ...old, isLooking: false, error: callErrorOf(error) }));
      }
    },
    [engine, key],
  );
  useEffect(() => {
    // With the next turn: a query that changes again at once is asked once.
    const timer = setTimeout(() => void ask(null), 0);
    return () => clearTimeout(timer);
  }, [ask]);

  return {
    ...found,
    more: () => {
      if (next.current !== null) void ask(next.current);
    },
    again: () => void ask(null),
  };
}
