import { type ReactNode, useState } from 'react';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { ConversationRow } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useCommand } from '#renderer/keys/command-provider.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import type { RowAct } from '#renderer/features/inbox/row-acts.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { PriorityDialog } from './priority-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';
import { useRowCommands } from './use-row-commands.ts';

export interface ActsOptions {
  rowOf: (id: ConversationId) => ConversationRow | undefined;
  /** What a key means: the ticked rows, else the open one. */
  targets: () => ConversationId[];
  onDone: (ids: readonly ConversationId[]) => void;
  /** The next conversation after these are done with. */
  onNext: (ids: readonly ConversationId[]) => void;
  onOpen: (id: ConversationId) => void;
}
type Asking = 'assign' | 'snooze' | 'priority' | 'tag' | 'merge';

/** What can be done to conversations, from keys, menus and buttons alike. */
export function useActs(options: ActsOptions): {
  run: (act: RowAct, ids: ConversationId[]) => void;
  dialog: ReactNode;
} {
  const t = useText();
  const commands = useRowCommands();
  const { data: me } = api.useSessionMeQuery();
  const [asking, setAsking] = useState<{ what: Asking; ids: ConversationId[] } | null>(null);

  /** Runs one command per conversation; what was refused is said, the rest is done. */
  async function each(
    ids: ConversationId[],
    act: (id: ConversationId) => Promise<unknown>,
    said: string,
    undo?: (id: ConversationId) => Promise<unknown>,
  ) {
    const results = await Promise.allSettled(ids.map(act));
    const done = ids.filter((_id, index) => results[index]?.status === 'fulfilled');
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) showToast({ text: explain(t, failed.reason), tone: 'danger', group: 'acts' });
    if (done.length === 0) return;
    options.onDone(done);
    showToast({
      text: said,
      group: 'acts',
      ...(undo
        ? {
            action: {
              label: t('ui.undo'),
              keys: 'Z',
              onAct: () => void Promise.allSettled(done.map(undo)),
            },
          }
        : {}),
    });
  }

  const resolve = (ids: ConversationId[]) =>
    each(
      ids,
      commands.resolve,
      ids.length > 1 ? t('app.done.resolvedMany', { count: ids.length }) : t('app.done.resolved'),
      commands.reopen,
    );
  const assign = (ids: ConversationId[], assigneeId: string | null, name: string) => {
    const before = new Map(ids.map((id) => [id, options.rowOf(id)?.assigneeId ?? null]));
    return each(
      ids,
      (id) => commands.assign(id, assigneeId),
      assigneeId === null ? t('app.done.unassigned') : t('app.done.assigned', { name }),
      (id) => commands.assign(id, before.get(id) ?? null),
    );
  };

  function run(act: RowAct, ids: ConversationId[]) {
    if (ids.length === 0) return;
    switch (act) {
      case 'take':
        if (me) void assign(ids, me.agent.id, me.agent.name);
        return;
      case 'resolve':
        void resolve(ids);
        return;
      case 'reopen':
        void each(ids, commands.reopen, t('app.done.reopened'), commands.resolve);
        return;
      case 'wait':
        void each(
          ids,
          (id) => commands.wait(id, 'customer'),
          t('app.done.waiting'),
          commands.reopen,
        );
        return;
      case 'unread':
        void each(ids, commands.markUnread, t('app.done.unread'), commands.markRead);
        return;
      case 'read':
        for (const id of ids) void commands.markRead(id).catch(() => undefined);
        return;
      case 'copy-number': {
        const numbers = ids.map((id) => `#${options.rowOf(id)?.number ?? ''}`).join(' ');
        void navigator.clipboard
          .writeText(numbers)
          .then(() => showToast({ text: t('app.done.copied'), group: 'acts' }));
        return;
      }
      case 'assign':
      case 'snooze':
      case 'priority':
      case 'tag':
        setAsking({ what: act, ids });
    }
  }

  const onTargets = (act: RowAct) => () => {
    const ids = options.targets();
    if (ids.length === 0) return false;
    run(act, ids);
    return true;
  };
  useCommand('conversation.take', onTargets('take'));
  useCommand('conversation.assign', onTargets('assign'));
  useCommand('conversation.resolve', onTargets('resolve'));
  useCommand('conversation.resolve-next', () => {
    const ids = options.targets();
    if (ids.length === 0) return false;
    run('resolve', ids);
    options.onNext(ids);
    return true;
  });
  useCommand('conversation.reopen', onTargets('reopen'));
  useCommand('conversation.wait', onTargets('wait'));
  useCommand('conversation.snooze', onTargets('snooze'));
  useCommand('conversation.priority', onTargets('priority'));
  useCommand('conversation.labels', onTargets('tag'));
  useCommand('conversation.unread', onTargets('unread'));
  useCommand('conversation.copy-number', onTargets('copy-number'));
  useCommand('conversation.merge', () => {
    const ids = options.targets();
    if (ids.length !== 1) return false;
    setAsking({ what: 'merge', ids });
    return true;
  });

  const close = () => setAsking(null);
  const ids = asking?.ids ?? [];
  const first = ids[0] === undefined ? undefined : options.rowOf(ids[0]);
  const dialog = (
    <>
      <AssignDialog
        isOpen={asking?.what === 'assign'}
        onClose={close}
        assigneeId={first?.assigneeId ?? null}
        onChoose={(agentId, name) => {
          close();
          void assign(ids, agentId, name);
        }}
      />
      <SnoozeDialog
        isOpen={asking?.what === 'snooze'}
        onClose={close}
        onChoose={(untilAt, said) => {
          close();
          void each(ids, (id) => commands.snooze(id, untilAt), said, commands.wake);
        }}
      />
      <PriorityDialog
        isOpen={asking?.what === 'priority'}
        onClose={close}
        priority={first?.priority ?? 0}
        onChoose={(priority) => {
          const before = new Map(ids.map((id) => [id, options.rowOf(id)?.priority ?? 0]));
          close();
          void each(
            ids,
            (id) => commands.prioritise(id, priority),
            t('app.done.priority', { priority: t(`words.priority.${priority}`) }),
            (id) => commands.prioritise(id, before.get(id) ?? 0),
          );
        }}
      />
      <TagDialog
        isOpen={asking?.what === 'tag'}
        onClose={close}
        tags={first?.tags ?? []}
        onAdd={(tag) => void Promise.allSettled(ids.map((id) => commands.tag(id, tag)))}
        onRemove={(tag) => void Promise.allSettled(ids.map((id) => commands.untag(id, tag)))}
      />
      {first && (
        <MergeDialog
          isOpen={asking?.what === 'merge'}
          onClose={close}
          row={first}
          onChoose={(target) => {
            close();
            void each(
              [first.id],
              (id) => commands.merge(id, target.id),
              t('app.done.merged', { number: target.number }),
            ).then(() => options.onOpen(target.id));
          }}
        />
      )}
    </>
  );
  return { run, dialog };
}
