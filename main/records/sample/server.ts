import { timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyReply } from 'fastify';
import type { Clock } from '#main/platform/clock.ts';
import { newToken, type Random } from '#main/platform/random.ts';
import type { Parameter, WriteDb } from '#main/platform/sqlite.ts';
import { DAY_MS, HOUR_MS, MIB } from '#shared/lib/units.ts';

/** What can go wrong with a back office, on demand. */
export const faults = [
  'none',
  'slow',
  'server-error',
  'rate-limit',
  'wrong-schema',
  'web-page',
  'too-large',
  'half-answer',
  'redirect-inside',
  'expired-token',
  'clock-skew',
] as const;
export type Fault = (typeof faults)[number];

export interface SampleServer {
  origin: string;
  /** What a caller has to show. */
  token: string;
  /** What the control endpoint wants: `POST /control/fault` with `{"fault": "slow"}`. */
  controlToken: string;
  setFault(fault: Fault): void;
  /** Questions answered or failed so far. */
  asked(): number;
  close(): Promise<void>;
}

const PAGE = 50;
const isSame = (given: string | undefined, want: string): boolean => {
  const have = Buffer.from(given ?? '');
  const right = Buffer.from(want);
  return have.length === right.length && timingSafeEqual(have, right);
};

/**
 * A real HTTP server over a real ledger, on loopback, behind a bearer token: what the demo's
 * transaction source is connected to, and what its tests break on purpose.
 */
export async function startSample(options: {
  db: WriteDb;
  clock: Clock;
  random: Random;
  token?: string;
}): Promise<SampleServer> {
  const { db, clock, random } = options;
  const token = options.token ?? newToken(random);
  const controlToken = newToken(random);
  let fault: Fault = 'none';
  let asked = 0;
  const held = new Set<FastifyReply>();
  const app = Fastify({ forceCloseConnections: true });

  app.addHook('onRequest', async (request, reply) => {
    const isControl = request.url.startsWith('/control/');
    if (!isControl) asked += 1;
    if (!/^127\.0\.0\.1:\d+$/.test(request.headers.host ?? '')) return reply.code(403).send();
    const given = request.headers.authorization?.replace(/^Bearer /, '');
    if (!isSame(given, isControl ? controlToken : token))
      return reply.code(401).send({ error: 'token' });
    return isControl || fault === 'none' ? undefined : misbehave(fault, reply);
  });

  function misbehave(what: Fault, reply: FastifyReply) {
    switch (what) {
      case 'slow':
        // Held until the caller gives up.
        held.add(reply);
        reply.hijack();
        return undefined;
      case 'server-error':
        return reply.code(500).send({ error: 'internal' });
      case 'rate-limit':
        return reply.code(429).header('retry-after', '20').send({ error: 'slow down' });
      case 'wrong-schema':
        return reply.send({ result: { rows: [{ number: 1 }] } });
      case 'web-page':
        return reply.type('text/html').send('<!doctype html><title>Maintenance</title>');
      case 'too-large':
        return reply.type('application/json').send(`{"data":["${'x'.repeat(10 * MIB)}"]}`);
      case 'half-answer': {
        reply.hijack();
        reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        reply.raw.write('{"data":[{"txn_no":');
        setImmediate(() => reply.raw.destroy());
        return undefined;
      }
      case 'redirect-inside':
        return reply.redirect('http://169.254.169.254/latest/meta-data/', 302);
      case 'expired-token':
        return reply.code(401).send({ error: 'token expired' });
      case 'clock-skew':
        reply.header('date', new Date(clock.now() - 2 * HOUR_MS).toUTCString());
        return undefined;
      default:
        return undefined;
    }
  }

  const rows = (name: string, where: string, ...values: Parameter[]): unknown[] =>
    db
      .all(db.prepare<{ body: string }>(`sample.${name}`, `SELECT body FROM ${where}`), ...values)
      .map((row) => JSON.parse(row.body) as unknown);
  /** One page of newest first, from 1. */
  const page = (name: string, where: string, values: Parameter[], number: unknown) =>
    rows(
      name,
      `transactions WHERE ${where} ORDER BY created DESC LIMIT ${PAGE} OFFSET ?`,
      ...values,
      PAGE * (Math.max(1, Number(number) || 1) - 1),
    );

  type Query = Record<string, string | undefined>;
  app.get('/v1/health', async () => ({ ok: true }));
  app.get<{ Params: { no: string }; Querystring: Query }>(
    '/v1/orders/:no',
    async ({ params, query }) => ({
      data: page('order', 'order_no = ?', [params.no], query['page']),
    }),
  );
  app.get<{ Params: { no: string } }>('/v1/transactions/:no', async ({ params }, reply) => {
    const [found] = rows('one', 'transactions WHERE txn_no = ?', params.no);
    return found ? { data: [found] } : reply.code(404).send({ error: 'unknown' });
  });
  app.get<{ Querystring: Query }>('/v1/transactions', async ({ query }) => {
    const at = (text: string | undefined, otherwise: number) => {
      const ms = Date.parse(text ?? '');
      return new Date((Number.isNaN(ms) ? otherwise : ms) + 8 * HOUR_MS)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ');
    };
    if (query['phone'] !== undefined)
      return { data: page('phone', 'phone = ?', [query['phone']], query['page']) };
    if (query['account'] !== undefined)
      return {
        data: page(
          'account',
          '(account = ? OR name = ?)',
          [query['account'], query['account']],
          query['page'],
        ),
      };
    const [from, to] = [at(query['from'], 0), at(query['to'], clock.now() + DAY_MS)];
    return {
      data: page(
        'amount',
        'amount = ? AND currency = ? AND created BETWEEN ? AND ?',
        [query['amount'] ?? '', query['currency'] ?? '', from, to],
        query['page'],
      ),
    };
  });
  app.get<{ Querystring: Query }>('/v1/accounts', async ({ query }, reply) => {
    const [found] =
      query['phone'] === undefined
        ? rows(
            'account-by-name',
            'accounts WHERE account = ? OR name = ?',
            query['name'] ?? '',
            query['name'] ?? '',
          )
        : rows('account-by-phone', 'accounts WHERE phone = ?', query['phone']);
    return found ? { data: found } : reply.code(404).send({ error: 'unknown' });
  });
  app.post<{ Body: { fault?: string } }>('/control/fault', async ({ body }, reply) => {
    const wanted = faults.find((one) => one === body?.fault);
    if (!wanted) return reply.code(400).send({ error: `one of ${faults.join(', ')}` });
    fault = wanted;
    return { fault };
  });

  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    token,
    controlToken,
    setFault: (next) => {
      fault = next;
    },
    asked: () => asked,
    async close() {
      for (const reply of held) reply.raw.destroy();
      await app.close();
    },
  };
}
