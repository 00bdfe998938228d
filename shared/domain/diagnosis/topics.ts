import type { Topic } from './suggest.ts';

/** Words of topics, tags and subjects; the first that is found decides. */
const words: readonly [Topic, RegExp][] = [
  ['account-frozen', /冻结|解冻|frozen|freeze|blocked account/i],
  ['refund', /退款|退货|refund/i],
  ['cross-border', /跨境|国际|汇率|外币|cross.?border|international|exchange rate/i],
  ['new-device', /新设备|双重验证|验证码|new device|two.?factor|2fa/i],
  ['password', /密码|password/i],
  ['registration', /注册|认证|开户|regist|sign.?up|verification/i],
  ['security', /安全|异常登录|盗|登录|security|sign.?in|log.?in|fraud/i],
  ['payment-failed', /支付失败|付款失败|扣款|扣了|未入账|payment.?failed|charged|declined/i],
  [
    'transaction-enquiry',
    /交易|转账|结算|到账|充值|限额|top.?up|limit|transfer|settlement|transaction|payout/i,
  ],
];

/** What a conversation is about, from what was chosen or said about it. */
export function topicOf(texts: readonly (string | null)[]): Topic {
  for (const text of texts) {
    if (text === null || text === '') continue;
    const found = words.find(([, pattern]) => pattern.test(text));
    if (found) return found[0];
  }
  return 'other';
}

/** Topics at whose end the cause of a failed payment or a frozen account is asked for. */
export const hasCause = (topic: Topic): boolean =>
  topic === 'payment-failed' || topic === 'account-frozen' || topic === 'cross-border';
