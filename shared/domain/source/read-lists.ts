import { refundStatusOf } from '../transaction/status.ts';
import { valueAt } from '#shared/lib/json-pointer.ts';
import type { Conventions, Rule } from './field-map.ts';
import { type Values, without } from './read-parts.ts';
import { type FieldProblem, openValues } from './values.ts';

interface Mapping {
  map: {
    refunds?: List | undefined;
    fees?: List | undefined;
    signIns?: List | undefined;
    words: Record<string, Record<string, string>>;
  };
  conventions: Conventions;
}
interface List {
  at: string;
  fields: Partial<Record<string, Rule>>;
}

/** The objects of a list inside the answer, each with its own values. */
export function listOf(
  raw: unknown,
  list: List | undefined,
  name: string,
  { map, conventions }: Mapping,
  problems: FieldProblem[],
): Values[] {
  if (!list) return [];
  const found = valueAt(raw, list.at);
  if (found === undefined || found === null) return [];
  if (!Array.isArray(found)) {
    problems.push({ field: name, code: 'not-a-list', value: null });
    return [];
  }
  const words = Object.fromEntries(
    Object.entries(map.words).flatMap(([key, table]) =>
      key.startsWith(`${name}.`) ? [[key.slice(name.length + 1), table]] : [],
    ),
  );
  return found.map((from: unknown, index) =>
    openValues<string>({
      from,
      fields: list.fields,
      words,
      conventions,
      problems,
      prefix: `${name}.${index}.`,
    }),
  );
}

const refundStatuses = ['requested', 'processing', 'succeeded', 'failed', 'canceled'] as const;

export function refundsOf(
  raw: unknown,
  mapping: Mapping,
  currency: string,
  createdAt: number,
  problems: FieldProblem[],
) {
  return listOf(raw, mapping.map.refunds, 'refunds', mapping, problems).flatMap((values) => {
    const amount = values.money('amount', values.own('currency')?.toUpperCase() ?? currency);
    const refundNo = values.text('refundNo') ?? values.text('providerRefundId');
    if (!amount || refundNo === undefined) {
      values.problem(amount ? 'refundNo' : 'amount', 'missing', undefined);
      return [];
    }
    const word = values.own('status');
    const status =
      refundStatuses.find((one) => one === word) ??
      refundStatusOf(mapping.conventions.dialect, word ?? '');
    return [
      {
        refundNo,
        amount,
        status,
        createdAt: values.time('createdAt') ?? createdAt,
        ...without({
          providerRefundId: values.text('providerRefundId'),
          finishedAt: values.time('finishedAt'),
          failureCode: values.text('failureCode'),
        }),
      },
    ];
  });
}

const feeKinds = ['processing', 'fx', 'dispute', 'platform', 'other'] as const;

export function feesOf(raw: unknown, mapping: Mapping, currency: string, problems: FieldProblem[]) {
  return listOf(raw, mapping.map.fees, 'fees', mapping, problems).flatMap((values) => {
    const amount = values.money('amount', values.own('currency')?.toUpperCase() ?? currency);
    return amount ? [{ kind: values.word('kind', feeKinds) ?? 'other', amount }] : [];
  });
}
