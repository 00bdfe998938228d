import { useText } from '#renderer/i18n/text.ts';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { actionName } from './action-name.ts';
import styles from './audit.module.css';

/** As the fields hold it; an empty text narrows nothing. */
export interface AuditDraft {
  action: string;
  object: string;
  /** `2026-11-26T09:00` of this computer's clock. */
  from: string;
  to: string;
}
export const noFilter: AuditDraft = { action: '', object: '', from: '', to: '' };

const instantOf = (text: string): number | undefined => {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
};

export const filterOf = ({ action, object, from, to }: AuditDraft) => ({
  ...(action === '' ? {} : { action }),
  ...(object.trim() === '' ? {} : { objectId: object.trim() }),
  ...(instantOf(from) === undefined ? {} : { from: instantOf(from) }),
  ...(instantOf(to) === undefined ? {} : { to: instantOf(to) }),
});

export interface AuditFiltersProps {
  value: AuditDraft;
  /** Codes there are entries of. */
  actions: readonly string[];
  onChange: (next: AuditDraft) => void;
}

export function AuditFilters({ value, actions, onChange }: AuditFiltersProps) {
  const t = useText();
  const set = (change: Partial<AuditDraft>) => onChange({ ...value, ...change });
  return (
    <div className={styles.filters}>
      <Select
        label={t('audit.action')}
        value={value.action}
        onChange={(action) => set({ action })}
        options={[
          { id: '', label: t('audit.anyAction') },
          ...actions.map((id) => ({ id, label: actionName(t, id) })),
        ]}
      />
      <TextField
        label={t('audit.object')}
        isMono
        value={value.object}
        onChange={(object) => set({ object })}
      />
      <TextField
        label={t('audit.from')}
        type="datetime-local"
        value={value.from}
        onChange={(from) => set({ from })}
      />
      <TextField
        label={t('audit.to')}
        type="datetime-local"
        value={value.to}
        onChange={(to) => set({ to })}
      />
    </div>
  );
}
