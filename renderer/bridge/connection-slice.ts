import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { ConnectionPhase } from './connection.ts';

export interface ConnectionState {
  phase: ConnectionPhase;
  /** Set while offline: since when the engine has not answered. */
  offlineSinceAt: number | null;
  /** When the engine last answered. */
  answeredAt: number | null;
  /** Engine's clock minus this screen's, milliseconds. */
  skewMs: number;
}

const initialState: ConnectionState = {
  phase: 'connecting',
  offlineSinceAt: null,
  answeredAt: null,
  skewMs: 0,
};

export const connectionSlice = createSlice({
  name: 'connection',
  initialState,
  reducers: {
    phaseChanged: (state, action: PayloadAction<{ phase: ConnectionPhase; at: number }>) => {
      const { phase, at } = action.payload;
      state.phase = phase;
      if (phase === 'offline') state.offlineSinceAt ??= state.answeredAt ?? at;
      if (phase === 'connected') state.offlineSinceAt = null;
    },
    answered: (state, action: PayloadAction<{ at: number; engineAt: number }>) => {
      state.answeredAt = action.payload.at;
      state.skewMs = action.payload.engineAt - action.payload.at;
    },
  },
});

export const selectConnection = (state: { connection: ConnectionState }): ConnectionState =>
  state.connection;
