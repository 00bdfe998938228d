import { useState } from 'react';
import type { Preferences } from '#shared/contract/preferences.ts';
import { notificationKind } from '#shared/contract/rows.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import { playSound } from '../notifications/sound.ts';
import { Section } from './section.tsx';
import { usePreferences } from './use-preferences.ts';
import styles from './settings.module.css';

type Permission = NotificationPermission | 'unsupported';
const permissionNow = (): Permission =>
  'Notification' in window ? Notification.permission : 'unsupported';

/** How one is told, and whether the system lets us. */
export function NotificationsPage() {
  const t = useText();
  const [preferences, change] = usePreferences();
  const [permission, setPermission] = useState(permissionNow);
  const ask = async () => setPermission(await Notification.requestPermission());
  const test = () => {
    new Notification(t('words.product'), { body: t('settings.notify.testText'), tag: 'test' });
    if (preferences.sounds) playSound({ isForced: true });
  };
  return (
    <>
      <Section title={t('settings.notify.os')}>
        <RadioGroup<Preferences['notifications']>
          ariaLabel={t('settings.notify.os')}
          value={preferences.notifications}
          onChange={(notifications) => change({ notifications })}
          options={(['off', 'count', 'name', 'text'] as const).map((id) => ({
            id,
            label: t(`settings.notify.${id}`),
            note: id === 'text' ? t('settings.notify.textHint') : undefined,
          }))}
        />
        {preferences.notifications !== 'off' && (
          <PermissionLine permission={permission} onAsk={() => void ask()} onTest={test} />
        )}
      </Section>
      <Section title={t('settings.notify.kinds')} hint={t('settings.notify.kindsHint')}>
        {notificationKind.options.map((kind) => (
          <Switch
            key={kind}
            isSelected={!preferences.quietKinds.includes(kind)}
            onChange={(isLoud) => {
              const others = preferences.quietKinds.filter((one) => one !== kind);
              change({ quietKinds: isLoud ? others : [...others, kind] });
            }}
          >
            {t(`settings.notify.kind.${kind}`)}
          </Switch>
        ))}
      </Section>
      <Section title={t('settings.notify.sound')}>
        <div className={styles.bar}>
          <Switch isSelected={preferences.sounds} onChange={(sounds) => change({ sounds })}>
            {t('settings.notify.sounds')}
          </Switch>
          <Button size="small" onPress={() => playSound({ isForced: true })}>
            {t('settings.notify.play')}
          </Button>
        </div>
      </Section>
    </>
  );
}

interface PermissionLineProps {
  permission: Permission;
  onAsk: () => void;
  onTest: () => void;
}

function PermissionLine({ permission, onAsk, onTest }: PermissionLineProps) {
  const t = useText();
  switch (permission) {
    case 'granted':
      return (
        <Banner
          tone="ok"
          action={
            <Button size="small" onPress={onTest}>
              {t('settings.notify.test')}
            </Button>
          }
        >
          {t('settings.notify.granted')}
        </Banner>
      );
    case 'default':
      return (
        <Banner
          tone="wa"
          action={
            <Button size="small" kind="primary" onPress={onAsk}>
              {t('settings.notify.ask')}
            </Button>
          }
        >
          {t('settings.notify.unasked')}
        </Banner>
      );
    case 'denied':
      return <Banner tone="da">{t('settings.notify.denied')}</Banner>;
    case 'unsupported':
      return <Banner tone="ne">{t('settings.notify.unsupported')}</Banner>;
  }
}
