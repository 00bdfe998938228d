import { useEffect, useState } from 'react';
import { useText } from '#renderer/i18n/text.ts';
import { useCommand } from '#renderer/keys/command-provider.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { JustSent } from './use-sending.ts';
import styles from './composer.module.css';

interface UndoBarProps {
  sent: JustSent;
  onUndo: () => void;
  onSendNow: () => void;
}

/** Counts down to the moment a message leaves; until then it can be taken back. */
export function UndoBar({ sent, onUndo, onSendNow }: UndoBarProps) {
  const t = useText();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  useCommand('toast.undo', onUndo);
  const seconds = Math.max(0, Math.ceil((sent.leavesAt - now) / 1000));
  return (
    <div className={styles.undo}>
      <span className="num">{t('composer.undoBar', { seconds })}</span>
      <Button size="small" onPress={onUndo} aria-keyshortcuts="Z">
        {t('composer.undo')}
      </Button>
      <Button size="small" kind="quiet" onPress={onSendNow}>
        {t('composer.sendNow')}
      </Button>
    </div>
  );
}
