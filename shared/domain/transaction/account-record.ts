import { z } from '#shared/lib/schema.ts';
import { HOUR_MS } from '#shared/lib/units.ts';
import { instant } from '../event.ts';
import { money } from '../money/money.ts';
import { country, riskFlag } from './transaction.ts';

const short = z.string().min(1).max(200);

/** Why the platform froze an account. `aml` is never spoken of outside the risk and legal departments. */
export const freezeCode = z.enum([
  'risk-review',
  'too-many-sign-ins',
  'identity-check-due',
  'reported-by-customer',
  'court-order',
  'aml',
  'not-told',
]);

const signIn = z.object({
  at: instant,
  device: short.nullable(),
  /** Town or region as the platform names it. */
  place: short.nullable(),
  country: country.nullable(),
  isNewDevice: z.boolean(),
  outcome: z.enum(['ok', 'refused', 'second-step-pending']),
});

/** A customer's account on the payment platform, as its records tell it. Read-only here. */
export const accountRecord = z.object({
  id: short,
  kind: z.enum(['user', 'merchant']),
  userName: short.nullable(),
  state: z.enum(['active', 'frozen', 'closed']),
  /** Told while the state is `frozen`. */
  frozen: z.object({ code: freezeCode, at: instant }).nullable(),
  balance: z
    .object({
      available: money,
      /** When the platform counted it. */
      at: instant,
    })
    .nullable(),
  /** Newest first. */
  signIns: z.array(signIn),
  riskFlags: z.array(riskFlag),
  isEmailVerified: z.boolean(),
  verificationMail: z.object({
    state: z.enum(['not-sent', 'sent', 'expired', 'used']),
    at: instant.nullable(),
  }),
  hasTwoFactor: z.boolean(),
  /** Since when phone and e-mail stand unchanged; a code sent there proves nothing before. */
  contactUnchangedSinceAt: instant.optional(),
  locale: short.nullable(),
  country: country.nullable(),
  fetchedAt: instant,
});
export type AccountRecord = z.infer<typeof accountRecord>;

const RECENT_MS = 72 * HOUR_MS;
const REFUSED_LIMIT = 5;
/** Two countries within this time are not one traveller. */
const TRAVEL_MS = 2 * HOUR_MS;

export type SignInAnomaly = 'new-device' | 'many-refused' | 'two-countries';

/** What is odd about the sign-ins of the last three days before `now`. A hint for a person, no verdict. */
export function anomaliesOf(record: AccountRecord, now: number): SignInAnomaly[] {
  const recent = record.signIns.filter((one) => one.at <= now && now - one.at <= RECENT_MS);
  const placed = recent
    .filter((one) => one.country !== null && one.outcome === 'ok')
    .sort((a, b) => a.at - b.at);
  const found: Record<SignInAnomaly, boolean> = {
    'new-device': recent.some((one) => one.isNewDevice),
    'many-refused': recent.filter((one) => one.outcome === 'refused').length >= REFUSED_LIMIT,
    'two-countries': placed.some((one, index) => {
      const before = placed[index - 1];
      return before && before.country !== one.country && one.at - before.at <= TRAVEL_MS;
    }),
  };
  return (['new-device', 'many-refused', 'two-countries'] as const).filter((code) => found[code]);
}
