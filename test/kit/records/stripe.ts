import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from '#main/records/sample/server.ts';
import { MIB } from '#shared/lib/units.ts';

/** A payment as Stripe's API describes one; what is not named here is as an ordinary payment has it. */
export interface PaymentGiven {
  id: string;
  order?: string;
  account?: string;
  phone?: string;
  amount: number;
  currency: string;
  created: number;
  status?: string;
  refunded?: number;
  declineCode?: string;
  disputeStatus?: string;
  exchange?: { currency: string; rate: number; net: number };
  /** Put where free text may be. */
  description?: string;
}

const version = (): string => {
  const folder = path.resolve(
    import.meta.dirname,
    '../../../node_modules/stripe/esm/apiVersion.js',
  );
  return /ApiVersion = '([^']+)'/.exec(readFileSync(folder, 'utf8'))?.[1] ?? '';
};

const chargeId = ({ id }: PaymentGiven) => id.replace(/^pi_/, 'ch_');

function chargeOf(one: PaymentGiven) {
  const isPaid = (one.status ?? 'succeeded') === 'succeeded';
  const { refunded = 0 } = one;
  return {
    id: chargeId(one),
    object: 'charge',
    amount: one.amount,
    amount_captured: isPaid ? one.amount : 0,
    amount_refunded: refunded,
    balance_transaction: isPaid
      ? {
          id: one.id.replace(/^pi_/, 'txn_'),
          object: 'balance_transaction',
          amount: one.exchange?.net ?? one.amount,
          created: one.created + 2,
          currency: one.exchange?.currency ?? one.currency,
          exchange_rate: one.exchange?.rate ?? null,
          fee: 30,
          fee_details: [
            {
              amount: 30,
              currency: one.exchange?.currency ?? one.currency,
              type: 'stripe_fee',
              application: null,
              description: null,
            },
          ],
          net: (one.exchange?.net ?? one.amount) - 30,
          status: 'pending',
        }
      : null,
    billing_details: {
      name: 'Hana Mori',
      phone: one.phone ?? null,
      email: 'hana@mail.example',
      address: null,
      tax_id: null,
    },
    captured: isPaid,
    created: one.created + 1,
    currency: one.currency,
    disputed: one.disputeStatus !== undefined,
    failure_code: isPaid ? null : 'card_declined',
    outcome: {
      risk_level: 'normal',
      risk_score: 12,
      network_decline_code: null,
      type: 'authorized',
    },
    paid: isPaid,
    payment_intent: one.id,
    payment_method_details: {
      type: 'card',
      card: { brand: 'visa', last4: '4242', country: 'GB', exp_month: 8, exp_year: 2030 },
    },
    refunded: refunded === one.amount,
    refunds: {
      object: 'list',
      has_more: false,
      url: `/v1/charges/${chargeId(one)}/refunds`,
      data:
        refunded > 0
          ? [
              {
                id: one.id.replace(/^pi_/, 're_'),
                object: 'refund',
                amount: refunded,
                currency: one.currency,
                created: one.created + 60,
                payment_intent: one.id,
                status: 'succeeded',
              },
            ]
          : [],
    },
    review: null,
    status: isPaid ? 'succeeded' : 'failed',
  };
}

function intentOf(one: PaymentGiven, isDeep: boolean) {
  const status = one.status ?? 'succeeded';
  return {
    id: one.id,
    object: 'payment_intent',
    amount: one.amount,
    amount_capturable: status === 'requires_capture' ? one.amount : 0,
    amount_received: status === 'succeeded' ? one.amount : 0,
    cancellation_reason: null,
    created: one.created,
    currency: one.currency,
    customer: one.phone ? 'cus_1' : null,
    description: one.description ?? null,
    last_payment_error: one.declineCode
      ? {
          type: 'card_error',
          code: 'card_declined',
          decline_code: one.declineCode,
          message: 'Your card was declined.',
        }
      : null,
    latest_charge: isDeep ? chargeOf(one) : chargeId(one),
    livemode: false,
    metadata: {
      ...(one.order ? { order_id: one.order } : {}),
      ...(one.account ? { account: one.account } : {}),
    },
    status,
  };
}

/** `metadata["order_id"]:"X"`, `amount:1 AND currency:"usd" AND created>=1`: the language of search, as far as it is used. */
function fits(one: PaymentGiven, query: string): boolean {
  return query.split(' AND ').every((clause) => {
    const match = /^(metadata\["(\w+)"\]|\w+)(:|>=|<=)"?((?:[^"\\]|\\.)*)"?$/.exec(clause);
    if (!match) return false;
    const [, field = '', key, sign, text = ''] = match;
    const value = text.replaceAll('\\', '');
    if (key === 'order_id') return one.order === value;
    if (key === 'account') return one.account === value;
    if (field === 'amount') return one.amount === Number(value);
    if (field === 'currency') return one.currency === value;
    if (field === 'customer') return one.phone !== undefined && value === 'cus_1';
    if (field === 'created')
      return sign === '>=' ? one.created >= Number(value) : one.created <= Number(value);
    return false;
  });
}

export interface StripeDouble {
  port: number;
  key: string;
  version: string;
  setFault(fault: Fault): void;
  asked(): number;
  /** Requests that named another version than the library pins, or no key. */
  complaints: string[];
  close(): Promise<void>;
}

/** Plays Stripe on loopback: payment intents, charges, refunds, disputes, customers and search in their documented shapes. */
export async function startStripeDouble(payments: PaymentGiven[]): Promise<StripeDouble> {
  const pinned = version();
  const complaints: string[] = [];
  let fault: Fault = 'none';
  let asked = 0;
  const send = (response: ServerResponse, status: number, body: unknown, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  const list = (url: string, data: unknown[]) => ({ object: 'list', url, has_more: false, data });
  const found = (url: string, data: unknown[]) => ({
    object: 'search_result',
    url,
    has_more: false,
    next_page: null,
    data,
  });
  const missing = (response: ServerResponse, id: string) =>
    send(response, 404, {
      error: {
        type: 'invalid_request_error',
        code: 'resource_missing',
        message: `No such object: '${id}'`,
      },
    });

  function answer(request: IncomingMessage, response: ServerResponse) {
    asked += 1;
    if (request.headers['stripe-version'] !== pinned) complaints.push('another version');
    if (request.method !== 'GET') complaints.push(`${request.method} is no reading`);
    if (misbehaves(request, response)) return;
    if (request.headers.authorization !== 'Bearer sk_test_double')
      return send(response, 401, {
        error: { type: 'invalid_request_error', message: 'Invalid API Key' },
      });
    return read(new URL(request.url ?? '/', 'http://double'), response);
  }

  function read(url: URL, response: ServerResponse) {
    const query = url.searchParams.get('query') ?? '';
    const isDeep = [...url.searchParams.keys()].some((name) => name.startsWith('expand'));
    const [, , kind = '', id = ''] = url.pathname.split('/');
    if (kind === 'payment_intents' && id === 'search')
      return send(
        response,
        200,
        found(
          url.pathname,
          payments.filter((one) => fits(one, query)).map((one) => intentOf(one, isDeep)),
        ),
      );
    if (kind === 'payment_intents' && id === '')
      return send(
        response,
        200,
        list(
          url.pathname,
          payments.slice(0, 1).map((one) => intentOf(one, false)),
        ),
      );
    if (kind === 'customers') {
      const isKnown = payments.some((one) => one.phone && query.includes(`"${one.phone}"`));
      return send(
        response,
        200,
        found(url.pathname, isKnown ? [{ id: 'cus_1', object: 'customer' }] : []),
      );
    }
    if (kind === 'disputes') {
      const charge = url.searchParams.get('charge');
      const one = payments.find((payment) => chargeId(payment) === charge);
      return send(response, 200, list(url.pathname, one?.disputeStatus ? [disputeOf(one)] : []));
    }
    const one = payments.find((payment) => payment.id.slice(3) === id.slice(3));
    if (!one) return missing(response, id);
    if (kind === 'payment_intents') return send(response, 200, intentOf(one, isDeep));
    if (kind === 'charges') return send(response, 200, chargeOf(one));
    if (kind === 'refunds') return send(response, 200, chargeOf(one).refunds.data[0]);
    return missing(response, id);
  }

  function misbehaves(_request: IncomingMessage, response: ServerResponse): boolean {
    switch (fault) {
      case 'slow':
        return true;
      case 'server-error':
        send(response, 500, { error: { type: 'api_error', message: 'internal' } });
        return true;
      case 'rate-limit':
        send(
          response,
          429,
          { error: { type: 'rate_limit_error', message: 'slow' } },
          { 'retry-after': '20' },
        );
        return true;
      case 'wrong-schema':
        send(response, 200, { result: { rows: [{ number: 1 }] } });
        return true;
      case 'web-page':
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<!doctype html><title>Maintenance</title>');
        return true;
      case 'too-large':
        send(response, 200, { data: 'x'.repeat(10 * MIB) });
        return true;
      case 'half-answer':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"data":[');
        setImmediate(() => response.destroy());
        return true;
      case 'redirect-inside':
        response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' });
        response.end();
        return true;
      case 'expired-token':
        send(response, 401, {
          error: {
            type: 'invalid_request_error',
            code: 'api_key_expired',
            message: 'Expired API Key',
          },
        });
        return true;
      default:
        return false;
    }
  }

  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    key: 'sk_test_double',
    version: pinned,
    setFault: (next) => {
      fault = next;
    },
    asked: () => asked,
    complaints,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const disputeOf = (one: PaymentGiven) => ({
  id: one.id.replace(/^pi_/, 'dp_'),
  object: 'dispute',
  amount: one.amount,
  charge: chargeId(one),
  created: one.created + 500,
  currency: one.currency,
  evidence_details: { due_by: one.created + 700_000 },
  payment_intent: one.id,
  reason: 'fraudulent',
  status: one.disputeStatus,
});
