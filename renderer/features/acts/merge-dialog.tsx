import { useState } from 'react';
import type { ConversationRow } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { ChoiceList } from './choice-list.tsx';
import styles from './acts.module.css';

interface MergeDialogProps {
  isOpen: boolean;
  onClose: () => void;
  row: ConversationRow;
  onChoose: (target: ConversationRow) => void;
}

export function MergeDialog({ isOpen, onClose, row, onChoose }: MergeDialogProps) {
  const t = useText();
  const [target, setTarget] = useState<ConversationRow | null>(null);
  const close = () => {
    setTarget(null);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t('app.merge.title', { number: row.number })}
      actions={
        <>
          <Button onPress={close}>{t('ui.cancel')}</Button>
          <Button
            kind="danger"
            isDisabled={target === null}
            onPress={() => {
              if (target) onChoose(target);
              setTarget(null);
            }}
          >
            {t('app.merge.confirm')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('app.merge.hint')}</p>
      <MergeTarget row={row} target={target} onTarget={setTarget} />
    </Dialog>
  );
}

function MergeTarget(props: {
  row: ConversationRow;
  target: ConversationRow | null;
  onTarget: (target: ConversationRow) => void;
}) {
  const { row, target, onTarget } = props;
  const t = useText();
  const [text, setText] = useState('');
  const others = api.useContactConversationsQuery({ contactId: row.contactId, limit: 10 });
  const found = api.useSearchQuickQuery({ text }, { skip: text.trim() === '' });
  const rows = (text.trim() === '' ? others.data : found.data?.conversations) ?? [];
  const offered = rows.filter((one) => one.id !== row.id).slice(0, 8);
  return (
    <>
      <TextField
        label={t('app.merge.label')}
        value={text}
        onChange={setText}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opens it to type
        autoFocus
      />
      <ChoiceList
        choices={offered.map((one) => ({
          id: one.id as string,
          label: `#${one.number} ${one.contactName ?? one.address}`,
          note: one.subject ?? one.preview?.text.slice(0, 40) ?? '',
          icon: <ChannelIcon channel={one.channel} />,
          isChosen: one.id === target?.id,
        }))}
        onChoose={(id) => {
          const one = offered.find((each) => each.id === id);
          if (one) onTarget(one);
        }}
      />
    </>
  );
}
