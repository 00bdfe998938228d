import type { Preferences } from '#shared/contract/preferences.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useKeySettings } from '#renderer/keys/command-provider.tsx';
import { chordText } from '#renderer/keys/chord.ts';
import { Chip } from '#renderer/ui/chip.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import { Section } from './section.tsx';
import { usePreferences } from './use-preferences.ts';
import styles from './settings.module.css';

const waits = ['0', '5', '10', '20', '30'] as const;

/** How a message leaves. */
export function SendingPage() {
  const t = useText();
  const [preferences, change] = usePreferences();
  const { platform } = useKeySettings();
  const seconds = waits.map((id) => ({
    id,
    label:
      id === '0' ? t('settings.send.atOnce') : t('settings.send.seconds', { count: Number(id) }),
  }));
  const { undoSeconds, trustedImageSenders } = preferences;
  return (
    <>
      <Section title={t('settings.send.key')} hint={t('settings.send.keyHint')}>
        <RadioGroup<Preferences['sendKey']>
          ariaLabel={t('settings.send.key')}
          value={preferences.sendKey}
          onChange={(sendKey) => change({ sendKey })}
          options={[
            { id: 'enter', label: t('settings.send.enter') },
            {
              id: 'mod-enter',
              label: t('settings.send.mod', { key: chordText('Mod+Enter', platform) }),
            },
          ]}
        />
      </Section>
      <Section title={t('settings.send.undoEmail')}>
        <RadioGroup
          ariaLabel={t('settings.send.undoEmail')}
          look="segments"
          value={String(undoSeconds.email)}
          onChange={(email) => change({ undoSeconds: { ...undoSeconds, email: Number(email) } })}
          options={seconds}
        />
      </Section>
      <Section title={t('settings.send.undoChat')}>
        <RadioGroup
          ariaLabel={t('settings.send.undoChat')}
          look="segments"
          value={String(undoSeconds.chat)}
          onChange={(chat) => change({ undoSeconds: { ...undoSeconds, chat: Number(chat) } })}
          options={seconds.slice(0, 3)}
        />
      </Section>
      <Section title={t('settings.send.writing')}>
        <Switch
          isSelected={preferences.spellCheck}
          onChange={(spellCheck) => change({ spellCheck })}
        >
          {t('settings.send.spelling')}
        </Switch>
      </Section>
      <Section title={t('settings.send.trusted')}>
        {trustedImageSenders.length === 0 && (
          <p className={styles.hint}>{t('settings.send.trustedNone')}</p>
        )}
        <div className={styles.bar}>
          {trustedImageSenders.map((sender) => (
            <Chip
              key={sender}
              onRemove={() =>
                change({ trustedImageSenders: trustedImageSenders.filter((one) => one !== sender) })
              }
              removeLabel={`${t('ui.remove')} ${sender}`}
            >
              {sender}
            </Chip>
          ))}
        </div>
      </Section>
    </>
  );
}
