import { Check, CheckCheck, CircleAlert, Clock, TriangleAlert } from 'lucide-react';
import { MINUTE_MS } from '#shared/lib/units.ts';
import type { MessageEntry } from '#shared/contract/rows.ts';
import { api } from '#renderer/bridge/api.ts';
import { explain, troubleKey } from '#renderer/i18n/explain.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { showToast } from '#renderer/ui/toast-queue.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './delivery-line.module.css';

const small = { size: 13, strokeWidth: 2, 'aria-hidden': true } as const;

/** What became of a message of ours, and what can still be done about it. */
export function DeliveryLine({ entry }: { entry: MessageEntry }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const [withdraw] = api.useMessageWithdrawMutation();
  const [retry] = api.useMessageRetryMutation();
  const [settle] = api.useMessageSettleMutation();
  const [sendNow] = api.useMessageSendNowMutation();
  const { delivery, messageId, conversationId } = entry;
  if (!delivery) return null;
  const about = { conversationId, messageId };
  // For its few undo seconds the composer offers to take it back, with its text.
  const isHeld = delivery.sendAt > now && delivery.sendAt - entry.at <= MINUTE_MS;
  const run = (act: Promise<unknown>) =>
    void act.catch((error: unknown) => showToast({ text: explain(t, error), tone: 'danger' }));
  const key = troubleKey(delivery.reason);
  const reason = key === null ? (delivery.reason ?? '') : t(key);
  const button = (label: string, act: () => Promise<unknown>) => (
    <Button size="small" onPress={() => run(act())}>
      {label}
    </Button>
  );
  switch (delivery.state) {
    case 'queued':
    case 'sending':
      return (
        <span className={styles.line}>
          <Clock {...small} />
          {delivery.state === 'queued' && delivery.sendAt > now
            ? t('conversation.delivery.leaves', {
                time: dayAndTime(delivery.sendAt, now, language),
              })
            : delivery.attempt > 0 && delivery.retryAt !== null
              ? t('conversation.delivery.retryIn', {
                  time: dayAndTime(delivery.retryAt, now, language),
                })
              : t(`words.delivery.${delivery.state}`)}
          {delivery.state === 'queued' && !isHeld && (
            <>
              {button(t('composer.undo'), () => withdraw(about).unwrap())}
              {delivery.sendAt > now &&
                button(t('composer.sendNow'), () => sendNow(about).unwrap())}
            </>
          )}
        </span>
      );
    case 'failed':
      return (
        <span className={cx(styles.line, styles.bad)}>
          <CircleAlert {...small} />
          {t('conversation.delivery.failed', { reason })}
          {button(t('conversation.act.retry'), () => retry(about).unwrap())}
          {button(t('conversation.act.giveUp'), () => withdraw(about).unwrap())}
        </span>
      );
    case 'in_doubt':
      return (
        <span className={cx(styles.line, styles.doubt)}>
          <TriangleAlert {...small} />
          {t('conversation.delivery.doubt', { reason })}
          {button(t('conversation.act.arrived'), () => settle(about).unwrap())}
          {button(t('conversation.act.resend'), () => retry(about).unwrap())}
        </span>
      );
    default:
      return (
        <span className={cx(styles.line, delivery.bounce !== null && styles.bad)}>
          {delivery.state === 'sent' ? <Check {...small} /> : <CheckCheck {...small} />}
          {delivery.bounce === null
            ? t(`words.delivery.${delivery.state}`)
            : t('conversation.delivery.bounced', { reason: delivery.bounce })}
        </span>
      );
  }
}
