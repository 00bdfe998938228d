import { type AccountRecord, accountRecord, freezeCode } from '../transaction/account-record.ts';
import { riskFlag } from '../transaction/transaction.ts';
import type { AccountMap, Conventions } from './field-map.ts';
import { gateRaw } from './raw-gate.ts';
import { listOf } from './read-lists.ts';
import { countryOf } from './read-parts.ts';
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
  { map, conventions }: { map: AccountMap; conventions: Conventions },
  fetchedAt: number,
): ReadAccount {
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
  const balance = values.money('balance', values.currency('balanceCurrency'));
  const signIns = listOf(raw, map.signIns, 'signIns', { map, conventions }, problems)
    .flatMap((one) => {
      const at = one.time('at');
      const outcome = one.word('outcome', outcomes) ?? 'ok';
      if (at === undefined) return [];
      return [
        {
          at,
          device: one.text('device') ?? null,
          place: one.text('place') ?? null,
          country: countryOf(one, 'country') ?? null,
          isNewDevice: one.flag('isNewDevice') ?? false,
          outcome,
        },
      ];
    })
    .toSorted((a, b) => b.at - a.at)
    .slice(0, MOST_SIGN_INS);
  const read = accountRecord.safeParse({
    id,
    kind: values.word('kind', ['user', 'merchant']) ?? 'user',
    userName: values.text('userName') ?? null,
    state,
    frozen:
      state === 'frozen'
        ? {
            code: values.word('frozenCode', freezeCode.options) ?? 'not-told',
            at: values.time('frozenAt') ?? fetchedAt,
          }
        : null,
    balance: balance ? { available: balance, at: values.time('balanceAt') ?? fetchedAt } : null,
    signIns,
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
