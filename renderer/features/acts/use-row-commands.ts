import { useMemo } from 'react';
import type { AgentId, ConversationId } from '#shared/lib/ids.ts';
import type { ConversationRow } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';

type Priority = ConversationRow['priority'];

/** The engine's commands on one conversation, each as a promise that rejects with why it was refused. */
export function useRowCommands() {
  const [assign] = api.useConversationAssignMutation();
  const [resolve] = api.useConversationResolveMutation();
  const [reopen] = api.useConversationReopenMutation();
  const [wait] = api.useConversationWaitMutation();
  const [snooze] = api.useConversationSnoozeMutation();
  const [wake] = api.useConversationWakeMutation();
  const [prioritise] = api.useConversationPrioritiseMutation();
  const [tag] = api.useConversationTagMutation();
  const [untag] = api.useConversationUntagMutation();
  const [merge] = api.useConversationMergeMutation();
  const [markRead] = api.useConversationMarkReadMutation();
  const [markUnread] = api.useConversationMarkUnreadMutation();
  return useMemo(
    () => ({
      assign: (conversationId: ConversationId, assigneeId: string | null) =>
        assign({ conversationId, assigneeId: assigneeId as AgentId | null }).unwrap(),
      resolve: (conversationId: ConversationId) => resolve({ conversationId }).unwrap(),
      reopen: (conversationId: ConversationId) => reopen({ conversationId }).unwrap(),
      wait: (conversationId: ConversationId, on: 'customer' | 'internal') =>
        wait({ conversationId, on }).unwrap(),
      snooze: (conversationId: ConversationId, untilAt: number | null) =>
        snooze({ conversationId, untilAt }).unwrap(),
      wake: (conversationId: ConversationId) => wake({ conversationId }).unwrap(),
      prioritise: (conversationId: ConversationId, priority: Priority) =>
        prioritise({ conversationId, priority }).unwrap(),
      tag: (conversationId: ConversationId, name: string) =>
        tag({ conversationId, tag: name }).unwrap(),
      untag: (conversationId: ConversationId, name: string) =>
        untag({ conversationId, tag: name }).unwrap(),
      merge: (conversationId: ConversationId, targetId: ConversationId) =>
        merge({ conversationId, targetId }).unwrap(),
      markRead: (conversationId: ConversationId) => markRead({ conversationId }).unwrap(),
      markUnread: (conversationId: ConversationId) => markUnread({ conversationId }).unwrap(),
    }),
    [
      assign,
      resolve,
      reopen,
      wait,
      snooze,
      wake,
      prioritise,
      tag,
      untag,
      merge,
      markRead,
      markUnread,
    ],
  );
}
