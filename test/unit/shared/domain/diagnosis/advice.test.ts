import { describe, expect, test } from 'vitest';
import {
  adviceFor,
  customerText,
  type Level,
  type Retry,
  type TextContext,
} from '#shared/domain/diagnosis/advice.ts';
import { causeTexts } from '#shared/domain/diagnosis/advice-texts.ts';
import { rootCauseOf } from '#shared/domain/diagnosis/codes.ts';
import {
  causeForAgent,
  paymentCauses,
  rankOf,
  rootCause,
  type RootCause,
  tierOf,
} from '#shared/domain/diagnosis/root-causes.ts';

const all = rootCause.options;
const verified: TextContext = { language: 'zh', level: 2, eta: '14:30' };
const stranger: TextContext = { ...verified, level: 0 };
const said = (cause: RootCause, context: TextContext = verified) => {
  const answer = customerText(cause, context);
  return answer.ok ? answer.text : answer.code;
};

describe('the published advice', () => {
  test.each<[RootCause, string, string, Retry]>([
    [
      'insufficient-funds',
      '付款账户可用余额不足，请充值或更换其他支付方式后重试。',
      'The paying account does not have enough available funds. Please top up or use another method.',
      'after-top-up',
    ],
    [
      'wrong-details',
      '支付信息未通过校验，请核对后重新填写，或更换支付方式。',
      'The payment details could not be validated. Please check and re-enter them or use another method.',
      'once',
    ],
    [
      'expired-instrument',
      '付款卡或付款码已过期，请更新后重试。',
      'The card or pay code has expired. Please refresh or update it.',
      'yes',
    ],
    [
      'issuer-declined-generic',
      '发卡银行未批准本次交易，请联系发卡行或更换支付方式。',
      'Your bank did not approve this payment. Please contact your bank or use another method.',
      'other-card',
    ],
    [
      'issuer-fraud-lost-stolen',
      '发卡银行未批准本次交易，请联系发卡行。',
      'Your bank did not approve this payment. Please contact your bank.',
      'no',
    ],
    [
      'risk-block',
      '为保障账户安全，本次交易未能完成，我们已提交核实，预计 14:30 前回复您。',
      'To keep your account safe this payment was not completed. We have asked for a review and will reply by 14:30.',
      'no',
    ],
    [
      'account-frozen',
      '您的账户当前有使用限制，需要完成安全核验，我们已转交专员处理，预计 14:30 前回复。',
      'Your account has a restriction that needs a security check. A specialist will reply by 14:30.',
      'no',
    ],
    [
      'limit-exceeded',
      '本次金额或次数超过支付限额，请降低金额、次日再试或更换方式。',
      'This exceeds a payment limit. Lower the amount, try tomorrow, or use another method.',
      'later',
    ],
    [
      'duplicate-or-already-paid',
      '该订单已支付成功，请勿重复付款；如已重复扣款将按原路退回。',
      'This order is already paid. Please do not pay again; any duplicate charge will be returned to the same method.',
      'no',
    ],
    [
      'auth-3ds-failed',
      '银行身份验证未完成，请重新支付并完成短信/App 验证。',
      'Your bank’s identity check was not completed. Please pay again and finish the check.',
      'yes',
    ],
    [
      'cross-border-or-currency',
      '当前支付方式暂不支持该币种或跨境交易，请更换支付方式或咨询开通要求。',
      'This method does not support the currency or cross-border payment. Use another method or ask how to enable it.',
      'other-method',
    ],
    [
      'method-not-supported',
      '该卡种或支付方式不支持本次交易，请更换。',
      'This card type or method cannot be used here. Please use another.',
      'other-method',
    ],
    [
      'kyc-required',
      '需先完成实名认证后再支付。',
      'Please complete identity verification first.',
      'after-identity-check',
    ],
    [
      'mandate-revoked',
      '自动扣款授权已失效，请重新签约。',
      'The automatic-payment authorisation is no longer valid. Please sign up again.',
      'after-signing-again',
    ],
    [
      'user-canceled',
      '支付未完成，您可以重新发起。',
      'The payment was not completed. You can start again.',
      'yes',
    ],
    [
      'order-expired-or-closed',
      '订单已关闭，请重新下单支付。',
      'The order has closed. Please place a new one.',
      'new-order',
    ],
    [
      'merchant-config',
      '商户侧设置异常，我们已通知商户处理。',
      'The merchant’s setup has a problem; we have informed them.',
      'no',
    ],
    [
      'issuer-or-channel-unavailable',
      '银行系统繁忙，请稍后重试。',
      'The bank’s system is busy. Please try later.',
      'later',
    ],
    [
      'network-timeout',
      '支付结果正在核实，请暂勿重复支付，预计 14:30 前告知结果。',
      'We are confirming the result. Please do not pay again; we will tell you by 14:30.',
      'after-query',
    ],
    [
      'platform-error',
      '系统繁忙，我们正在处理，请稍后再试。',
      'Our system is busy; we are working on it.',
      'later',
    ],
    [
      'unknown',
      '我们正在进一步核查，预计 14:30 前回复。',
      'We are investigating and will reply by 14:30.',
      'not-said',
    ],
  ])('%s', (cause, zh, en, retry) => {
    expect(said(cause)).toBe(zh);
    expect(said(cause, { ...verified, language: 'en' })).toBe(en);
    expect(adviceFor(cause).retry).toBe(retry);
  });

  test.each<[RootCause, Partial<ReturnType<typeof adviceFor>>]>([
    ['insufficient-funds', { actions: ['suggest-other-method'], department: null }],
    ['wrong-details', { actions: ['point-to-hosted-form'] }],
    ['issuer-declined-generic', { actions: ['give-bank-the-facts'] }],
    ['issuer-fraud-lost-stolen', { actions: ['note-internally', 'risk-queue-if-repeated'] }],
    ['risk-block', { actions: ['escalate-risk'], department: 'risk' }],
    [
      'account-frozen',
      { actions: ['verify-fully', 'escalate-risk'], department: 'risk', level: 4 },
    ],
    ['duplicate-or-already-paid', { actions: ['search-second-capture'] }],
    ['merchant-config', { actions: ['tell-merchant-ops', 'tell-tech'] }],
    ['issuer-or-channel-unavailable', { actions: ['watch-for-incident'] }],
    ['network-timeout', { actions: ['query-provider', 'tech-if-still-unknown'] }],
    ['unknown', { actions: ['tell-tech', 'report-unmapped-code'], department: 'tech' }],
  ])('what the agent does about %s', (cause, advice) => {
    expect(adviceFor(cause)).toMatchObject(advice);
  });

  test('the desk never unfreezes an account by itself', () => {
    expect(JSON.stringify(all.map(adviceFor))).not.toMatch(/unfreeze/);
  });
});

describe('tiers', () => {
  test.each<[string, string]>([
    [
      'plain',
      'network-timeout issuer-or-channel-unavailable platform-error user-canceled order-expired-or-closed auth-3ds-failed duplicate-or-already-paid cross-border-or-currency method-not-supported limit-exceeded',
    ],
    [
      'category',
      'insufficient-funds wrong-details expired-instrument issuer-declined-generic kyc-required mandate-revoked',
    ],
    ['never', 'issuer-fraud-lost-stolen risk-block account-frozen merchant-config'],
  ])('%s', (tier, causes) => {
    expect(causes.split(' ').map((cause) => tierOf(cause as RootCause))).toEqual(
      causes.split(' ').map(() => tier),
    );
  });

  test('X1: insufficient funds is told from level 2, before that the category alone', () => {
    expect(tierOf('insufficient-funds')).toBe('category');
    for (const level of [2, 3, 4] as Level[])
      expect(customerText('insufficient-funds', { ...verified, level })).toMatchObject({
        form: 'exact',
      });
    for (const level of [0, 1] as Level[]) {
      const answer = customerText('insufficient-funds', { ...verified, level });
      expect(answer).toMatchObject({ ok: true, form: 'category' });
      expect(said('insufficient-funds', { ...verified, level })).not.toMatch(/余额|充值/);
    }
  });

  test('X2: a risk block is neutral and goes to risk', () => {
    const { rootCause: cause } = rootCauseOf({
      provider: 'alipay',
      code: 'ACQ.PAYMENT_REQUEST_HAS_RISK',
    });
    expect([cause, tierOf(cause), adviceFor(cause).department]).toEqual([
      'risk-block',
      'never',
      'risk',
    ]);
    for (const context of [verified, stranger])
      expect(customerText(cause, context)).toMatchObject({ ok: true, form: 'neutral' });
  });

  test('X3: a stolen card is told as any refusal of a bank, without “use another method”', () => {
    const generic = causeTexts['issuer-declined-generic'];
    expect(said('issuer-fraud-lost-stolen')).toBe(generic.zh.replace('或更换支付方式', ''));
    expect(said('issuer-fraud-lost-stolen', { ...verified, language: 'en' })).toBe(
      generic.en.replace(' or use another method', ''),
    );
  });

  test('a stranger cannot tell a lost card from a wrong number, an empty or an expired one', () => {
    const alike: RootCause[] = [
      'issuer-fraud-lost-stolen',
      'issuer-declined-generic',
      'wrong-details',
      'insufficient-funds',
      'expired-instrument',
      'mandate-revoked',
    ];
    for (const language of ['zh', 'en'] as const)
      for (const level of [0, 1] as Level[])
        expect(
          new Set(alike.map((cause) => said(cause, { ...verified, language, level }))).size,
        ).toBe(1);
  });

  test('a stranger does not learn that an account is restricted', () => {
    expect(said('account-frozen', stranger)).toBe(said('unknown', stranger));
    expect(said('risk-block', stranger)).toBe(said('unknown', stranger));
  });

  test('with a money-laundering flag every reason sounds the same', () => {
    const spoken = all.map((cause) => said(cause, { ...verified, level: 4, hasAmlFlag: true }));
    expect(new Set(spoken)).toEqual(new Set([said('unknown')]));
  });

  test('no text for a hidden cause hints at it', () => {
    const hints = /风控|风险|冻结|欺诈|盗|挂失|洗钱|fraud|stolen|lost|frozen|freez|risk|launder/i;
    for (const cause of all.filter((one) => tierOf(one) === 'never'))
      for (const language of ['zh', 'en'] as const)
        for (const level of [0, 2, 4] as Level[])
          expect(said(cause, { ...verified, language, level })).not.toMatch(hints);
  });

  test('an agent without the right sees that there is a reason, not which', () => {
    expect(causeForAgent('risk-block', false)).toBe('withheld');
    expect(causeForAgent('risk-block', true)).toBe('risk-block');
    expect(causeForAgent('insufficient-funds', false)).toBe('insufficient-funds');
    expect(causeForAgent('merchant-config', false)).toBe('merchant-config');
  });
});

describe('results and promises', () => {
  test.each(['unknown', 'pending', 'authorized'] as const)(
    'T4: while the payment is %s nothing sounds like a failure, whatever the cause',
    (status) => {
      for (const cause of all)
        for (const level of [0, 4] as Level[]) {
          expect(customerText(cause, { ...verified, level, status })).toEqual({
            ok: true,
            text: '支付结果正在核实，请暂勿重复支付，预计 14:30 前告知结果。',
            form: 'confirming',
          });
          expect(said(cause, { ...verified, level, status, language: 'en' })).not.toMatch(
            /fail|declin|not approve|not completed|try again/i,
          );
        }
    },
  );

  test('X4: what was paid is told as paid; a refund of it keeps its own words', () => {
    for (const status of ['captured', 'settled', 'partially-captured'] as const) {
      expect(customerText('platform-error', { ...verified, status })).toMatchObject({
        form: 'paid',
      });
      expect(said('refund-exceeds', { ...verified, status })).toBe(causeTexts['refund-exceeds'].zh);
    }
  });

  test('a text with a promised time refuses without one', () => {
    const needing = all.filter((cause) => causeTexts[cause].zh.includes('{eta}'));
    expect(needing).toEqual(all.filter((cause) => causeTexts[cause].en.includes('{eta}')));
    expect(needing).toEqual(
      expect.arrayContaining(['risk-block', 'account-frozen', 'network-timeout', 'unknown']),
    );
    for (const cause of needing)
      for (const eta of [null, '', '  '])
        for (const language of ['zh', 'en'] as const)
          expect(customerText(cause, { ...verified, language, eta })).toEqual({
            ok: false,
            code: 'advice.eta-missing',
          });
    expect(customerText('user-canceled', { ...verified, status: 'unknown', eta: null })).toEqual({
      ok: false,
      code: 'advice.eta-missing',
    });
    expect(said('user-canceled', { ...verified, eta: null })).toBe('支付未完成，您可以重新发起。');
  });

  test('a promised time is put in as it is written', () => {
    expect(said('unknown', { ...verified, eta: '$& $1 18:00' })).toBe(
      '我们正在进一步核查，预计 $& $1 18:00 前回复。',
    );
  });

  test('no sentence is left with a hole or in one language only', () => {
    for (const cause of all)
      for (const language of ['zh', 'en'] as const)
        for (const level of [0, 2] as Level[]) {
          const text = said(cause, { ...verified, language, level });
          expect(text).not.toMatch(/[{}]/);
          expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh');
        }
  });
});

test('the order of preference is the published one', () => {
  expect(paymentCauses.map((cause) => cause.toUpperCase().replaceAll('-', '_'))).toEqual(
    'ACCOUNT_FROZEN RISK_BLOCK ISSUER_FRAUD_LOST_STOLEN DUPLICATE_OR_ALREADY_PAID AUTH_3DS_FAILED EXPIRED_INSTRUMENT WRONG_DETAILS INSUFFICIENT_FUNDS LIMIT_EXCEEDED CROSS_BORDER_OR_CURRENCY METHOD_NOT_SUPPORTED KYC_REQUIRED MANDATE_REVOKED USER_CANCELED ORDER_EXPIRED_OR_CLOSED MERCHANT_CONFIG ISSUER_OR_CHANNEL_UNAVAILABLE NETWORK_TIMEOUT PLATFORM_ERROR ISSUER_DECLINED_GENERIC UNKNOWN'.split(
      ' ',
    ),
  );
  expect(rankOf('account-frozen')).toBeLessThan(rankOf('insufficient-funds'));
});
