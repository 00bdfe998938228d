import { useText, type TextKey } from '#renderer/i18n/text.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { BrandDraft, BrandField, DayDraft } from './brand-draft.ts';
import styles from './accounts.module.css';

export interface HoursFieldsProps {
  draft: BrandDraft;
  wrong: readonly BrandField[];
  onChange: (next: Partial<BrandDraft>) => void;
}

/** When customers find someone: always, or by weekday in the brand's own zone. */
export function HoursFields({ draft, wrong, onChange }: HoursFieldsProps) {
  const t = useText();
  const set = (at: number, day: DayDraft) =>
    onChange({ days: draft.days.map((one, index) => (index === at ? day : one)) });
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('chat.brand.hours')}</legend>
      <div className={styles.list}>
        <RadioGroup<'always' | 'days'>
          ariaLabel={t('chat.brand.hours')}
          look="row"
          value={draft.isAlwaysOpen ? 'always' : 'days'}
          onChange={(how) => onChange({ isAlwaysOpen: how === 'always' })}
          hint={t('chat.brand.hoursHint')}
          options={[
            { id: 'always', label: t('chat.brand.always') },
            { id: 'days', label: t('chat.brand.byDay') },
          ]}
        />
        {!draft.isAlwaysOpen && (
          <>
            <div className={styles.days}>
              {draft.days.map((day, index) => (
                <DayLine
                  key={index}
                  name={t(`chat.day.${index + 1}` as TextKey)}
                  day={day}
                  isWrong={wrong.includes(`day.${index + 1}`)}
                  onChange={(next) => set(index, next)}
                />
              ))}
            </div>
            <TextField
              label={t('chat.brand.zone')}
              value={draft.timeZone}
              onChange={(timeZone) => onChange({ timeZone })}
              error={wrong.includes('timeZone') ? t('chat.brand.zoneBad') : undefined}
              spellCheck="false"
            />
          </>
        )}
      </div>
    </fieldset>
  );
}

interface DayLineProps {
  name: string;
  day: DayDraft;
  isWrong: boolean;
  onChange: (day: DayDraft) => void;
}

function DayLine({ name, day, isWrong, onChange }: DayLineProps) {
  const t = useText();
  return (
    <div className={styles.day}>
      <Checkbox
        isSelected={day !== null}
        onChange={(isOpen) => onChange(isOpen ? { from: '09:00', to: '18:00' } : null)}
      >
        {name}
      </Checkbox>
      {day === null ? (
        <span className={styles.quiet}>{t('chat.brand.closed')}</span>
      ) : (
        <>
          <TextField
            aria-label={t('chat.brand.from', { day: name })}
            inputMode="numeric"
            maxLength={5}
            placeholder="09:00"
            value={day.from}
            onChange={(from) => onChange({ ...day, from })}
            isInvalid={isWrong}
          />
          <span aria-hidden>–</span>
          <TextField
            aria-label={t('chat.brand.to', { day: name })}
            inputMode="numeric"
            maxLength={5}
            placeholder="18:00"
            value={day.to}
            onChange={(to) => onChange({ ...day, to })}
          />
          {isWrong && <span className={styles.wrong}>{t('chat.brand.hoursBad')}</span>}
        </>
      )}
    </div>
  );
}
