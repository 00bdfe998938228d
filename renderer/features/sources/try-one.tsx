import { useState } from 'react';
import type { TriedView } from '#shared/contract/records.ts';
import { decimalOf, type Money } from '#shared/domain/money/money.ts';
import { recordFields } from '#shared/domain/source/field-map.ts';
import type { FieldProblem } from '#shared/domain/source/values.ts';
import type { Transaction } from '#shared/domain/transaction/transaction.ts';
import type { InvariantCode } from '#shared/domain/transaction/invariants.ts';
import { recordsApi } from '#renderer/bridge/records-api.ts';
import { explain, troubleKey } from '#renderer/i18n/explain.ts';
import { useText, type Translate } from '#renderer/i18n/text.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { exactTime } from '#renderer/ui/format/times.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { SourceForm } from './use-source-form.ts';
import styles from './sources.module.css';

/** One order looked up with the draft: the answer beside what it is read as. Nothing is kept. */
export function TryOne({ form }: { form: SourceForm }) {
  const t = useText();
  const [order, setOrder] = useState('');
  const [tryOne, trying] = recordsApi.useSourceTryOneMutation();
  const go = () => {
    if (order.trim() !== '') void tryOne({ ...form.about(), order: order.trim() });
  };
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('sources.try.title')}</legend>
      <p className={styles.quiet}>{t('sources.try.hint')}</p>
      <div className={styles.tryBar}>
        <TextField
          label={t('sources.try.order')}
          value={order}
          onChange={setOrder}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            go();
          }}
          spellCheck="false"
          autoComplete="off"
        />
        <Button onPress={go} isBusy={trying.isLoading} isDisabled={order.trim() === ''}>
          {t('sources.try.go')}
        </Button>
      </div>
      {trying.error && <Banner tone="da">{explain(t, trying.error)}</Banner>}
      {trying.data && <Result tried={trying.data} />}
    </fieldset>
  );
}

function Result({ tried }: { tried: TriedView }) {
  const t = useText();
  if (tried.code !== null)
    return (
      <Banner tone="da">
        <p>{t(troubleKey(tried.code) ?? 'trouble.unknown')}</p>
        {tried.detail !== null && <p className={styles.quiet}>{tried.detail}</p>}
      </Banner>
    );
  if (tried.found.length === 0) return <Banner tone="wa">{t('sources.try.none')}</Banner>;
  return (
    <ol className={styles.found}>
      {tried.found.map((one, index) => (
        <li key={index} className={styles.both}>
          <section aria-label={t('sources.try.mapped')}>
            <h4 className={styles.legend}>{t('sources.try.mapped')}</h4>
            {one.record ? (
              <Facts record={one.record} />
            ) : (
              <Banner tone="da">{t('sources.try.unreadable')}</Banner>
            )}
            <Findings problems={one.problems} broken={one.broken} />
          </section>
          <section aria-label={t('sources.try.raw')}>
            <h4 className={styles.legend}>{t('sources.try.raw')}</h4>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long answer is scrolled by keys */}
            <pre className={styles.raw} tabIndex={0}>
              {JSON.stringify(one.raw, null, 2)}
            </pre>
          </section>
        </li>
      ))}
    </ol>
  );
}

const fieldLabel = (t: Translate, path: string): string => {
  const field = recordFields.find((one) => one === path);
  return field ? t(`recordField.${field}`) : path;
};

function Findings({ problems, broken }: { problems: FieldProblem[]; broken: InvariantCode[] }) {
  const t = useText();
  if (problems.length === 0 && broken.length === 0)
    return <p className={styles.sound}>{t('sources.try.sound')}</p>;
  return (
    <ul className={styles.findings}>
      {broken.map((code) => (
        <li key={code} data-tone="da">
          {t(`sources.broken.${code}`)}
        </li>
      ))}
      {problems.map(({ field, code, value }) => (
        <li key={`${field} ${code}`} data-tone="wa">
          {t('sources.problem', {
            field: fieldLabel(t, field),
            problem: t(`sources.problem.${code}`),
          })}
          {value !== null && <code>{value}</code>}
        </li>
      ))}
    </ul>
  );
}

const amountText = (money: Money | undefined) =>
  money === undefined ? null : `${money.currency} ${decimalOf(money)}`;

function Facts({ record }: { record: Transaction }) {
  const t = useText();
  const { ids, method, payer, merchant, times, fx } = record;
  const rows: [string, string | null | undefined][] = [
    [t('recordField.merchantOrderNo'), ids.merchantOrderNo],
    [t('recordField.providerTxnId'), ids.providerTxnId ?? record.id],
    [t('recordField.status'), `${record.status} · ${record.refundState} · ${record.disputeState}`],
    [t('recordField.amount'), amountText(record.amount)],
    [t('recordField.captured'), amountText(record.captured)],
    [t('recordField.billed'), amountText(record.billed)],
    [t('recordField.fxRate'), fx ? `1 ${fx.from} = ${fx.rate} ${fx.to}` : null],
    [t('recordField.createdAt'), exactTime(times.createdAt)],
    [
      t('recordField.methodKind'),
      [method.kind, method.scheme, method.last4 && `****\u00A0${method.last4}`]
        .filter(Boolean)
        .join(' · '),
    ],
    [t('recordField.userName'), payer.userName ?? payer.accountName],
    [t('recordField.merchantName'), merchant.name],
    [
      t('recordField.failureCode'),
      record.failure ? `${record.failure.code} → ${record.failure.rootCause}` : null,
    ],
    [t('recordField.riskFlags'), record.risk.flags.join(', ')],
  ];
  return (
    <dl className={styles.facts}>
      {rows.flatMap(([name, value]) =>
        value
          ? [
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>,
            ]
          : [],
      )}
    </dl>
  );
}
