import { useSelector } from 'react-redux';
import { api } from '#renderer/bridge/api.ts';
import { selectConnection } from '#renderer/bridge/connection-slice.ts';
import { useBridge } from '#renderer/bridge/engine-context.ts';
import { explain } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { useRegion } from '#renderer/keys/command-provider.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { age, clockTime } from '#renderer/ui/format/times.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { go } from './place.ts';
import styles from './desk-window.module.css';

/** Connection, outbox and freshness: what an agent must be able to trust at a glance. */
export function StatusBar() {
  const t = useText();
  const language = useLanguage();
  const region = useRegion('status', 90);
  const bridge = useBridge();
  const now = useNow();
  const connection = useSelector(selectConnection);
  const { data: status } = api.useSessionStatusQuery();
  const isOffline = connection.phase === 'offline';
  const live = (status?.accounts ?? []).filter(
    (account) => account.state === 'active' && !account.isDemo,
  );
  return (
    <footer ref={region} className={styles.status} aria-label={t('app.region.status')}>
      <output className={cx(styles.light, styles[connection.phase])}>
        {connection.phase === 'connected' && t('app.sync.connected')}
        {connection.phase === 'connecting' && t('app.sync.connecting')}
        {connection.phase === 'catching-up' && t('app.sync.catching')}
        {isOffline && t('app.sync.offline', { time: clockTime(connection.offlineSinceAt ?? now) })}
      </output>
      {isOffline && (
        <Button size="small" onPress={() => bridge.retry()}>
          {t('app.sync.retry')}
        </Button>
      )}
      <button type="button" className={styles.link} onClick={() => go({ screen: 'outbox' })}>
        {t('app.outbox', { count: status?.outboxCount ?? 0 })}
      </button>
      {status !== undefined && status.outboxTroubleCount > 0 && (
        <button
          type="button"
          className={cx(styles.link, styles.bad)}
          onClick={() => go({ screen: 'outbox' })}
        >
          {t('app.outboxTrouble', { count: status.outboxTroubleCount })}
        </button>
      )}
      {live.map((account) => (
        <button
          key={account.id}
          type="button"
          className={cx(
            styles.link,
            (account.status?.phase === 'retrying' || account.status?.phase === 'needs-person') &&
              styles.bad,
          )}
          onClick={() => go({ screen: 'settings', page: 'accounts' })}
        >
          {account.status?.freshAt
            ? t('app.fresh', {
                name: account.name,
                age: age(now - account.status.freshAt, language),
              })
            : account.name}
        </button>
      ))}
      <span className={styles.gap} />
      <DemoRibbon />
      {connection.answeredAt !== null && (
        <span className="num">{t('app.synced', { time: clockTime(connection.answeredAt) })}</span>
      )}
    </footer>
  );
}

/** While the demo is there, it says so and can be removed. */
function DemoRibbon() {
  const t = useText();
  const { data: me } = api.useSessionMeQuery();
  const [remove, { isLoading }] = api.useWorkspaceRemoveDemoMutation();
  if (!me?.workspace.isDemo) return null;
  return (
    <span className={styles.demo}>
      {t('app.demo.ribbon')}
      <Button
        size="small"
        isBusy={isLoading}
        onPress={() => {
          remove({})
            .unwrap()
            .catch((error: unknown) => showToast({ text: explain(t, error), tone: 'danger' }));
        }}
      >
        {t('app.demo.remove')}
      </Button>
    </span>
  );
}
