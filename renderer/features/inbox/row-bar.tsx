import { AlarmClock, CircleCheck, RotateCcw, UserRound } from 'lucide-react';
import type { ConversationRow } from '#shared/contract/rows.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useKeyText } from '#renderer/keys/command-provider.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { iconLook } from '#renderer/ui/icon.ts';
import type { RowAct } from './row-acts.ts';
import styles from './inbox-list.module.css';

export interface RowBarProps {
  row: ConversationRow;
  /** Pixels from the top of the list. */
  top: number;
  height: number;
  onAct: (act: RowAct) => void;
}

/** Three quick actions over the row under the pointer. The same ones are keys and menu items. */
export function RowBar({ row, top, height, onAct }: RowBarProps) {
  const t = useText();
  const keyText = useKeyText();
  const isResolved = row.status === 'resolved';
  return (
    <div className={styles.bar} style={{ top: top + height - 34 }}>
      <IconButton
        size="small"
        side="top"
        label={t('app.act.assign')}
        keys={keyText('conversation.assign')}
        icon={<UserRound {...iconLook} size={14} />}
        onPress={() => onAct('assign')}
      />
      {!isResolved && (
        <IconButton
          size="small"
          side="top"
          label={t('app.act.snooze')}
          keys={keyText('conversation.snooze')}
          icon={<AlarmClock {...iconLook} size={14} />}
          onPress={() => onAct('snooze')}
        />
      )}
      <IconButton
        size="small"
        side="top"
        label={t(isResolved ? 'app.act.reopen' : 'app.act.resolve')}
        keys={keyText(isResolved ? 'conversation.reopen' : 'conversation.resolve')}
        icon={
          isResolved ? (
            <RotateCcw {...iconLook} size={14} />
          ) : (
            <CircleCheck {...iconLook} size={14} />
          )
        }
        onPress={() => onAct(isResolved ? 'reopen' : 'resolve')}
      />
    </div>
  );
}
