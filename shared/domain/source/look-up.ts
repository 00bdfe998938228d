import { z } from '#shared/lib/schema.ts';
import { instant } from '../event.ts';
import { money } from '../money/money.ts';

const value = z.string().trim().min(1).max(200);

/** What an agent looks for. */
export const lookUp = z.discriminatedUnion('by', [
  z.object({ by: z.enum(['order', 'transaction', 'account', 'phone']), value }),
  z
    .object({ by: z.literal('amount'), amount: money, from: instant, to: instant })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'lies before the beginning' }),
]);
export type LookUp = z.infer<typeof lookUp>;

/** A phone number by its digits: national, without the mainland's country code; masked ones stay apart. */
export function phoneKey(text: string): string {
  const digits = text
    .normalize('NFKC')
    .replaceAll(/[^\d*]/g, '')
    .replace(/^00/, '');
  return digits.length === 13 && digits.startsWith('86') ? digits.slice(2) : digits;
}

/** A number as it is compared: full-width forms and white space do not count, nor does case. */
export const numberKey = (text: string): string =>
  /^[!-~]*$/.test(text)
    ? text.toUpperCase()
    : text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();

/** The same question has the same key. */
export function keyOf(what: LookUp): string {
  if (what.by === 'amount')
    return `amount:${what.amount.minor}:${what.amount.currency}:${what.from}:${what.to}`;
  return `${what.by}:${what.by === 'phone' ? phoneKey(what.value) : numberKey(what.value)}`;
}
