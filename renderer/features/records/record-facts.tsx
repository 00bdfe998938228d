import type { ReactNode } from 'react';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { RevealField, ShownTransaction } from '#shared/domain/transaction/shown.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { useText } from '#renderer/i18n/text.ts';
import { money } from '#renderer/ui/format/numbers.ts';
import { exactTime } from '#renderer/ui/format/times.ts';
import { Masked } from './reveal.tsx';
import styles from './records.module.css';

type Open = NonNullable<ShownTransaction['open']>;
const shownMoney = (one: Money): string => money(one.minor, one.currency);
const isSame = (a: Money | null, b: Money): boolean =>
  a === null || (a.minor === b.minor && a.currency === b.currency);

interface RecordFactsProps {
  conversationId: ConversationId;
  handle: string;
  record: ShownTransaction;
  open: Open;
}

/** The record's fields; personal ones masked. */
export function RecordFacts({ conversationId, handle, record, open }: RecordFactsProps) {
  const t = useText();
  const { ids, merchant, payee, payer } = open;
  const masked = (field: RevealField, label: string, value: string | null): ReactNode =>
    value === null ? null : (
      <Masked
        conversationId={conversationId}
        handle={handle}
        field={field}
        label={label}
        masked={value}
      />
    );
  const amounts = (['authorized', 'captured', 'billed', 'settlement'] as const).flatMap((name) => {
    const value = open[name];
    return value === null || isSame(value, open.amount)
      ? []
      : [[t(`record.field.${name}`), shownMoney(value)] as const];
  });
  const rows: (readonly [string, ReactNode])[] = [
    [t('record.field.order'), ids.merchantOrderNo],
    [t('record.field.transaction'), ids.providerTxnId],
    [t('record.field.provider'), record.provider],
    [t('record.field.merchant'), merchant.name],
    [
      t('record.field.payee'),
      payee && (
        <>
          {payee.name} {masked('payee-account', t('record.field.payee'), payee.account)}
        </>
      ),
    ],
    [t('record.field.payer'), masked('name', t('record.field.payer'), payer.name)],
    [t('record.field.account'), masked('user-name', t('record.field.account'), payer.userName)],
    [t('record.field.phone'), masked('phone', t('record.field.phone'), payer.phone)],
    [t('record.field.email'), masked('email', t('record.field.email'), payer.email)],
    [t('record.field.goods'), open.goods],
    ...amounts,
    [
      t('record.field.fees'),
      open.fees.length > 0 ? open.fees.map((fee) => shownMoney(fee.amount)).join(' + ') : null,
    ],
    [t('record.field.country'), open.instrument.country],
  ];
  return (
    <dl className={styles.facts}>
      {rows.map(([label, value]) =>
        value === null || value === undefined || value === '' ? null : (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Both sides of an exchange, the rate and when it was taken. */
export function FxLine({ open }: { open: Open }) {
  const t = useText();
  const { fx, amount, billed, settlement } = open;
  if (fx === null) return null;
  const other = [billed, settlement].find(
    (one) => one !== null && one.currency !== amount.currency,
  );
  return (
    <section className={styles.card} aria-label={t('record.fx')}>
      <h2>{t('record.fx')}</h2>
      {other && (
        <p className="num">
          {shownMoney(amount)} → {shownMoney(other)}
        </p>
      )}
      <p className="num">{t('record.fx.line', { from: fx.from, to: fx.to, rate: fx.rate })}</p>
      {fx.at !== undefined && (
        <p className={styles.quiet}>
          {t('record.fx.at', { time: `${exactTime(fx.at, open.times.zone)} ${open.times.zone}` })}
        </p>
      )}
    </section>
  );
}

/** Refunds oldest first, and the dispute. */
export function RefundsCard({ open }: { open: Open }) {
  const t = useText();
  const { refunds, dispute, times } = open;
  return (
    <>
      {refunds.length > 0 && (
        <section className={styles.card} aria-label={t('record.refunds')}>
          <h2>{t('record.refunds')}</h2>
          <ol className={styles.list}>
            {refunds.map((one) => (
              <li key={one.refundNo}>
                <span className={styles.grow}>{one.refundNo}</span>
                <b className="num">{shownMoney(one.amount)}</b>
                <span>{t(`record.refundStatus.${one.status}`)}</span>
                <time className={styles.quiet}>
                  {exactTime(one.finishedAt ?? one.createdAt, times.zone)}
                </time>
                {one.failureCode !== undefined && <code>{one.failureCode}</code>}
              </li>
            ))}
          </ol>
        </section>
      )}
      {dispute && (
        <section className={styles.card} aria-label={t('record.dispute')}>
          <h2>{t('record.dispute')}</h2>
          <p>
            {dispute.id} · {dispute.reason} · <b className="num">{shownMoney(dispute.amount)}</b>
          </p>
          {dispute.respondBy !== undefined && (
            <p className={styles.quiet}>
              {t('record.dispute.by', { time: exactTime(dispute.respondBy, times.zone) })}
            </p>
          )}
        </section>
      )}
    </>
  );
}
