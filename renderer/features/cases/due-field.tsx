import { useState } from 'react';
import type { CasePreparation } from '#shared/contract/cases.ts';
import { clockIn } from '#shared/domain/case/times.ts';
import { useLanguage, useText } from '#renderer/i18n/text.ts';
import { localInput } from '#renderer/ui/format/date-input.ts';
import { dayAndTime } from '#renderer/ui/format/times.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { promisedAt } from './escalate-draft.ts';
import styles from './form.module.css';

interface DueFieldProps {
  suggestions: CasePreparation['suggestions'];
  /** Where the customer is; times are told in it. */
  zone: string;
  dueAt: number | null;
  onChange: (dueAt: number | null) => void;
  isWrong: boolean;
}

/** By when the customer hears: a time offered, or one of the agent's choice. Never prefilled. */
export function DueField({ suggestions, zone, dueAt, onChange, isWrong }: DueFieldProps) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const [isPicking, setIsPicking] = useState(false);
  const isPast = dueAt !== null && dueAt <= now;
  const isOffered = !isPicking && suggestions.some((one) => one.dueAt === dueAt);
  const error = isPast
    ? t('cases.form.duePast')
    : isWrong && dueAt === null
      ? t('rejection.promise.no-time')
      : undefined;
  return (
    <fieldset className={styles.due}>
      <legend>{t('cases.form.due')} *</legend>
      <div className={styles.times}>
        {suggestions.map((one) => (
          <button
            key={one.id}
            type="button"
            className={styles.time}
            aria-pressed={isOffered && one.dueAt === dueAt}
            onClick={() => {
              setIsPicking(false);
              onChange(one.dueAt);
            }}
          >
            {one.id === 'target'
              ? t('cases.form.due.target')
              : t(`cases.form.due.${one.id}`, { time: clockIn(zone, one.dueAt) })}
            {one.id !== 'today' && (
              <span className={styles.note}>{dayAndTime(one.dueAt, now, language, zone)}</span>
            )}
          </button>
        ))}
        <button
          type="button"
          className={styles.time}
          aria-pressed={isPicking || (dueAt !== null && !isOffered)}
          onClick={() => setIsPicking(true)}
        >
          {t('cases.form.due.pick')}
        </button>
      </div>
      {(isPicking || (dueAt !== null && !isOffered)) && (
        <TextField
          aria-label={t('cases.form.due.pick')}
          type="datetime-local"
          value={dueAt === null ? '' : localInput(dueAt)}
          onChange={(text) => {
            const at = new Date(text).getTime();
            onChange(Number.isFinite(at) ? at : null);
          }}
          onBlur={() => onChange(promisedAt({ dueAt }, zone))}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was just asked for
          autoFocus={isPicking}
          error={error}
        />
      )}
      {error !== undefined && !isPicking && dueAt === null && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {dueAt !== null && !isPast && clockIn(zone, dueAt) !== localInput(dueAt).slice(11) && (
        <p className={styles.hint}>
          {t('cases.form.dueZone', { zone, time: dayAndTime(dueAt, now, language, zone) })}
        </p>
      )}
    </fieldset>
  );
}
