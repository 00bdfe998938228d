import { type AccountRecord, accountRecord, freezeCode } from '../transaction/account-record.ts';
import { riskFlag } from '../transaction/transaction.ts';
import type { AccountMap, Conventions } from './field-map.ts';
import { gateRaw } from './raw-gate.ts';
import { listOf } from './read-lists.ts';
import { countryOf, type Values } from './read-parts.ts';
import { type FieldProblem, openValues } from './values.ts';

/** An account of an answer, read; null when it has no id or state. */
export interface ReadAccount {
  account: AccountRecord | null;
  problems: FieldProblem[];
  /** As the source writes it; a key of the look-up, not part of the record. */
  phone: string | null;
  raw: unknown;
}

const states = ['active', 'frozen', 'closed'] as const;
const mailStates = ['not-sent', 'sent', 'expired', 'used'] as const;
const outcomes = ['ok', 'refused', 'second-step-pending'] as const;
const MOST_SIGN_INS = 100;

/** Reads an account; the card gate comes first. A state that is not understood is no account. */
export function readAccount(
  given: unknown,
  mapping: { map: AccountMap; conventions: Conventions },
  fetchedAt: number,
): ReadAccount {
  const { map, conventions } = mapping;
  const raw = gateRaw(given);
  const problems: FieldProblem[] = [];
  const values = openValues<string>({
    from: raw,
    fields: map.fields,
    words: map.words,
    conventions,
    problems,
  });
  const phone = values.text('phone') ?? null;
  const id = values.text('id') ?? values.text('userName');
  const state = values.word('state', states);
  if (id === undefined) values.problem('id', 'missing', undefined);
  if (state === undefined && !problems.some((one) => one.field === 'state'))
    values.problem('state', 'missing', undefined);
  if (id === undefined || state === undefined) return { account: null, problems, phone, raw };
  const read = accountRecord.safeParse({
    id,
    kind: values.word('kind', ['user', 'merchant']) ?? 'user',
    userName: values.text('userName') ?? null,
    state,
    frozen: state === 'frozen' ? frozenOf(values, fetchedAt) : null,
    balance: balanceOf(values, fetchedAt),
    signIns: signInsOf(raw, mapping, problems),
    riskFlags: values.several('riskFlags', riskFlag.options),
    isEmailVerified: values.flag('isEmailVerified') ?? false,
    verificationMail: {
      state: values.word('mailState', mailStates) ?? 'not-sent',
      at: values.time('mailAt') ?? null,
    },
    hasTwoFactor: values.flag('hasTwoFactor') ?? false,
    contactUnchangedSinceAt: values.time('contactUnchangedSinceAt'),
    locale: values.text('locale') ?? null,
    country: countryOf(values, 'country') ?? null,
    fetchedAt,
  });
  if (!read.success)
    for (const issue of read.error.issues.slice(0, 10))
      problems.push({ field: issue.path.join('.'), code: 'refused', value: issue.message });
  return { account: read.data ?? null, problems, phone, raw };
}

function frozenOf(values: Values, fetchedAt: number) {
  const code = values.word('frozenCode', freezeCode.options) ?? 'not-told';
  return { code, at: values.time('frozenAt') ?? fetchedAt };
}

function balanceOf(values: Values, fetchedAt: number) {
  const available = values.money('balance', values.currency('balanceCurrency'));
  return available ? { available, at: values.time('balanceAt') ?? fetchedAt } : null;
}

/** Newest first; one without a time is named and left out. */
function signInsOf(
  raw: unknown,
  { map, conventions }: { map: AccountMap; conventions: Conventions },
  problems: FieldProblem[],
) {
  return listOf(raw, map.signIns, 'signIns', { map, conventions }, problems)
    .flatMap((one) => {
      const at = one.time('at');
      if (at === undefined) one.problem('at', 'missing', undefined);
      if (at === undefined) return [];
      return [
        {
          at,
          device: one.text('device') ?? null,
          place: one.text('place') ?? null,
          country: countryOf(one, 'country') ?? null,
          isNewDevice: one.flag('isNewDevice') ?? false,
          outcome: one.word('outcome', outcomes) ?? 'ok',
        },
      ];
    })
    .toSorted((a, b) => b.at - a.at)
    .slice(0, MOST_SIGN_INS);
}
