import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FindKey } from '#shared/domain/source/config.ts';
import { invariantsOf } from '#shared/domain/transaction/invariants.ts';
import { transaction } from '#shared/domain/transaction/transaction.ts';
import { redactText } from '#shared/domain/redaction/redact.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { Failure } from '#main/platform/failure.ts';
import type { Fault } from '#main/records/sample/server.ts';
import type { Find, TransactionSource } from '#main/records/source.ts';

/** One backend with a payment whose facts are known, and one whose payload hides a card number. */
export interface SourceUnderTest {
  source: TransactionSource;
  known: {
    id: string;
    order: string;
    account: string;
    phone: string;
    amount: Money;
    createdAt: number;
  };
  /** Its free text was given this card number. */
  withCard: { order: string; card: string };
  /** Of a source behind a network. */
  setFault?(fault: Fault): void;
  end(): Promise<void>;
}

const signal = () => AbortSignal.timeout(20_000);
const codeOf = async (ask: Promise<unknown>): Promise<string> => {
  try {
    await ask;
    return 'answered';
  } catch (error) {
    return error instanceof Failure ? error.code : `no Failure: ${String(error)}`;
  }
};

/** What every fault on the way becomes. */
const codes: Partial<Record<Fault, string>> = {
  slow: 'source.timeout',
  'server-error': 'source.server-error',
  'rate-limit': 'source.rate-limited',
  'wrong-schema': 'source.schema-drift',
  'web-page': 'source.not-json',
  'too-large': 'source.too-large',
  'half-answer': 'source.cut-short',
  'redirect-inside': 'source.redirected',
  'expired-token': 'source.auth-refused',
};

/** Holds for every kind of source. */
export function transactionSourceSuite(
  name: string,
  { isRemote }: { isRemote: boolean },
  open: () => Promise<SourceUnderTest>,
) {
  describe(`transaction source: ${name}`, () => {
    let it: SourceUnderTest;
    beforeAll(async () => {
      it = await open();
    }, 60_000);
    afterAll(() => it.end());

    const question = (key: FindKey): Find => {
      const { known } = it;
      if (key !== 'amount')
        return { by: key, value: key === 'transaction' ? known.id : known[key] };
      const hour = 3_600_000;
      const [from, to] = [known.createdAt - hour, known.createdAt + hour];
      return { by: 'amount', amount: known.amount, from, to };
    };

    test.each(['order', 'transaction', 'amount', 'account', 'phone'] as const)(
      'the known payment is found by %s, as a canonical record that breaks no invariant',
      async (key) => {
        expect(it.source.keys).toContain(key);
        const { records } = await it.source.find(question(key), signal());
        const [record] = records.flatMap((read) =>
          read.record?.id === it.known.id ? [read.record] : [],
        );
        expect(record && transaction.parse(record)).toMatchObject({
          amount: it.known.amount,
          ids: { merchantOrderNo: it.known.order },
          status: 'captured',
        });
        expect(record && invariantsOf(record)).toEqual([]);
        expect(record?.times.createdAt).toBe(it.known.createdAt);
      },
    );

    test('one is fetched by its id; of an unknown one it says so', async () => {
      const found = await it.source.get(it.known.id, signal());
      expect(found?.read.record?.ids.merchantOrderNo).toBe(it.known.order);
      expect(await it.source.get('pi_nothing', signal())).toBeNull();
    });

    test('what is not there is an empty answer, no failure', async () => {
      const nothing = await it.source.find({ by: 'order', value: 'NO-SUCH-ORDER-0' }, signal());
      expect(nothing.records).toEqual([]);
      expect(nothing.isCut).toBe(false);
    });

    test('an order number cannot change the question', async () => {
      for (const value of [
        '../transactions/x',
        'a" OR "b',
        "' OR 1=1 --",
        '?x=1&y=2#z',
        '%2e%2e/',
      ]) {
        const answer = await it.source.find({ by: 'order', value }, signal());
        expect(answer.records).toEqual([]);
      }
    });

    test('a card number in any field is masked in the record and in the payload', async () => {
      const { order, card } = it.withCard;
      const { records } = await it.source.find({ by: 'order', value: order }, signal());
      expect(records.length).toBeGreaterThan(0);
      const text = JSON.stringify(records);
      expect(text).not.toContain(card);
      expect(text).toContain(card.slice(-4));
      expect(redactText(text).masks.filter((mask) => mask.kind === 'card')).toEqual([]);
    });

    test('the test says yes hop by hop', async () => {
      const hops = await it.source.test(signal());
      expect(hops.length).toBeGreaterThan(0);
      expect(hops.filter((hop) => !hop.isOk)).toEqual([]);
    });

    if (!isRemote) return;
    const fail = (fault: Fault) => it.setFault?.(fault);

    test.each(Object.keys(codes) as Fault[])(
      '%s has a code of its own, and passes',
      async (fault) => {
        fail(fault);
        const asked = it.source.find(question('order'), signal());
        expect(await codeOf(asked)).toBe(codes[fault]);
        const hops = await it.source.test(signal());
        // An answer of another shape is seen where records are read.
        const isSeen = fault !== 'wrong-schema';
        expect(hops.some((hop) => hop.code === codes[fault])).toBe(isSeen);
        fail('none');
        expect(await codeOf(it.source.find(question('order'), signal()))).toBe('answered');
      },
    );

    test('how long to wait is told with a 429', async () => {
      fail('rate-limit');
      const failure = await it.source
        .find(question('order'), signal())
        .catch((error: unknown) => error);
      fail('none');
      expect(failure).toMatchObject({ retryAfterMs: 20_000, isRetryable: true });
    });
  });
}
