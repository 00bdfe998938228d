import { valueAt } from '#shared/lib/json-pointer.ts';
import { instantOf } from '#shared/lib/zoned-time.ts';
import { exponentOf, type Money, moneyOfDecimal } from '../money/money.ts';
import { amountOf } from '../transaction/units.ts';
import type { Conventions, Rule } from './field-map.ts';

/** Something of an answer that could not be read as it was mapped. */
export interface FieldProblem {
  field: string;
  code: ProblemCode;
  /** What was there, after the card gate, cut short. */
  value: string | null;
}
export const problemCodes = [
  'missing',
  'not-text',
  'not-an-amount',
  'not-a-currency',
  'not-a-time',
  'not-yes-or-no',
  'word-unknown',
  'not-a-list',
  'refused',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

const shown = (value: unknown): string | null =>
  value === undefined || value === null
    ? null
    : (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 80);

const YES = /^(?:true|yes|y|1|是|有|已开启|开启|已验证)$/i;
const NO = /^(?:false|no|n|0|否|无|未开启|关闭|未验证)$/i;
const MAX_SHORT = 200;

/** Digits moved as text, never multiplied. @returns null when it is no amount of this currency */
export function moneyOf(
  value: string | number,
  currency: string,
  { amounts, dialect }: Pick<Conventions, 'amounts' | 'dialect'>,
): Money | null {
  if (amounts === 'provider') {
    const read = amountOf(dialect, value, currency);
    return read.ok ? read.money : null;
  }
  const text = String(value).trim().replaceAll(',', '');
  if (amounts === 'major') {
    // A number of JSON has been a float already; within 15 digits its shortest text is what was sent.
    if (typeof value === 'number' && text.replace(/\D/g, '').length > 15) return null;
    const read = moneyOfDecimal(text.replace(/^[¥$€£]/, ''), currency);
    return read.ok ? read.money : null;
  }
  const match = /^(-?)(\d{1,18})$/.exec(text);
  if (!match) return null;
  const places = amounts === 'fen' ? 2 : exponentOf(currency);
  const digits = (match[2] ?? '').padStart(places + 1, '0');
  const decimal = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  const read = moneyOfDecimal(`${match[1]}${decimal}`, currency);
  return read.ok ? read.money : null;
}

/** A number of seconds or milliseconds, or what a clock wrote. */
export function timeOf(value: unknown, { times, zone }: Conventions): number | null {
  if (times !== 'written') {
    const number =
      typeof value === 'number' ? value : /^\d+(\.\d+)?$/.test(String(value)) ? Number(value) : NaN;
    const ms = Math.round(times === 'epoch-s' ? number * 1000 : number);
    // Between 1990 and 2100: anything else is the other unit.
    return ms > 631_152_000_000 && ms < 4_102_444_800_000 ? ms : null;
  }
  return typeof value === 'string' ? instantOf(value, zone) : null;
}

/** The fields of one object as they are mapped; what does not fit is named in `problems`. */
export function openValues<F extends string>(options: {
  from: unknown;
  fields: Partial<Record<F, Rule>>;
  words: Record<string, Record<string, string>>;
  conventions: Conventions;
  problems: FieldProblem[];
  /** Stands before the field's name in a problem. */
  prefix?: string;
}) {
  const { from, fields, words, conventions, problems, prefix = '' } = options;
  const problem = (field: F, code: ProblemCode, value: unknown) => {
    const name = prefix + field;
    if (!problems.some((one) => one.field === name && one.code === code))
      problems.push({ field: name, code, value: shown(value) });
    return undefined;
  };
  const raw = (field: F): unknown => {
    const rule = fields[field];
    if (!rule) return undefined;
    const found = 'is' in rule ? rule.is : valueAt(from, rule.at);
    return found === null || found === '' ? undefined : found;
  };
  function text(field: F): string | undefined {
    const value = raw(field);
    if (value === undefined) return undefined;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return problem(field, 'not-text', value);
    return String(value).trim().slice(0, MAX_SHORT) || undefined;
  }
  /** A source's word as ours, or as it is. */
  const own = (field: F): string | undefined => {
    const word = text(field);
    const table = words[field];
    return word !== undefined && table && Object.hasOwn(table, word) ? table[word] : word;
  };
  return {
    raw,
    text,
    own,
    problem,
    word<T extends string>(field: F, known: readonly T[]): T | undefined {
      const word = own(field);
      if (word === undefined) return undefined;
      const found =
        known.find((one) => one === word) ??
        known.find((one) => one === word.toLowerCase().replaceAll(/[_\s]/g, '-'));
      return found ?? problem(field, 'word-unknown', word);
    },
    currency(field: F): string | undefined {
      const code = own(field)?.toUpperCase() ?? conventions.currency;
      if (code === undefined) return undefined;
      return /^[A-Z]{3}$/.test(code) ? code : problem(field, 'not-a-currency', code);
    },
    money(field: F, currency: string | undefined): Money | undefined {
      const value = raw(field);
      if (value === undefined || currency === undefined) return undefined;
      const isAmount = typeof value === 'string' || typeof value === 'number';
      const read = isAmount ? moneyOf(value, currency, conventions) : null;
      return read ?? problem(field, 'not-an-amount', value);
    },
    time(field: F): number | undefined {
      const value = raw(field);
      if (value === undefined) return undefined;
      return timeOf(value, conventions) ?? problem(field, 'not-a-time', value);
    },
    flag(field: F): boolean | undefined {
      const word = own(field);
      if (word === undefined) return undefined;
      if (YES.test(word)) return true;
      return NO.test(word) ? false : problem(field, 'not-yes-or-no', word);
    },
    /** A list of words, or one text with commas. */
    several<T extends string>(field: F, known: readonly T[]): T[] {
      const value = raw(field);
      if (value === undefined) return [];
      const parts: unknown[] = Array.isArray(value) ? value : (text(field) ?? '').split(/[,;|、]/);
      const table = words[field] ?? {};
      return parts.flatMap((part) => {
        const word = String(part).trim();
        if (word === '') return [];
        const mapped = Object.hasOwn(table, word) ? table[word] : word;
        const found = known.find((one) => one === mapped?.toLowerCase().replaceAll('_', '-'));
        if (!found) problem(field, 'word-unknown', word);
        return found ? [found] : [];
      });
    },
  };
}
