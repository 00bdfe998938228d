import type { Dispatch, UnknownAction } from '@reduxjs/toolkit';
import { api } from './api.ts';
import { openConnection, type Change, type Connection } from './connection.ts';
import { connectionSlice } from './connection-slice.ts';
import type { Bridge } from './engine-context.ts';
import { signalsSlice } from './signals-slice.ts';
import { cacheTags } from './tags.ts';
import type { Transport } from './transport.ts';

/** The slices a store needs for the bridge. */
export const bridgeReducers = {
  [api.reducerPath]: api.reducer,
  connection: connectionSlice.reducer,
  signals: signalsSlice.reducer,
};

/** How often short-lived signals are looked over. */
const SIGNAL_BEAT_MS = 1_000;

/**
 * Opens the connection before the store exists (endpoints need the client) and feeds the store
 * once it does.
 */
export function startBridge(transport: Transport): Bridge & {
  feed(dispatch: Dispatch<UnknownAction>): void;
  close(): void;
} {
  const listeners = new Set<(change: Change | null) => void>();
  let dispatch: Dispatch<UnknownAction> = (action) => action;
  const waiting: UnknownAction[] = [];
  dispatch = ((action: UnknownAction) => {
    waiting.push(action);
    return action;
  }) as Dispatch<UnknownAction>;
  const invalidate = (tags: readonly string[]) =>
    dispatch(api.util.invalidateTags(cacheTags(tags)) as unknown as UnknownAction);

  const connection: Connection = openConnection(transport, {
    phase: (phase) => dispatch(connectionSlice.actions.phaseChanged({ phase, at: Date.now() })),
    status: (status) => {
      dispatch(connectionSlice.actions.answered({ at: Date.now(), engineAt: status.now }));
      dispatch(
        api.util.upsertQueryData('sessionStatus', undefined, status) as unknown as UnknownAction,
      );
    },
    resumed: () => {
      invalidate(['all']);
      for (const listener of listeners) listener(null);
    },
    change: (change) => {
      if (change.kind === 'tags') invalidate(change.tags);
      if (change.kind === 'signal')
        dispatch(signalsSlice.actions.signalled({ signal: change, at: Date.now() }));
      for (const listener of listeners) listener(change);
    },
  });
  const timer = setInterval(
    () => dispatch(signalsSlice.actions.expired({ at: Date.now() })),
    SIGNAL_BEAT_MS,
  );

  return {
    engine: connection.client,
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    retry: connection.retry,
    feed: (real) => {
      dispatch = real;
      for (const action of waiting.splice(0)) real(action);
    },
    close: () => {
      clearInterval(timer);
      connection.close();
    },
  };
}
