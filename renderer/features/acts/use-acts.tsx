import { type ReactNode, useRef, useState } from 'react';
import type { AgentId, ConversationId } from '#shared/lib/ids.ts';
import type { ConversationRow } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useText } from '#renderer/i18n/text.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';
import type { RowAct } from '#renderer/features/inbox/row-acts.ts';
import { type Asking, type Asked, ActDialogs } from './act-dialogs.tsx';
import { exportConversation } from './export-conversation.ts';
import { useActCommands } from './use-act-commands.ts';
import { type Deed, type EachOptions, useEach } from './use-each.ts';
import { useRowCommands } from './use-row-commands.ts';

export interface ActsOptions extends EachOptions {
  /** What a key means: the ticked rows, else the open one. */
  targets: () => ConversationId[];
  /** The next conversation after these are done with. */
  onNext: (ids: readonly ConversationId[]) => void;
  onOpen: (id: ConversationId) => void;
}

/** Pressed again within this, the number comes with its title, then as a link. */
const AGAIN_MS = 1_500;

const linkTo = (id: ConversationId) => `${location.origin}/#/inbox/all/${id}`;
const closed = { snoozedUntilAt: null, waitingOn: null, waitingSinceAt: null } as const;

/** What can be done to conversations, from keys, menus and buttons alike. */
export function useActs(options: ActsOptions): {
  run: (act: RowAct, ids: ConversationId[]) => void;
  dialog: ReactNode;
} {
  const t = useText();
  const { engine } = useBridge();
  const commands = useRowCommands();
  const each = useEach(options);
  const { data: me } = api.useSessionMeQuery();
  const lastCopy = useRef({ key: '', at: 0, turn: 0 });
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = (what: Asking, ids: ConversationId[]) => {
    const first = ids[0] === undefined ? undefined : options.rowOf(ids[0]);
    if (first) setAsked({ what, ids, row: first });
  };

  const assignTo = (assigneeId: AgentId | null, name: string): Deed => ({
    act: (id) => commands.assign(id, assigneeId),
    guess: { assigneeId },
    said: assigneeId === null ? t('app.done.unassigned') : t('app.done.assigned', { name }),
    undo: (before) => commands.assign(before.id, before.assigneeId),
  });
  const becomes = (act: Deed['act'], guess: Partial<ConversationRow>, said: string): Deed => ({
    act,
    guess,
    said,
    undo: commands.restore,
  });

  const plain = (act: RowAct, count: number): Deed | null => {
    switch (act) {
      case 'take':
        return me ? assignTo(me.agent.id, me.agent.name) : null;
      case 'unassign':
        return assignTo(null, '');
      case 'resolve':
        return becomes(
          commands.resolve,
          { ...closed, status: 'resolved' },
          count > 1 ? t('app.done.resolvedMany', { count }) : t('app.done.resolved'),
        );
      case 'reopen':
        return becomes(commands.reopen, { ...closed, status: 'open' }, t('app.done.reopened'));
      case 'wake':
        return becomes(commands.wake, { ...closed, status: 'open' }, t('app.done.woken'));
      case 'wait':
        return becomes(
          (id) => commands.wait(id, 'customer'),
          { ...closed, status: 'pending', waitingOn: 'customer' },
          t('app.done.waiting'),
        );
      case 'wait-internal':
        return becomes(
          (id) => commands.wait(id, 'internal'),
          { ...closed, status: 'pending', waitingOn: 'internal' },
          t('app.done.waitingInternal'),
        );
      case 'unread':
        return {
          act: commands.markUnread,
          guess: { isMarkedUnread: true },
          said: t('app.done.unread'),
          undo: (before) => commands.markRead(before.id),
        };
      default:
        return null;
    }
  };

  /** A conversation about a payment ends with its cause, or with a person's word that it needs none. */
  async function resolveOne(id: ConversationId, deed: Deed) {
    const row = options.rowOf(id);
    const view = await engine.diagnosis.get({ conversationId: id, handle: null }).catch(() => null);
    if (row && view?.wantsCause && view.conclusion === null)
      setAsked({ what: 'cause', ids: [id], row, suggested: view.suggestion.rootCause });
    else void each([id], deed);
  }

  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => showToast({ text: t('app.done.copied'), group: 'acts' }),
      () => showToast({ text: t('app.copyFailed'), tone: 'danger', group: 'acts' }),
    );

  function run(act: RowAct, ids: ConversationId[]) {
    const [id] = ids;
    if (id === undefined) return;
    const deed = plain(act, ids.length);
    if (deed) {
      if (act === 'resolve' && ids.length === 1) void resolveOne(id, deed);
      else void each(ids, deed);
      return;
    }
    switch (act) {
      case 'read':
        for (const one of ids) void commands.markRead(one).catch(() => undefined);
        return;
      case 'copy-number': {
        const now = Date.now();
        const isAgain = lastCopy.current.key === ids.join() && now - lastCopy.current.at < AGAIN_MS;
        lastCopy.current = {
          key: ids.join(),
          at: now,
          turn: isAgain ? (lastCopy.current.turn + 1) % 3 : 0,
        };
        const { turn } = lastCopy.current;
        copy(
          ids
            .map((one) => {
              const row = options.rowOf(one);
              const number = `#${row?.number ?? ''}`;
              if (turn === 0 || !row) return number;
              return turn === 1 ? `${number} ${row.subject ?? row.contactName ?? ''}` : linkTo(one);
            })
            .join(turn === 0 ? ' ' : '\n'),
        );
        return;
      }
      case 'copy-link':
        copy(ids.map(linkTo).join('\n'));
        return;
      case 'export': {
        const row = options.rowOf(id);
        if (row)
          exportConversation(engine, row, t).catch((error: unknown) =>
            showToast({ text: explain(t, error), tone: 'danger', group: 'acts' }),
          );
        return;
      }
      case 'assign':
      case 'snooze':
      case 'priority':
      case 'tag':
      case 'rename':
      case 'merge':
        ask(act, ids);
        return;
      default:
    }
  }
  useActCommands({
    run,
    isEnabled: options.targets().length > 0,
    targets: options.targets,
    onNext: options.onNext,
  });

  const dialog = asked && (
    <ActDialogs
      asked={{ ...asked, row: options.rowOf(asked.row.id) ?? asked.row }}
      onClose={() => setAsked(null)}
      onAssign={(agentId, name) => void each(asked.ids, assignTo(agentId, name))}
      onSnooze={(untilAt, said) =>
        void each(
          asked.ids,
          becomes(
            (id) => commands.snooze(id, untilAt),
            { ...closed, status: 'snoozed', snoozedUntilAt: untilAt },
            said,
          ),
        )
      }
      onPriority={(priority) =>
        void each(asked.ids, {
          act: (id) => commands.prioritise(id, priority),
          guess: { priority },
          said: t('app.done.priority', { priority: t(`words.priority.${priority}`) }),
          undo: (before) => commands.prioritise(before.id, before.priority),
        })
      }
      onTag={(tag) =>
        void each(asked.ids, {
          act: (id) => commands.tag(id, tag),
          said: t('app.done.tagged', { tag }),
          undo: (before) =>
            before.tags.includes(tag) ? Promise.resolve() : commands.untag(before.id, tag),
        })
      }
      onUntag={(tag) =>
        void each(asked.ids, {
          act: (id) => commands.untag(id, tag),
          said: t('app.done.untagged', { tag }),
          undo: (before) =>
            before.tags.includes(tag) ? commands.tag(before.id, tag) : Promise.resolve(),
        })
      }
      onRename={(subject) =>
        void each(asked.ids, {
          act: (id) => commands.rename(id, subject),
          guess: { subject },
          said: t('app.done.renamed'),
          ...(asked.row.subject === null
            ? {}
            : { undo: (before) => commands.rename(before.id, before.subject ?? subject) }),
        })
      }
      onResolve={() => {
        const deed = plain('resolve', 1);
        if (deed) void each(asked.ids, deed);
      }}
      onMerge={(target) =>
        void each([asked.row.id], {
          act: (id) => commands.merge(id, target.id),
          said: t('app.done.merged', { number: target.number }),
        }).then((done) => {
          if (done.length > 0) options.onOpen(target.id);
        })
      }
    />
  );
  return { run, dialog };
}
