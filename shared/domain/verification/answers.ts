import { z } from '#shared/lib/schema.ts';
import type { Money } from '../money/money.ts';
import { type AmountError, compareAmount, parseAmount } from '../matching/amounts.ts';
import {
  emailOf,
  isMaskedName,
  isSameName,
  last4Of,
  merchantWords,
  orderNumberOf,
} from '../matching/identifiers.ts';
import { possibleE164 } from '#shared/lib/phone.ts';
import { compareTime, type TimeError, timeError } from '../matching/times.ts';
import type { FactorId, FactorOutcome } from './factors.ts';
import type { VerificationPolicy } from './policy.ts';

const said = z.string().trim().min(1).max(200);

/** What the customer says, as the agent types it. Compared and dropped: it reaches no command and no event. */
export const answers = z
  .strictObject({
    orderNumber: said.optional(),
    time: z
      .strictObject({
        local: z.string().max(30),
        precision: z.enum(['minute', 'hour', 'day']),
        zone: z.string().max(60),
      })
      .optional(),
    /** `currency`: what an amount without one is in. */
    amount: z.strictObject({ text: said, currency: z.string().regex(/^[A-Z]{3}$/) }).optional(),
    merchant: said.optional(),
    name: said.optional(),
    /** Whole, or its last four digits. */
    phone: said.optional(),
    email: said.optional(),
    last4: said.optional(),
  })
  .refine((given) => Object.values(given).some((one) => one !== undefined), {
    message: 'nothing was answered',
  });
export type Answers = z.infer<typeof answers>;
export type AnswerField = keyof Answers;

/** What a transaction record knows that a customer may be asked. Null or empty: the record does not hold it. */
export interface VerifiableRecord {
  id: string;
  /** Every number a customer or their bank may quote. */
  orderNumbers: readonly string[];
  /** Instants a receipt may show. */
  times: readonly number[];
  amount: Money | null;
  /** What the payer's instrument was charged, when in another currency or amount. */
  billed: Money | null;
  merchant: string | null;
  product: string | null;
  payerName: string | null;
  phone: string | null;
  email: string | null;
  last4: string | null;
  /** When the source last confirmed this. */
  asOfAt: number;
}

export type AnswerProblem =
  | AmountError
  | TimeError
  | 'too-short'
  | 'masked'
  | 'not-a-phone'
  | 'not-an-email'
  | 'not-four-digits'
  | 'too-common'
  | 'not-asked-here';

export type Comparison =
  | { ok: true; factors: FactorOutcome[] }
  /** These have to be typed again. Found without looking at the record, and no attempt. */
  | { ok: false; problems: { field: AnswerField; problem: AnswerProblem }[] };

/** One answer, read: why it cannot be compared, or how it compares. */
type Read =
  | { problem: AnswerProblem }
  | {
      /** The factor a wrong answer counts against. */
      id: FactorId;
      /** Null: the record does not hold it. */
      compare: (record: VerifiableRecord) => FactorOutcome | null;
    };

/**
 * Compares a set of answers with a record (`null`: none was found, which looks like a wrong answer).
 * Only outcomes come out. What the record does not hold is left out, unless nothing else was asked.
 */
export function compareAnswers(
  given: Answers,
  record: VerifiableRecord | null,
  policy: VerificationPolicy,
): Comparison {
  const reads = (Object.keys(readers) as AnswerField[])
    .filter((field) => given[field] !== undefined)
    .map((field) => ({ field, read: readers[field](given, policy) }));
  const problems = reads.flatMap(({ field, read }) =>
    'problem' in read ? [{ field, problem: read.problem }] : [],
  );
  if (problems.length > 0) return { ok: false, problems };
  const readable = reads.flatMap(({ read }) => ('problem' in read ? [] : [read]));
  const factors = record
    ? readable.flatMap(({ compare }) => compare(record) ?? [])
    : readable.map(({ id }) => missed(id));
  return {
    ok: true,
    factors: factors.length > 0 ? factors : readable.map(({ id }) => missed(id)),
  };
}

const missed = (id: FactorId): FactorOutcome => ({ id, outcome: 'mismatch' });
const whole = (id: FactorId, isRight: boolean): FactorOutcome => ({
  id,
  outcome: isRight ? 'match' : 'mismatch',
});
const half = (id: FactorId, isRight: boolean): FactorOutcome => ({
  id,
  outcome: isRight ? 'weak' : 'mismatch',
});
const present = <T>(list: readonly (T | null)[]): T[] => list.filter((one) => one !== null);

const readers: Record<AnswerField, (given: Answers, policy: VerificationPolicy) => Read> = {
  orderNumber({ orderNumber = '' }, { factors }) {
    if (!factors.includes('F1')) return { problem: 'not-asked-here' };
    const number = orderNumberOf(orderNumber);
    if (number === null) return { problem: 'too-short' };
    return {
      id: 'F1',
      compare: ({ orderNumbers }) =>
        orderNumbers.length === 0
          ? null
          : whole(
              'F1',
              orderNumbers.some((own) => orderNumberOf(own) === number),
            ),
    };
  },
  time({ time }, { factors, time: tolerance }) {
    const id = time?.precision === 'minute' ? 'F2' : 'F2d';
    if (!time || !factors.includes(id)) return { problem: 'not-asked-here' };
    const problem = timeError(time);
    if (problem) return { problem };
    return {
      id,
      compare: ({ times }) =>
        times.length === 0 ? null : { id, outcome: compareTime(time, times, tolerance) },
    };
  },
  amount({ amount }, { factors, amount: tolerance }) {
    const mayBeNear = factors.includes('F3a');
    if (!amount || !factors.includes('F3')) return { problem: 'not-asked-here' };
    const parsed = parseAmount(amount.text, amount.currency);
    if (!parsed.ok) return { problem: parsed.error };
    return {
      id: 'F3',
      compare: (record) => {
        const actual = present([record.amount, record.billed]);
        if (actual.length === 0) return null;
        const outcome = compareAmount(parsed.money, actual, mayBeNear ? tolerance : null);
        return { id: outcome === 'weak' ? 'F3a' : 'F3', outcome };
      },
    };
  },
  merchant({ merchant = '' }, { factors }) {
    if (!factors.includes('F4')) return { problem: 'not-asked-here' };
    const words = merchantWords(merchant);
    if (words === null) return { problem: 'too-common' };
    return {
      id: 'F4',
      compare: (record) => {
        const names = present([record.merchant, record.product]);
        return names.length === 0
          ? null
          : half(
              'F4',
              names.some((name) => merchantWords(name)?.includes(words) ?? false),
            );
      },
    };
  },
  name({ name = '' }, { factors }) {
    if (!factors.includes('F5')) return { problem: 'not-asked-here' };
    if (isMaskedName(name)) return { problem: 'masked' };
    return {
      id: 'F5',
      compare: ({ payerName }) =>
        payerName === null ? null : whole('F5', isSameName(name, payerName)),
    };
  },
  phone({ phone = '' }, { factors, phoneRegion }) {
    const tail = last4Of(phone);
    if (!factors.includes(tail === null ? 'F6' : 'F6p')) return { problem: 'not-asked-here' };
    const number = tail === null ? possibleE164(phone, phoneRegion) : null;
    if (tail === null && number === null) return { problem: 'not-a-phone' };
    return {
      id: tail === null ? 'F6' : 'F6p',
      compare: (record) => {
        const own = record.phone === null ? null : possibleE164(record.phone, phoneRegion);
        if (own === null) return null;
        return tail === null ? whole('F6', own === number) : half('F6p', own.endsWith(tail));
      },
    };
  },
  email({ email = '' }, { factors }) {
    if (!factors.includes('F7')) return { problem: 'not-asked-here' };
    const address = emailOf(email);
    if (address === null) return { problem: 'not-an-email' };
    return {
      id: 'F7',
      compare: (record) =>
        record.email === null ? null : whole('F7', emailOf(record.email) === address),
    };
  },
  last4({ last4 = '' }, { factors }) {
    if (!factors.includes('F8')) return { problem: 'not-asked-here' };
    const digits = last4Of(last4);
    if (digits === null) return { problem: 'not-four-digits' };
    return {
      id: 'F8',
      compare: (record) => (record.last4 === null ? null : whole('F8', record.last4 === digits)),
    };
  },
};
