import { configureStore } from '@reduxjs/toolkit';
import { api } from '#renderer/bridge/api.ts';
import type { Bridge } from '#renderer/bridge/engine-context.ts';
import { bridgeReducers } from '#renderer/bridge/start.ts';

/** What came from the engine and how the connection is. Where the window is, the address says. */
export const createStore = (bridge: Bridge) =>
  configureStore({
    reducer: bridgeReducers,
    middleware: (defaults) =>
      defaults({ thunk: { extraArgument: { engine: bridge.engine } } }).concat(api.middleware),
  });
