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
  const [rename] = api.useConversationRenameMutation();
  const [merge] = api.useConversationMergeMutation();
  const [markRead] = api.useConversationMarkReadMutation();
  const [markUnread] = api.useConversationMarkUnreadMutation();
  return useMemo(() => {
    const on = (id: ConversationId) => ({ conversationId: id });
    return {
      assign: (id: ConversationId, assigneeId: AgentId | null) =>
        assign({ ...on(id), assigneeId }).unwrap(),
      prioritise: (id: ConversationId, priority: Priority) =>
        prioritise({ ...on(id), priority }).unwrap(),
      resolve: (id: ConversationId) => resolve(on(id)).unwrap(),
      reopen: (id: ConversationId) => reopen(on(id)).unwrap(),
      wait: (id: ConversationId, waitingOn: 'customer' | 'internal') =>
        wait({ ...on(id), on: waitingOn }).unwrap(),
      snooze: (id: ConversationId, untilAt: number | null) =>
        snooze({ ...on(id), untilAt }).unwrap(),
      wake: (id: ConversationId) => wake(on(id)).unwrap(),
      tag: (id: ConversationId, name: string) => tag({ ...on(id), tag: name }).unwrap(),
      untag: (id: ConversationId, name: string) => untag({ ...on(id), tag: name }).unwrap(),
      rename: (id: ConversationId, subject: string) => rename({ ...on(id), subject }).unwrap(),
      merge: (id: ConversationId, targetId: ConversationId) =>
        merge({ ...on(id), targetId }).unwrap(),
      markRead: (id: ConversationId) => markRead(on(id)).unwrap(),
      markUnread: (id: ConversationId) => markUnread(on(id)).unwrap(),
      /** Gives a conversation the state that a row remembers. */
      restore: (row: ConversationRow) => {
        if (row.status === 'resolved') return resolve(on(row.id)).unwrap();
        if (row.status === 'snoozed')
          return snooze({ ...on(row.id), untilAt: row.snoozedUntilAt }).unwrap();
        if (row.status === 'pending')
          return wait({ ...on(row.id), on: row.waitingOn ?? 'customer' }).unwrap();
        return reopen(on(row.id)).unwrap();
      },
    };
  }, [
    assign,
    resolve,
    reopen,
    wait,
    snooze,
    wake,
    prioritise,
    tag,
    untag,
    rename,
    merge,
    markRead,
    markUnread,
  ]);
}
