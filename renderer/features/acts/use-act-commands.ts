import type { ConversationId } from '#shared/lib/ids.ts';
import type { RowAct } from '#renderer/features/inbox/row-acts.ts';
import { useCommand } from '#renderer/keys/command-provider.tsx';

interface ActCommands {
  run: (act: RowAct, ids: ConversationId[]) => void;
  /** Whether there is anything to act on. */
  isEnabled: boolean;
  targets: () => ConversationId[];
  onNext: (ids: readonly ConversationId[]) => void;
}

/** The keys and palette entries of what can be done to conversations. */
export function useActCommands({ run, isEnabled, targets, onNext }: ActCommands): void {
  const when = { enabled: isEnabled };
  const on =
    (act: RowAct, most = Infinity) =>
    () => {
      const ids = targets();
      if (ids.length === 0 || ids.length > most) return false;
      run(act, ids);
      return true;
    };
  useCommand('conversation.take', on('take'), when);
  useCommand('conversation.assign', on('assign'), when);
  useCommand('conversation.unassign', on('unassign'), when);
  useCommand('conversation.resolve', on('resolve'), when);
  useCommand(
    'conversation.resolve-next',
    () => {
      const ids = targets();
      if (ids.length === 0) return false;
      run('resolve', ids);
      onNext(ids);
      return true;
    },
    when,
  );
  useCommand('conversation.reopen', on('reopen'), when);
  useCommand('conversation.wait', on('wait'), when);
  useCommand('conversation.wait-internal', on('wait-internal'), when);
  useCommand('conversation.snooze', on('snooze'), when);
  useCommand('conversation.wake', on('wake'), when);
  useCommand('conversation.priority', on('priority'), when);
  useCommand('conversation.labels', on('tag'), when);
  useCommand('conversation.unread', on('unread'), when);
  useCommand('conversation.read', on('read'), when);
  useCommand('conversation.copy-number', on('copy-number'), when);
  useCommand('conversation.copy-link', on('copy-link'), when);
  useCommand('conversation.rename', on('rename', 1), when);
  useCommand('conversation.merge', on('merge', 1), when);
  useCommand('conversation.export', on('export', 1), when);
}
