import { decimalOf } from '#shared/domain/money/money.ts';
import type { Endpoint, FindKey, HttpConfig } from '#shared/domain/source/config.ts';
import { findKeys } from '#shared/domain/source/config.ts';
import { readAccount } from '#shared/domain/source/read-account.ts';
import { readRecord, type ReadRecord } from '#shared/domain/source/read-record.ts';
import { valueAt } from '#shared/lib/json-pointer.ts';
import { MINUTE_MS, SECOND_MS } from '#shared/lib/units.ts';
import type { Clock } from '#main/platform/clock.ts';
import { Failure } from '#main/platform/failure.ts';
import { type GuardedFetch, openFetch } from '#main/platform/fetch.ts';
import { type CheckedHop, type Find, MOST_FOUND, type TransactionSource } from '../source.ts';
import { jsonOf } from './answers.ts';

const MOST_PAGES = 10;
/** Differences of the clocks beyond this make "as of" and time windows doubtful. */
const MOST_SKEW_MS = 5 * MINUTE_MS;

const drift = (message: string) =>
  new Failure({ code: 'source.schema-drift', message, isRetryable: false });

export function openHttpSource(options: {
  config: HttpConfig;
  secret: () => Promise<string | null>;
  clock: Clock;
  fetch?: (rule: Parameters<typeof openFetch>[0]) => GuardedFetch;
}): TransactionSource {
  const { config, clock } = options;
  const base = new URL(config.baseUrl);
  const prefix = base.pathname.replace(/\/$/, '');
  const fetch = (options.fetch ?? openFetch)({ origin: base.origin, network: config.network });
  const mapping = { map: config.record, conventions: config.conventions };
  const keys = findKeys.filter((key) => config.endpoints[key] !== undefined);

  async function authHeaders(): Promise<Record<string, string>> {
    const { auth } = config;
    if (auth.kind === 'none') return {};
    const secret = await options.secret();
    if (secret === null || secret === '')
      throw new Failure({
        code: 'source.no-secret',
        message: 'no key is kept for this source',
        isRetryable: false,
      });
    if (/[\r\n\0]/.test(secret))
      throw new Failure({
        code: 'source.no-secret',
        message: 'the key holds a line end',
        isRetryable: false,
      });
    if (auth.kind === 'bearer') return { authorization: `Bearer ${secret}` };
    if (auth.kind === 'header') return { [auth.name.toLowerCase()]: secret };
    const pair = Buffer.from(`${auth.user}:${secret}`, 'utf8').toString('base64');
    return { authorization: `Basic ${pair}` };
  }

  async function ask(path: string, signal: AbortSignal) {
    return fetch.get({
      path: prefix + path,
      headers: await authHeaders(),
      timeoutMs: config.timeoutSeconds * SECOND_MS,
      signal,
    });
  }
  const askJson = async (path: string, signal: AbortSignal) =>
    jsonOf(await ask(path, signal), clock.now());

  /** The objects at the endpoint's place; a missing place is a changed answer, not an empty one. */
  function itemsOf(answer: unknown, { items }: Endpoint): unknown[] {
    const found = valueAt(answer, items);
    if (found === null) return [];
    if (Array.isArray(found)) return found;
    if (typeof found === 'object') return [found];
    throw drift(`there is nothing at ${items === '' ? 'the top' : items} of the answer`);
  }

  async function pages(endpoint: Endpoint, path: string, signal: AbortSignal) {
    const { paging } = config;
    const items: unknown[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < MOST_PAGES; page++) {
      const extra =
        paging.kind === 'page'
          ? `${paging.parameter}=${paging.first + page}`
          : cursor === null || paging.kind !== 'cursor'
            ? ''
            : `${paging.parameter}=${encodeURIComponent(cursor)}`;
      const answer = await askJson(
        extra === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${extra}`,
        signal,
      );
      if (answer === null) return { items, isCut: false };
      const here = itemsOf(answer, endpoint);
      items.push(...here);
      if (items.length >= MOST_FOUND) return { items: items.slice(0, MOST_FOUND), isCut: true };
      if (paging.kind === 'none') return { items, isCut: false };
      if (paging.kind === 'page' && here.length < paging.size) return { items, isCut: false };
      if (paging.kind === 'cursor') {
        const next = valueAt(answer, paging.next);
        const following = typeof next === 'string' || typeof next === 'number' ? String(next) : '';
        if (following === '' || following === cursor) return { items, isCut: false };
        cursor = following;
      }
    }
    return { items, isCut: true };
  }

  function read(items: unknown[]): ReadRecord[] {
    const asOf = clock.now();
    const records = items.map((item) => readRecord(item, mapping, asOf));
    if (records.length > 0 && records.every((one) => one.record === null)) {
      const problem = records[0]?.problems[0];
      throw drift(`no record could be read: ${problem?.field ?? ''} ${problem?.code ?? ''}`);
    }
    return records.toSorted(
      (a, b) => (b.record?.times.createdAt ?? 0) - (a.record?.times.createdAt ?? 0),
    );
  }

  const endpointOf = (key: keyof HttpConfig['endpoints']): Endpoint => {
    const endpoint = config.endpoints[key];
    if (endpoint) return endpoint;
    throw new Failure({
      code: 'source.not-offered',
      message: `this source cannot be asked by ${key}`,
      isRetryable: false,
    });
  };

  async function account(by: { by: 'account' | 'phone'; value: string }, signal: AbortSignal) {
    const endpoint = endpointOf(by.by === 'account' ? 'accountByName' : 'accountByPhone');
    const map = config.account;
    if (!map) throw drift('no fields of an account are mapped');
    const answer = await askJson(pathFor(endpoint.path, { value: by.value }), signal);
    const [item] = answer === null ? [] : itemsOf(answer, endpoint);
    if (item === undefined) return null;
    const asOf = clock.now();
    return { ...readAccount(item, { map, conventions: config.conventions }, asOf), asOf };
  }

  return {
    keys,
    offersAccounts:
      config.account !== undefined &&
      (config.endpoints.accountByName ?? config.endpoints.accountByPhone) !== undefined,
    isLocal: false,
    async find(what, signal) {
      const endpoint = endpointOf(what.by);
      const { items, isCut } = await pages(
        endpoint,
        pathFor(endpoint.path, valuesOf(what)),
        signal,
      );
      return { records: read(items), isCut, asOf: clock.now() };
    },
    async get(id, signal) {
      const endpoint = endpointOf('transaction');
      const answer = await askJson(pathFor(endpoint.path, { value: id }), signal);
      const [found] = answer === null ? [] : read(itemsOf(answer, endpoint));
      return found ? { read: found, asOf: clock.now() } : null;
    },
    account,
    test: (signal) => testHops({ config, keys, ask, clock, signal }),
    async stop() {
      fetch.close();
    },
  };
}

function valuesOf(what: Find): Record<string, string> {
  if (what.by !== 'amount') return { value: what.value };
  return {
    amount: decimalOf(what.amount),
    minor: String(what.amount.minor),
    currency: what.amount.currency,
    from: new Date(what.from).toISOString(),
    to: new Date(what.to).toISOString(),
  };
}

const pathFor = (path: string, values: Record<string, string>): string =>
  path.replace(/\{(\w+)\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? encodeURIComponent(values[name] ?? '') : all,
  );

/** A question that no record answers shows that the address, the key and the shape are right. */
const NOTHING = 'kefu-desk-test-0';

async function testHops(options: {
  config: HttpConfig;
  keys: readonly FindKey[];
  ask: (path: string, signal: AbortSignal) => ReturnType<GuardedFetch['get']>;
  clock: Clock;
  signal: AbortSignal;
}): Promise<CheckedHop[]> {
  const { config, keys, ask, clock, signal } = options;
  const hops: CheckedHop[] = [];
  const ok = (hop: string, detail: string | null = null) =>
    hops.push({ hop, isOk: true, code: null, detail });
  const bad = (hop: string, error: unknown) => {
    const isKnown = error instanceof Failure;
    hops.push({
      hop,
      isOk: false,
      code: isKnown ? error.code : 'source.unreachable',
      detail: error instanceof Error ? error.message : String(error),
    });
    return hops;
  };
  const [key] = keys;
  const endpoint = config.endpoints.health ?? (key ? config.endpoints[key] : undefined) ?? null;
  if (!endpoint || keys.length === 0)
    return bad(
      'endpoints',
      new Failure({
        code: 'source.not-offered',
        message: 'no way to look anything up is set',
        isRetryable: false,
      }),
    );
  const now = clock.now();
  const path = pathFor(endpoint.path, {
    value: NOTHING,
    amount: '0.01',
    minor: '1',
    currency: config.conventions.currency ?? 'CNY',
    from: new Date(now - MINUTE_MS).toISOString(),
    to: new Date(now).toISOString(),
  });
  let answer: Awaited<ReturnType<typeof ask>>;
  try {
    answer = await ask(path, signal);
    ok('connection', new URL(config.baseUrl).host);
  } catch (error) {
    return bad('connection', error);
  }
  try {
    jsonOf(answer, now);
    ok('answer', `HTTP ${answer.status}`);
  } catch (error) {
    return bad('answer', error);
  }
  const theirs = Date.parse(answer.headers.date ?? '');
  const skew = theirs - clock.now();
  if (Number.isNaN(theirs) || Math.abs(skew) <= MOST_SKEW_MS) ok('clock');
  else
    bad(
      'clock',
      new Failure({
        code: 'source.clock-skew',
        message: `${Math.round(skew / SECOND_MS)} s`,
        isRetryable: false,
      }),
    );
  return hops;
}
