import type { Money } from '../money/money.ts';
import type { openValues } from './values.ts';

export type Values = ReturnType<typeof openValues<string>>;

/** The object without what is undefined; exact optional fields want that. */
export const without = <T extends Record<string, unknown>>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
export const any = (value: Record<string, unknown>) => {
  const rest = without(value);
  return Object.keys(rest).length > 0 ? rest : undefined;
};

export function countryOf(values: Values, field: string): string | undefined {
  const code = values.own(field)?.toUpperCase();
  if (code === undefined) return undefined;
  return /^[A-Z]{2}$/.test(code) ? code : values.problem(field, 'word-unknown', code);
}

export function scoreOf(values: Values): number | undefined {
  const text = values.text('riskScore');
  if (text === undefined) return undefined;
  const score = Number(text);
  return Number.isFinite(score) ? score : values.problem('riskScore', 'not-an-amount', text);
}

const fundKinds = [
  'card',
  'bank-transfer',
  'wallet-balance',
  'wallet-linked-card',
  'bnpl',
  'cash',
  'other',
] as const;

/** Of an instrument's number at most the last four digits and the issuer's prefix are read. */
export function methodOf(values: Values) {
  const last4 = values.text('last4');
  return without({
    kind: values.word('methodKind', fundKinds) ?? 'other',
    scheme: values.text('scheme'),
    bin: values.text('bin'),
    last4:
      last4 !== undefined && /\d{4}\D*$/.test(last4) ? last4.replace(/\D/g, '').slice(-4) : last4,
    masked: values.text('masked'),
    country: countryOf(values, 'instrumentCountry'),
  });
}

export function fxOf(values: Values) {
  const rate = values.text('fxRate');
  const from = values.own('fxFrom')?.toUpperCase();
  const to = values.own('fxTo')?.toUpperCase();
  if (rate === undefined || from === undefined || to === undefined) return undefined;
  if (!/^\d+(\.\d+)?$/.test(rate)) return values.problem('fxRate', 'not-an-amount', rate);
  return without({ from, to, rate, at: values.time('fxAt'), source: values.text('fxSource') });
}

const fulfilments = [
  'unknown',
  'not-shipped',
  'shipped',
  'delivered',
  'digital-delivered',
  'canceled',
] as const;

export function goodsOf(values: Values) {
  const description = values.text('goods');
  const fulfilment = values.word('fulfilment', fulfilments);
  const isPromo = values.flag('isPromo');
  const isRefundable = values.flag('isRefundable');
  if ([description, fulfilment, isPromo, isRefundable].every((one) => one === undefined))
    return undefined;
  return without({
    description,
    fulfilment: fulfilment ?? 'unknown',
    isPromo: isPromo ?? false,
    isRefundable: isRefundable ?? true,
  });
}

const stages = ['inquiry', 'chargeback', 'pre-arbitration', 'arbitration'] as const;

export function disputeOf(values: Values, amount: Money) {
  const id = values.text('disputeId');
  if (id === undefined) return undefined;
  return without({
    id,
    stage: values.word('disputeStage', stages) ?? 'inquiry',
    reason: values.text('disputeReason') ?? '-',
    amount: values.money('disputeAmount', amount.currency) ?? amount,
    respondBy: values.time('disputeRespondBy'),
  });
}
