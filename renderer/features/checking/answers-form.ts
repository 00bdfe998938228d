import type { Answers } from '#shared/domain/verification/answers.ts';
import type { FactorId } from '#shared/domain/verification/factors.ts';

/** What is in the fields. Lives in the form alone and is emptied with every check. */
export interface Typed {
  orderNumber: string;
  day: string;
  clock: string;
  precision: 'minute' | 'hour' | 'day';
  zone: string;
  amount: string;
  currency: string;
  merchant: string;
  name: string;
  phone: string;
  email: string;
  last4: string;
}

export const nothingTyped = (zone: string, currency: string): Typed => ({
  orderNumber: '',
  day: '',
  clock: '',
  precision: 'minute',
  zone,
  amount: '',
  currency,
  merchant: '',
  name: '',
  phone: '',
  email: '',
  last4: '',
});

type PlainField = 'orderNumber' | 'merchant' | 'name' | 'phone' | 'email' | 'last4';
const plain: readonly PlainField[] = ['orderNumber', 'merchant', 'name', 'phone', 'email', 'last4'];

function timeOf({ day, clock, precision, zone }: Typed): Answers['time'] {
  if (day === '') return undefined;
  if (precision === 'day') return { local: day, precision, zone };
  return clock === '' ? undefined : { local: `${day}T${clock}`, precision, zone };
}

/** The answers given; null when there are none. */
export function answersOf(typed: Typed): Answers | null {
  const time = timeOf(typed);
  const given: Answers = {
    ...Object.fromEntries(
      plain.flatMap((field) => (typed[field].trim() === '' ? [] : [[field, typed[field]]])),
    ),
    ...(time ? { time } : {}),
    ...(typed.amount.trim() === ''
      ? {}
      : { amount: { text: typed.amount, currency: typed.currency } }),
  };
  return Object.keys(given).length === 0 ? null : given;
}

/** Which fields a brand asks for. */
export const asks = (factors: readonly FactorId[]) => ({
  orderNumber: factors.includes('F1'),
  time: factors.includes('F2') || factors.includes('F2d'),
  amount: factors.includes('F3'),
  merchant: factors.includes('F4'),
  name: factors.includes('F5'),
  phone: factors.includes('F6') || factors.includes('F6p'),
  email: factors.includes('F7'),
  last4: factors.includes('F8'),
});

/** The factors of a set of fields, for a question that is asked before it is answered. */
export function factorsOf(typed: Typed, factors: readonly FactorId[]): FactorId[] {
  const given = answersOf(typed);
  const named: Partial<Record<keyof Answers, FactorId>> = {
    orderNumber: 'F1',
    time: typed.precision === 'minute' ? 'F2' : 'F2d',
    amount: 'F3',
    merchant: 'F4',
    name: 'F5',
    phone: 'F6',
    email: 'F7',
    last4: 'F8',
  };
  const wanted = given
    ? (Object.keys(given) as (keyof Answers)[]).flatMap((field) => named[field] ?? [])
    : (['F1', 'F2', 'F3'] as const).filter((id) => factors.includes(id));
  return wanted.filter((id) => factors.includes(id));
}
