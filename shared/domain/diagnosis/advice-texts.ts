import type { RootCause } from './root-causes.ts';

/** The same sentence in the desk's two languages. `{eta}` is a time somebody promised. */
export interface Text {
  zh: string;
  en: string;
}

/** What a customer is told about a cause when they may know it. For the tier `never` this is the neutral sentence. */
export const causeTexts: Readonly<Record<RootCause, Text>> = {
  'insufficient-funds': {
    zh: '付款账户可用余额不足，请充值或更换其他支付方式后重试。',
    en: 'The paying account does not have enough available funds. Please top up or use another method.',
  },
  'wrong-details': {
    zh: '支付信息未通过校验，请核对后重新填写，或更换支付方式。',
    en: 'The payment details could not be validated. Please check and re-enter them or use another method.',
  },
  'expired-instrument': {
    zh: '付款卡或付款码已过期，请更新后重试。',
    en: 'The card or pay code has expired. Please refresh or update it.',
  },
  'issuer-declined-generic': {
    zh: '发卡银行未批准本次交易，请联系发卡行或更换支付方式。',
    en: 'Your bank did not approve this payment. Please contact your bank or use another method.',
  },
  'issuer-fraud-lost-stolen': {
    zh: '发卡银行未批准本次交易，请联系发卡行。',
    en: 'Your bank did not approve this payment. Please contact your bank.',
  },
  'risk-block': {
    zh: '为保障账户安全，本次交易未能完成，我们已提交核实，预计 {eta} 前回复您。',
    en: 'To keep your account safe this payment was not completed. We have asked for a review and will reply by {eta}.',
  },
  'account-frozen': {
    zh: '您的账户当前有使用限制，需要完成安全核验，我们已转交专员处理，预计 {eta} 前回复。',
    en: 'Your account has a restriction that needs a security check. A specialist will reply by {eta}.',
  },
  'limit-exceeded': {
    zh: '本次金额或次数超过支付限额，请降低金额、次日再试或更换方式。',
    en: 'This exceeds a payment limit. Lower the amount, try tomorrow, or use another method.',
  },
  'duplicate-or-already-paid': {
    zh: '该订单已支付成功，请勿重复付款；如已重复扣款将按原路退回。',
    en: 'This order is already paid. Please do not pay again; any duplicate charge will be returned to the same method.',
  },
  'auth-3ds-failed': {
    zh: '银行身份验证未完成，请重新支付并完成短信/App 验证。',
    en: 'Your bank’s identity check was not completed. Please pay again and finish the check.',
  },
  'cross-border-or-currency': {
    zh: '当前支付方式暂不支持该币种或跨境交易，请更换支付方式或咨询开通要求。',
    en: 'This method does not support the currency or cross-border payment. Use another method or ask how to enable it.',
  },
  'method-not-supported': {
    zh: '该卡种或支付方式不支持本次交易，请更换。',
    en: 'This card type or method cannot be used here. Please use another.',
  },
  'kyc-required': {
    zh: '需先完成实名认证后再支付。',
    en: 'Please complete identity verification first.',
  },
  'mandate-revoked': {
    zh: '自动扣款授权已失效，请重新签约。',
    en: 'The automatic-payment authorisation is no longer valid. Please sign up again.',
  },
  'user-canceled': {
    zh: '支付未完成，您可以重新发起。',
    en: 'The payment was not completed. You can start again.',
  },
  'order-expired-or-closed': {
    zh: '订单已关闭，请重新下单支付。',
    en: 'The order has closed. Please place a new one.',
  },
  'merchant-config': {
    zh: '商户侧设置异常，我们已通知商户处理。',
    en: 'The merchant’s setup has a problem; we have informed them.',
  },
  'issuer-or-channel-unavailable': {
    zh: '银行系统繁忙，请稍后重试。',
    en: 'The bank’s system is busy. Please try later.',
  },
  'network-timeout': {
    zh: '支付结果正在核实，请暂勿重复支付，预计 {eta} 前告知结果。',
    en: 'We are confirming the result. Please do not pay again; we will tell you by {eta}.',
  },
  'platform-error': {
    zh: '系统繁忙，我们正在处理，请稍后再试。',
    en: 'Our system is busy; we are working on it.',
  },
  unknown: {
    zh: '我们正在进一步核查，预计 {eta} 前回复。',
    en: 'We are investigating and will reply by {eta}.',
  },
  'refund-window-expired': {
    zh: '该交易已超过可退款期限，无法原路退款，您可以与商户协商其他方式。',
    en: 'The time for refunding this payment is over. Please ask the merchant about other ways.',
  },
  'refund-exceeds': {
    zh: '退款金额超过该交易可退金额，请核对后重新申请。',
    en: 'The refund is more than what can still be returned for this payment. Please check the amount.',
  },
  'refund-merchant-balance': {
    zh: '退款暂未能完成，我们正在联系商户处理，预计 {eta} 前告知进展。',
    en: 'The refund could not be completed yet. We are contacting the merchant and will tell you by {eta}.',
  },
  'refund-payee-abnormal': {
    zh: '原付款账户无法收款，我们已转财务核实退款方式，预计 {eta} 前联系您。',
    en: 'The original account cannot receive the refund. Our finance team will check how to pay it and contact you by {eta}.',
  },
  'refund-disputed': {
    zh: '该交易正在争议处理中，处理结束前不能另行退款。',
    en: 'This payment is under dispute; it cannot be refunded separately until that ends.',
  },
  'refund-rate-limit': {
    zh: '退款已记录，将稍后再次提交，预计 {eta} 前告知结果。',
    en: 'The refund is recorded and will be submitted again; we will tell you by {eta}.',
  },
  'refund-not-allowed': {
    zh: '该交易目前不支持退款，我们可以为您说明原因或转交核查。',
    en: 'This payment cannot be refunded at present. We can explain why or have it checked.',
  },
};

/** One sentence for every cause of a kind, so that nobody learns by trying which field was wrong. */
export const categoryTexts: Readonly<Record<'payment-method' | 'account-setup', Text>> = {
  'payment-method': {
    zh: '付款方式未通过本次交易，请自行核对付款方式，或联系发卡行、钱包客服。',
    en: 'The payment method did not go through for this payment. Please check it yourself or contact your bank or wallet provider.',
  },
  'account-setup': {
    zh: '付款前还有一项账户设置未完成，请登录官方 App 查看。',
    en: 'A step of the account setup is still open. Please sign in to the official app to see it.',
  },
};
