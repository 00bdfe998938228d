import { configureStore } from '@reduxjs/toolkit';
import { api } from '#renderer/bridge/api.ts';
import { bridgeReducers } from '#renderer/bridge/start.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { BridgeContext } from '#renderer/bridge/engine-context.ts';
import { startBridge } from '#renderer/bridge/start.ts';
import { shellTransport } from '#renderer/bridge/transport.ts';
import { texts, TextsProvider } from '#renderer/i18n/text.ts';
import { CrashBoundary } from './crash-boundary.tsx';
import { DeskWindow } from './desk-window.tsx';
import '#renderer/ui/tokens.css';
import '#renderer/ui/base.css';

const bridge = startBridge(shellTransport());
/** What came from the engine and how the connection is. Where the window is, the address says. */
const store = configureStore({
  reducer: bridgeReducers,
  middleware: (defaults) =>
    defaults({ thunk: { extraArgument: { engine: bridge.engine } } }).concat(api.middleware),
});
bridge.feed(store.dispatch);

const root = document.querySelector('#desk');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Provider store={store}>
        <BridgeContext value={bridge}>
          <TextsProvider i18n={texts}>
            <CrashBoundary>
              <DeskWindow />
            </CrashBoundary>
          </TextsProvider>
        </BridgeContext>
      </Provider>
    </StrictMode>,
  );
