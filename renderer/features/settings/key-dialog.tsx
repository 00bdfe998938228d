import { useEffect, useRef, useState } from 'react';
import { useText } from '#renderer/i18n/text.ts';
import { holdersOf, type Remapped } from '#renderer/keys/bindings.ts';
import { chordFrom, chordText } from '#renderer/keys/chord.ts';
import { useKeySettings } from '#renderer/keys/command-provider.tsx';
import { commandOf, type CommandId } from '#renderer/keys/commands.ts';
import { isTakenElsewhere } from '#renderer/keys/taken.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { isImeKey } from '#renderer/ui/ime.ts';
import styles from './settings.module.css';

export interface KeyDialogProps {
  id: CommandId;
  remapped: Remapped;
  onClose: () => void;
  /** The empty chord takes the key away. */
  onUse: (chord: string) => void;
}

/** Listens for the next key and says what already has it. */
export function KeyDialog({ id, remapped, onClose, onUse }: KeyDialogProps) {
  const t = useText();
  const { platform } = useKeySettings();
  const [chord, setChord] = useState<string | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const name = t(commandOf(id).label);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    element.focus();
    const hear = (event: KeyboardEvent) => {
      if (isImeKey(event)) return;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      // Tab and Esc stay the way out for those who use only the keyboard.
      if (isPlain && (event.key === 'Tab' || event.key === 'Escape')) return;
      event.preventDefault();
      event.stopPropagation();
      const heard = chordFrom(event, platform);
      if (heard !== null) setChord(heard);
    };
    element.addEventListener('keydown', hear);
    return () => element.removeEventListener('keydown', hear);
  }, [platform]);
  const holders =
    chord === null
      ? []
      : [
          ...new Set(
            holdersOf(id, chord, remapped, platform).map((one) => t(commandOf(one).label)),
          ),
        ];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('settings.keys.changeOf', { name })}
      width="narrow"
      actions={
        <>
          <Button kind="quiet" onPress={() => onUse('')}>
            {t('settings.keys.remove')}
          </Button>
          <Button
            kind={holders.length > 0 ? 'danger' : 'primary'}
            isDisabled={chord === null}
            onPress={() => {
              if (chord !== null) onUse(chord);
            }}
          >
            {t(holders.length > 0 ? 'settings.keys.useAnyway' : 'settings.keys.use')}
          </Button>
        </>
      }
    >
      <div className={styles.section}>
        <input
          ref={box}
          readOnly
          aria-label={t('settings.keys.press')}
          placeholder={t('settings.keys.press')}
          value={chord === null ? '' : chordText(chord, platform)}
          className={styles.press}
        />
        <p className={styles.hint}>{t('settings.keys.pressHint')}</p>
        {holders.length > 0 && (
          <Banner tone="da">{t('settings.keys.clash', { names: holders.join('、') })}</Banner>
        )}
        {chord !== null && isTakenElsewhere(chord) && (
          <Banner tone="wa">{t('settings.keys.taken')}</Banner>
        )}
      </div>
    </Dialog>
  );
}
