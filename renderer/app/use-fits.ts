import { useCallback, useSyncExternalStore } from 'react';

/** Whether the window is at least this wide, in pixels. */
export function useFits(width: number): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const query = matchMedia(`(min-width: ${width}px)`);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    [width],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(`(min-width: ${width}px)`).matches);
}
