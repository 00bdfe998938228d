import { useState } from 'react';
import { api } from '#renderer/bridge/api.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { useRunCommand } from '#renderer/keys/command-provider.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { count, fileSize } from '#renderer/ui/format/numbers.ts';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

/** What this desk is, where it keeps things, and how to look after them. */
export function AboutPage({ onFirstRun }: { onFirstRun: () => void }) {
  return (
    <>
      <ProductSection onFirstRun={onFirstRun} />
      <UpkeepSection />
    </>
  );
}

function UpkeepSection() {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { data } = api.useUpkeepStateQuery();
  const [backUp, backingUp] = api.useUpkeepBackUpMutation();
  const [check, checking] = api.useUpkeepCheckMutation();
  const [verdict, setVerdict] = useState<boolean | null>(null);
  const tell = (error: unknown) =>
    showToast({ text: explain(t, error), tone: 'danger', group: 'upkeep' });
  const makeBackup = () =>
    backUp()
      .unwrap()
      .then(({ folder }) =>
        showToast({
          text: t('settings.about.backedUp', { folder }),
          tone: 'success',
          group: 'upkeep',
        }),
      )
      .catch(tell);
  const look = () =>
    check()
      .unwrap()
      .then(({ isIntact }) => setVerdict(isIntact))
      .catch(tell);
  const [newest] = data?.backups ?? [];
  return (
    <Section title={t('settings.about.upkeep')} hint={t('settings.about.upkeepHint')}>
      {data && (
        <dl className={styles.facts}>
          <dt>{t('settings.about.folder')}</dt>
          <dd>
            <code>{data.folder}</code>{' '}
            <Button
              size="small"
              kind="quiet"
              onPress={() => void navigator.clipboard.writeText(data.folder)}
            >
              {t('settings.about.copyFolder')}
            </Button>
          </dd>
          <dt>{t('settings.about.size')}</dt>
          <dd className="num">{fileSize(data.bytes)}</dd>
          <dt>{t('settings.about.lastBackup')}</dt>
          <dd>
            {newest
              ? t('settings.about.backups', {
                  time: dayAndTime(newest.at, now, language),
                  count: data.backups.length,
                })
              : t('settings.about.noBackup')}
          </dd>
        </dl>
      )}
      <div className={styles.bar}>
        <Button isBusy={backingUp.isLoading} onPress={() => void makeBackup()}>
          {t('settings.about.backUp')}
        </Button>
        <Button isBusy={checking.isLoading} onPress={() => void look()}>
          {t('settings.about.check')}
        </Button>
      </div>
      {verdict !== null && (
        <Banner tone={verdict ? 'ok' : 'da'}>
          {t(verdict ? 'settings.about.intact' : 'settings.about.damaged')}
        </Banner>
      )}
    </Section>
  );
}

function ProductSection({ onFirstRun }: { onFirstRun: () => void }) {
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
