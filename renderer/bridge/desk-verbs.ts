/** What the preload of the Electron shell hands to the page; absent in a browser. */
export interface KefuDesk {
  /** Begins anew: what an earlier way asked for ends. */
  open(): void;
  send(data: unknown): void;
  /** Returns an unsubscribe. */
  onMessage(callback: (data: unknown) => void): () => void;
  platform: string;
  appVersion: string;
  verbs: Record<string, ((...values: unknown[]) => unknown) | undefined>;
}

declare global {
  interface Window {
    kefuDesk?: KefuDesk;
  }
}

export const findDesk = (): KefuDesk | undefined => window.kefuDesk;

/** Asks the shell for something only it can do; false when there is no such verb here. */
export function callDesk(verb: string, ...values: unknown[]): boolean {
  const act = findDesk()?.verbs[verb];
  if (!act) return false;
  act(...values);
  return true;
}
