/** A number a customer quotes; which kind it is may be a guess. */
export interface QuotedNumber {
  value: string;
  kind: 'order' | 'transaction';
  /** In the text, `to` behind the last character. */
  from: number;
  to: number;
}

const LABELLED =
  /(?:(订单编?号?|单号|order(?: ?(?:no|number|id))?)|(交易单?号|流水号|transaction(?: ?(?:no|number|id))?|reference|payment ?id))[.]?[\s:：#为是]{0,4}([A-Za-z0-9][\w-]{4,63})/gi;
/** A few capitals and digits: GP-21007. */
const SHAPED = /(?<![\w-])([A-Z]{2,4})-\d{5,14}(?![\w-])/g;
/** Stripe's ids; the 28 digits of WeChat Pay and Alipay. */
const PROVIDER =
  /(?<!\w)(?:(?:pi|ch|py|re|dp|du|txn)_[A-Za-z0-9]{8,60}|(?:4200|20\d\d)\d{24})(?!\w)/g;
/** Standards are written the same way. */
const NO_ORDER = new Set(['ISO', 'GB', 'RFC', 'CVE', 'GBT', 'IEC', 'PCI', 'UTC', 'GMT']);

const isMobile = (text: string) => /^(?:86)?1[3-9]\d{9}$/.test(text);
/** Digits that go on as an amount: 12800.50, 12800元. */
const isAmountBehind = (rest: string) => /^(?:[.,]\d|\s?(?:元|块|万|CNY|USD|RMB|%))/i.test(rest);

/** Longer texts hold no more than this of interest. */
const MAX_TEXT = 20_000;

/** Numbers of orders and transactions in what somebody wrote, first to last, without phone numbers and amounts. */
export function numbersIn(text: string): QuotedNumber[] {
  const searched = text.slice(0, MAX_TEXT);
  const found: QuotedNumber[] = [];
  const add = (value: string, kind: QuotedNumber['kind'], from: number) => {
    const to = from + value.length;
    const isTaken = found.some((one) => from < one.to && to > one.from);
    if (!isTaken) found.push({ value, kind, from, to });
  };
  for (const match of searched.matchAll(PROVIDER)) add(match[0], 'transaction', match.index);
  for (const match of searched.matchAll(SHAPED))
    if (!NO_ORDER.has(match[1] ?? ''))
      add(match[0], match[1] === 'TX' ? 'transaction' : 'order', match.index);
  for (const match of searched.matchAll(LABELLED)) {
    const value = (match[3] ?? '').replace(/[-_]+$/, '');
    const from = match.index + match[0].length - (match[3] ?? '').length;
    const isNumber = (value.match(/\d/g)?.length ?? 0) >= 4 && !isMobile(value);
    if (isNumber && !isAmountBehind(searched.slice(from + value.length, from + value.length + 5)))
      add(value, match[1] === undefined ? 'transaction' : 'order', from);
  }
  return found.toSorted((a, b) => a.from - b.from);
}
