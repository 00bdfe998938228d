import { expect, test } from 'vitest';
import { hasCause, topicOf } from '#shared/domain/diagnosis/topics.ts';

test.each([
  ['支付失败', 'payment-failed'],
  ['Payment failed', 'payment-failed'],
  ['付款已经扣了两次', 'payment-failed'],
  ['账户冻结', 'account-frozen'],
  ['关于订单 GP-21085 的退款申请', 'refund'],
  ['跨境付款汇率问题', 'cross-border'],
  ['密码找回', 'password'],
  ['收到异常登录提醒', 'security'],
  ['注册', 'registration'],
  ['充值', 'transaction-enquiry'],
  ['合作', 'other'],
])('%s is about %s', (text, topic) => {
  expect(topicOf([text])).toBe(topic);
});

test('what was chosen counts before what was said', () => {
  expect(topicOf(['账户冻结', '退款'])).toBe('account-frozen');
  expect(topicOf([null, '', '退款'])).toBe('refund');
  expect(topicOf([])).toBe('other');
});

test('A22 a cause is asked for where a payment or an account is the matter', () => {
  expect(hasCause('payment-failed') && hasCause('account-frozen')).toBe(true);
  expect(hasCause('refund') || hasCause('other')).toBe(false);
});
