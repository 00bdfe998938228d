import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { MIB, SECOND_MS } from '#shared/lib/units.ts';
import { reachOf } from './addresses.ts';
import { Failure } from './failure.ts';

/** Where one may be sent. Every connection is checked on the address it is made to. */
export interface FetchRule {
  /** `https://host:port`; nothing else is asked. */
  origin: string;
  /** `public`: https on the Internet only. `private`: one's own network too, http allowed. */
  network: 'public' | 'private';
}
export interface FetchRequest {
  /** Path and query behind the origin. */
  path: string;
  headers?: Record<string, string>;
  timeoutMs?: number;
  mostBytes?: number;
  signal?: AbortSignal;
}
export interface FetchAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}
export interface GuardedFetch {
  /** GET. @throws Failure `source.*` */
  get(request: FetchRequest): Promise<FetchAnswer>;
  close(): void;
}

type Lookup = (
  name: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const TIMEOUT_MS = 10 * SECOND_MS;
const MOST_BYTES = 5 * MIB;
const MOST_REDIRECTS = 3;

const fail = (code: string, message: string, isRetryable = false, cause?: unknown) =>
  new Failure({ code: `source.${code}`, message, isRetryable, cause });

const refuse = (host: string, address: string) =>
  fail('refused-address', `${host} leads to ${address}, which may not be asked`);

/** A name's addresses, those alone that may be reached; the socket is given what was checked. */
export function guardedLookup(
  network: FetchRule['network'],
  lookup: Lookup = systemLookup,
): LookupFunction {
  return (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      const refused = addresses.find(({ address }) => !isAllowed(address, network));
      if (refused) return done(refuse(name, refused.address), '', 0);
      if (options.all) return done(null, addresses);
      const [first] = addresses;
      if (!first) return done(fail('unreachable', `${name} has no address`, true), '', 0);
      return done(null, first.address, first.family);
    });
  };
}

const isAllowed = (address: string, network: FetchRule['network']): boolean => {
  const reach = reachOf(address);
  return reach === 'public' || (reach === 'private' && network === 'private');
};

/** @throws Failure `source.refused-address` for a host written as a number that may not be asked */
export function checkHost(hostname: string, network: FetchRule['network']) {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isAllowed(host, network)) throw refuse(host, host);
}

/**
 * Asks one origin: https (http only in one's own network), addresses checked where the connection is
 * made, no other origin by redirect, no cookies, no compression, bounded time and size.
 * @throws Failure `source.bad-config`, `source.refused-address`
 */
export function openFetch(
  rule: FetchRule,
  options: { lookup?: Lookup; ca?: string } = {},
): GuardedFetch {
  const origin = new URL(rule.origin);
  if (origin.protocol !== 'https:' && !(origin.protocol === 'http:' && rule.network === 'private'))
    throw fail('bad-config', 'only https is asked, http in one’s own network');
  if (origin.username || origin.password)
    throw fail('bad-config', 'the address holds a name or password; use the fields for it');
  checkHost(origin.hostname, rule.network);
  const about = {
    keepAlive: true,
    maxSockets: 4,
    lookup: guardedLookup(rule.network, options.lookup),
  };
  const isSecure = origin.protocol === 'https:';
  const agent = isSecure
    ? new https.Agent({ ...about, ...(options.ca ? { ca: options.ca } : {}) })
    : new http.Agent(about);

  function ask(url: URL, request: FetchRequest, signal: AbortSignal): Promise<FetchAnswer> {
    const most = request.mostBytes ?? MOST_BYTES;
    return new Promise((resolve, reject) => {
      const sent = (isSecure ? https : http).request(url, {
        method: 'GET',
        agent,
        signal,
        headers: {
          accept: 'application/json',
          'accept-encoding': 'identity',
          'user-agent': 'kefu-desk',
          ...request.headers,
        },
      });
      sent.on('error', (error) => reject(failureOf(error, url)));
      sent.on('response', (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          bytes += part.byteLength;
          parts.push(part);
          if (bytes <= most) return;
          sent.destroy();
          reject(fail('too-large', `the answer is larger than ${most} bytes`));
        });
        response.on('aborted', () =>
          reject(
            signal.aborted
              ? failureOf(signal.reason, url)
              : fail('cut-short', 'the connection ended within the answer', true),
          ),
        );
        response.on('error', (error) => reject(failureOf(error, url)));
        response.on('end', () => {
          if (response.complete)
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(parts),
            });
        });
      });
      sent.end();
    });
  }

  return {
    async get(request) {
      const timeout = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS);
      const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
      let url = within(origin, request.path);
      for (let hops = 0; ; hops++) {
        const answer = await ask(url, request, signal);
        const { location } = answer.headers;
        if (answer.status < 300 || answer.status > 399 || location === undefined) return answer;
        const next = URL.canParse(location, url.href) ? new URL(location, url.href) : null;
        if (next?.origin !== origin.origin || hops >= MOST_REDIRECTS)
          throw fail('redirected', `it sends to ${next?.origin ?? 'another address'}`);
        url = next;
      }
    },
    close: () => agent.destroy(),
  };
}

/** @throws Failure when a path leaves the origin */
function within(origin: URL, path: string): URL {
  const url = new URL(path, origin);
  if (url.origin !== origin.origin) throw fail('bad-config', 'the path leads to another address');
  return url;
}

const CERTIFICATE =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH)/;

/** What went wrong on the way, by stable code. */
export function failureOf(error: unknown, url: { host: string }): Failure {
  if (error instanceof Failure) return error;
  const inner = error instanceof Error && error.cause instanceof Failure ? error.cause : null;
  if (inner) return inner;
  const name = error instanceof Error ? error.name : '';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (name === 'TimeoutError' || code === 'ETIMEDOUT')
    return fail('timeout', `${url.host} did not answer in time`, true, error);
  if (name === 'AbortError' && error instanceof Error) {
    const reason = error.cause;
    return reason instanceof Error && reason.name === 'TimeoutError'
      ? fail('timeout', `${url.host} did not answer in time`, true, error)
      : fail('stopped', 'nobody waits for the answer any more', true, error);
  }
  if (CERTIFICATE.test(code))
    return fail('bad-certificate', `the certificate of ${url.host}: ${code}`, false, error);
  if (code.startsWith('HPE_'))
    return fail('not-json', `${url.host} does not speak HTTP: ${code}`, false, error);
  return fail('unreachable', `${url.host}: ${code || String(error)}`, true, error);
}
