import type { ConversationRow } from '#shared/contract/rows.ts';
import { type TextKey, useText } from '#renderer/i18n/text.ts';
import { useKeyText } from '#renderer/keys/command-provider.tsx';
import type { CommandId } from '#renderer/keys/commands.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Menu, type MenuEntry } from '#renderer/ui/menu.tsx';
import type { RowAct } from './row-acts.ts';
import styles from './inbox-list.module.css';

export interface RowMenuProps {
  row: ConversationRow;
  /** Where it opens, in pixels of the window. */
  at: { x: number; y: number };
  onAct: (act: RowAct) => void;
  onClose: () => void;
}

/** The menu of a row, opened by a right click or the menu key. */
export function RowMenu({ row, at, onAct, onClose }: RowMenuProps) {
  const t = useText();
  const keyText = useKeyText();
  const isUnread = row.unreadCount > 0 || row.isMarkedUnread;
  const isResolved = row.status === 'resolved';
  const one = (id: RowAct, label: TextKey, command?: CommandId) => ({
    id,
    label: t(label),
    keys: command === undefined ? '' : keyText(command),
  });
  const entries: MenuEntry[] = [
    one('take', 'app.act.take', 'conversation.take'),
    one('assign', 'app.act.assign', 'conversation.assign'),
    ...(row.assigneeId === null ? [] : [one('unassign', 'app.act.unassign')]),
    'line',
    ...(isResolved
      ? [one('reopen', 'app.act.reopen')]
      : [
          row.status === 'snoozed'
            ? one('wake', 'app.act.wake')
            : one('snooze', 'app.act.snooze', 'conversation.snooze'),
          one('wait', 'app.act.wait', 'conversation.wait'),
          one('wait-internal', 'app.act.waitInternal'),
          one('resolve', 'app.act.resolve', 'conversation.resolve'),
        ]),
    'line',
    one('priority', 'app.act.priority', 'conversation.priority'),
    one('tag', 'app.act.tag', 'conversation.labels'),
    one('rename', 'app.act.rename'),
    one('merge', 'app.act.merge'),
    isUnread ? one('read', 'app.act.read') : one('unread', 'app.act.unread', 'conversation.unread'),
    'line',
    one('copy-number', 'app.act.copyNumber', 'conversation.copy-number'),
    one('copy-link', 'app.act.copyLink'),
    one('export', 'app.act.export'),
  ];
  return (
    <span className={styles.anchor} style={{ left: at.x, top: at.y }}>
      <Menu
        entries={entries}
        onChoose={(id) => onAct(id as RowAct)}
        label={t('inbox.row.menu')}
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
      >
        <Button kind="quiet" size="small" aria-label={t('inbox.row.menu')} excludeFromTabOrder />
      </Menu>
    </span>
  );
}
