import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import type { ShownTransaction } from '#shared/domain/transaction/shown.ts';
import { useText } from '#renderer/i18n/text.ts';
import { exactTime } from '#renderer/ui/format/times.ts';
import styles from './records.module.css';

type Open = NonNullable<ShownTransaction['open']>;

interface Point {
  at: number | null;
  kind: 'created' | 'authorized' | 'captured' | 'failed' | 'settled' | 'unknown';
}

function pointsOf(record: ShownTransaction, { times }: Open): Point[] {
  const known: Point[] = (
    [
      ['created', times.createdAt],
      ['authorized', times.authorizedAt],
      ['captured', times.capturedAt],
      ['failed', times.failedAt],
      ['settled', times.settledAt],
    ] as const
  ).flatMap(([kind, at]) => (at === undefined ? [] : [{ kind, at }]));
  const sorted = known.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
  return record.status === 'unknown' ? [...sorted, { kind: 'unknown', at: null }] : sorted;
}

/** What happened when: in the platform's zone, and in the customer's where it differs. */
export function LifeLine({
  record,
  open,
  customerZone,
}: {
  record: ShownTransaction;
  open: Open;
  customerZone: string | null;
}) {
  const t = useText();
  const { zone } = open.times;
  return (
    <ol className={styles.life} aria-label={t('record.life')}>
      {pointsOf(record, open).map(({ kind, at }) => (
        <li key={kind} data-kind={kind}>
          {kind === 'failed' ? (
            <CircleX size={14} aria-hidden />
          ) : kind === 'unknown' ? (
            <CircleHelp size={14} aria-hidden />
          ) : (
            <CircleCheck size={14} aria-hidden />
          )}
          <span className={styles.grow}>
            {t(`record.life.${kind}`)}
            {(kind === 'failed' || kind === 'unknown') && record.failureCode !== null && (
              <code> {record.failureCode}</code>
            )}
          </span>
          {at !== null && (
            <span className={styles.times}>
              <time className="num">{exactTime(at, zone)}</time>
              {customerZone !== null && customerZone !== zone && (
                <span className={styles.quiet}>
                  {t('record.twoZones', { time: exactTime(at, customerZone) })}
                </span>
              )}
            </span>
          )}
        </li>
      ))}
      <li className={styles.quiet}>{zone}</li>
    </ol>
  );
}
