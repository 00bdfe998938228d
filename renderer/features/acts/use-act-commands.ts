import type { ConversationId } from '#shared/lib/ids.ts';
import type { RowAct } from '#renderer/features/inbox/row-acts.ts';
import { useCommand } from '#renderer/keys/command-provider.tsx';

interface ActCommands {
  run: (act: RowAct, ids: ConversationId[]) => void;
  targets: () => ConversationId[];
  onNext: (ids: readonly ConversationId[]) => void;
}

/** The keys and palette entries of what can be done to conversations. */
export function useActCommands({ run, targets, onNext }: ActCommands): void {
  const on =
    (act: RowAct, most = Infinity) =>
    () => {
      const ids = targets();
      if (ids.length === 0 || ids.length > most) return false;
      run(act, ids);
      return true;
    };
  useCommand('conversation.take', on('take'));
  useCommand('conversation.assign', on('assign'));
  useCommand('conversation.unassign', on('unassign'));
  useCommand('conversation.resolve', on('resolve'));
  useCommand('conversation.resolve-next', () => {
    const ids = targets();
    if (ids.length === 0) return false;
    run('resolve', ids);
    onNext(ids);
    return true;
  });
  useCommand('conversation.reopen', on('reopen'));
  useCommand('conversation.wait', on('wait'));
  useCommand('conversation.wait-internal', on('wait-internal'));
  useCommand('conversation.snooze', on('snooze'));
  useCommand('conversation.wake', on('wake'));
  useCommand('conversation.priority', on('priority'));
  useCommand('conversation.labels', on('tag'));
  useCommand('conversation.unread', on('unread'));
  useCommand('conversation.read', on('read'));
  useCommand('conversation.copy-number', on('copy-number'));
  useCommand('conversation.copy-link', on('copy-link'));
  useCommand('conversation.rename', on('rename', 1));
  useCommand('conversation.merge', on('merge', 1));
  useCommand('conversation.export', on('export', 1));
}
