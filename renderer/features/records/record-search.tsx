import { type FormEvent, useRef, useState } from 'react';
import { Search } from 'lucide-react';
import type { LookUp } from '#shared/domain/source/look-up.ts';
import { parseAmount } from '#shared/domain/matching/amounts.ts';
import { useText } from '#renderer/i18n/text.ts';
import { useCommand } from '#renderer/keys/command-provider.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import styles from './records.module.css';

type By = LookUp['by'];
const ways: readonly By[] = ['order', 'transaction', 'amount', 'account', 'phone'];

interface Fields {
  by: By;
  value: string;
  amount: string;
  from: string;
  to: string;
}

/** What is looked for; null while something is missing or cannot be read. */
function lookUpOf({ by, value, amount, from, to }: Fields): LookUp | null {
  if (by !== 'amount') return value.trim() === '' ? null : { by, value: value.trim() };
  const parsed = parseAmount(amount, 'CNY');
  const [start, end] = [new Date(from).getTime(), new Date(to).getTime()];
  return parsed.ok && start <= end ? { by, amount: parsed.money, from: start, to: end } : null;
}

/** Looks for records by any of five keys. */
export function RecordSearch({
  isBusy,
  onFind,
}: {
  isBusy: boolean;
  onFind: (what: LookUp) => void;
}) {
  const t = useText();
  const [fields, setFields] = useState<Fields>({
    by: 'order',
    value: '',
    amount: '',
    from: '',
    to: '',
  });
  const [isBad, setBad] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const set = (change: Partial<Fields>) => {
    setBad(false);
    setFields({ ...fields, ...change });
  };
  useCommand('conversation.records', () => input.current?.focus());
  const what = lookUpOf(fields);
  const isAmount = fields.by === 'amount';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (what) onFind(what);
    else setBad(isAmount);
  };
  return (
    <search aria-label={t('record.find')}>
      <form className={styles.search} onSubmit={submit}>
        <Select
          ariaLabel={t('record.find.by')}
          value={fields.by}
          options={ways.map((id) => ({ id, label: t(`record.by.${id}`) }))}
          onChange={(by) => set({ by })}
        />
        {isAmount ? (
          <TextField
            aria-label={t('record.find.amount')}
            placeholder={t('record.find.amount')}
            value={fields.amount}
            onChange={(amount) => set({ amount })}
            inputRef={input}
            inputMode="decimal"
          />
        ) : (
          <TextField
            aria-label={t(`record.by.${fields.by}`)}
            placeholder={t(`record.by.${fields.by}`)}
            value={fields.value}
            onChange={(value) => set({ value })}
            inputRef={input}
          />
        )}
        <Button
          type="submit"
          isBusy={isBusy}
          isDisabled={!isAmount && what === null}
          icon={<Search size={14} aria-hidden />}
        >
          {t('record.find')}
        </Button>
        {isAmount && (
          <div className={styles.window}>
            {(['from', 'to'] as const).map((end) => (
              <label key={end}>
                {t(`record.find.${end}`)}
                <input
                  type="datetime-local"
                  className={styles.native}
                  value={fields[end]}
                  onChange={(event) => set({ [end]: event.target.value })}
                />
              </label>
            ))}
          </div>
        )}
        {isBad && <p className={styles.bad}>{t('record.find.bad')}</p>}
      </form>
    </search>
  );
}
