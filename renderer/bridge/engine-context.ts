import { createContext, useContext } from 'react';
import { must } from '#shared/lib/assert.ts';
import type { Change, EngineClient } from './connection.ts';

/** The running bridge, for what does not fit a cached query: key-paged lists, alerts, the connection. */
export interface Bridge {
  engine: EngineClient;
  /** Called for every change and, with null, when everything may have changed. Returns an unsubscribe. */
  listen(listener: (change: Change | null) => void): () => void;
  retry(): void;
}

export const BridgeContext = createContext<Bridge | null>(null);

export const useBridge = (): Bridge =>
  must(useContext(BridgeContext), 'a screen outside of BridgeContext');
