import type { ConversationId } from '#shared/lib/ids.ts';
import type { ChannelSignal } from '#main/channels/channel.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Changes } from './changes.ts';

/** What is told between a customer and the desk and kept nowhere: typing, being there. */
export function openSignals(changes: Changes, projection: Pick<Projection, 'conversation'>) {
  const listeners = new Set<(signal: ChannelSignal) => void>();
  return {
    fromCustomer({ kind, conversationId }: ChannelSignal) {
      if (kind === 'agent-typing') return;
      changes.publish({
        kind: 'signal',
        signal: kind,
        conversationId,
        name: projection.conversation(conversationId)?.party.name ?? null,
      });
    },
    fromAgent(conversationId: ConversationId, kind: 'typing' | 'viewing' | 'left') {
      if (kind !== 'typing') return;
      for (const listener of listeners) listener({ kind: 'agent-typing', conversationId });
    },
    onAgent(listener: (signal: ChannelSignal) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
