import { useState } from 'react';
import { useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import styles from './acts.module.css';

interface RenameDialogProps {
  isOpen: boolean;
  onClose: () => void;
  subject: string;
  onChoose: (subject: string) => void;
}

export function RenameDialog({ isOpen, onClose, subject, onChoose }: RenameDialogProps) {
  const t = useText();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('app.rename.title')} width="narrow">
      <RenameBody subject={subject} onClose={onClose} onChoose={onChoose} />
    </Dialog>
  );
}

function RenameBody({ subject, onClose, onChoose }: Omit<RenameDialogProps, 'isOpen'>) {
  const t = useText();
  const [text, setText] = useState(subject);
  const wanted = text.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== '') onChoose(wanted);
      }}
    >
      <TextField
        label={t('app.rename.label')}
        value={text}
        onChange={setText}
        maxLength={500}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opens it to type
        autoFocus
      />
      <div className={styles.buttons}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={wanted === ''}>
          {t('ui.save')}
        </Button>
      </div>
    </form>
  );
}
