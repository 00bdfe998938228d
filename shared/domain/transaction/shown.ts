import { z } from '#shared/lib/schema.ts';
import { instant } from '../event.ts';
import { money } from '../money/money.ts';
import { maskAccount, maskEmail, maskName, maskPhone } from '../redaction/display-masks.ts';
import { accountRecord, type AccountRecord, anomaliesOf } from './account-record.ts';
import { transaction, type Transaction } from './transaction.ts';

/**
 * A record as an agent sees it. Until the customer is verified to level 2 nothing in it can answer
 * a question of the check: numbers, amounts, times, names and instruments are not there at all
 * (blind entry). From level 2 on personal data is masked.
 */
export const shownTransaction = z.object({
  isBlind: z.boolean(),
  type: transaction.shape.type,
  status: transaction.shape.status,
  refundState: transaction.shape.refundState,
  disputeState: transaction.shape.disputeState,
  provider: z.string(),
  methodKind: transaction.shape.method.shape.kind,
  scheme: z.string().nullable(),
  riskFlags: transaction.shape.risk.shape.flags,
  /** The provider's code, never its words. */
  failureCode: z.string().nullable(),
  open: z
    .object({
      id: z.string(),
      ids: transaction.shape.ids,
      amount: money,
      authorized: money.nullable(),
      captured: money.nullable(),
      billed: money.nullable(),
      settlement: money.nullable(),
      fees: transaction.shape.fees,
      fx: transaction.shape.fx.unwrap().nullable(),
      instrument: z.object({
        masked: z.string(),
        country: z.string().nullable(),
        parts: z.array(z.object({ kind: transaction.shape.method.shape.kind, amount: money })),
      }),
      payer: z.object({
        name: z.string().nullable(),
        userName: z.string().nullable(),
        phone: z.string().nullable(),
        email: z.string().nullable(),
      }),
      merchant: transaction.shape.merchant,
      payee: z.object({ name: z.string().nullable(), account: z.string().nullable() }).nullable(),
      goods: z.string().nullable(),
      times: transaction.shape.times,
      refunds: transaction.shape.refunds,
      dispute: transaction.shape.dispute.unwrap().nullable(),
      riskScore: z.number().nullable(),
    })
    .nullable(),
});
export type ShownTransaction = z.infer<typeof shownTransaction>;

/** From here on the transaction may be talked about. */
const OPEN_FROM = 2;

const or = <T, U>(value: T | undefined, map: (value: T) => U): U | null =>
  value === undefined ? null : map(value);

/** `last4`, or what the source shows of it; never a whole number. */
function instrumentOf({ method }: Transaction): string {
  if (method.last4 !== undefined) return `**** ${method.last4}`;
  return method.masked === undefined ? '' : maskAccount(method.masked);
}

export function shownTransactionTo(record: Transaction, level: number): ShownTransaction {
  const { method, payer } = record;
  const isBlind = level < OPEN_FROM;
  return {
    isBlind,
    type: record.type,
    status: record.status,
    refundState: record.refundState,
    disputeState: record.disputeState,
    provider: record.provider,
    methodKind: method.kind,
    scheme: method.scheme ?? null,
    riskFlags: record.risk.flags.filter((flag) => flag !== 'aml'),
    failureCode: record.failure?.subCode ?? record.failure?.code ?? null,
    open: isBlind
      ? null
      : {
          id: record.id,
          ids: record.ids,
          amount: record.amount,
          authorized: record.authorized ?? null,
          captured: record.captured ?? null,
          billed: record.billed ?? null,
          settlement: record.settlement ?? null,
          fees: record.fees,
          fx: record.fx ?? null,
          instrument: {
            masked: instrumentOf(record),
            country: method.country ?? null,
            parts: method.fundingParts ?? [],
          },
          payer: {
            name: or(payer.accountName, maskName),
            userName: or(payer.userName, maskAccount),
            phone: or(payer.phone, maskPhone),
            email: or(payer.email, maskEmail),
          },
          merchant: record.merchant,
          payee: record.payee
            ? {
                name: or(record.payee.name, maskName),
                account: or(record.payee.account, maskAccount),
              }
            : null,
          goods: record.goods?.description ?? null,
          times: record.times,
          refunds: record.refunds,
          dispute: record.dispute ?? null,
          riskScore: record.risk.score ?? null,
        },
  };
}

/** What can be uncovered for a reason, for a moment, once the customer is verified. */
export const revealField = z.enum(['name', 'user-name', 'phone', 'email', 'payee-account']);
export type RevealField = z.infer<typeof revealField>;

export function revealed({ payer, payee }: Transaction, field: RevealField): string | null {
  switch (field) {
    case 'name':
      return payer.accountName ?? null;
    case 'user-name':
      return payer.userName ?? null;
    case 'phone':
      return payer.phone ?? null;
    case 'email':
      return payer.email ?? null;
    case 'payee-account':
      return payee?.account ?? null;
  }
}

/** Account state comes with the record from level 1; what could answer a question, and money, from 2. */
export const shownAccount = z.object({
  kind: accountRecord.shape.kind,
  state: accountRecord.shape.state,
  /** Never says `aml`: nobody at this desk may know (tipping-off). */
  frozen: accountRecord.shape.frozen,
  isEmailVerified: z.boolean(),
  verificationMail: accountRecord.shape.verificationMail,
  hasTwoFactor: z.boolean(),
  riskFlags: accountRecord.shape.riskFlags,
  anomalies: z.array(z.enum(['new-device', 'many-refused', 'two-countries'])),
  open: z
    .object({
      userName: z.string().nullable(),
      balance: accountRecord.shape.balance,
      signIns: accountRecord.shape.signIns,
      country: z.string().nullable(),
    })
    .nullable(),
  fetchedAt: instant,
});
export type ShownAccount = z.infer<typeof shownAccount>;

const SIGN_INS_SHOWN = 20;

export function shownAccountTo(account: AccountRecord, level: number): ShownAccount {
  const { frozen } = account;
  return {
    kind: account.kind,
    state: account.state,
    frozen: frozen?.code === 'aml' ? { ...frozen, code: 'not-told' } : frozen,
    isEmailVerified: account.isEmailVerified,
    verificationMail: account.verificationMail,
    hasTwoFactor: account.hasTwoFactor,
    riskFlags: account.riskFlags.filter((flag) => flag !== 'aml'),
    anomalies: anomaliesOf(account, account.fetchedAt),
    open:
      level < OPEN_FROM
        ? null
        : {
            userName: account.userName === null ? null : maskAccount(account.userName),
            balance: account.balance,
            signIns: account.signIns.slice(0, SIGN_INS_SHOWN),
            country: account.country,
          },
    fetchedAt: account.fetchedAt,
  };
}
