import { useState } from 'react';
import { api } from '#renderer/bridge/api.ts';
import { useText } from '#renderer/i18n/text.ts';
import { chordsOf, type Remapped } from '#renderer/keys/bindings.ts';
import { chordText } from '#renderer/keys/chord.ts';
import { useKeySettings } from '#renderer/keys/command-provider.tsx';
import type { CommandGroup } from '#renderer/keys/command-shape.ts';
import { commandIds, commandOf, type CommandId } from '#renderer/keys/commands.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { Confirm } from '#renderer/ui/dialog.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { Section } from './section.tsx';
import { usePreferences } from './use-preferences.ts';
import styles from './settings.module.css';

const groups: readonly CommandGroup[] = [
  'conversation',
  'composer',
  'timeline',
  'list',
  'go',
  'window',
];

/** Every command's key, and how to change it. */
export function KeysPage() {
  const t = useText();
  const { isSuccess } = api.usePreferencesGetQuery();
  const [preferences, change] = usePreferences();
  const { platform } = useKeySettings();
  const [filter, setFilter] = useState('');
  const [changing, setChanging] = useState<CommandId | null>(null);
  const [isResetting, setResetting] = useState(false);
  const remapped: Remapped = preferences.keys;
  const wanted = filter.normalize('NFKC').trim().toLowerCase();
  const keysOf = (id: CommandId) =>
    chordsOf(id, remapped, platform).map((chord) => chordText(chord, platform));
  const shown = commandIds.filter((id) => {
    const { label, synonyms = [] } = commandOf(id);
    const words = [t(label), ...synonyms, ...keysOf(id)];
    return words.some((word) => word.toLowerCase().includes(wanted));
  });
  const keep = (id: CommandId, chord: string | null) => {
    const { [id]: _old, ...others } = preferences.keys;
    change({ keys: chord === null ? others : { ...others, [id]: chord } });
    setChanging(null);
  };
  const changedCount = Object.keys(preferences.keys).length;
  return (
    <>
      <Section title={t('settings.page.keys')}>
        <Switch
          isSelected={preferences.singleKeys}
          onChange={(singleKeys) => change({ singleKeys })}
          hint={t('settings.keys.singleHint')}
          isDisabled={!isSuccess}
        >
          {t('settings.keys.single')}
        </Switch>
        <div className={styles.bar}>
          <SearchField
            label={t('settings.keys.find')}
            clearLabel={t('ui.clear')}
            value={filter}
            onChange={setFilter}
          />
          <Button isDisabled={changedCount === 0} onPress={() => setResetting(true)}>
            {t('settings.keys.resetAll')}
          </Button>
        </div>
        {shown.length === 0 && <p className={styles.hint}>{t('palette.sheet.nothing')}</p>}
      </Section>
      {groups.map((group) => {
        const ids = shown.filter((id) => commandOf(id).group === group);
        if (ids.length === 0) return null;
        return (
          <Section key={group} title={t(`keys.group.${group}`)}>
            <ul className={styles.rows}>
              {ids.map((id) => (
                <KeyLine
                  key={id}
                  name={t(commandOf(id).label)}
                  keys={keysOf(id)}
                  isChanged={id in preferences.keys}
                  onChange={() => setChanging(id)}
                  onReset={() => keep(id, null)}
                />
              ))}
            </ul>
          </Section>
        );
      })}
      {changing !== null && (
        <KeyDialog
          key={changing}
          id={changing}
          remapped={remapped}
          onClose={() => setChanging(null)}
          onUse={(chord) => keep(changing, chord)}
        />
      )}
      <Confirm
        isOpen={isResetting}
        onClose={() => setResetting(false)}
        title={t('settings.keys.resetAllAsk')}
        confirmLabel={t('settings.keys.resetAll')}
        onConfirm={() => {
          change({ keys: {} });
          setResetting(false);
        }}
      >
        {t('settings.keys.resetAllText', { count: changedCount })}
      </Confirm>
    </>
  );
}

interface KeyLineProps {
  name: string;
  keys: readonly string[];
  isChanged: boolean;
  onChange: () => void;
  onReset: () => void;
}

function KeyLine({ name, keys, isChanged, onChange, onReset }: KeyLineProps) {
  const t = useText();
  return (
    <li className={styles.row}>
      <span className={styles.rowText}>{name}</span>
      {isChanged && <Chip tone="ac">{t('settings.keys.changed')}</Chip>}
      <span className={styles.keyLine}>
        {keys.length === 0 ? (
          <span className={styles.hint}>{t('settings.keys.none')}</span>
        ) : (
          keys.map((key) => <Kbd key={key}>{key}</Kbd>)
        )}
      </span>
      <Button size="small" aria-label={t('settings.keys.changeOf', { name })} onPress={onChange}>
        {t('settings.keys.change')}
      </Button>
      <Button
        size="small"
        kind="quiet"
        aria-label={t('settings.keys.resetOf', { name })}
        isDisabled={!isChanged}
        onPress={onReset}
      >
        {t('settings.keys.reset')}
      </Button>
    </li>
  );
}
