import type { Step } from './scripts.ts';

/** Steps for a payment that did not go through and for money across a border. */
export const paymentSteps = {
  'error-and-steps': {
    kind: 'check',
    agent: {
      zh: '记录报错信息、已做过的操作和预期结果。',
      en: 'Note the error message, the steps taken and what was expected.',
    },
    customer: {
      zh: '请告诉我报错提示，以及出错前您做了哪些操作。请勿发送卡号、安全码或验证码。',
      en: 'Please tell me the error message and what you did before it. Do not send card numbers, security codes or one-time codes.',
    },
    causes: [],
    rows: ['A11', 'B09'],
  },
  network: {
    kind: 'check',
    agent: { zh: '确认客户的网络连接。', en: 'Check the customer’s network connection.' },
    customer: {
      zh: '请确认网络连接正常，例如能否打开其他网页。',
      en: 'Please check that you are online, for example by opening another page.',
    },
    causes: ['network-timeout'],
    rows: ['A10', 'C11', 'D12', 'D14'],
  },
  'network-restart': {
    kind: 'check',
    agent: {
      zh: '确认网络，并请客户刷新页面或重启设备。',
      en: 'Check the network; have the page refreshed or the device restarted.',
    },
    customer: {
      zh: '请确认网络连接正常，刷新页面；仍不行请重启设备。付款结果未确认前请勿重复付款。',
      en: 'Please check that you are online and refresh the page, or restart the device. Do not pay again before the result is certain.',
    },
    causes: ['network-timeout'],
    rows: ['D12', 'D14'],
  },
  balance: {
    kind: 'check',
    agent: {
      zh: '查看失败时的账户余额与本次金额，余额不足请客户充值。',
      en: 'Compare the balance at that time with the amount; if short, advise a top-up.',
    },
    customer: {
      zh: '请在您的账户中查看余额是否足够，不足请先充值。',
      en: 'Please look in your account whether the balance is enough, and top up if not.',
    },
    causes: ['insufficient-funds'],
    rows: ['C11', 'C12', 'D12', 'D14'],
  },
  'payment-data': {
    kind: 'check',
    agent: {
      zh: '请客户自行核对支付信息；不索取完整卡号、安全码或密码。',
      en: 'Have the customer check the payment details; never ask for a full card number, security code or password.',
    },
    customer: {
      zh: '请在付款页面核对支付信息是否填写正确。请勿把卡号、安全码或密码发给我们。',
      en: 'Please check the payment details on the payment page. Do not send us card numbers, security codes or passwords.',
    },
    causes: ['wrong-details'],
    rows: ['A10', 'A19'],
  },
  'payee-and-amount': {
    kind: 'check',
    agent: {
      zh: '对照记录核对收款方账号和金额。',
      en: 'Compare payee account and amount with the record.',
    },
    customer: {
      zh: '请核对收款方账号和金额是否正确。',
      en: 'Please check the payee’s account and the amount.',
    },
    causes: ['wrong-details'],
    rows: ['C11', 'C12'],
  },
  'card-details': {
    kind: 'check',
    agent: {
      zh: '请客户自行核对卡号、有效期和安全码；对方发来的卡号会被隐藏，安全码会被删除。',
      en: 'Have card number, expiry and security code checked by the customer; what they send is hidden or removed.',
    },
    customer: {
      zh: '请在付款页面核对卡号、有效期和安全码。请勿把它们发给我们。',
      en: 'Please check card number, expiry and security code on the payment page. Do not send them to us.',
    },
    causes: ['wrong-details', 'expired-instrument'],
    rows: ['D12', 'D13', 'D14'],
  },
  'wait-and-retry': {
    kind: 'offer',
    agent: {
      zh: '网络延迟或系统繁忙：先查清结果，再请客户稍候重试，并设定跟进时间。',
      en: 'Network delay or a busy system: learn the result first, then have it tried again later and set a follow-up.',
    },
    customer: {
      zh: '可能是网络延迟或系统繁忙。结果确认后，请稍候再试。',
      en: 'It may be a network delay or a busy system. Once the result is certain, please try again a little later.',
    },
    causes: ['issuer-or-channel-unavailable', 'platform-error'],
    rows: ['A19'],
  },
  'other-method': {
    kind: 'offer',
    agent: {
      zh: '建议其他支付方式并记录：另一张卡、银行转账、支付宝等。',
      en: 'Suggest another method and note it: another card, a bank transfer, Alipay …',
    },
    customer: {
      zh: '您可以更换支付方式，例如另一张银行卡、银行转账或电子钱包。',
      en: 'You can use another method, such as another card, a bank transfer or a wallet.',
    },
    causes: ['method-not-supported'],
    rows: ['A20', 'D12', 'D15'],
  },
  attempts: {
    kind: 'check',
    agent: {
      zh: '记录失败次数，对照系统记录中的每次失败。',
      en: 'Note how often it failed and compare with the failed attempts in the records.',
    },
    customer: {
      zh: '请问一共尝试了几次？分别在什么时间？',
      en: 'How many times did you try, and when?',
    },
    causes: ['limit-exceeded'],
    rows: ['A21', 'C13'],
  },
  'contact-support': {
    kind: 'hand-over',
    agent: {
      zh: '按系统记录查明原因，记录原因与方案；需要时转交并告知预计时间。',
      en: 'Find the reason in the records; note cause and solution; hand over with a time if needed.',
    },
    customer: {
      zh: '我们会根据系统记录查明原因，预计 {eta} 前回复您。',
      en: 'We will find the reason in our records and reply by {eta}.',
    },
    causes: [],
    rows: ['A10', 'A21', 'A22', 'B20', 'C11', 'C13', 'D12', 'D16'],
  },
  'supported-abroad': {
    kind: 'check',
    agent: {
      zh: '在名单中查询该商户或国家是否支持。',
      en: 'Look up whether the merchant or country is on the list.',
    },
    customer: {
      zh: '本服务主要面向国内支付，部分国际商户或国家可用，我来为您查询。',
      en: 'The service is mainly domestic; some foreign merchants and countries are supported. Let me look.',
    },
    causes: ['cross-border-or-currency'],
    rows: ['C22'],
  },
  'exchange-rate': {
    kind: 'guide',
    agent: {
      zh: '按记录说明原币种、结算币种、汇率及其时间；不估算汇率。',
      en: 'Explain currency, settlement currency, rate and its time from the record; never estimate a rate.',
    },
    customer: {
      zh: '外币交易按交易时的汇率自动换算，币种、汇率和时间以交易记录为准。',
      en: 'Payments in other currencies are converted at the rate of the moment; the record shows currencies, rate and time.',
    },
    causes: [],
    rows: ['C23', 'D21'],
  },
  'enable-abroad': {
    kind: 'guide',
    agent: {
      zh: '说明开通国际支付的要求与手续，按清单逐项确认。',
      en: 'Explain requirements and procedure for international payments; go through the checklist.',
    },
    customer: {
      zh: '如需经常进行国际支付，可以申请开通，我来说明要求和手续。',
      en: 'If you often pay abroad you can apply for it. Let me explain what is needed.',
    },
    causes: ['kyc-required'],
    rows: ['C24'],
  },
  'abroad-safety': {
    kind: 'guide',
    agent: { zh: '提醒国际交易的安全风险。', en: 'Remind of the dangers of payments abroad.' },
    customer: {
      zh: '国际交易请在可靠的网络环境下进行，并留意账户安全。',
      en: 'For payments abroad use a trusted network and keep an eye on your account.',
    },
    causes: [],
    rows: ['C25'],
  },
} as const satisfies Record<string, Step>;
