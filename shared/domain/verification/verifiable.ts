import type { Money } from '../money/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { VerifiableRecord } from './answers.ts';

const present = <T>(list: readonly (T | null | undefined)[]): T[] =>
  list.filter((one) => one !== null && one !== undefined);

/** Names a transaction in checks, guards and the audit: ids of two sources may be the same. */
export const recordIdOf = (sourceId: string, id: string): string =>
  `${sourceId}/${id}`.slice(0, 200);

/** What of a transaction can be asked. `asOfAt`: when its source last said so. */
export function verifiableOf(
  recordId: string,
  { id, ids, times, amount, billed, merchant, goods, payer, method }: Transaction,
  asOfAt: number,
): VerifiableRecord {
  const charged: Money | null = billed ?? null;
  return {
    id: recordId,
    orderNumbers: present([id, ids.merchantOrderNo, ids.providerTxnId, ids.rrn, ids.arn]),
    times: present([times.createdAt, times.authorizedAt, times.capturedAt, times.failedAt]),
    amount,
    billed: charged,
    merchant: merchant.name === '-' ? null : merchant.name,
    product: goods?.description ?? null,
    payerName: payer.accountName ?? null,
    phone: payer.phone ?? null,
    email: payer.email ?? null,
    last4: method.last4 ?? null,
    asOfAt,
  };
}
