import { isPaid, type PayStatus } from '../transaction/transaction.ts';
import { categoryTexts, causeTexts, type Text } from './advice-texts.ts';
import { refundCauses, type RootCause, tierOf } from './root-causes.ts';

/** How sure the desk is of who is asking: 0 nobody proven … 4 the strongest. */
export type Level = 0 | 1 | 2 | 3 | 4;
/** From here on a customer may learn the exact reason. */
const EXACT_FROM_LEVEL = 2;

/** What the agent does next; shown as a step to take, never done by itself. */
export type NextAction =
  | 'suggest-other-method'
  | 'point-to-hosted-form'
  | 'give-bank-the-facts'
  | 'note-internally'
  | 'escalate-risk'
  | 'risk-queue-if-repeated'
  | 'verify-fully'
  | 'show-limit'
  | 'search-second-capture'
  | 'open-article-international'
  | 'guide-to-setting'
  | 'send-identity-link-in-app'
  | 'query-provider'
  | 'refund-if-money-left'
  | 'tell-merchant-ops'
  | 'tell-tech'
  | 'tech-if-repeated'
  | 'tech-if-still-unknown'
  | 'watch-for-incident'
  | 'report-unmapped-code'
  | 'tell-finance'
  | 'check-refund-rules'
  | 'retry-same-refund-number';

/** When paying again is worth trying. `not-said`: there is no rule; ask who investigates. */
export type Retry =
  | 'no'
  | 'yes'
  | 'once'
  | 'later'
  | 'after-top-up'
  | 'after-query'
  | 'after-identity-check'
  | 'after-signing-again'
  | 'other-card'
  | 'other-method'
  | 'new-order'
  | 'not-said';

type Department = 'risk' | 'finance' | 'tech' | 'merchant-ops';

export interface Advice {
  actions: readonly NextAction[];
  retry: Retry;
  /** Who takes it over when the desk cannot solve it. */
  department: Department | null;
  /** Least level before the action may be taken. */
  level: Level;
}

const row = (
  retry: Retry,
  actions: readonly NextAction[] = [],
  department: Department | null = null,
  level: Level = 0,
): Advice => ({ actions, retry, department, level });

const advices: Readonly<Record<RootCause, Advice>> = {
  'insufficient-funds': row('after-top-up', ['suggest-other-method']),
  'wrong-details': row('once', ['point-to-hosted-form']),
  'expired-instrument': row('yes'),
  'issuer-declined-generic': row('other-card', ['give-bank-the-facts']),
  'issuer-fraud-lost-stolen': row('no', ['note-internally', 'risk-queue-if-repeated'], 'risk'),
  'risk-block': row('no', ['escalate-risk'], 'risk'),
  'account-frozen': row('no', ['verify-fully', 'escalate-risk'], 'risk', 4),
  'limit-exceeded': row('later', ['show-limit', 'tell-merchant-ops']),
  'duplicate-or-already-paid': row('no', ['search-second-capture']),
  'auth-3ds-failed': row('yes'),
  'cross-border-or-currency': row('other-method', ['open-article-international']),
  'method-not-supported': row('other-method', ['guide-to-setting']),
  'kyc-required': row('after-identity-check', ['send-identity-link-in-app']),
  'mandate-revoked': row('after-signing-again'),
  'user-canceled': row('yes'),
  'order-expired-or-closed': row('new-order', ['query-provider', 'refund-if-money-left']),
  'merchant-config': row('no', ['tell-merchant-ops', 'tell-tech'], 'merchant-ops'),
  'issuer-or-channel-unavailable': row('later', ['watch-for-incident']),
  'network-timeout': row('after-query', ['query-provider', 'tech-if-still-unknown'], 'tech'),
  'platform-error': row('later', ['tech-if-repeated'], 'tech'),
  unknown: row('not-said', ['tell-tech', 'report-unmapped-code'], 'tech'),
  'refund-window-expired': row('no', ['check-refund-rules']),
  'refund-exceeds': row('no', ['check-refund-rules']),
  'refund-merchant-balance': row('later', ['retry-same-refund-number'], 'merchant-ops'),
  'refund-payee-abnormal': row('no', ['tell-finance'], 'finance'),
  'refund-disputed': row('no', ['check-refund-rules'], 'finance'),
  'refund-rate-limit': row('later', ['retry-same-refund-number']),
  'refund-not-allowed': row('no', ['check-refund-rules']),
};

export const adviceFor = (cause: RootCause): Advice => advices[cause];

export interface TextContext {
  language: 'zh' | 'en';
  level: Level;
  /** The promised time as the customer reads it; `null` when nobody promised one. */
  eta: string | null;
  /** Of the payment spoken of, as far as known now. */
  status?: PayStatus;
  /** Money-laundering suspicion: not a word about the reason, whatever it is (tipping-off). */
  hasAmlFlag?: boolean;
}

export type CustomerText =
  | { ok: true; text: string; form: 'exact' | 'category' | 'neutral' | 'confirming' | 'paid' }
  | { ok: false; code: 'advice.eta-missing' };

/** The money may have moved: nothing may be said that sounds like a failure or invites a second payment. */
const undecided: ReadonlySet<PayStatus> = new Set(['unknown', 'pending', 'authorized']);
const ofRefund: ReadonlySet<string> = new Set(refundCauses);

/**
 * The sentence for the customer. It never says more than the tier of the cause and the customer's
 * level allow, never calls a payment failed whose result is not known, and never invents a time:
 * where one is needed and none was promised, it refuses.
 */
export function customerText(cause: RootCause, context: TextContext): CustomerText {
  const { status } = context;
  if (status !== undefined && undecided.has(status))
    return filled(causeTexts['network-timeout'], 'confirming', context);
  if (status !== undefined && isPaid(status) && !ofRefund.has(cause))
    return filled(causeTexts['duplicate-or-already-paid'], 'paid', context);
  if (context.hasAmlFlag === true) return filled(causeTexts.unknown, 'neutral', context);
  const isVerified = context.level >= EXACT_FROM_LEVEL;
  switch (tierOf(cause)) {
    case 'plain':
      return filled(causeTexts[cause], 'exact', context);
    case 'category':
      return isVerified
        ? filled(causeTexts[cause], 'exact', context)
        : filled(categoryOf(cause), 'category', context);
    default:
      return filled(isVerified ? causeTexts[cause] : veiled(cause), 'neutral', context);
  }
}

const categoryOf = (cause: RootCause): Text =>
  categoryTexts[cause === 'kyc-required' ? 'account-setup' : 'payment-method'];

/**
 * Before a customer is verified a lost card sounds like any other refused one, and that an account
 * exists or is restricted is not told.
 */
function veiled(cause: RootCause): Text {
  if (cause === 'issuer-fraud-lost-stolen') return categoryTexts['payment-method'];
  return cause === 'merchant-config' ? causeTexts[cause] : causeTexts.unknown;
}

function filled(
  text: Text,
  form: (CustomerText & { ok: true })['form'],
  { language, eta }: Pick<TextContext, 'language' | 'eta'>,
): CustomerText {
  const done = withEta(text, language, eta);
  return done === null ? { ok: false, code: 'advice.eta-missing' } : { ok: true, text: done, form };
}

/** The sentence with its promised time; `null` when it needs one and there is none. */
export function withEta(text: Text, language: 'zh' | 'en', eta: string | null): string | null {
  const sentence = text[language];
  if (!sentence.includes('{eta}')) return sentence;
  const time = eta?.trim() ?? '';
  return time === '' ? null : sentence.replaceAll('{eta}', () => time);
}
