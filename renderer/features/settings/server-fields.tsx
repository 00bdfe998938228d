import { useText } from '#renderer/i18n/text.ts';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { ServerDraft } from './mail-draft.ts';
import styles from './accounts.module.css';

export interface ServerFieldsProps {
  title: string;
  value: ServerDraft;
  hostError: string | undefined;
  portError: string | undefined;
  onChange: (value: ServerDraft) => void;
}

/** Ports the two protocols use for an encryption; a port a person chose otherwise stays. */
const usual: Record<string, Partial<Record<ServerDraft['security'], string>>> = {
  '993': { starttls: '143', plain: '143' },
  '143': { tls: '993' },
  '465': { starttls: '587', plain: '25' },
  '587': { tls: '465' },
};

/** One server: name, port, encryption. */
export function ServerFields({ title, value, hostError, portError, onChange }: ServerFieldsProps) {
  const t = useText();
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{title}</legend>
      <div className={styles.server}>
        <TextField
          label={t('accounts.mail.host')}
          value={value.host}
          onChange={(host) => onChange({ ...value, host })}
          error={hostError}
          spellCheck="false"
          autoComplete="off"
        />
        <TextField
          label={t('accounts.mail.port')}
          value={value.port}
          onChange={(port) => onChange({ ...value, port })}
          error={portError}
          inputMode="numeric"
        />
        <Select<ServerDraft['security']>
          label={t('accounts.mail.security')}
          value={value.security}
          onChange={(security) =>
            onChange({ ...value, security, port: usual[value.port]?.[security] ?? value.port })
          }
          options={(['tls', 'starttls', 'plain'] as const).map((id) => ({
            id,
            label: t(`accounts.mail.security.${id}`),
          }))}
        />
      </div>
    </fieldset>
  );
}
