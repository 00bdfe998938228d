import { useState } from 'react';
import { Download } from 'lucide-react';
import { api } from '#renderer/bridge/api.ts';
import { blobAddress } from '#renderer/bridge/uploads.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Confirm } from '#renderer/ui/dialog.tsx';
import { fileSize } from '#renderer/ui/format/numbers.ts';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { SkeletonRows } from '#renderer/ui/skeleton.tsx';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { Waiting } from '#renderer/ui/waiting.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

/** What is kept here: demo data, and mail that could not be read. */
export function DataPage() {
  return (
    <>
      <DemoSection />
      <QuarantineSection />
    </>
  );
}

function DemoSection() {
  const t = useText();
  const accounts = api.useAccountListQuery();
  const brands = api.useBrandListQuery();
  const [isAsking, setAsking] = useState(false);
  const [create, creating] = api.useWorkspaceCreateDemoMutation();
  const [remove, removing] = api.useWorkspaceRemoveDemoMutation();
  if (!accounts.data || !brands.data) return <Waiting shape={<SkeletonRows count={2} />} />;
  const hasDemo = [...accounts.data, ...brands.data].some((one) => one.isDemo);
  const carryOut = async (act: () => Promise<unknown>, done: string) => {
    try {
      await act();
      showToast({ text: done, tone: 'success', group: 'demo' });
    } catch (error) {
      showToast({ text: explain(t, error), tone: 'danger', group: 'demo' });
    }
  };
  return (
    <Section title={t('settings.data.demo')} hint={t('settings.data.demoHint')}>
      <div className={styles.bar}>
        {hasDemo ? (
          <Button kind="danger" isBusy={removing.isLoading} onPress={() => setAsking(true)}>
            {t('settings.data.removeDemo')}
          </Button>
        ) : (
          <Button
            isBusy={creating.isLoading}
            onPress={() => void carryOut(() => create({}).unwrap(), t('settings.data.added'))}
          >
            {t('settings.data.addDemo')}
          </Button>
        )}
      </div>
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('settings.data.removeDemoAsk')}
        confirmLabel={t('settings.data.removeDemo')}
        onConfirm={() => {
          setAsking(false);
          void carryOut(() => remove({}).unwrap(), t('settings.data.removed'));
        }}
      >
        {t('settings.data.removeDemoText')}
      </Confirm>
    </Section>
  );
}

function QuarantineSection() {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { data } = api.useQuarantinePageQuery({ limit: 100 });
  return (
    <Section title={t('settings.data.quarantine')} hint={t('settings.data.quarantineHint')}>
      {data?.length === 0 && <p className={styles.hint}>{t('settings.data.quarantineNone')}</p>}
      <ul className={styles.rows}>
        {data?.map((one) => (
          <li key={one.id} className={styles.row}>
            <span className={styles.rowText}>
              {one.reason}
              <span className={styles.hint}>
                {' '}
                {dayAndTime(one.at, now, language)} · {fileSize(one.bytes)}
              </span>
            </span>
            {one.blob !== null && (
              <a
                href={blobAddress(
                  { blob: one.blob, name: `${one.id}.eml`, mime: 'message/rfc822' },
                  true,
                )}
                download
              >
                <Download size={14} aria-hidden /> {t('settings.data.download')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
