import { useState } from 'react';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { localInput } from '#renderer/ui/format/date-input.ts';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { ChoiceList } from './choice-list.tsx';
import { snoozeTimes } from './snooze-times.ts';
import styles from './acts.module.css';

interface SnoozeDialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** `untilAt` null: until the customer writes. */
  onChoose: (untilAt: number | null, said: string) => void;
}

export function SnoozeDialog({ isOpen, onClose, onChoose }: SnoozeDialogProps) {
  const t = useText();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('app.snooze.title')} width="narrow">
      <SnoozeBody onChoose={onChoose} />
    </Dialog>
  );
}

function SnoozeBody({ onChoose }: Pick<SnoozeDialogProps, 'onChoose'>) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const times = snoozeTimes(now);
  const [picked, setPicked] = useState(() => localInput(times.at(-1)?.at ?? now));
  const pickedAt = new Date(picked).getTime();
  const isPast = !Number.isFinite(pickedAt) || pickedAt <= now;
  const until = (at: number) => {
    const time = dayAndTime(at, now, language);
    onChoose(at, t('app.done.snoozed', { time }));
  };
  return (
    <>
      <ChoiceList
        choices={[
          ...times.map((time) => ({
            id: time.label as string,
            label: t(time.label),
            note: dayAndTime(time.at, now, language),
          })),
          { id: 'reply', label: t('app.snooze.reply') },
        ]}
        onChoose={(id) => {
          const time = times.find((one) => one.label === id);
          if (time) until(time.at);
          else onChoose(null, t('app.done.snoozedReply'));
        }}
      />
      <div className={styles.custom}>
        <TextField
          label={t('app.snooze.pick')}
          type="datetime-local"
          value={picked}
          onChange={setPicked}
          error={isPast ? t('app.snooze.past') : undefined}
        />
        <Button isDisabled={isPast} onPress={() => until(pickedAt)}>
          {t('app.act.snooze')}
        </Button>
      </div>
    </>
  );
}
