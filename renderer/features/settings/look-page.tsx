import type { Preferences } from '#shared/contract/preferences.ts';
import { useText } from '#renderer/i18n/text.ts';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Section } from './section.tsx';
import { usePreferences } from './use-preferences.ts';
import styles from './settings.module.css';

const sizes = ['14', '15', '16', '17', '18'] as const;

/** Language, theme, density and text size; each at once. */
export function LookPage() {
  const t = useText();
  const [preferences, change] = usePreferences();
  return (
    <>
      <Section title={t('settings.look.language')}>
        <RadioGroup<Preferences['language']>
          ariaLabel={t('settings.look.language')}
          look="segments"
          value={preferences.language}
          onChange={(language) => change({ language })}
          options={[
            { id: 'system', label: t('settings.look.system') },
            { id: 'zh-CN', label: '简体中文' },
            { id: 'en', label: 'English' },
          ]}
        />
      </Section>
      <Section title={t('settings.look.theme')}>
        <RadioGroup<Preferences['theme']>
          ariaLabel={t('settings.look.theme')}
          look="segments"
          value={preferences.theme}
          onChange={(theme) => change({ theme })}
          options={(['system', 'light', 'dark'] as const).map((id) => ({
            id,
            label: t(`app.theme.${id}`),
          }))}
        />
      </Section>
      <Section title={t('settings.look.density')}>
        <RadioGroup<Preferences['density']>
          ariaLabel={t('settings.look.density')}
          look="segments"
          value={preferences.density}
          onChange={(density) => change({ density })}
          options={(['cozy', 'compact'] as const).map((id) => ({
            id,
            label: t(`settings.look.${id}`),
          }))}
        />
      </Section>
      <Section title={t('settings.look.textSize')}>
        <RadioGroup
          ariaLabel={t('settings.look.textSize')}
          look="segments"
          value={String(preferences.textSize)}
          onChange={(size) => change({ textSize: Number(size) })}
          options={sizes.map((id) => ({ id, label: id }))}
        />
        <p className={styles.sample}>{t('settings.look.sample')}</p>
      </Section>
    </>
  );
}
