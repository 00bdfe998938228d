import type { CasePreparation } from '#shared/contract/cases.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { fileSize } from '#renderer/ui/format/numbers.ts';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import type { EscalateDraft } from './escalate-draft.ts';
import styles from './form.module.css';

interface MoreFieldsProps {
  draft: EscalateDraft;
  files: CasePreparation['attachments'];
  isAmountWrong: boolean;
  onChange: (next: Partial<EscalateDraft>) => void;
}

/** What is worth handing over when it is known. */
export function MoreFields({ draft, files, isAmountWrong, onChange }: MoreFieldsProps) {
  const t = useText();
  return (
    <details className={styles.more} open={isAmountWrong || undefined}>
      <summary>{t('cases.form.more')}</summary>
      <div className={styles.form}>
        <div className={styles.pair}>
          <TextField
            label={t('cases.form.records')}
            hint={t('cases.form.recordsHint')}
            value={draft.records}
            onChange={(records) => onChange({ records })}
            maxLength={1000}
          />
          <TextField
            label={t('cases.form.instrument')}
            placeholder="**** 6621"
            value={draft.instrument}
            onChange={(instrument) => onChange({ instrument })}
            maxLength={60}
          />
        </div>
        <div className={styles.pair}>
          <TextField
            label={t('cases.form.amount')}
            inputMode="decimal"
            value={draft.amount}
            onChange={(amount) => onChange({ amount })}
            maxLength={20}
            error={isAmountWrong ? t('cases.form.amountBad') : undefined}
          />
          <TextField
            label={t('cases.form.currency')}
            value={draft.currency}
            onChange={(currency) => onChange({ currency: currency.toUpperCase() })}
            maxLength={3}
          />
        </div>
        <TextArea
          label={t('cases.form.checks')}
          hint={t('cases.form.checksHint')}
          rows={2}
          value={draft.checks}
          onChange={(checks) => onChange({ checks })}
          maxLength={4000}
        />
        <div className={styles.pair}>
          <TextField
            label={t('cases.form.cause')}
            value={draft.cause}
            onChange={(cause) => onChange({ cause })}
            maxLength={200}
          />
          <RadioGroup
            label={t('cases.form.confidence')}
            look="row"
            value={draft.confidence}
            onChange={(confidence) => onChange({ confidence })}
            options={(['low', 'medium', 'high'] as const).map((id) => ({
              id,
              label: t(`cases.confidence.${id}`),
            }))}
          />
        </div>
        <TextField
          label={t('cases.form.contactTime')}
          value={draft.contactTime}
          onChange={(contactTime) => onChange({ contactTime })}
          maxLength={200}
        />
        {files.length > 0 && (
          <fieldset className={styles.files}>
            <legend>{t('cases.form.files')}</legend>
            {files.map((file) => (
              <Checkbox
                key={file.blob}
                isSelected={draft.files.includes(file.blob)}
                onChange={(isOn) =>
                  onChange({
                    files: isOn
                      ? [...draft.files, file.blob]
                      : draft.files.filter((blob) => blob !== file.blob),
                  })
                }
              >
                {file.name} · {fileSize(file.bytes)}
              </Checkbox>
            ))}
          </fieldset>
        )}
      </div>
    </details>
  );
}
