import type { AgentId, ConversationId } from '#shared/lib/ids.ts';
import type { NotificationRow } from '#shared/contract/rows.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Changes } from './changes.ts';

/** Tells the agent. One open notification per conversation and kind: a repeat raises its count. */
export interface Alerts {
  raise(
    kind: NotificationRow['kind'],
    about: { conversationId: ConversationId | null; title: string; text: string },
  ): void;
  /** The conversation was read or answered: nothing about it is news any more. */
  settle(conversationId: ConversationId): void;
}

/** Characters of a message shown in a notification. */
const MAX_TEXT = 140;

export function openAlerts(options: {
  projection: Projection;
  changes: Changes;
  clock: Clock;
  agentId: () => AgentId | null;
}): Alerts {
  const { projection, changes, clock } = options;
  return {
    raise(kind, about) {
      const alert = projection.raiseNotification({
        kind,
        conversationId: about.conversationId,
        title: about.title,
        text: about.text.slice(0, MAX_TEXT),
        at: clock.now(),
      });
      const tags = ['notifications'];
      changes.publish({ kind: 'tags', tags, seq: 0 });
      // Conversations of a colleague are listed, but make no noise here.
      const owner = about.conversationId
        ? projection.conversation(about.conversationId)?.assigneeId
        : null;
      if (!owner || owner === options.agentId()) changes.publish({ kind: 'alert', alert });
    },
    settle(conversationId) {
      if (projection.settleNotifications(conversationId))
        changes.publish({ kind: 'tags', tags: ['notifications'], seq: 0 });
    },
  };
}
