import { useState } from 'react';
import type { Party } from '#shared/domain/conversation/message-parts.ts';
import { api } from '#renderer/bridge/api.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Chip } from '#renderer/ui/chip.tsx';
import { isImeKey } from '#renderer/ui/ime.ts';
import { partiesIn } from './reply-rules.ts';
import styles from './composer.module.css';

interface RecipientsProps {
  label: string;
  parties: readonly Party[];
  onChange: (parties: Party[]) => void;
}

/** Addresses as chips; what is typed becomes one at Enter, comma, or when the field is left. */
export function Recipients({ label, parties, onChange }: RecipientsProps) {
  const t = useText();
  const [text, setText] = useState('');
  const [bad, setBad] = useState<string | null>(null);
  const { data: suggested = [] } = api.useContactSuggestQuery(
    { text: text.trim(), limit: 6 },
    { skip: text.trim().length < 2 },
  );
  const take = (given: string) => {
    const found = partiesIn(given);
    const fresh = found.parties.filter(
      (one) => !parties.some((other) => other.address.toLowerCase() === one.address.toLowerCase()),
    );
    if (fresh.length > 0) onChange([...parties, ...fresh]);
    setBad(found.bad[0] ?? null);
    setText(found.bad.join(', '));
  };
  const listId = `suggest-${label}`;
  return (
    <div className={styles.recipients}>
      <span className={styles.fieldName}>{label}</span>
      {parties.map((one) => (
        <Chip
          key={one.address}
          title={one.address}
          removeLabel={t('composer.removeRecipient', { address: one.address })}
          onRemove={() => onChange(parties.filter((other) => other !== one))}
        >
          {one.name ?? one.address}
        </Chip>
      ))}
      <input
        type="text"
        className={styles.recipient}
        aria-label={t('composer.addRecipient', { field: label })}
        aria-invalid={bad !== null}
        list={listId}
        value={text}
        onChange={(event) => {
          const { value } = event.target;
          setBad(null);
          if (/[,;，；\n]$/.test(value)) take(value);
          else setText(value);
        }}
        onBlur={() => take(text)}
        onKeyDown={(event) => {
          if (isImeKey(event.nativeEvent)) return;
          if (event.key === 'Enter' && text.trim() !== '') {
            event.preventDefault();
            take(text);
          } else if (event.key === 'Backspace' && text === '') onChange(parties.slice(0, -1));
        }}
      />
      <datalist id={listId}>
        {suggested
          .filter((one) => one.address.includes('@'))
          .map((one) => (
            <option key={one.address} value={`${one.name ?? ''} <${one.address}>`.trim()}>
              {one.address}
            </option>
          ))}
      </datalist>
      {bad !== null && (
        <span role="alert" className={styles.problem}>
          {t('composer.badAddress', { address: bad })}
        </span>
      )}
    </div>
  );
}
