import { CircleAlert, CircleCheck, Ellipsis } from 'lucide-react';
import type { AccountView } from '#shared/contract/rows.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { troubleKey } from '#renderer/i18n/explain.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { Chip, type Tone } from '#renderer/ui/chip.tsx';
import { count as countText } from '#renderer/ui/format/numbers.ts';
import { age, clockTime, dayAndTime, exactTime } from '#renderer/ui/format/times.ts';
import { Menu } from '#renderer/ui/menu.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { EmbedCode } from './embed-code.tsx';
import styles from './accounts.module.css';

export type AccountAct = 'edit' | 'pause' | 'resume' | 'remove' | 'refresh';

type Phase = NonNullable<AccountView['status']>['phase'] | 'paused';
const tones: Record<Phase, Tone> = {
  starting: 'ne',
  syncing: 'ac',
  live: 'ok',
  retrying: 'wa',
  'needs-person': 'da',
  stopped: 'ne',
  paused: 'ne',
};
export const phaseOf = (account: AccountView): Phase =>
  account.state === 'paused' ? 'paused' : (account.status?.phase ?? 'starting');

export interface AccountCardProps {
  account: AccountView;
  brandName: string;
  isBusy: boolean;
  onAct: (act: AccountAct) => void;
}

/** One address: how it is, how fresh, whether what is here equals what the server has. */
export function AccountCard({ account, brandName, isBusy, onAct }: AccountCardProps) {
  const t = useText();
  const phase = phaseOf(account);
  const isPaused = account.state === 'paused';
  return (
    <li className={styles.card} aria-label={account.name} aria-busy={isBusy}>
      <header className={styles.cardHead}>
        <ChannelIcon
          channel={account.channel}
          size={20}
          label={t(`words.channel.${account.channel}`)}
        />
        <div className={styles.names}>
          <h3>{account.name}</h3>
          <p>
            {account.channel === 'email' && <span>{account.address}</span>}
            <span>{brandName}</span>
          </p>
        </div>
        {account.isDemo && <Chip tone="pu">{t('accounts.demo')}</Chip>}
        <Chip tone={tones[phase]}>{t(`words.phase.${phase}`)}</Chip>
        <Button size="small" onPress={() => onAct('edit')}>
          {t('accounts.edit')}
        </Button>
        <Menu
          placement="bottom end"
          onChoose={(id) => onAct(id as AccountAct)}
          entries={[
            { id: 'refresh', label: t('accounts.refresh'), isDisabled: isPaused },
            isPaused
              ? { id: 'resume', label: t('accounts.resume') }
              : { id: 'pause', label: t('accounts.pause') },
            'line',
            { id: 'remove', label: t('accounts.remove'), isDanger: true },
          ]}
        >
          <Button
            size="small"
            kind="quiet"
            aria-label={t('accounts.more', { name: account.name })}
            icon={<Ellipsis size={16} aria-hidden />}
          />
        </Menu>
      </header>
      {!isPaused && <Standing account={account} />}
      {account.publicUrl !== null && (
        <EmbedCode publicUrl={account.publicUrl} brandId={account.brandId} />
      )}
    </li>
  );
}

function Standing({ account }: { account: AccountView }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { status } = account;
  if (!status) return null;
  const key = troubleKey(status.code);
  const isDemo = status.code === 'account.demo';
  const facts: string[] = [];
  if (status.freshAt !== null && !isDemo)
    facts.push(t('accounts.fresh', { age: age(now - status.freshAt, language) }));
  else if (!isDemo) facts.push(t('accounts.never'));
  if (status.retryAt !== null)
    facts.push(t('accounts.retryAt', { time: clockTime(status.retryAt) }));
  return (
    <>
      {isDemo && account.channel === 'email' && key !== null && (
        <p className={styles.quiet}>{t(key)}</p>
      )}
      {facts.length > 0 && <p className={styles.quiet}>{facts.join(' · ')}</p>}
      {status.code !== null && !isDemo && (
        <Banner tone={status.phase === 'needs-person' ? 'da' : 'wa'}>
          <p>{t(key ?? 'trouble.unknown')}</p>
          {status.detail !== null && <p className={styles.detail}>{status.detail}</p>}
        </Banner>
      )}
      {status.progress !== null && (
        <Progress
          label={t('accounts.progress', { name: account.address })}
          value={status.progress.total > 0 ? status.progress.done / status.progress.total : null}
          note={t('accounts.of', {
            done: countText(status.progress.done, language),
            total: countText(status.progress.total, language),
          })}
        />
      )}
      {status.counts.map((proof) => {
        const isSame = proof.server === proof.here;
        return (
          <p
            key={proof.folder}
            className={styles.proof}
            data-same={isSame}
            title={exactTime(proof.checkedAt)}
          >
            {isSame ? <CircleCheck size={14} aria-hidden /> : <CircleAlert size={14} aria-hidden />}
            <span className="num">
              {t('accounts.proof', {
                folder: proof.folder,
                server: countText(proof.server, language),
                here: countText(proof.here, language),
              })}
            </span>
            <span>{t(isSame ? 'accounts.proofOk' : 'accounts.proofBad')}</span>
            <span className={styles.quiet}>
              {t('accounts.proofAt', { time: dayAndTime(proof.checkedAt, now, language) })}
            </span>
          </p>
        );
      })}
    </>
  );
}
