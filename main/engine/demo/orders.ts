import type { SampleOrder, Story } from '#main/records/sample/orders.ts';
import { age, facts, ROUNDS } from './seed.ts';
import { type Script, scripts } from './scripts.ts';

/** What the ledger of the sample back office says to each subject and channel of the scripts. */
const stories: Record<string, Story> = {
  '支付失败 webchat': 'twice-timed-out',
  '支付失败 email': 'expired',
  '退款 webchat': 'refund-under-way',
  '退款 email': 'refund-asked',
  '账户冻结 webchat': 'frozen',
  '充值 webchat': 'topup-pending',
  '商户结算 webchat': 'payout-pending',
  '投诉 email': 'not-booked',
  '发票 email': 'settled',
  '跨境支付 email': 'abroad',
  '账户安全 email': 'strange-sign-in',
  '注册 email': 'unverified',
  '转账 webchat': 'transfer',
  '限额 webchat': 'over-limit',
  'Payment failed webchat': 'authorized',
  'Refund webchat': 'twice',
  'Refund email': 'refund-under-way',
  'Settlement email': 'payout-pending',
  'Dispute email': 'disputed',
  'Transfer webchat': 'transfer-pending',
  'Verification webchat': 'unverified',
};

const storyOf = ({ topic, channel }: Script): Story => stories[`${topic} ${channel}`] ?? 'paid';

/** The orders the demo's conversations mention, with the numbers and amounts said there. */
export function demoOrders(now: number): SampleOrder[] {
  const total = scripts.length * ROUNDS;
  return Array.from({ length: total }, (_one, index) => index).flatMap((index) => {
    const script = scripts[index % scripts.length];
    if (!script) return [];
    const { name, order, tx, last4 } = facts(index, script);
    return [
      {
        order,
        txn: tx,
        name,
        language: script.language,
        minor: 1_280_00 + index * 3_733,
        currency: script.language === 'en' ? 'USD' : 'CNY',
        last4,
        at: now - age(index, total),
        story: storyOf(script),
      },
    ];
  });
}
