import { useRef, useState } from 'react';
import { Paperclip } from 'lucide-react';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { localInput } from '#renderer/ui/format/date-input.ts';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { iconLook } from '#renderer/ui/icon.ts';
import { SplitButton } from '#renderer/ui/split-button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './composer.module.css';

export interface SendHow {
  thenStatus: 'wait' | 'resolve' | null;
  sendAt: number | null;
}
export const plainly: SendHow = { thenStatus: null, sendAt: null };

interface SendBarProps {
  hint: string;
  label: string;
  isReady: boolean;
  isBusy: boolean;
  /** Absent for notes: they are kept, not sent. */
  ways?: 'chat' | 'mail';
  onFiles: (files: File[]) => void;
  onSend: (how: SendHow) => void;
}

/** Files, the hint of the key, and the ways to send. */
export function SendBar({ hint, label, isReady, isBusy, ways, onFiles, onSend }: SendBarProps) {
  const t = useText();
  const picker = useRef<HTMLInputElement>(null);
  const [isLater, setIsLater] = useState(false);
  return (
    <div className={styles.bar}>
      <IconButton
        kind="quiet"
        side="top"
        label={t('composer.attach')}
        icon={<Paperclip {...iconLook} />}
        onPress={() => picker.current?.click()}
      />
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <span className={styles.hint}>{hint}</span>
      {ways === undefined ? (
        <Button
          kind="primary"
          isDisabled={!isReady}
          isBusy={isBusy}
          onPress={() => onSend(plainly)}
        >
          {label}
        </Button>
      ) : (
        <SplitButton
          kind="primary"
          isDisabled={!isReady}
          isBusy={isBusy}
          moreLabel={t('composer.more')}
          entries={[
            { id: 'wait', label: t('composer.sendWait') },
            { id: 'resolve', label: t('composer.sendResolve') },
            ...(ways === 'mail' ? [{ id: 'later', label: t('composer.sendLater') }] : []),
          ]}
          onChoose={(id) => {
            if (id === 'later') setIsLater(true);
            else if (isReady)
              onSend({ thenStatus: id === 'resolve' ? 'resolve' : 'wait', sendAt: null });
          }}
          onPress={() => onSend(plainly)}
        >
          {label}
        </SplitButton>
      )}
      <LaterDialog
        isOpen={isLater}
        onClose={() => setIsLater(false)}
        onChoose={(sendAt) => {
          setIsLater(false);
          if (isReady) onSend({ thenStatus: null, sendAt });
        }}
      />
    </div>
  );
}

function LaterDialog(props: {
  isOpen: boolean;
  onClose: () => void;
  onChoose: (at: number) => void;
}) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const [text, setText] = useState(() => {
    const morning = new Date(Date.now() + 86_400_000);
    morning.setHours(9, 0, 0, 0);
    return localInput(morning.getTime());
  });
  const at = new Date(text).getTime();
  const isPast = !Number.isFinite(at) || at <= now;
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('composer.later.title')}
      width="narrow"
      actions={
        <>
          <Button onPress={props.onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" isDisabled={isPast} onPress={() => props.onChoose(at)}>
            {t('composer.later.confirm')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('composer.later.label')}
        type="datetime-local"
        value={text}
        onChange={setText}
        error={isPast ? t('composer.later.past') : undefined}
        hint={isPast ? undefined : dayAndTime(at, now, language)}
      />
    </Dialog>
  );
}
