import type Stripe from 'stripe';
import type { StripeConfig } from '#shared/domain/source/config.ts';
import { phoneKey } from '#shared/domain/source/look-up.ts';
import { minorFor } from '#shared/domain/transaction/units.ts';
import { SECOND_MS } from '#shared/lib/units.ts';
import type { Clock } from '#main/platform/clock.ts';
import { Failure } from '#main/platform/failure.ts';
import { openFetch } from '#main/platform/fetch.ts';
import { retryAfterOf } from '../http/answers.ts';
import { type CheckedHop, type Find, MOST_FOUND, type TransactionSource } from '../source.ts';
import { recordOfPayment } from './normal.ts';

/** What the shapes read here are those of. */
const API_VERSION = '2026-10-28.endive';
const PAGE = 100;
/** Reading the library takes a sixth of a second; a desk without this source does not wait for it. */
const library = () => import('stripe').then((loaded) => loaded.default);
const DEEP = ['data.latest_charge.balance_transaction', 'data.latest_charge.refunds'];
const DEEP_ONE = ['latest_charge.balance_transaction', 'latest_charge.refunds'];

const failure = (code: string, message: string, isRetryable: boolean, retryAfterMs?: number) =>
  new Failure({
    code: `source.${code}`,
    message: message.slice(0, 300),
    isRetryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

/** Text within a search query, docs.stripe.com/search#query-fields-and-language. */
const quoted = (text: string) => `"${text.replace(/[\\"]/g, (sign) => `\\${sign}`)}"`;

export function openStripeSource(options: {
  config: StripeConfig;
  secret: () => Promise<string | null>;
  clock: Clock;
}): TransactionSource {
  const { config, clock } = options;
  const protocol = config.protocol ?? 'https';
  const host = config.host ?? 'api.stripe.com';
  const port = config.port ?? (protocol === 'https' ? 443 : 80);
  const guarded = openFetch({
    origin: `${protocol}://${host}:${port}`,
    // Another host than the provider's is a stand-in on this computer.
    network: config.host === undefined ? 'public' : 'private',
  });

  /** The library's requests over our own way out: checked addresses, bounded time and size. */
  const send = async (
    input: string,
    init?: {
      method?: string;
      headers?: [string, string][] | Record<string, string>;
      signal?: AbortSignal;
    },
  ) => {
    if ((init?.method ?? 'GET') !== 'GET')
      throw failure('rejected', 'records are only read', false);
    const url = new URL(input);
    const answer = await guarded.get({
      path: url.pathname + url.search,
      headers: headersOf(init?.headers),
      timeoutMs: config.timeoutSeconds * SECOND_MS,
      ...(init?.signal ? { signal: init.signal } : {}),
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers))
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    return new Response(new Uint8Array(answer.body), { status: answer.status, headers });
  };

  async function client(): Promise<Stripe> {
    const key = await options.secret();
    if (!key) throw failure('no-secret', 'no key is kept for this source', false);
    const Library = await library();
    return new Library(key, {
      apiVersion: API_VERSION,
      host,
      port,
      protocol,
      telemetry: false,
      maxNetworkRetries: 0,
      // Ours is the shorter one and knows why.
      timeout: 3 * config.timeoutSeconds * SECOND_MS,
      httpClient: Library.createFetchHttpClient(send as unknown as typeof fetch),
    });
  }

  /** @throws Failure; null when the provider says that there is no such thing */
  async function call<T>(ask: (stripe: Stripe) => Promise<T>): Promise<T | null> {
    try {
      return await ask(await client());
    } catch (error) {
      const known = failureOf(error, clock.now(), (await library()).errors);
      if (known === null) return null;
      throw known;
    }
  }

  async function read(intents: Stripe.PaymentIntent[]) {
    const fetchedAt = clock.now();
    const disputes = await Promise.all(intents.map(disputeOf));
    const { orderField, accountField } = config;
    return intents.map((intent, index) => {
      if (typeof intent?.id !== 'string')
        throw failure('schema-drift', 'the answer is no list of payments', false);
      const dispute = disputes[index] ?? null;
      return recordOfPayment({ intent, dispute }, { orderField, accountField, fetchedAt });
    });
  }

  async function disputeOf(intent: Stripe.PaymentIntent): Promise<Stripe.Dispute | null> {
    const charge = intent?.latest_charge;
    if (typeof charge !== 'object' || charge === null || !charge.disputed) return null;
    const list = await call((stripe) => stripe.disputes.list({ charge: charge.id, limit: 1 }));
    return list?.data[0] ?? null;
  }

  async function search(query: string) {
    const intents: Stripe.PaymentIntent[] = [];
    let page: string | undefined;
    do {
      const found = await call((stripe) =>
        stripe.paymentIntents.search({
          query,
          limit: PAGE,
          expand: DEEP,
          ...(page ? { page } : {}),
        }),
      );
      if (found && !Array.isArray(found.data))
        throw failure('schema-drift', 'there is no list in the answer', false);
      intents.push(...(found?.data ?? []));
      page = found?.next_page ?? undefined;
    } while (page && intents.length < MOST_FOUND);
    return { intents: intents.slice(0, MOST_FOUND), isCut: page !== undefined };
  }

  async function one(id: string): Promise<Stripe.PaymentIntent | null> {
    let intentId: string | null = id;
    if (id.startsWith('ch_') || id.startsWith('py_'))
      intentId = idOf((await call((stripe) => stripe.charges.retrieve(id)))?.payment_intent);
    if (id.startsWith('re_') || id.startsWith('pyr_'))
      intentId = idOf((await call((stripe) => stripe.refunds.retrieve(id)))?.payment_intent);
    if (id.startsWith('dp_') || id.startsWith('du_'))
      intentId = idOf((await call((stripe) => stripe.disputes.retrieve(id)))?.payment_intent);
    if (intentId === null || !intentId.startsWith('pi_')) return null;
    const found = intentId;
    return call((stripe) => stripe.paymentIntents.retrieve(found, { expand: DEEP_ONE }));
  }

  async function byPhone(phone: string) {
    const digits = phoneKey(phone);
    const forms = [...new Set([phone.trim(), digits, `+${digits}`, `+86${digits}`])];
    const query = forms.map((form) => `phone:${quoted(form)}`).join(' OR ');
    const customers = await call((stripe) => stripe.customers.search({ query, limit: 10 }));
    const found = await Promise.all(
      (customers?.data ?? []).map(({ id }) => search(`customer:${quoted(id)}`)),
    );
    return {
      intents: found.flatMap(({ intents }) => intents),
      isCut: found.some(({ isCut }) => isCut),
    };
  }

  async function ask(what: Find): Promise<{ intents: Stripe.PaymentIntent[]; isCut: boolean }> {
    switch (what.by) {
      case 'order':
        return search(`metadata[${quoted(config.orderField)}]:${quoted(what.value)}`);
      case 'account':
        return search(`metadata[${quoted(config.accountField)}]:${quoted(what.value)}`);
      case 'phone':
        return byPhone(what.value);
      case 'transaction': {
        const found = await one(what.value);
        return { intents: found ? [found] : [], isCut: false };
      }
      case 'amount': {
        const { amount, from, to } = what;
        const minor = minorFor('stripe', amount);
        if (minor === null) return { intents: [], isCut: false };
        const seconds = (ms: number) => Math.floor(ms / SECOND_MS);
        return search(
          `amount:${minor} AND currency:${quoted(amount.currency.toLowerCase())} AND created>=${seconds(from)} AND created<=${seconds(to)}`,
        );
      }
    }
  }

  return {
    keys: ['order', 'transaction', 'amount', 'account', 'phone'],
    offersAccounts: false,
    isLocal: false,
    async find(what) {
      const { intents, isCut } = await ask(what);
      const records = await read(intents);
      return {
        records: records.toSorted(
          (a, b) => (b.record?.times.createdAt ?? 0) - (a.record?.times.createdAt ?? 0),
        ),
        isCut,
        asOf: clock.now(),
      };
    },
    async get(id) {
      const intent = await one(id);
      const [record] = intent ? await read([intent]) : [];
      return record ? { read: record, asOf: clock.now() } : null;
    },
    async account() {
      throw failure('not-offered', 'Stripe keeps no accounts of the platform', false);
    },
    async test(): Promise<CheckedHop[]> {
      try {
        await call((stripe) => stripe.paymentIntents.list({ limit: 1 }));
        return [{ hop: 'connection', isOk: true, code: null, detail: host }];
      } catch (error) {
        const code = error instanceof Failure ? error.code : 'source.failed';
        const detail = error instanceof Error ? error.message : null;
        return [{ hop: 'connection', isOk: false, code, detail }];
      }
    },
    async stop() {
      guarded.close();
    },
  };
}

const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);

const headersOf = (given: [string, string][] | Record<string, string> | undefined) =>
  Object.fromEntries(
    (Array.isArray(given) ? given : Object.entries(given ?? {})).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ]),
  );

/** The library's errors by our codes; null for what is not there. */
function failureOf(error: unknown, now: number, errors: typeof Stripe.errors): Failure | null {
  if (error instanceof Failure) return error;
  if (!(error instanceof errors.StripeError))
    return failure('schema-drift', error instanceof Error ? error.message : String(error), false);
  const inner: unknown = error.detail;
  if (inner instanceof Failure) return inner;
  if (error.code === 'resource_missing' || error.statusCode === 404) return null;
  if (error instanceof errors.StripeAuthenticationError)
    return failure('auth-refused', error.message, false);
  if (error instanceof errors.StripePermissionError)
    return failure('forbidden', error.message, false);
  if (error instanceof errors.StripeRateLimitError || error.statusCode === 429)
    return failure(
      'rate-limited',
      error.message,
      true,
      retryAfterOf(error.headers?.['retry-after'], now),
    );
  if (error instanceof errors.StripeConnectionError)
    return failure('unreachable', error.message, true);
  if ((error.statusCode ?? 0) >= 500) return failure('server-error', error.message, true);
  if (/invalid json/i.test(error.message)) return failure('not-json', error.message, false);
  return failure('rejected', error.message, false);
}
