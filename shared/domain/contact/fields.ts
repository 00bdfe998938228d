import { z } from '#shared/lib/schema.ts';
import { contactKind, type ContactKind, type FieldValue } from './parts.ts';

export const fieldType = z.enum(['text', 'number', 'date', 'choice']);
export type FieldType = z.infer<typeof fieldType>;

/** One field of a customer's page: three come with the kind, the rest are the workspace's own. */
export const contactField = z.object({
  key: z.string().regex(/^[a-z][a-z0-9.-]{0,60}$/),
  name: z.object({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) }),
  type: fieldType,
  /** Of a choice; otherwise empty. */
  choices: z.array(z.string().trim().min(1).max(60)).max(50),
  /** Whose page has it; null: everybody's. */
  kind: contactKind.nullable(),
  isRequired: z.boolean(),
});
export type ContactField = z.infer<typeof contactField>;

const builtIn = (key: string, zh: string, en: string, kind: ContactKind): ContactField => ({
  key,
  name: { zh, en },
  type: 'text',
  choices: [],
  kind,
  isRequired: false,
});

/** What every workspace has, by kind. */
export const kindFields: readonly ContactField[] = [
  builtIn('user.login', '用户名', 'User name', 'user'),
  builtIn('user.level', '会员等级', 'Level', 'user'),
  builtIn('merchant.id', '商户号', 'Merchant ID', 'merchant'),
  builtIn('merchant.company', '公司名称', 'Company', 'merchant'),
  builtIn('merchant.settlement', '结算联系人', 'Settlement contact', 'merchant'),
];

/** The fields of one kind of customer, in the order of the page. */
export const fieldsFor = (kind: ContactKind, own: readonly ContactField[]): ContactField[] =>
  [...kindFields, ...own].filter((field) => field.kind === null || field.kind === kind);

export type FieldProblem = 'number' | 'date' | 'choice' | 'long';

/** The value as it is kept; an empty one is none. */
export function fieldValueFrom(
  field: ContactField,
  text: string,
): { value: string } | { problem: FieldProblem } {
  const value = text.trim();
  if (value === '') return { value };
  if (value.length > 2000) return { problem: 'long' };
  switch (field.type) {
    case 'text':
      return { value };
    case 'number': {
      const number = value.normalize('NFKC').replace(/(?<=\d),(?=\d{3}(\D|$))/g, '');
      return /^-?\d{1,15}(\.\d{1,8})?$/.test(number) ? { value: number } : { problem: 'number' };
    }
    case 'date':
      return isDay(value) ? { value } : { problem: 'date' };
    case 'choice':
      return field.choices.includes(value) ? { value } : { problem: 'choice' };
  }
}

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/** What is wrong with a filled-in form, first thing first; null when it can be kept. */
export function problemOf(
  fields: readonly ContactField[],
  values: readonly FieldValue[],
): { field: ContactField; problem: FieldProblem | 'missing' } | null {
  const given = new Map(values.map(({ key, value }) => [key, value]));
  for (const field of fields) {
    const text = given.get(field.key);
    if (text === undefined) continue;
    const read = fieldValueFrom(field, text);
    if ('problem' in read) return { field, problem: read.problem };
    if (field.isRequired && read.value === '') return { field, problem: 'missing' };
  }
  return null;
}
