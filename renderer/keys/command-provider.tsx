import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { must } from '#shared/lib/assert.ts';
import { toasts } from '#renderer/ui/toast-queue.ts';
import { chordsOf } from './bindings.ts';
import { chordText } from './chord.ts';
import { CommandCentre, type Handler } from './command-centre.ts';
import type { CommandId } from './commands.ts';
import type { KeySettings } from './dispatcher.ts';
import { Regions } from './regions.ts';

interface Keys {
  centre: CommandCentre;
  regions: Regions;
  settings: KeySettings;
}
const KeysContext = createContext<Keys | null>(null);
const useKeys = (): Keys =>
  must(useContext(KeysContext), 'keys are used outside of CommandProvider');

/** One keyboard listener for the window; everything inside may listen to commands. */
export function CommandProvider({ children, ...given }: KeySettings & { children: ReactNode }) {
  const { platform, remapped, singleKeys } = given;
  const settings = useMemo(
    () => ({ platform, remapped, singleKeys }),
    [platform, remapped, singleKeys],
  );
  const [centre] = useState(() => new CommandCentre(settings));
  const [regions] = useState(() => new Regions());
  useEffect(() => centre.configure(settings), [centre, settings]);
  useEffect(() => {
    window.addEventListener('keydown', centre.handleKey);
    const ends = [
      centre.listen('region.next', () => regions.walk(1)),
      centre.listen('region.previous', () => regions.walk(-1)),
      centre.listen('toast.undo', () => toasts.actOnNewest()),
    ];
    return () => {
      window.removeEventListener('keydown', centre.handleKey);
      for (const end of ends) end();
    };
  }, [centre, regions]);
  const keys = useMemo(() => ({ centre, regions, settings }), [centre, regions, settings]);
  return <KeysContext value={keys}>{children}</KeysContext>;
}

/** Listens to a command while mounted and enabled. A handler that returns false lets the key pass. */
export function useCommand(id: CommandId, handler: Handler, { enabled = true } = {}): void {
  const { centre } = useKeys();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    return centre.listen(id, () => latest.current());
  }, [centre, id, enabled]);
}

/** Runs commands by id, from buttons, menus and the palette. */
export function useRunCommand(): (id: CommandId) => boolean {
  const { centre } = useKeys();
  return useCallback((id) => centre.run(id), [centre]);
}

/** Commands someone listens to now. */
export function useRunnable(): readonly CommandId[] {
  const { centre } = useKeys();
  return useSyncExternalStore(centre.subscribe, centre.runnable);
}

/** Shown key of a command: `Ctrl K`; empty when it has none or single keys are off. */
export function useKeyText(): (id: CommandId) => string {
  const { settings } = useKeys();
  return useCallback(
    (id) => {
      const chord = chordsOf(id, settings.remapped, settings.platform)[0];
      return chord === undefined ? '' : chordText(chord, settings.platform);
    },
    [settings],
  );
}

export const useKeySettings = (): KeySettings => useKeys().settings;

/** For the document of a shown mail: its keys count as the window's. */
export function useKeyForwarding(): (event: KeyboardEvent) => void {
  return useKeys().centre.handleKey;
}

/** Makes an element a stop of F6; lower orders come first. Returns the ref for it. */
export function useRegion(name: string, order: number): (element: HTMLElement | null) => void {
  const { regions } = useKeys();
  return useCallback(
    (element) => {
      if (element) regions.add(name, order, element);
      else regions.remove(name);
    },
    [regions, name, order],
  );
}
