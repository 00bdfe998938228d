import { describe, expect, test } from 'vitest';
import { revealed, shownAccountTo, shownTransactionTo } from '#shared/domain/transaction/shown.ts';
import type { Transaction } from '#shared/domain/transaction/transaction.ts';
import { verifiableOf } from '#shared/domain/verification/verifiable.ts';
import { activeAccount, NOW, paidRecord } from '../../../../kit/records.ts';

const record: Transaction = {
  ...paidRecord,
  payer: {
    accountName: '王小明',
    userName: 'wangxm88',
    phone: '13800138000',
    email: 'alice.wong@example.com',
  },
  payee: { name: '李四', account: '6222020000001234' },
  goods: { description: '红茶', fulfilment: 'shipped', isPromo: false, isRefundable: true },
  risk: { flags: ['hold', 'aml'], score: 7 },
};

describe('a record as an agent sees it', () => {
  test.each([0, 1])('at level %d nothing in it answers a question', (level) => {
    const text = JSON.stringify(shownTransactionTo(record, level));
    for (const answer of [
      'tx-1',
      'ORDER-1',
      'pi_1',
      '29900',
      '王',
      'wangxm',
      '138',
      'alice',
      '1111',
    ])
      expect(text).not.toContain(answer);
    expect(text).not.toMatch(/Teashop|红茶|17\d{11}/);
  });

  test('D25 from level 2 it is open, and persons are masked', () => {
    const { open } = shownTransactionTo(record, 2);
    expect(open?.payer).toEqual({
      name: '**明',
      userName: 'wa*****8',
      phone: '138****8000',
      email: 'a***g@example.com',
    });
    expect(open?.instrument.masked).toBe('**** 1111');
    expect(open?.payee?.account).not.toContain('6222020000001234');
    expect(open?.amount).toEqual(record.amount);
  });

  test('a suspicion of money laundering is at no level said to this desk', () => {
    expect(shownTransactionTo(record, 4).riskFlags).toEqual(['hold']);
    const frozen = shownAccountTo(
      {
        ...activeAccount,
        state: 'frozen',
        frozen: { code: 'aml', at: NOW },
        riskFlags: ['aml', 'device-new'],
      },
      4,
    );
    expect(frozen.frozen?.code).toBe('not-told');
    expect(frozen.riskFlags).toEqual(['device-new']);
  });

  test('C15 account state comes first, balance and sign-ins with level 2', () => {
    const account = {
      ...activeAccount,
      balance: { available: { minor: 8_620, currency: 'CNY' }, at: NOW },
    };
    expect(shownAccountTo(account, 1).open).toBeNull();
    expect(shownAccountTo(account, 2).open?.balance?.available.minor).toBe(8_620);
  });

  test('one field at a time is uncovered', () => {
    expect(revealed(record, 'phone')).toBe('13800138000');
    expect(revealed(record, 'payee-account')).toBe('6222020000001234');
    expect(revealed(paidRecord, 'email')).toBeNull();
  });
});

test('what may be asked of a record: every number of it, every time of it', () => {
  const asked = verifiableOf('s/tx-1', record, NOW);
  expect(asked.orderNumbers).toEqual(['tx-1', 'ORDER-1', 'pi_1']);
  expect(asked.times).toEqual([NOW, NOW]);
  expect(asked).toMatchObject({ payerName: '王小明', last4: '1111', merchant: 'Teashop' });
});
