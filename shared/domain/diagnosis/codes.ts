import type { PayStatus } from '../transaction/transaction.ts';
import { adyenCodes, iso1993Codes, isoCodes, stripeCodes } from './codes-card.ts';
import { alipayCodes, paypalCodes, refundCodes, wechatCodes } from './codes-wallet.ts';
import { type PaymentCodes, rootCause, type RootCause } from './root-causes.ts';

/** A failure in the words of who reported it. */
export interface Failure {
  provider: string;
  code: string;
  /** The finer code when there are two; looked up first. */
  subCode?: string | undefined;
  message?: string | undefined;
  /** ISO 8583 data element 39. */
  networkCode?: string | undefined;
  /** EMV 3-D Secure. */
  transStatus?: string | undefined;
}

/** What is known besides, for codes that mean different things. */
export interface FailureContext {
  operation?: 'payment' | 'refund';
  scheme?: string | undefined;
  merchantCountry?: string | undefined;
  issuerCountry?: string | undefined;
  /** Paid on the net. */
  isOnline?: boolean;
  hasThreeDs?: boolean;
  isOrderExpired?: boolean;
  /** What a query after the failure answered. */
  queriedStatus?: PayStatus | undefined;
}

export interface Reading {
  rootCause: RootCause;
  /** Which of the failure's codes was understood. */
  from: 'provider-code' | 'network-code' | 'three-ds' | 'nothing';
  /** Nobody has said yet what this code means: for the owner of the knowledge base. */
  flags: 'unmapped-code'[];
}

type Meaning = RootCause | ((context: FailureContext, failure: Failure) => RootCause);
type Table = { exact: Map<string, Meaning>; beginnings: [string, RootCause][] };

function tableOf(codes: PaymentCodes, dependent: Record<string, Meaning> = {}): Table {
  const table: Table = { exact: new Map(Object.entries(dependent)), beginnings: [] };
  for (const [cause, list] of Object.entries(codes) as [RootCause, string][])
    for (const code of list.split(' '))
      if (code.endsWith('*')) table.beginnings.push([code.slice(0, -1), cause]);
      else table.exact.set(code, cause);
  return table;
}

const isClosed = (status: PayStatus | undefined) => status === 'canceled' || status === 'expired';

const iso = tableOf(isoCodes, {
  '62': ({ merchantCountry, issuerCountry }) =>
    merchantCountry !== undefined &&
    issuerCountry !== undefined &&
    merchantCountry !== issuerCountry
      ? 'cross-border-or-currency'
      : 'account-frozen',
  // Mastercard asks for the payer's authentication with 65.
  '65': ({ scheme, isOnline, hasThreeDs }) =>
    scheme?.toLowerCase() === 'mastercard' && isOnline === true && hasThreeDs !== true
      ? 'auth-3ds-failed'
      : 'limit-exceeded',
});
const iso1993 = tableOf(iso1993Codes);

const providers: Readonly<Record<string, Table>> = {
  stripe: tableOf(stripeCodes),
  adyen: tableOf(adyenCodes, {
    '21': ({ isOrderExpired, queriedStatus }) =>
      isOrderExpired === true || queriedStatus === 'expired'
        ? 'order-expired-or-closed'
        : 'network-timeout',
  }),
  paypal: tableOf(paypalCodes),
  alipay: tableOf(alipayCodes),
  wechatpay: tableOf(wechatCodes, {
    USERPAYING: ({ queriedStatus }) =>
      isClosed(queriedStatus) ? 'user-canceled' : 'network-timeout',
    TRADE_ERROR: (_context, { message }) =>
      message !== undefined && /限额|\blimit/i.test(message)
        ? 'limit-exceeded'
        : 'issuer-declined-generic',
  }),
};
const refunds: Readonly<Record<string, Table>> = Object.fromEntries(
  Object.entries(refundCodes).map(([provider, codes]) => [provider, tableOf(codes)]),
);

/** A provider's code as its table spells it. */
function spelled(provider: string, code: string): string {
  const bare = code.trim();
  if (provider === 'stripe') return bare.toLowerCase();
  const upper = bare.toUpperCase();
  return provider === 'alipay' ? upper.replace(/^(?:AOP\.)?ACQ\./, '') : upper;
}

/** Our own platform may name the cause itself. */
const ownWord = (failure: Failure): RootCause | undefined =>
  failure.provider === 'internal' ? rootCause.safeParse(failure.code).data : undefined;

const meaningIn = (table: Table | undefined, code: string): Meaning | undefined =>
  table?.exact.get(code) ?? table?.beginnings.find(([start]) => code.startsWith(start))?.[1];

function networkMeaning(code: string): Meaning | undefined {
  const bare = code.trim().toUpperCase();
  return bare.length === 3
    ? meaningIn(iso1993, bare)
    : meaningIn(iso, /^\d$/.test(bare) ? `0${bare}` : bare);
}

/** `N` not authenticated, `R` rejected by the issuer, `U` could not be done (EMV 3-D Secure). */
const failedThreeDs = /^[NRU]$/;

/**
 * What a failure means. The provider's own code is asked first (the finer one before the other),
 * then the card network's, then 3-D Secure; what nobody knows is `unknown` and flagged.
 */
export function rootCauseOf(failure: Failure, context: FailureContext = {}): Reading {
  const { provider } = failure;
  const own = Object.hasOwn(providers, provider) ? providers[provider] : undefined;
  const said = (meaning: Meaning, from: Reading['from']): Reading => ({
    rootCause: typeof meaning === 'string' ? meaning : meaning(context, failure),
    from,
    flags: [],
  });
  const named = ownWord(failure);
  if (named !== undefined) return said(named, 'provider-code');
  for (const raw of [failure.subCode, failure.code]) {
    if (raw === undefined) continue;
    const code = spelled(provider, raw);
    const refund =
      context.operation === 'refund' && Object.hasOwn(refunds, provider)
        ? meaningIn(refunds[provider], code)
        : undefined;
    const meaning = refund ?? (own ? meaningIn(own, code) : networkMeaning(code));
    if (meaning !== undefined) return said(meaning, own ? 'provider-code' : 'network-code');
  }
  const network =
    failure.networkCode === undefined ? undefined : networkMeaning(failure.networkCode);
  if (network !== undefined) return said(network, 'network-code');
  if (failure.transStatus !== undefined && failedThreeDs.test(failure.transStatus))
    return said('auth-3ds-failed', 'three-ds');
  return { rootCause: 'unknown', from: 'nothing', flags: ['unmapped-code'] };
}
