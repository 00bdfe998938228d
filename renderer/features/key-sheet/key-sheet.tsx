import { useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { useText } from '#renderer/i18n/text.ts';
import { chordsOf } from '#renderer/keys/bindings.ts';
import { chordText } from '#renderer/keys/chord.ts';
import { useKeySettings, useRunnable } from '#renderer/keys/command-provider.tsx';
import type { CommandGroup } from '#renderer/keys/command-shape.ts';
import { commandIds, commandOf, type Command } from '#renderer/keys/commands.ts';
import styles from './key-sheet.module.css';

export interface KeySheetProps {
  isOpen: boolean;
  onClose: () => void;
  /** Goes to where keys are changed. */
  onEdit?: () => void;
}

const groups: readonly CommandGroup[] = [
  'conversation',
  'composer',
  'timeline',
  'list',
  'go',
  'window',
];

/** Every command with a key, those that work now first; from the one table of commands. */
export function KeySheet({ isOpen, onClose, onEdit }: KeySheetProps) {
  const t = useText();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('palette.sheet.title')}
      width="wide"
      actions={
        onEdit && (
          <Button
            onPress={() => {
              onClose();
              onEdit();
            }}
          >
            {t('palette.sheet.edit')}
          </Button>
        )
      }
    >
      <Sheet />
    </Dialog>
  );
}

function Sheet() {
  const t = useText();
  const [filter, setFilter] = useState('');
  const { platform, remapped, singleKeys } = useKeySettings();
  const runnable = useRunnable();
  const wanted = filter.normalize('NFKC').trim().toLowerCase();
  const keysOf = (command: Command): string[] =>
    chordsOf(command.id, remapped, platform).map((chord) => chordText(chord, platform));
  const isWanted = (command: Command): boolean =>
    keysOf(command).length > 0 &&
    [t(command.label), ...(command.synonyms ?? []), ...keysOf(command)].some((word) =>
      word.toLowerCase().includes(wanted),
    );
  const all = commandIds.map(commandOf);
  const shown = groups
    .map((group) => ({
      group,
      commands: all.filter((command) => command.group === group && isWanted(command)),
    }))
    .filter(({ commands }) => commands.length > 0);
  // A command reached in two ways is one line.
  const linesOf = (commands: readonly Command[]) =>
    [...new Set(commands.map(({ label }) => label))].map((label) => ({
      label,
      keys: commands.filter((one) => one.label === label).flatMap(keysOf),
    }));
  const isAlive = ({ commands }: { commands: Command[] }) =>
    commands.some((command) => runnable.includes(command.id));
  const ordered = [...shown.filter(isAlive), ...shown.filter((one) => !isAlive(one))];
  return (
    <div className={styles.sheet}>
      <SearchField
        label={t('palette.sheet.filter')}
        clearLabel={t('ui.clear')}
        value={filter}
        onChange={setFilter}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- one opens the sheet to find a key
        autoFocus
      />
      {!singleKeys && <Banner tone="wa">{t('palette.sheet.singleOff')}</Banner>}
      {ordered.length === 0 && <p className={styles.nothing}>{t('palette.sheet.nothing')}</p>}
      <div className={styles.columns}>
        {ordered.map(({ group, commands }) => (
          <section key={group} className={styles.group}>
            <h3 className={styles.title}>{t(`keys.group.${group}`)}</h3>
            <dl>
              {linesOf(commands).map(({ label, keys }) => (
                <div key={label} className={styles.row}>
                  <dt>{t(label)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </div>
  );
}
