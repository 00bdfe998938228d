import { z } from '#shared/lib/schema.ts';
import { cellText } from '#shared/lib/csv.ts';
import { redactText } from '../redaction/redact.ts';
import { type ContactField, fieldsFor, fieldValueFrom } from './fields.ts';
import { addressFrom } from './identities.ts';
import { type ContactKind, type FieldValue, type IdentityKind, identityKind } from './parts.ts';

/** One line of a file to take in, as its columns were mapped; nothing of it is checked yet. */
export const importRow = z.object({
  line: z.int().positive(),
  name: z.string().max(2000),
  kind: z.string().max(60),
  language: z.string().max(60),
  timeZone: z.string().max(120),
  note: z.string().max(20_000),
  identities: z.array(z.object({ kind: identityKind, text: z.string().max(2000) })).max(20),
  fields: z.array(z.object({ key: z.string().max(80), value: z.string().max(20_000) })).max(100),
});
export type ImportRow = z.infer<typeof importRow>;

export const importProblem = z.object({
  /** A column of the desk: `name`, `email`, `kind`, a field's key … */
  field: z.string(),
  code: z.enum([
    'empty',
    'long',
    'bad-address',
    'card',
    'bad-kind',
    'bad-zone',
    'bad-language',
    'bad-field',
    'missing',
    'two-people',
    'twice',
    'erased',
  ]),
});
export type ImportProblem = z.infer<typeof importProblem>;

export interface ImportDraft {
  name: string | null;
  kind: ContactKind | null;
  language: string | null;
  timeZone: string | null;
  note: string | null;
  identities: { kind: IdentityKind; address: string }[];
  fields: FieldValue[];
}

const kinds: Record<string, ContactKind> = {
  user: 'user',
  用户: 'user',
  个人: 'user',
  merchant: 'merchant',
  商户: 'merchant',
  商家: 'merchant',
};

/**
 * What a line says, or everything that is wrong with it. Texts go through the card gate; an
 * address that looks like a card is refused, because masked it would be nobody's.
 */
export function readImportRow(
  row: ImportRow,
  own: readonly ContactField[],
): { draft: ImportDraft } | { problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const bad = (field: string, code: ImportProblem['code']): null => {
    problems.push({ field, code });
    return null;
  };
  const text = (field: string, value: string, most: number): string | null => {
    const plain = cellText(value).trim();
    if (plain === '') return null;
    return plain.length > most ? bad(field, 'long') : redactText(plain).text;
  };
  const kind = cellText(row.kind).trim().toLowerCase();
  const draft: ImportDraft = {
    name: text('name', row.name, 400),
    kind: kind === '' ? null : (kinds[kind] ?? bad('kind', 'bad-kind')),
    language: languageOf(text('language', row.language, 35), bad),
    timeZone: zoneOf(text('timeZone', row.timeZone, 60), bad),
    note: text('note', row.note, 4000),
    identities: addressesOf(row, bad),
    fields: fieldsOf(row, kinds[kind] ?? 'user', own, bad),
  };
  if (problems.length === 0 && draft.name === null && draft.identities.length === 0)
    bad('name', 'empty');
  return problems.length > 0 ? { problems } : { draft };
}

type Bad = (field: string, code: ImportProblem['code']) => null;

function addressesOf(row: ImportRow, bad: Bad): ImportDraft['identities'] {
  const found: ImportDraft['identities'] = [];
  for (const { kind, text } of row.identities)
    // Several addresses in one cell, as address books write them.
    for (const part of cellText(text).split(/[;；、\n]/)) {
      if (part.trim() === '') continue;
      const read = addressFrom(kind, cellText(part.trim()));
      if ('problem' in read)
        bad(kind, read.problem === 'contact.identity-is-card' ? 'card' : 'bad-address');
      else if (!found.some((own) => own.kind === kind && own.address === read.address))
        found.push({ kind, address: read.address });
    }
  return found;
}

function fieldsOf(
  row: ImportRow,
  kind: ContactKind,
  own: readonly ContactField[],
  bad: Bad,
): FieldValue[] {
  const mapped = new Map(row.fields.map(({ key, value }) => [key, cellText(value)]));
  return fieldsFor(kind, own).flatMap((field) => {
    const value = mapped.get(field.key);
    if (value === undefined) return [];
    const read = fieldValueFrom(field, value);
    if ('problem' in read) bad(field.key, 'bad-field');
    else if (read.value !== '')
      return [
        { key: field.key, value: field.type === 'text' ? redactText(read.value).text : read.value },
      ];
    else if (field.isRequired) bad(field.key, 'missing');
    return [];
  });
}

function zoneOf(name: string | null, bad: Bad): string | null {
  if (name === null) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return bad('timeZone', 'bad-zone');
  }
}

function languageOf(tag: string | null, bad: Bad): string | null {
  if (tag === null) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return bad('language', 'bad-language');
  }
}
