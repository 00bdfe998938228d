import { DAY_MS, MINUTE_MS } from '#shared/lib/units.ts';
import { anomaliesOf, type AccountRecord } from '../transaction/account-record.ts';
import { isPaid, type RiskFlag, type Transaction } from '../transaction/transaction.ts';
import { type FailureContext, type Reading, rootCauseOf } from './codes.ts';
import { causeForAgent, rankOf, type RootCause } from './root-causes.ts';
import { isStep, type ScriptName, stepOf, type StepOutcome } from './scripts.ts';

/** What the conversation is about, as the customer or the agent says. */
export type Topic =
  | 'payment-failed'
  | 'account-frozen'
  | 'registration'
  | 'password'
  | 'new-device'
  | 'security'
  | 'cross-border'
  | 'refund'
  | 'transaction-enquiry'
  | 'other';

export interface Evidence {
  topic: Topic;
  /** The payment spoken of. */
  record: Transaction | null;
  account: AccountRecord | null;
  /** Other payments of the same payer around that time. */
  nearby?: readonly Transaction[];
  /** What the steps taken so far found. */
  steps?: readonly { stepId: string; outcome: StepOutcome }[];
  /** What the record itself does not tell. */
  context?: Pick<FailureContext, 'isOnline' | 'hasThreeDs'>;
}

export type ReasonCode =
  | 'account-frozen'
  | 'account-closed'
  | 'account-flag'
  | 'record-flag'
  | 'refund-failed'
  | 'paid-twice'
  | 'provider-code'
  | 'network-code'
  | 'three-ds'
  | 'recorded-cause'
  | 'balance-below-amount'
  | 'status-expired'
  | 'status-canceled'
  | 'status-unknown'
  | 'step-problem'
  | 'topic'
  | 'sign-in-anomaly'
  | 'status-paid';

export interface Reason {
  code: ReasonCode;
  /** `null`: worth knowing, but it names no cause. */
  cause: RootCause | null;
  /** Codes and flags that said so; never a person's data. */
  detail: string | null;
}

export interface Suggestion {
  /** `paid`: no failure. `confirming`: nobody knows yet, nothing may be called failed. */
  finding: 'paid' | 'confirming' | 'cause' | 'in-progress' | 'nothing-found';
  rootCause: RootCause | null;
  /** Why, the deciding one first. */
  reasons: Reason[];
  script: ScriptName | null;
  flags: Reading['flags'];
}

/** A balance counted this near to the failure tells about it. */
const BALANCE_NEAR_MS = 15 * MINUTE_MS;

const reason = (
  code: ReasonCode,
  cause: RootCause | null,
  detail: string | null = null,
): Reason => ({
  code,
  cause,
  detail,
});

const causeOfFlag: Readonly<Record<RiskFlag, RootCause | null>> = {
  'frozen-account': 'account-frozen',
  hold: 'risk-block',
  velocity: 'risk-block',
  blacklist: 'risk-block',
  'manual-review': 'risk-block',
  aml: 'risk-block',
  // A further check, not a refusal.
  'device-new': null,
};

function flagReasons(code: 'account-flag' | 'record-flag', flags: readonly RiskFlag[]): Reason[] {
  return [...new Set(flags)].flatMap((flag) => {
    const cause = causeOfFlag[flag];
    return cause ? [reason(code, cause, flag)] : [];
  });
}

function accountReasons(account: AccountRecord): Reason[] {
  const found = flagReasons('account-flag', account.riskFlags);
  if (account.state === 'frozen') found.push(reason('account-frozen', 'account-frozen'));
  if (account.state === 'closed') found.push(reason('account-closed', 'account-frozen'));
  return found;
}

/** Paid too, for the same order: or, where one has no order number, the same payer at the same merchant. */
function isTwin(record: Transaction, other: Transaction): boolean {
  const [order, otherOrder] = [record.ids.merchantOrderNo, other.ids.merchantOrderNo];
  const { accountName, userName, contactId } = record.payer;
  const isSamePayer =
    (contactId !== undefined && contactId === other.payer.contactId) ||
    (userName !== undefined && userName === other.payer.userName) ||
    (accountName !== undefined && accountName === other.payer.accountName);
  return (
    other.id !== record.id &&
    isPaid(other.status) &&
    other.refundState !== 'full' &&
    other.amount.minor === record.amount.minor &&
    other.amount.currency === record.amount.currency &&
    other.merchant.id === record.merchant.id &&
    Math.abs(other.times.createdAt - record.times.createdAt) <= DAY_MS &&
    (order !== undefined && otherOrder !== undefined ? order === otherOrder : isSamePayer)
  );
}

function failureReading(record: Transaction, more: Evidence['context']): Reading | null {
  const { failure, merchant, method, times } = record;
  if (!failure) return null;
  return rootCauseOf(failure, {
    ...more,
    scheme: method.scheme,
    merchantCountry: merchant.country,
    issuerCountry: method.country,
    isOrderExpired: times.expiresAt !== undefined && times.expiresAt <= failure.at,
    queriedStatus: record.status,
  });
}

function failureReasons(record: Transaction, reading: Reading | null): Reason[] {
  const { failure } = record;
  if (!failure || !reading) return [];
  if (reading.from !== 'nothing')
    return [reason(reading.from, reading.rootCause, failure.subCode ?? failure.code)];
  return failure.rootCause === 'unknown'
    ? [reason('provider-code', 'unknown', failure.subCode ?? failure.code)]
    : [reason('recorded-cause', failure.rootCause, failure.code)];
}

function balanceReasons(record: Transaction, account: AccountRecord | null): Reason[] {
  const { balance } = account ?? {};
  const failedAt = record.times.failedAt ?? record.failure?.at;
  const isShort =
    balance &&
    failedAt !== undefined &&
    record.method.kind === 'wallet-balance' &&
    balance.available.currency === record.amount.currency &&
    balance.available.minor < record.amount.minor &&
    Math.abs(balance.at - failedAt) <= BALANCE_NEAR_MS;
  return isShort ? [reason('balance-below-amount', 'insufficient-funds')] : [];
}

function statusReasons({ status, failure }: Transaction): Reason[] {
  if (status === 'unknown') return [reason('status-unknown', 'network-timeout')];
  if (status === 'expired') return [reason('status-expired', 'order-expired-or-closed')];
  return status === 'canceled' && !failure ? [reason('status-canceled', 'user-canceled')] : [];
}

function refundReasons(record: Transaction): Reason[] {
  const last = record.refunds.at(-1);
  if (last?.status !== 'failed' || last.failureCode === undefined) return [];
  const { rootCause } = rootCauseOf(
    { provider: record.provider, code: last.failureCode },
    { operation: 'refund' },
  );
  return [reason('refund-failed', rootCause, last.failureCode)];
}

/** What customer and agent found or say: believed where the records say nothing. */
function toldReasons({ topic, steps = [] }: Evidence): Reason[] {
  const found = steps.flatMap(({ stepId, outcome }) => {
    const [cause] = outcome === 'problem' && isStep(stepId) ? stepOf(stepId).causes : [];
    return cause ? [reason('step-problem', cause, stepId)] : [];
  });
  const named: Partial<Record<Topic, RootCause>> = {
    'account-frozen': 'account-frozen',
    'cross-border': 'cross-border-or-currency',
  };
  const cause = named[topic];
  return cause ? [...byRank(found), reason('topic', cause, topic)] : byRank(found);
}

const byRank = (reasons: readonly Reason[]): Reason[] =>
  [...reasons].sort((a, b) => (a.cause ? rankOf(a.cause) : 99) - (b.cause ? rankOf(b.cause) : 99));

/** Topics that are about the account, so that a payment's success does not answer them. */
const ofAccount: ReadonlySet<Topic> = new Set([
  'account-frozen',
  'registration',
  'password',
  'new-device',
  'security',
]);

/**
 * A first diagnosis from what is on record, for a person to confirm. When records name several
 * causes, the first in the order of preference is suggested; what was only said counts after them.
 */
export function suggest(evidence: Evidence): Suggestion {
  const { topic, record, account, nearby = [] } = evidence;
  const isRecordPaid = record !== null && isPaid(record.status);
  const isAboutPayment = isRecordPaid && !ofAccount.has(topic);
  const reading = record && !isRecordPaid ? failureReading(record, evidence.context) : null;
  const proven = byRank([
    ...(account && !isAboutPayment ? accountReasons(account) : []),
    ...(record ? recordReasons(record, account, nearby, reading) : []),
  ]);
  const certain = proven.filter((one) => one.cause !== 'unknown');
  const vague = proven.filter((one) => one.cause === 'unknown');
  const told = isAboutPayment ? [] : toldReasons(evidence);
  const reasons = [...certain, ...told, ...vague];
  const rootCause = reasons[0]?.cause ?? null;
  if (isRecordPaid) reasons.push(reason('status-paid', null));
  if (account)
    for (const anomaly of anomaliesOf(account, account.fetchedAt))
      reasons.push(reason('sign-in-anomaly', null, anomaly));
  return {
    finding: findingOf(record, rootCause),
    rootCause,
    reasons,
    script: scriptFor(evidence, rootCause),
    flags: reading?.flags ?? [],
  };
}

function recordReasons(
  record: Transaction,
  account: AccountRecord | null,
  nearby: readonly Transaction[],
  reading: Reading | null,
): Reason[] {
  const twins = nearby.filter((other) => isTwin(record, other));
  const twice = twins.map((twin) => reason('paid-twice', 'duplicate-or-already-paid', twin.id));
  if (isPaid(record.status)) return [...twice, ...refundReasons(record)];
  return [
    ...flagReasons('record-flag', record.risk.flags),
    ...twice,
    ...failureReasons(record, reading),
    ...balanceReasons(record, account),
    ...statusReasons(record),
  ];
}

function findingOf(record: Transaction | null, cause: RootCause | null): Suggestion['finding'] {
  if (record?.status === 'unknown') return 'confirming';
  if (record && isPaid(record.status) && (!cause || cause === 'duplicate-or-already-paid'))
    return 'paid';
  if (cause) return 'cause';
  return record ? 'in-progress' : 'nothing-found';
}

const scriptOfTopic: Readonly<Record<Topic, ScriptName | null>> = {
  'payment-failed': 'payment-failed',
  'account-frozen': 'account-frozen',
  registration: 'registration',
  password: 'password-recovery',
  'new-device': 'new-device',
  security: 'account-security',
  'cross-border': 'cross-border',
  refund: null,
  'transaction-enquiry': null,
  other: null,
};

function scriptFor({ topic, record }: Evidence, cause: RootCause | null): ScriptName | null {
  if (cause === 'account-frozen') return 'account-frozen';
  if (cause === 'cross-border-or-currency') return 'cross-border';
  if (record && isPaid(record.status) && topic === 'payment-failed') return null;
  return scriptOfTopic[topic] ?? (record?.status === 'failed' ? 'payment-failed' : null);
}

/** A suspicion of money laundering: nothing about the reason may be said or hinted, whatever it is. */
export const hasAmlFlag = ({ record, account }: Pick<Evidence, 'record' | 'account'>): boolean =>
  record?.risk.flags.includes('aml') === true ||
  account?.riskFlags.includes('aml') === true ||
  account?.frozen?.code === 'aml';

/**
 * The suggestion as an agent may see it: without the right to see risk, a hidden cause and the
 * reasons for it are left out. The script stays: it is what the agent has to do.
 */
export function shownTo(
  suggestion: Suggestion,
  canViewRisk: boolean,
): Omit<Suggestion, 'rootCause'> & { rootCause: RootCause | 'withheld' | null } {
  const { rootCause, reasons } = suggestion;
  return {
    ...suggestion,
    rootCause: rootCause && causeForAgent(rootCause, canViewRisk),
    reasons: reasons.filter(
      (one) => one.cause === null || causeForAgent(one.cause, canViewRisk) !== 'withheld',
    ),
  };
}
