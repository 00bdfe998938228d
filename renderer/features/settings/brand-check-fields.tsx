import { MINUTE_MS } from '#shared/lib/units.ts';
import { presetName } from '#shared/domain/diagnosis/scripts.ts';
import { FACTORS, type FactorId, factorIds } from '#shared/domain/verification/factors.ts';
import {
  type Action,
  actions,
  type Level,
  type VerificationPolicy,
  verificationPolicy,
} from '#shared/domain/verification/policy.ts';
import { useText } from '#renderer/i18n/text.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { BrandDraft } from './brand-draft.ts';
import styles from './accounts.module.css';

interface BrandCheckFieldsProps {
  draft: BrandDraft;
  onChange: (next: Partial<BrandDraft>) => void;
}

/** Kinds of answers a brand may leave out; possession is proven elsewhere. */
const askable = factorIds.filter((id) => FACTORS[id].group !== 'P');
const LEAST = verificationPolicy.parse({}).needed;

/** How a brand checks who is asking, and whose scripts it follows. */
export function BrandCheckFields({ draft, onChange }: BrandCheckFieldsProps) {
  const t = useText();
  const policy = draft.verification ?? verificationPolicy.parse({});
  const set = (next: Partial<VerificationPolicy>) =>
    onChange({ verification: { ...policy, ...next } });
  const toggle = (id: FactorId, isOn: boolean) =>
    set({ factors: factorIds.filter((one) => (one === id ? isOn : policy.factors.includes(one))) });
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('verify.title')}</legend>
      <div className={styles.list}>
        <Select
          label={t('verify.policy.scripts')}
          value={draft.scripts ?? 'standard'}
          options={presetName.options.map((id) => ({ id, label: t(`verify.preset.${id}`) }))}
          onChange={(scripts) => onChange({ scripts })}
        />
        <p className={styles.quiet}>{t('verify.policy.factors')}</p>
        {askable.map((id) => (
          <Checkbox
            key={id}
            isSelected={policy.factors.includes(id)}
            onChange={(isOn) => toggle(id, isOn)}
          >
            {t(`verify.factor.${id}`)}
          </Checkbox>
        ))}
        <p className={styles.quiet}>{t('verify.policy.needed')}</p>
        {actions.map((action) => (
          <NeededField key={action} action={action} policy={policy} onChange={set} />
        ))}
        <NumberField
          label={t('verify.policy.attempts')}
          value={policy.attempts.inConversation}
          min={1}
          max={3}
          onChange={(inConversation) => set({ attempts: { ...policy.attempts, inConversation } })}
        />
        <NumberField
          label={t('verify.policy.lock')}
          value={policy.attempts.conversationLockMs / MINUTE_MS}
          min={1}
          max={1440}
          onChange={(minutes) =>
            set({ attempts: { ...policy.attempts, conversationLockMs: minutes * MINUTE_MS } })
          }
        />
        <NumberField
          label={t('verify.policy.idle')}
          value={policy.expiry.idleMs / MINUTE_MS}
          min={1}
          max={1440}
          onChange={(minutes) => set({ expiry: { ...policy.expiry, idleMs: minutes * MINUTE_MS } })}
        />
        <NumberField
          label={t('verify.policy.act')}
          value={policy.expiry.actMs / MINUTE_MS}
          min={1}
          max={1440}
          onChange={(minutes) => set({ expiry: { ...policy.expiry, actMs: minutes * MINUTE_MS } })}
        />
        <NumberField
          label={t('verify.policy.minutes')}
          value={policy.time.minuteMs / MINUTE_MS}
          min={1}
          max={120}
          onChange={(minutes) => set({ time: { ...policy.time, minuteMs: minutes * MINUTE_MS } })}
        />
        <NumberField
          label={t('verify.policy.percent')}
          value={policy.amount.percent}
          min={0}
          max={5}
          onChange={(percent) => set({ amount: { ...policy.amount, percent } })}
        />
        <NumberField
          label={t('verify.policy.code')}
          value={policy.code.validMs / MINUTE_MS}
          min={1}
          max={60}
          onChange={(minutes) => set({ code: { ...policy.code, validMs: minutes * MINUTE_MS } })}
        />
        <NumberField
          label={t('verify.policy.coolDown')}
          value={policy.coolDownDays}
          min={0}
          max={90}
          onChange={(coolDownDays) => set({ coolDownDays })}
        />
      </div>
    </fieldset>
  );
}

/** A brand may ask for more than the least, never for less. */
function NeededField(props: {
  action: Action;
  policy: VerificationPolicy;
  onChange: (next: Partial<VerificationPolicy>) => void;
}) {
  const { action, policy, onChange } = props;
  const t = useText();
  const levels = ([1, 2, 3, 4] as const).filter((one) => one >= LEAST[action]);
  return (
    <Select
      label={t(`verify.action.${action}`)}
      value={String(policy.needed[action])}
      options={levels.map((one) => ({
        id: String(one),
        label: t('verify.state.level', { level: one }),
      }))}
      onChange={(next) =>
        onChange({ needed: { ...policy.needed, [action]: Number(next) as Level } })
      }
    />
  );
}

function NumberField(props: {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}) {
  const { label, value, min, max, onChange } = props;
  return (
    <TextField
      label={label}
      hint={`${min}–${max}`}
      value={String(value)}
      inputMode="numeric"
      onChange={(text) => {
        const number = Number(text.replaceAll(/\D/g, ''));
        if (number >= min && number <= max) onChange(number);
      }}
    />
  );
}
