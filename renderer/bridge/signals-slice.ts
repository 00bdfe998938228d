import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { Change } from './connection.ts';

type Signal = Extract<Change, { kind: 'signal' }>;

/** What is only true for a moment, by conversation. */
export interface ConversationSignals {
  /** The customer is writing until then. */
  typingUntilAt: number | null;
  isCustomerPresent: boolean | null;
  /** Colleagues and until when they are believed to be there. */
  agents: Record<string, { doing: 'viewing' | 'typing'; untilAt: number }>;
}
export type SignalsState = Record<string, ConversationSignals>;

/** A typing signal that is not repeated is over. */
export const TYPING_MS = 6_000;
/** Presence without a heartbeat disappears. */
export const PRESENCE_MS = 30_000;

const nobody = (): ConversationSignals => ({
  typingUntilAt: null,
  isCustomerPresent: null,
  agents: {},
});
const initialState: SignalsState = {};

export const signalsSlice = createSlice({
  name: 'signals',
  initialState,
  reducers: {
    signalled: (state, action: PayloadAction<{ signal: Signal; at: number }>) => {
      const { signal, at } = action.payload;
      const one = (state[signal.conversationId] ??= nobody());
      const name = signal.name ?? '';
      switch (signal.signal) {
        case 'typing':
          one.typingUntilAt = at + TYPING_MS;
          one.isCustomerPresent = true;
          break;
        case 'customer-present':
          one.isCustomerPresent = true;
          break;
        case 'customer-gone':
          one.isCustomerPresent = false;
          one.typingUntilAt = null;
          break;
        case 'agent-viewing':
          one.agents[name] = { doing: 'viewing', untilAt: at + PRESENCE_MS };
          break;
        case 'agent-typing':
          one.agents[name] = { doing: 'typing', untilAt: at + PRESENCE_MS };
          break;
        case 'agent-left':
          delete one.agents[name];
          break;
      }
    },
    /** Something of this conversation arrived: whoever was writing has written. */
    arrived: (state, action: PayloadAction<{ conversationId: string }>) => {
      const one = state[action.payload.conversationId];
      if (one) one.typingUntilAt = null;
    },
    expired: (state, action: PayloadAction<{ at: number }>) => {
      for (const one of Object.values(state)) {
        if (one.typingUntilAt !== null && one.typingUntilAt <= action.payload.at)
          one.typingUntilAt = null;
        for (const [name, agent] of Object.entries(one.agents))
          if (agent.untilAt <= action.payload.at) delete one.agents[name];
      }
    },
  },
});

export const selectSignals =
  (conversationId: string) =>
  (state: { signals: SignalsState }): ConversationSignals | undefined =>
    state.signals[conversationId];
