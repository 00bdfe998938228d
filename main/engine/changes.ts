import type { ConversationId } from '#shared/lib/ids.ts';
import type { NotificationRow } from '#shared/contract/rows.ts';

export type Change =
  | { kind: 'tags'; tags: string[]; seq: number }
  | {
      kind: 'signal';
      signal:
        | 'typing'
        | 'customer-present'
        | 'customer-gone'
        | 'agent-viewing'
        | 'agent-typing'
        | 'agent-left';
      conversationId: ConversationId;
      name: string | null;
    }
  | { kind: 'alert'; alert: NotificationRow };

export interface Changes {
  publish(change: Change): void;
  /** Returns an unsubscribe. */
  listen(listener: (change: Change) => void): () => void;
  /** A stream for one renderer; tags that wait together are merged. Ends with `signal`. */
  stream(signal?: AbortSignal): AsyncGenerator<Change>;
}

/** Waiting tags beyond this become one `all` tag: a slow renderer fetches everything it shows. */
const MAX_WAITING_TAGS = 500;

export function openChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  const listen = (listener: (change: Change) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    publish: (change) => {
      for (const listener of listeners) listener(change);
    },
    listen,
    async *stream(signal) {
      const tags = new Set<string>();
      let seq = 0;
      const others: Change[] = [];
      let wake: () => void = () => undefined;
      const stop = listen((change) => {
        if (change.kind === 'tags') {
          for (const tag of change.tags) tags.add(tag);
          seq = Math.max(seq, change.seq);
          if (tags.size > MAX_WAITING_TAGS) {
            tags.clear();
            tags.add('all');
          }
        } else if (others.length < MAX_WAITING_TAGS) others.push(change);
        wake();
      });
      const aborted = () => wake();
      signal?.addEventListener('abort', aborted);
      try {
        while (!signal?.aborted) {
          const next = others.shift();
          if (next) yield next;
          else if (tags.size > 0) {
            const change: Change = { kind: 'tags', tags: [...tags], seq };
            tags.clear();
            yield change;
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        signal?.removeEventListener('abort', aborted);
        stop();
      }
    },
  };
}
