import { expect, test } from 'vitest';
import { numbersIn } from '#shared/domain/transaction/order-numbers.ts';

const found = (text: string) => numbersIn(text).map(({ value, kind }) => `${kind} ${value}`);

test.each([
  ['订单号 GP-21007，银行短信显示两笔 ¥1,280.00。', ['order GP-21007']],
  ['订单号：2026112000123456', ['order 2026112000123456']],
  ['交易号 TX-77120934', ['transaction TX-77120934']],
  ['My payment for order HP-21163 failed', ['order HP-21163']],
  ['Order no. 88123456, please', ['order 88123456']],
  ['order #A1234567', ['order A1234567']],
  ['reference pi_3MtwBwLkdIwHu7ix28a3tqPa.', ['transaction pi_3MtwBwLkdIwHu7ix28a3tqPa']],
  ['流水号4200001234202611201234567890', ['transaction 4200001234202611201234567890']],
  ['微信 4200001234202611201234567890 查一下', ['transaction 4200001234202611201234567890']],
  ['GP-21007 和 GP-21020', ['order GP-21007', 'order GP-21020']],
])('%j', (text, numbers) => {
  expect(found(text)).toEqual(numbers);
});

test.each([
  '我的手机是 13800000000',
  '订单 13800000000 的机主',
  '金额 12800.50 元',
  '订单金额 12800元',
  'order 12800.50 was charged',
  'ISO-27001 and GB-18030',
  'COVID-19999',
  '订单什么时候到',
  'in order to 100% help',
  '2026-11-20 10:38',
  '400-800-1234',
])('%j holds none', (text) => {
  expect(found(text)).toEqual([]);
});

test('places are those in the text', () => {
  const text = '订单号：GP-21007，谢谢';
  const [one] = numbersIn(text);
  expect(text.slice(one?.from, one?.to)).toBe('GP-21007');
});

test('time is linear: long runs of anything are searched at once', () => {
  for (const piece of ['a', 'GP-', '订单号', '1', 'order no ', '- ', 'pi_'])
    expect(numbersIn(piece.repeat(100_000)).length).toBeLessThan(20_000);
});
