import { CircleAlert, CircleHelp, Clock, LoaderCircle } from 'lucide-react';
import type { OutboxRow } from '#shared/contract/rows.ts';
import { useLanguage, useText, type Translate } from '#renderer/i18n/text.ts';
import type { Language } from '#renderer/i18n/language.ts';
import { troubleKey } from '#renderer/i18n/explain.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChannelIcon } from '#renderer/ui/channel-icon.tsx';
import { Chip, type Tone } from '#renderer/ui/chip.tsx';
import { fileSize } from '#renderer/ui/format/numbers.ts';
import { clock, dayAndTime, exactTime } from '#renderer/ui/format/times.ts';
import styles from './outbox.module.css';

export type OutboxAct = 'retry' | 'again' | 'settle' | 'send-now' | 'withdraw' | 'discard' | 'open';

/** What a person may do about a message, the likeliest first. */
export function actsOf({ state }: OutboxRow['delivery']): OutboxAct[] {
  if (state === 'queued') return ['send-now', 'withdraw', 'open'];
  if (state === 'failed') return ['retry', 'discard', 'open'];
  if (state === 'in_doubt') return ['settle', 'again', 'discard', 'open'];
  return ['open'];
}

/** A wait this long was chosen by a person and not left for undoing. */
const SCHEDULED_MS = 60_000;

const labels = {
  retry: 'outbox.retry',
  again: 'outbox.sendAgain',
  settle: 'outbox.arrived',
  'send-now': 'outbox.sendNow',
  withdraw: 'outbox.withdraw',
  discard: 'outbox.discard',
  open: 'outbox.open',
} as const;

const tones: Partial<Record<OutboxRow['delivery']['state'], Tone>> = {
  failed: 'da',
  in_doubt: 'wa',
  sending: 'ac',
};
const icons = { failed: CircleAlert, in_doubt: CircleHelp, sending: LoaderCircle } as const;

function whyOf(row: OutboxRow, now: number, t: Translate, language: Language): string {
  const { state, sendAt, retryAt } = row.delivery;
  if (state === 'sending') return t('outbox.why.sending');
  if (state === 'in_doubt') return t('outbox.why.doubt');
  if (state === 'failed')
    return retryAt === null
      ? t('outbox.why.failed')
      : t('outbox.why.retrying', { time: dayAndTime(retryAt, now, language) });
  if (sendAt - now > SCHEDULED_MS)
    return t('outbox.why.scheduled', { time: dayAndTime(sendAt, now, language) });
  return sendAt > now ? `${t('outbox.why.soon')} ${clock(sendAt - now)}` : t('outbox.why.waiting');
}

/** The server's own words, or a sentence for a code of ours. */
function reasonOf({ delivery }: OutboxRow, t: Translate): string | null {
  if (delivery.bounce !== null) return t('outbox.serverSaid', { reason: delivery.bounce });
  if (delivery.reason === null) return null;
  const key = troubleKey(delivery.reason);
  return key === null ? t('outbox.serverSaid', { reason: delivery.reason }) : t(key);
}

export interface OutboxRowFaceProps {
  row: OutboxRow;
  now: number;
  isBusy: boolean;
  onAct: (act: OutboxAct) => void;
}

export function OutboxRowFace({ row, now, isBusy, onAct }: OutboxRowFaceProps) {
  const t = useText();
  const language = useLanguage();
  const { delivery } = row;
  const Icon = icons[delivery.state as keyof typeof icons] ?? Clock;
  const names = row.to.map(({ name, address }) => name ?? address).join('、');
  const reason = reasonOf(row, t);
  return (
    <li className={styles.row} data-state={delivery.state}>
      <div className={styles.state}>
        <Chip tone={tones[delivery.state] ?? 'ne'} icon={<Icon size={12} aria-hidden />}>
          {t(`words.delivery.${delivery.state}`)}
        </Chip>
      </div>
      <div className={styles.what}>
        <p className={styles.to}>
          <ChannelIcon channel={row.channel} label={t(`words.channel.${row.channel}`)} />
          <strong>{t('outbox.to', { names: names === '' ? t('outbox.nobody') : names })}</strong>
          {row.subject !== null && <span className={styles.subject}>{row.subject}</span>}
          <span className="id">#{row.conversationNumber}</span>
        </p>
        <p className={styles.preview}>{row.preview}</p>
        <p className={styles.why}>{whyOf(row, now, t, language)}</p>
        {reason !== null && <p className={styles.reason}>{reason}</p>}
        <p className={styles.facts}>
          <time dateTime={new Date(row.writtenAt).toISOString()} title={exactTime(row.writtenAt)}>
            {t('outbox.written', { time: dayAndTime(row.writtenAt, now, language) })}
          </time>
          {delivery.attempt > 0 && (
            <span className="num">{t('outbox.attempts', { count: delivery.attempt })}</span>
          )}
          <span className="num">{fileSize(row.bytes)}</span>
        </p>
      </div>
      <div className={styles.acts}>
        {actsOf(delivery).map((act, index) => (
          <Button
            key={act}
            size="small"
            kind={
              act === 'open'
                ? 'quiet'
                : index === 0 && delivery.state !== 'queued'
                  ? 'primary'
                  : 'plain'
            }
            isBusy={isBusy && index === 0}
            isDisabled={isBusy}
            onPress={() => onAct(act)}
          >
            {t(labels[act])}
          </Button>
        ))}
      </div>
    </li>
  );
}
