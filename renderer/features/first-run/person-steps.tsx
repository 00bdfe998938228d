import type { Preferences } from '#shared/contract/preferences.ts';
import { useText } from '#renderer/i18n/text.ts';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { usePreferences } from '../settings/use-preferences.ts';
import type { Names } from './use-names.ts';
import styles from './first-run.module.css';

export function LookStep() {
  const t = useText();
  const [preferences, change] = usePreferences();
  return (
    <>
      <RadioGroup<Preferences['language']>
        label={t('settings.look.language')}
        look="segments"
        value={preferences.language}
        onChange={(language) => change({ language })}
        options={[
          { id: 'system', label: t('settings.look.system') },
          { id: 'zh-CN', label: '简体中文' },
          { id: 'en', label: 'English' },
        ]}
      />
      <RadioGroup<Preferences['theme']>
        label={t('settings.look.theme')}
        look="segments"
        value={preferences.theme}
        onChange={(theme) => change({ theme })}
        options={(['system', 'light', 'dark'] as const).map((id) => ({
          id,
          label: t(`app.theme.${id}`),
        }))}
      />
      <p className={styles.hint}>{t('welcome.lookHint')}</p>
    </>
  );
}

export function NameStep({ names }: { names: Names }) {
  const t = useText();
  const needed = t('settings.profile.nameNeeded');
  return (
    <>
      <TextField
        label={t('settings.profile.name')}
        hint={t('welcome.nameHint')}
        value={names.agent}
        onChange={(agent) => names.change({ agent })}
        error={names.agent.trim() === '' ? needed : undefined}
        isRequired
      />
      <TextField
        label={t('settings.profile.workspace')}
        value={names.workspace}
        onChange={(workspace) => names.change({ workspace })}
        error={names.workspace.trim() === '' ? needed : undefined}
        isRequired
      />
    </>
  );
}
