import type { ShownAccount } from '#shared/domain/transaction/shown.ts';
import type { RecordFreshness } from '#shared/contract/verification.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Chip } from '#renderer/ui/chip.tsx';
import { money } from '#renderer/ui/format/numbers.ts';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './records.module.css';

interface AccountCardProps {
  account: { shown: ShownAccount; freshness: RecordFreshness } | null;
  outcome: 'one' | 'none' | 'unavailable' | 'no-source' | 'not-named' | 'hidden';
}

/** Frozen and why, before anything else on the screen. */
export function AccountBanner({ account }: Pick<AccountCardProps, 'account'>) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  if (account === null || account.shown.state === 'active') return null;
  const { frozen, state } = account.shown;
  if (state === 'closed') return <Banner tone="wa">{t('record.account.closed')}</Banner>;
  // The engine never says `aml`.
  const why = frozen === null || frozen.code === 'aml' ? 'not-told' : frozen.code;
  return (
    <Banner tone="da">
      {t('record.account.frozen', { why: t(`record.frozen.${why}`) })}
      {frozen && (
        <span className={styles.since}>
          {t('record.account.since', { time: dayAndTime(frozen.at, now, language) })}
        </span>
      )}
    </Banner>
  );
}

/** State, balance, security and sign-ins of the customer's account on the platform. */
export function AccountCard({ account, outcome }: AccountCardProps) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  if (outcome === 'hidden' || outcome === 'no-source') return null;
  if (account === null)
    return (
      <section className={styles.card} aria-label={t('record.account')}>
        <h2>{t('record.account')}</h2>
        <p className={styles.quiet}>
          {t(`record.account.${outcome === 'one' ? 'unavailable' : outcome}`)}
        </p>
      </section>
    );
  const { shown } = account;
  const { open, verificationMail: mail } = shown;
  return (
    <section className={styles.card} aria-label={t('record.account')}>
      <h2>{t('record.account')}</h2>
      <dl className={styles.facts}>
        {open?.userName && (
          <>
            <dt>{t('record.field.account')}</dt>
            <dd>{open.userName}</dd>
          </>
        )}
        {shown.state === 'active' && (
          <>
            <dt>{t('record.account.state')}</dt>
            <dd>{t('record.account.active')}</dd>
          </>
        )}
        {open?.balance && (
          <>
            <dt>{t('record.account.balance')}</dt>
            <dd>
              <span className="num">
                {money(open.balance.available.minor, open.balance.available.currency)}
              </span>{' '}
              <span className={styles.quiet}>
                {t('record.account.balanceAt', {
                  time: dayAndTime(open.balance.at, now, language),
                })}
              </span>
            </dd>
          </>
        )}
        <dt>{t('record.account.twoFactor')}</dt>
        <dd>{t(shown.hasTwoFactor ? 'record.account.on' : 'record.account.off')}</dd>
        <dt>{t('record.account.mail')}</dt>
        <dd>
          {shown.isEmailVerified
            ? t('record.mail.verified')
            : t(`record.mail.${mail.state}`, {
                time: mail.at === null ? '' : dayAndTime(mail.at, now, language),
              })}
        </dd>
      </dl>
      {shown.anomalies.length > 0 && (
        <div className={styles.marks}>
          {shown.anomalies.map((one) => (
            <Chip key={one} tone="wa">
              {t(`record.anomaly.${one}`)}
            </Chip>
          ))}
        </div>
      )}
      {open && open.signIns.length > 0 && (
        <details className={styles.more}>
          <summary>
            {t('record.signIns')} {open.signIns.length}
          </summary>
          <ul className={styles.signIns}>
            {open.signIns.map((one) => (
              <li key={`${one.at} ${one.device}`}>
                <time className="num">{dayAndTime(one.at, now, language)}</time>
                <span className={styles.grow}>
                  {[one.place, one.country, one.device].filter((part) => part !== null).join(' · ')}
                </span>
                {one.isNewDevice && <Chip tone="wa">{t('record.signIn.new')}</Chip>}
                <span className={styles.quiet}>{t(`record.signIn.${one.outcome}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
