import type { ChatMessage, ServerFrame } from '#shared/contract/webchat.ts';
import type { PreChat } from '#shared/domain/conversation/events.ts';

/** A message of ours that the desk has not confirmed; kept in the browser until it has. */
export interface Pending {
  id: string;
  text: string;
  uploads: { id: string; name: string; bytes: number }[];
  at: number;
  preChat: PreChat | null;
  hasFailed: boolean;
}

export interface Shown {
  messages: ChatMessage[];
  pending: Pending[];
  /** Our messages up to here were seen by a person. */
  seenSeq: number;
  isResolved: boolean;
  ahead: number | null;
  isConnected: boolean;
  error: string | null;
}

export const emptyShown: Shown = {
  messages: [],
  pending: [],
  seenSeq: 0,
  isResolved: false,
  ahead: null,
  isConnected: false,
  error: null,
};

function merged(messages: ChatMessage[], more: ChatMessage[]): ChatMessage[] {
  const bySeq = new Map([...messages, ...more].map((message) => [message.seq, message]));
  return [...bySeq.values()].toSorted((a, b) => a.at - b.at || a.seq - b.seq);
}

/** What a frame makes of the page. Repeats change nothing: a message is known by its position. */
export function withFrame(shown: Shown, frame: ServerFrame): Shown {
  switch (frame.kind) {
    case 'welcome':
      return {
        ...shown,
        messages: merged(shown.messages, frame.messages),
        isResolved: frame.isResolved,
        isConnected: true,
        error: null,
      };
    case 'message':
      return {
        ...shown,
        messages: merged(shown.messages, [frame.message]),
        isResolved: false,
        ahead: frame.message.from === 'agent' ? null : shown.ahead,
      };
    case 'ack':
      return {
        ...shown,
        pending: shown.pending.filter((one) => one.id !== frame.id),
        isResolved: false,
      };
    case 'seen':
      return { ...shown, seenSeq: Math.max(shown.seenSeq, frame.seq) };
    case 'queue':
      return { ...shown, ahead: frame.ahead };
    case 'resolved':
      return { ...shown, isResolved: true, ahead: null };
    case 'error':
      return {
        ...shown,
        error: frame.code,
        pending: shown.pending.map((one) =>
          one.id === frame.id ? { ...one, hasFailed: true } : one,
        ),
      };
    case 'typing':
      return shown;
  }
}
