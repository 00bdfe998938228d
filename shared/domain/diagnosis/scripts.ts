import { z } from '#shared/lib/schema.ts';
import { withEta } from './advice.ts';
import type { Text } from './advice-texts.ts';
import type { RootCause } from './root-causes.ts';
import { accountSteps } from './steps-account.ts';
import { paymentSteps } from './steps-payment.ts';

export const presetName = z.enum(['standard', 'cgpay', 'gopay', 'dingpay']);
export type PresetName = z.infer<typeof presetName>;

export const scriptName = z.enum([
  'payment-failed',
  'account-frozen',
  'password-recovery',
  'registration',
  'new-device',
  'cross-border',
  'account-security',
]);
export type ScriptName = z.infer<typeof scriptName>;

export const stepOutcome = z.enum(['ok', 'problem', 'skipped', 'not-applicable']);
export type StepOutcome = z.infer<typeof stepOutcome>;

/** One thing to do with the customer. */
export interface Step {
  /** `check` finds something out, `offer` proposes, `guide` explains, `hand-over` gives it to somebody else. */
  kind: 'check' | 'offer' | 'guide' | 'hand-over';
  agent: Text;
  /** What may be sent to the customer; `null` when nothing may. */
  customer: Text | null;
  /** What a problem found here points to, the likeliest first. */
  causes: readonly RootCause[];
  /** Promises this step keeps, by their row. */
  rows: readonly string[];
}

const steps = { ...paymentSteps, ...accountSteps };
export type StepId = keyof typeof steps;

export interface Script {
  preset: PresetName;
  name: ScriptName;
  /** Raised with every change of its steps; what was recorded keeps the version it ran with. */
  version: number;
  stepIds: readonly StepId[];
}

/** What every preset has unless it says otherwise. */
const common: Readonly<Record<ScriptName, readonly StepId[]>> = {
  'payment-failed': ['network', 'balance', 'payment-data', 'other-method', 'contact-support'],
  'account-frozen': [
    'record-confirmed',
    'account-safety',
    'freeze-state',
    'full-verification',
    'request-review',
  ],
  'password-recovery': [
    'forgot-link',
    'registered-email',
    'lost-email',
    'reset-mail',
    'new-password',
    'sign-in',
    'reset-reminder',
  ],
  registration: [
    'official-site',
    'registration-form',
    'choose-password',
    'verification-mail',
    'sign-in',
    'suggest-two-factor',
  ],
  'new-device': ['two-factor-state', 'own-device', 'second-step', 'suggest-two-factor'],
  'cross-border': ['supported-abroad', 'exchange-rate', 'enable-abroad', 'abroad-safety'],
  'account-security': [
    'activity-review',
    'strong-password',
    'suggest-two-factor',
    'public-networks',
    'security-case',
  ],
};

/** Where the brands' own descriptions differ. */
const own: Readonly<Record<PresetName, Partial<Record<ScriptName, readonly StepId[]>>>> = {
  standard: {},
  cgpay: {
    'payment-failed': [
      'record-confirmed',
      'account-safety',
      'error-and-steps',
      'network',
      'payment-data',
      'wait-and-retry',
      'other-method',
      'attempts',
      'contact-support',
    ],
  },
  gopay: {
    'payment-failed': ['network', 'balance', 'payee-and-amount', 'contact-support'],
  },
  dingpay: {
    'payment-failed': [
      'network-restart',
      'balance',
      'card-details',
      'other-method',
      'contact-support',
    ],
    'cross-border': ['exchange-rate', 'enable-abroad', 'abroad-safety'],
  },
};

const VERSION = 1;

export const scripts: readonly Script[] = presetName.options.flatMap((preset) =>
  scriptName.options.map((name) => ({
    preset,
    name,
    version: VERSION,
    stepIds: own[preset][name] ?? common[name],
  })),
);

export const findScript = (preset: PresetName, name: ScriptName): Script | undefined =>
  scripts.find((script) => script.preset === preset && script.name === name);

export const isStep = (id: string): id is StepId => Object.hasOwn(steps, id);
export const stepOf = (id: StepId): Step => steps[id];

/**
 * A step's sentence for the customer; `null` when there is none. A sentence with a time refuses
 * when nobody promised one.
 */
export function stepText(
  id: StepId,
  { language, eta }: { language: 'zh' | 'en'; eta: string | null },
): { ok: true; text: string | null } | { ok: false; code: 'advice.eta-missing' } {
  const { customer } = stepOf(id);
  if (customer === null) return { ok: true, text: null };
  const text = withEta(customer, language, eta);
  return text === null ? { ok: false, code: 'advice.eta-missing' } : { ok: true, text };
}

const letterOf: Readonly<Record<PresetName, RegExp>> = {
  standard: /^[A-D]/,
  cgpay: /^[AB]/,
  gopay: /^C/,
  dingpay: /^D/,
};

/** Rows of the brand's own promises that a script keeps, in order. */
export const rowsOf = (script: Script): string[] =>
  [
    ...new Set(
      script.stepIds.flatMap((id) =>
        stepOf(id).rows.filter((row) => letterOf[script.preset].test(row)),
      ),
    ),
  ].sort();
