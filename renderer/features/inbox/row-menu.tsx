import { useEffect, useRef } from 'react';
import type { ConversationRow } from '#shared/contract/rows.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useKeyText } from '#renderer/keys/command-provider.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Menu, type MenuEntry } from '#renderer/ui/menu.tsx';
import type { RowAct } from './row-acts.ts';
import styles from './inbox-list.module.css';

export interface RowMenuProps {
  row: ConversationRow;
  /** Where it opens, in pixels of the window. */
  at: { x: number; y: number };
  onAct: (act: RowAct) => void;
}

/** The menu of a row, opened by a right click or the menu key. */
export function RowMenu({ row, at, onAct }: RowMenuProps) {
  const t = useText();
  const keyText = useKeyText();
  const anchor = useRef<HTMLSpanElement>(null);
  useEffect(() => anchor.current?.querySelector('button')?.click(), []);
  const isUnread = row.unreadCount > 0 || row.isMarkedUnread;
  const isResolved = row.status === 'resolved';
  const entries: MenuEntry[] = [
    { id: 'take', label: t('app.act.take'), keys: keyText('conversation.take') },
    { id: 'assign', label: t('app.act.assign'), keys: keyText('conversation.assign') },
    ...(isResolved
      ? [{ id: 'reopen', label: t('app.act.reopen') }]
      : [
          { id: 'snooze', label: t('app.act.snooze'), keys: keyText('conversation.snooze') },
          { id: 'wait', label: t('app.act.wait'), keys: keyText('conversation.wait') },
          { id: 'resolve', label: t('app.act.resolve'), keys: keyText('conversation.resolve') },
        ]),
    'line',
    { id: 'priority', label: t('app.act.priority'), keys: keyText('conversation.priority') },
    { id: 'tag', label: t('app.act.tag'), keys: keyText('conversation.labels') },
    {
      id: isUnread ? 'read' : 'unread',
      label: t(isUnread ? 'app.act.read' : 'app.act.unread'),
      keys: isUnread ? '' : keyText('conversation.unread'),
    },
    'line',
    {
      id: 'copy-number',
      label: t('app.act.copyNumber'),
      keys: keyText('conversation.copy-number'),
    },
  ];
  return (
    <span ref={anchor} className={styles.anchor} style={{ left: at.x, top: at.y }}>
      <Menu entries={entries} onChoose={(id) => onAct(id as RowAct)} label={t('inbox.row.menu')}>
        <Button kind="quiet" size="small" aria-label={t('inbox.row.menu')} excludeFromTabOrder />
      </Menu>
    </span>
  );
}
