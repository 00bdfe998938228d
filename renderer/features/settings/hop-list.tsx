import { useState } from 'react';
import { CircleCheck, OctagonAlert } from 'lucide-react';
import { troubleKey } from '#renderer/i18n/explain.ts';
import { useText, type TextKey } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { untrustedCertificate, type Hop } from './mail-draft.ts';
import styles from './accounts.module.css';

const names: Record<string, TextKey> = {
  imap: 'accounts.hop.imap',
  smtp: 'accounts.hop.smtp',
  'sent-folder': 'accounts.hop.sent-folder',
  password: 'accounts.hop.password',
  webchat: 'accounts.hop.webchat',
  connection: 'sources.hop.connection',
  answer: 'sources.hop.answer',
  clock: 'sources.hop.clock',
  folder: 'sources.hop.folder',
  file: 'sources.hop.file',
  mapping: 'sources.hop.mapping',
  address: 'sources.hop.address',
  endpoints: 'sources.hop.endpoints',
};

/** Every hop of a connection test, with what to do about those that fail. */
export function HopList({ hops }: { hops: readonly Hop[] }) {
  const t = useText();
  if (hops.length === 0) return null;
  return (
    <ul className={styles.hops} aria-label={t('accounts.hop.list')}>
      {hops.map((hop) => {
        const name = names[hop.hop];
        const key = troubleKey(hop.code);
        return (
          <li key={hop.hop} className={styles.hop} data-ok={hop.isOk}>
            {hop.isOk ? (
              <CircleCheck size={16} aria-hidden />
            ) : (
              <OctagonAlert size={16} aria-hidden />
            )}
            <strong>
              {name ? t(name) : t('accounts.hop.other', { name: hop.hop })}{' '}
              {t(hop.isOk ? 'accounts.hop.ok' : 'accounts.hop.bad')}
            </strong>
            {!hop.isOk && <p>{t(key ?? 'trouble.unknown')}</p>}
            {hop.detail !== null && <p className={styles.quiet}>{hop.detail}</p>}
          </li>
        );
      })}
    </ul>
  );
}

/** Shows whom one would trust, and trusts only after the person says they compared it. */
export function CertificateQuestion({
  hops,
  onTrust,
}: {
  hops: readonly Hop[];
  onTrust: (fingerprint: string) => void;
}) {
  const t = useText();
  const [isCompared, setCompared] = useState(false);
  const shown = untrustedCertificate(hops);
  if (!shown) return null;
  const { fingerprint } = shown;
  return (
    <Banner tone="da">
      <div className={styles.pin}>
        <strong>{t('accounts.pin.title')}</strong>
        {fingerprint === null ? (
          <p>{t('accounts.pin.unknown')}</p>
        ) : (
          <>
            <p>{t('accounts.pin.text')}</p>
            <code className={styles.fingerprint}>{fingerprint}</code>
            <Checkbox isSelected={isCompared} onChange={setCompared}>
              {t('accounts.pin.agree')}
            </Checkbox>
            <div className={styles.bar}>
              <Button kind="danger" isDisabled={!isCompared} onPress={() => onTrust(fingerprint)}>
                {t('accounts.pin.trust')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Banner>
  );
}
