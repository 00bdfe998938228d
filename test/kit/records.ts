import type { AccountRecord } from '#shared/domain/transaction/account-record.ts';
import type { Transaction } from '#shared/domain/transaction/transaction.ts';

/** 2026-11-20 02:00 UTC. */
export const NOW = Date.UTC(2026, 10, 20, 2);
export const cny = (minor: number) => ({ minor, currency: 'CNY' });

/** A paid card payment of 299 yuan that breaks no invariant. */
export const paidRecord: Transaction = {
  id: 'tx-1',
  type: 'payment',
  status: 'captured',
  refundState: 'none',
  disputeState: 'none',
  provider: 'stripe',
  ids: { merchantOrderNo: 'ORDER-1', providerTxnId: 'pi_1' },
  amount: cny(29_900),
  authorized: cny(29_900),
  captured: cny(29_900),
  fees: [],
  method: { kind: 'card', scheme: 'visa', bin: '411111', last4: '1111', country: 'CN' },
  payer: { accountName: 'payer-1' },
  merchant: { id: 'm-1', name: 'Teashop', country: 'CN' },
  times: { createdAt: NOW, capturedAt: NOW, zone: 'Asia/Shanghai' },
  risk: { flags: [] },
  refunds: [],
  fetchedAt: NOW,
};

const { authorized: _authorized, captured: _captured, ...unpaid } = paidRecord;

/** The same payment, refused with `code`. */
export const failedRecord = (provider: string, code: string): Transaction => ({
  ...unpaid,
  provider,
  status: 'failed',
  times: { createdAt: NOW, failedAt: NOW, zone: 'Asia/Shanghai' },
  failure: { provider, code, rootCause: 'unknown', at: NOW },
});

export const activeAccount: AccountRecord = {
  id: 'acct-1',
  kind: 'user',
  userName: 'payer-1',
  state: 'active',
  frozen: null,
  balance: null,
  signIns: [],
  riskFlags: [],
  isEmailVerified: true,
  verificationMail: { state: 'used', at: NOW },
  hasTwoFactor: true,
  locale: 'zh-CN',
  country: 'CN',
  fetchedAt: NOW,
};
