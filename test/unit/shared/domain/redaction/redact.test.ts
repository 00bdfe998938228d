import { describe, expect, test } from 'vitest';
import { redactText, type RedactionContext } from '#shared/domain/redaction/redact.ts';

const zh = (text: string, context: Partial<RedactionContext> = {}) =>
  redactText(text, { language: 'zh', ...context }).text;
const en = (text: string, context: Partial<RedactionContext> = {}) =>
  redactText(text, { language: 'en', ...context }).text;

describe('card numbers', () => {
  const cases: [id: string, text: string, masked: string][] = [
    [
      'PD1',
      '卡号4111 1111 1111 1111，CVV 123，有效期 12/27',
      '卡号[卡号 **** 1111]，CVV [CVV已删除]，有效期 [已删除]',
    ],
    ['PD2', '我的卡是４１１１－１１１１－１１１１－１１１１', '我的卡是[卡号 **** 1111]'],
    ['PD3', '6205500000000000004', '[卡号 **** 0004]'],
    ['PD4', '378282246310005 cvc:1234', '[卡号 **** 0005] cvc:[CVV已删除]'],
    ['PD5', '4111.1111.1111.1111', '[卡号 **** 1111]'],
    ['PD6', '62000000\u200B00000005', '[卡号 **** 0005]'],
    ['PD7', '4111111111111112', '4111111111111112'],
    ['PD8', '订单号 2026112112345678', '订单号 2026112112345678'],
    ['PD9', '1217752501201407033233368018', '1217752501201407033233368018'],
    ['PD10', '2014112611001004680073956707', '2014112611001004680073956707'],
    ['PD11', '8613800138000', '8613800138000'],
    ['PD13 Mastercard', '5555555555554444', '[卡号 **** 4444]'],
    ['PD13 Mastercard 2-series', '2223003122003222', '[卡号 **** 3222]'],
    ['PD13 Discover', '6011111111111117', '[卡号 **** 1117]'],
    ['PD13 JCB', '3566002020360505', '[卡号 **** 0505]'],
    ['PD13 Diners 14', '36227206271667', '[卡号 **** 1667]'],
    ['PD13 Diners 16', '3056930009020004', '[卡号 **** 0004]'],
    ['PD13 UnionPay', '6200000000000005', '[卡号 **** 0005]'],
    ['PD14', '1217752501201407', '1217752501201407'],
    ['PD15', '身份证 440524188001010014', '身份证 440***********0014'],
    ['PD16', '620102188001010755', '620***********0755'],
  ];
  test.each(cases)('%s: %s', (_id, text, masked) => {
    expect(zh(text)).toBe(masked);
  });

  test('a mark tells its kind and where it stands', () => {
    const { text, masks, masked } = redactText('卡号4111 1111 1111 1111，CVV 123', {});
    expect(masks.map((mark) => [mark.kind, text.slice(mark.at, mark.at + mark.length)])).toEqual([
      ['card', '[卡号 **** 1111]'],
      ['cvv', '[CVV已删除]'],
    ]);
    expect(masked).toEqual({ card: 1, cvv: 1 });
  });

  test('the language of the marks follows the text', () => {
    expect(redactText('my card is 4111111111111111').text).toBe('my card is [card **** 1111]');
    expect(redactText('我的卡 4111111111111111').text).toBe('我的卡 [卡号 **** 1111]');
  });

  test('an index of the original is found again behind a mark', () => {
    const text = 'card 4111111111111111 thanks';
    const redacted = redactText(text);
    expect(redacted.text.slice(redacted.moved(text.indexOf('thanks')))).toBe('thanks');
    expect(redacted.moved(2)).toBe(2);
  });

  // Public test numbers of the brands and of card-validator's test-suite (MIT).
  test.each([
    '5105105105105100',
    '5454545454545454',
    '4012888888881881',
    '4111-1111-1111-1111',
    '371449635398431',
    '378734493671000',
    '343434343434343',
    '38520000023237',
    '30569309025904',
    '6011000990139424',
    '601 1 1 1  1 1 1 1   1 1 1 1 1 7',
    '3530111333300000',
    '62123456789002',
    '621234567890003',
    '6288997715452584',
    '6282001509099283',
    '6269992058134322',
    '6240008631401148',
    '6212345678901232',
    '5000000000000611',
    '5000000000000000005',
    '5105105\n105105100',
  ])('the public test number %j is masked', (number) => {
    const last4 = number.replace(/\D/g, '').slice(-4);
    expect(en(`Card: ${number}, thanks`)).toBe(`Card: [card **** ${last4}], thanks`);
  });

  test.each(['6221558812340000', '6212345000000001'])(
    'F11: the UnionPay number %s is masked though it fails Luhn',
    (number) => expect(zh(number)).toBe(`[卡号 **** ${number.slice(-4)}]`),
  );

  test.each([
    '4012888888881880',
    '5555555555554446',
    '41111111111111111111',
    '500000000000000005',
    '50000000000000000009',
    '411',
    '6011',
    '55555555',
    '4444444444444444',
    '1761292800000',
    '2026-11-21 10:33:20.123 +0800',
    '+86 138 0013 8000',
    '400-820-8820 转 5001',
    '+639171234567',
    'DE89 3704 0044 0532 0130 00',
    'GB82 WEST 1234 5698 7654 32',
    'SF1403556789012',
    '1Z 999 AA1 01 2345 6784',
    '订单号：6221558812340000',
    'https://shop.example/o/4111111111111111?from=mail',
    'pi_3N4111111111111111',
    'pi_4111111111111111',
    '¥4,111.11 ¥1,111.11 ¥1,111.11',
    '1234601100099013942412341234',
  ])('%j holds no card', (text) => expect(zh(text)).toBe(text));

  test('a number the workspace knows stays', () => {
    const isKnownNumber = (digits: string) => digits === '4111111111111111';
    expect(zh('4111 1111 1111 1111 5555555555554444', { isKnownNumber })).toBe(
      '4111 1111 1111 1111 [卡号 **** 4444]',
    );
  });

  test.each([
    ['4111 1111 1111 1111 12/27 123', '[card **** 1111] [removed] [CVV removed]'],
    ['4111111111111111 123', '[card **** 1111] [CVV removed]'],
    ['6221 5588 1234 0000 123', '[card **** 0000] [CVV removed]'],
    ['2026-11-21 4111111111111111', '2026-11-21 [card **** 1111]'],
    ['1.4111111111111111', '1.[card **** 1111]'],
    ['138 0013 8000 4111 1111 1111 1111', '138 0013 8000 [card **** 1111]'],
    ['4111,1111,1111,1111', '[card **** 1111]'],
    ['6205 5000 0000 0000 004', '[card **** 0004]'],
    ['> 4111 1111\r\n> 1111 1111', '> [card **** 1111]'],
    ['4️⃣1️⃣1️⃣1️⃣ 1111 1111 1111', '[card **** 1111]'],
    ['tel:4111111111111111', 'tel:[card **** 1111]'],
    ['https://x.example/?card=4111111111111111', 'https://x.example/?card=[card **** 1111]'],
    ['IMG_4111111111111111.jpg', 'IMG_[card **** 1111].jpg'],
    ['%B4111111111111111^DOE/JOHN^27121010000012345?', '%B[card **** 1111][CVV removed]'],
    ['440524 18800101 0014', '440***********0014'],
    ['11010519491231002x', '110***********002X'],
  ])('%j becomes %j', (text, masked) => expect(en(text)).toBe(masked));
});

describe('codes and passwords', () => {
  const cases: [id: string, text: string, masked: string][] = [
    ['RD1', 'cvv123', 'cvv[CVV已删除]'],
    ['RD1', 'my cvc is 9876', 'my cvc is [CVV已删除]'],
    ['RD1', '后三位 321', '后三位 [CVV已删除]'],
    ['RD2', '安全码123456', '安全码123456'],
    ['RD3', 'cid=1234', 'cid=1234'],
    ['RD4', '验证码是 483920', '验证码是 [验证码已删除]'],
    ['RD4', 'verification code: 483920', 'verification code: [验证码已删除]'],
    ['RD5', 'error code 5120', 'error code 5120'],
    ['RD5', 'hotpot 12345', 'hotpot 12345'],
    ['RD6', '密码是abc12345', '密码是[密码已删除]'],
    ['RD6', 'password: hunter22', 'password: [密码已删除]'],
    ['RD7', '密码是什么意思呢', '密码是什么意思呢'],
    ['RD7', '忘记密码怎么办', '忘记密码怎么办'],
    ['CVV2', 'CVV2 123', 'CVV2 [CVV已删除]'],
    ['CVV of four digits', 'cvv2345', 'cvv[CVV已删除]'],
    ['back of the card', '卡背面的后三位是 321', '卡背面的后三位是 [CVV已删除]'],
    ['back of the card', '卡背面的三位数字：321', '卡背面的三位数字：[CVV已删除]'],
    ['full-width', 'ＣＶＶ：１２３', 'ＣＶＶ：[CVV已删除]'],
    ['single digits', 'cvv 1 2 3', 'cvv [CVV已删除]'],
    ['two halves', 'OTP 483 920', 'OTP [验证码已删除]'],
    ['login', '登录密码：Abc@1234', '登录密码：[密码已删除]'],
    ['assignment', 'pwd=s3cr3t', 'pwd=[密码已删除]'],
    ['PIN', 'PIN: 4821', 'PIN: [密码已删除]'],
    ['said', 'password is hunter', 'password is [密码已删除]'],
    ['not said', 'my password is wrong, help', 'my password is wrong, help'],
    ['not said', 'I know what my password is.', 'I know what my password is.'],
    ['a year', '验证码从 2026年起', '验证码从 2026年起'],
  ];
  test.each(cases)('%s: %s', (_id, text, masked) => expect(zh(text)).toBe(masked));

  test('CID counts when an Amex number was seen', () => {
    expect(zh('cid=1234', { hadAmex: true })).toBe('cid=[CVV已删除]');
    expect(zh('378282246310005 CID 1234')).toBe('[卡号 **** 0005] CID [CVV已删除]');
  });

  test('an expiry date goes only near a card', () => {
    expect(zh('12/27')).toBe('12/27');
    expect(zh('12/27', { hadCard: true })).toBe('[已删除]');
    expect(zh('有效期1227', { hadCard: true })).toBe('有效期[已删除]');
    expect(zh('2026-11-21 或 11/21/2026', { hadCard: true })).toBe('2026-11-21 或 11/21/2026');
  });

  test('a bare short code goes after a card or when a code was asked for', () => {
    expect(zh('123')).toBe('123');
    expect(zh(' 123。', { hadCard: true })).toBe(' [CVV已删除]。');
    expect(zh('1234', { askedForCvv: true })).toBe('[CVV已删除]');
    expect(zh('210017', { hadCard: true })).toBe('210017');
    expect(zh('要 123 元', { hadCard: true })).toBe('要 123 元');
  });
});
