import { PanelRight, Search } from 'lucide-react';
import { api } from '#renderer/bridge/api.ts';
import { usePreferences } from '#renderer/features/settings/use-preferences.ts';
import {
  useKeyText,
  useRegion,
  useRunCommand,
  useRunnable,
} from '#renderer/keys/command-provider.tsx';
import { useText } from '#renderer/i18n/text.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { iconLook } from '#renderer/ui/icon.ts';
import styles from './desk-window.module.css';

const presences = ['available', 'busy', 'email-only', 'break', 'offline'] as const;
const themes = ['system', 'light', 'dark'] as const;

/** Name of the desk, the way to everything, and who sits here. */
export function TopBar({
  onPalette,
  onSettings,
}: {
  onPalette: () => void;
  onSettings: () => void;
}) {
  const t = useText();
  const keyText = useKeyText();
  const region = useRegion('top', 5);
  const run = useRunCommand();
  const canShowContext = useRunnable().includes('columns.context');
  const { data: me } = api.useSessionMeQuery();
  const [changePresence] = api.useAgentChangePresenceMutation();
  const [preferences, setPreferences] = usePreferences();
  const name = me?.agent.name ?? '';
  const presence = me?.agent.presence ?? 'available';
  return (
    <header ref={region} className={styles.top}>
      <strong className={styles.brand}>{me?.workspace.name ?? t('words.product')}</strong>
      <button type="button" className={styles.palette} onClick={onPalette}>
        <Search {...iconLook} />
        <span>{t('app.palette')}</span>
        <Kbd>{keyText('palette.open')}</Kbd>
      </button>
      <div className={styles.me}>
        {canShowContext && (
          <IconButton
            kind="quiet"
            label={t('keys.columns.context')}
            keys={keyText('columns.context')}
            icon={<PanelRight {...iconLook} />}
            onPress={() => run('columns.context')}
          />
        )}
        <Menu
          placement="bottom end"
          label={name}
          entries={[
            {
              title: t('app.presence', { presence: t(`words.presence.${presence}`) }),
              choices: presences.map((one) => ({
                id: `presence ${one}`,
                label: t(`words.presence.${one}`),
                isChecked: one === presence,
              })),
            },
            {
              title: t('app.menu.theme'),
              choices: themes.map((one) => ({
                id: `theme ${one}`,
                label: t(`app.theme.${one}`),
                isChecked: one === preferences.theme,
              })),
            },
            { id: 'settings', label: t('app.menu.profile'), keys: keyText('go.settings') },
          ]}
          onChoose={(id) => {
            const [kind, value] = id.split(' ');
            if (kind === 'settings') onSettings();
            const theme = themes.find((one) => one === value);
            if (kind === 'theme' && theme) setPreferences({ theme });
            const next = presences.find((one) => one === value);
            if (kind === 'presence' && next) void changePresence({ presence: next });
          }}
        >
          <Button kind="quiet" className={styles.person}>
            <Avatar name={name} size={24} presence={presence} />
            <span>{name}</span>
          </Button>
        </Menu>
      </div>
    </header>
  );
}
