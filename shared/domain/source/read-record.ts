import { rootCauseOf } from '../diagnosis/codes.ts';
import { rootCause } from '../diagnosis/root-causes.ts';
import type { Money } from '../money/money.ts';
import { type InvariantCode, invariantsOf } from '../transaction/invariants.ts';
import { canonicalState } from '../transaction/status.ts';
import {
  disputeState,
  payStatus,
  refundState,
  riskFlag,
  transaction,
  type Transaction,
  transactionType,
} from '../transaction/transaction.ts';
import type { Conventions, RecordMap } from './field-map.ts';
import { feesOf, refundsOf } from './read-lists.ts';
import {
  any,
  countryOf,
  disputeOf,
  fxOf,
  goodsOf,
  methodOf,
  scoreOf,
  type Values,
  without,
} from './read-parts.ts';
import { gateRaw } from './raw-gate.ts';
import { type FieldProblem, openValues } from './values.ts';

/** One object of an answer, read. `record` is null when what every record needs is not there. */
export interface ReadRecord {
  record: Transaction | null;
  problems: FieldProblem[];
  broken: InvariantCode[];
  /** After the card gate. */
  raw: unknown;
}

/** What makes an object of an answer a record. */
export interface Mapping {
  map: RecordMap;
  conventions: Conventions;
}

/** Reads one object of an answer as a record. The card gate comes first: nothing unmasked is mapped. */
export function readRecord(given: unknown, mapping: Mapping, fetchedAt: number): ReadRecord {
  const raw = gateRaw(given);
  const problems: FieldProblem[] = [];
  const { map, conventions } = mapping;
  const values = openValues<string>({
    from: raw,
    fields: map.fields,
    words: map.words,
    conventions,
    problems,
  });
  const currency = values.currency('currency');
  const amount = values.money('amount', currency);
  const createdAt = values.time('createdAt');
  const id = values.text('id') ?? values.text('providerTxnId') ?? values.text('merchantOrderNo');
  const needed = { id, amount, createdAt };
  for (const [field, value] of Object.entries(needed))
    if (value === undefined && !problems.some((one) => one.field === field))
      values.problem(field, 'missing', undefined);
  if (id === undefined || amount === undefined || createdAt === undefined)
    return { record: null, problems, broken: [], raw };

  const refunds = refundsOf(raw, mapping, amount.currency, createdAt, problems);
  const state = stateOf(values, mapping, amount, refunds);
  const failure = failureOf(values, mapping, state.status, createdAt);
  const candidate = without({
    id,
    type: values.word('type', transactionType.options) ?? 'payment',
    ...state,
    provider: values.text('provider') ?? conventions.dialect,
    ids: without({
      merchantOrderNo: values.text('merchantOrderNo'),
      providerTxnId: values.text('providerTxnId'),
      parentTxnId: values.text('parentTxnId'),
      rrn: values.text('rrn'),
      arn: values.text('arn'),
      authCode: values.text('authCode'),
      traceId: values.text('traceId'),
    }),
    amount,
    authorized: values.money('authorized', currency),
    captured: values.money('captured', currency) ?? (isWholly(state.status) ? amount : undefined),
    billed: values.money('billed', values.currency('billedCurrency')),
    settlement: values.money('settlement', values.currency('settlementCurrency')),
    fees: feesOf(raw, mapping, amount.currency, problems),
    fx: fxOf(values),
    method: methodOf(values),
    payer: without({
      accountName: values.text('accountName'),
      userName: values.text('userName'),
      phone: values.text('phone'),
      email: values.text('email'),
    }),
    merchant: without({
      id: values.text('merchantId') ?? '-',
      name: values.text('merchantName') ?? values.text('merchantId') ?? '-',
      mcc: values.text('mcc'),
      country: countryOf(values, 'merchantCountry'),
    }),
    payee: any({ name: values.text('payeeName'), account: values.text('payeeAccount') }),
    goods: goodsOf(values),
    times: without({
      createdAt,
      authorizedAt: values.time('authorizedAt'),
      capturedAt: values.time('capturedAt'),
      failedAt: values.time('failedAt'),
      settledAt: values.time('settledAt'),
      expiresAt: values.time('expiresAt'),
      zone: conventions.zone,
    }),
    failure,
    risk: without({
      flags: values.several('riskFlags', riskFlag.options),
      score: scoreOf(values),
    }),
    refunds,
    dispute: disputeOf(values, amount),
    fetchedAt,
  });
  const read = transaction.safeParse(candidate);
  if (!read.success) {
    for (const issue of read.error.issues.slice(0, 10))
      problems.push({ field: issue.path.join('.'), code: 'refused', value: issue.message });
    return { record: null, problems, broken: [], raw };
  }
  // The payload went through the gate above; it is not searched for cards a second time.
  return { record: { ...read.data, raw }, problems, broken: invariantsOf(read.data), raw };
}

/** What was taken is the amount itself unless the source tells another. */
const isWholly = (status: Transaction['status']) => status === 'captured' || status === 'settled';

function stateOf(
  values: Values,
  { map, conventions }: Mapping,
  amount: Money,
  refunds: ReturnType<typeof refundsOf>,
) {
  const word = values.text('status');
  const own = values.own('status');
  const ours = payStatus.safeParse(own).data;
  const returned = refunds
    .filter((one) => one.status === 'succeeded')
    .reduce((sum, one) => sum + one.amount.minor, 0);
  const refunded =
    values.money('refunded', amount.currency) ??
    (returned > 0 ? { minor: returned, currency: amount.currency } : undefined);
  const total = values.money('captured', amount.currency) ?? amount;
  const isUnderWay = refunds.some(
    (one) => one.status === 'requested' || one.status === 'processing',
  );
  const read = canonicalState({
    provider: ours ? 'internal' : (values.text('provider') ?? conventions.dialect),
    status: ours ?? word ?? null,
    total,
    ...(refunded ? { refunded } : {}),
    isRefundUnderWay: isUnderWay,
    ...(values.text('failureCode') ? { errorCode: values.text('failureCode') ?? '' } : {}),
  });
  if (word !== undefined && read.isUnmapped) values.problem('status', 'word-unknown', word);
  if (word === undefined) values.problem('status', 'missing', undefined);
  const told = map.fields.refundState ? values.word('refundState', refundState.options) : undefined;
  return {
    status: read.status,
    refundState: told ?? read.refundState,
    disputeState: values.word('disputeState', disputeState.options) ?? 'none',
  };
}

function failureOf(
  values: Values,
  { map, conventions }: Mapping,
  status: Transaction['status'],
  createdAt: number,
) {
  const code = values.text('failureCode');
  // A call that timed out is not a failure yet: its code stays in the payload.
  if (code === undefined || status === 'unknown') return undefined;
  const provider = values.text('provider') ?? conventions.dialect;
  const subCode = values.text('failureSubCode');
  const networkCode = values.text('networkCode');
  const known = rootCause.safeParse(map.words['failureCode']?.[code]).data;
  return without({
    provider,
    code,
    subCode,
    message: values.text('failureMessage'),
    networkCode,
    rootCause: known ?? rootCauseOf({ provider, code, subCode, networkCode }).rootCause,
    at: values.time('failedAt') ?? createdAt,
  });
}
