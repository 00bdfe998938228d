import { api } from '#renderer/bridge/api.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { useRunCommand } from '#renderer/keys/command-provider.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { count } from '#renderer/ui/format/numbers.ts';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

/** What this desk is and where it keeps things. */
export function AboutPage({ onFirstRun }: { onFirstRun: () => void }) {
  const t = useText();
  const language = useLanguage();
  const run = useRunCommand();
  const me = api.useSessionMeQuery();
  const status = api.useSessionStatusQuery();
  if (!me.data) return <Waiting shape={<SkeletonRows count={4} />} />;
  const { version, shell, secretStore, publicUrl } = me.data;
  return (
    <Section title={`${t('words.product')} ${version}`}>
      <dl className={styles.facts}>
        <dt>{t('settings.about.version')}</dt>
        <dd className="num">{version}</dd>
        <dt>{t('settings.about.shell')}</dt>
        <dd>{t(shell === 'electron' ? 'settings.about.electron' : 'settings.about.browser')}</dd>
        <dt>{t('settings.about.secrets')}</dt>
        <dd>{t(secretStore === 'keychain' ? 'settings.about.keychain' : 'settings.about.file')}</dd>
        {publicUrl !== null && (
          <>
            <dt>{t('settings.about.public')}</dt>
            <dd>
              <a href={publicUrl} target="_blank" rel="noreferrer">
                {publicUrl}
              </a>
            </dd>
          </>
        )}
        {status.data && (
          <>
            <dt>{t('settings.about.events')}</dt>
            <dd className="num">{count(status.data.headSeq, language)}</dd>
          </>
        )}
      </dl>
      <div className={styles.bar}>
        <Button onPress={onFirstRun}>{t('settings.about.firstRun')}</Button>
        <Button onPress={() => run('key-sheet.open')}>{t('settings.about.keys')}</Button>
      </div>
    </Section>
  );
}
