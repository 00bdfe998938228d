import type { SourceView } from '#shared/contract/records.ts';
import { configSchemas, type SourceKind } from '#shared/domain/source/config.ts';
import { recordFields, type RecordField } from '#shared/domain/source/field-map.ts';
import { isPointer, pointerOf } from '#shared/lib/json-pointer.ts';
import { z } from '#shared/lib/schema.ts';

export const endpointKeys = [
  'order',
  'transaction',
  'amount',
  'account',
  'phone',
  'accountByName',
  'accountByPhone',
  'health',
] as const;
type EndpointKey = (typeof endpointKeys)[number];

export interface FieldDraft {
  field: RecordField;
  /** A JSON pointer, a column, or with `isFixed` the value itself. */
  value: string;
  isFixed: boolean;
}
export interface WordDraft {
  field: string;
  theirs: string;
  ours: string;
}
/** Fields whose words are translated on screen. */
export const wordFields = [
  'status',
  'type',
  'refundState',
  'disputeState',
  'methodKind',
  'failureCode',
  'currency',
  'refunds.status',
  'fees.kind',
] as const;

/** A source as it is being written. */
export interface SourceDraft {
  kind: SourceKind;
  name: string;
  /** Empty: the kept one. */
  secret: string;
  baseUrl: string;
  network: 'public' | 'private';
  auth: 'none' | 'bearer' | 'header' | 'basic';
  header: string;
  user: string;
  endpoints: Record<EndpointKey, { path: string; items: string }>;
  paging: 'none' | 'page' | 'cursor';
  parameter: string;
  pageFirst: string;
  pageSize: string;
  pageNext: string;
  folder: string;
  encoding: 'auto' | 'utf-8' | 'gb18030';
  delimiter: 'auto' | ',' | ';' | '\t' | '|';
  orderField: string;
  accountField: string;
  amounts: 'major' | 'minor' | 'fen' | 'provider';
  currency: string;
  times: 'written' | 'epoch-s' | 'epoch-ms';
  zone: string;
  dialect: string;
  fields: FieldDraft[];
  words: WordDraft[];
  /** Lists inside a record and the account's fields, as JSON. */
  more: string;
  freshSeconds: string;
  keepDays: string;
  /** Of the kept settings: what the form has no field for. */
  rest: Record<string, unknown>;
}

/** What every mapping needs; shown empty from the beginning. */
const usual: RecordField[] = ['id', 'merchantOrderNo', 'amount', 'currency', 'status', 'createdAt'];

const emptyEndpoints = (): SourceDraft['endpoints'] =>
  Object.fromEntries(
    endpointKeys.map((key) => [key, { path: '', items: '' }]),
  ) as SourceDraft['endpoints'];

export const newSourceDraft = (kind: SourceKind, zone: string): SourceDraft => ({
  kind,
  name: '',
  secret: '',
  baseUrl: 'https://',
  network: 'public',
  auth: 'bearer',
  header: 'X-Api-Key',
  user: '',
  endpoints: emptyEndpoints(),
  paging: 'none',
  parameter: 'page',
  pageFirst: '1',
  pageSize: '50',
  pageNext: '/next',
  folder: '',
  encoding: 'auto',
  delimiter: 'auto',
  orderField: 'order_id',
  accountField: 'account',
  amounts: 'major',
  currency: 'CNY',
  times: 'written',
  zone,
  dialect: 'internal',
  fields: usual.map((field) => ({ field, value: '', isFixed: false })),
  words: [],
  more: '',
  freshSeconds: '60',
  keepDays: '30',
  rest: {},
});

const object = z.record(z.string(), z.unknown());
const objectOf = (value: unknown): Record<string, unknown> => object.safeParse(value).data ?? {};
const textOf = (value: unknown, otherwise: string): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;

/** A column's name instead of its pointer, where the two say the same. */
const columnOf = (pointer: string): string => {
  const name = pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
  return pointerOf(name) === pointer ? name : pointer;
};

function fieldsIn(fields: Record<string, unknown>, isColumn: boolean): FieldDraft[] {
  return recordFields.flatMap((field): FieldDraft[] => {
    const rule = objectOf(fields[field]);
    if (typeof rule['is'] === 'string') return [{ field, value: rule['is'], isFixed: true }];
    if (typeof rule['at'] !== 'string') return [];
    const value = isColumn ? columnOf(rule['at']) : rule['at'];
    return [{ field, value, isFixed: false }];
  });
}

/** A kept source as a draft. */
export function sourceDraftOf(source: SourceView): SourceDraft {
  const { kind, name, config } = source;
  const empty = newSourceDraft(kind, 'UTC');
  const about = objectOf(config['conventions']);
  const auth = objectOf(config['auth']);
  const paging = objectOf(config['paging']);
  const record = objectOf(config['record']);
  const cache = objectOf(config['cache']);
  const { fields, words, ...lists } = record;
  const endpoints = emptyEndpoints();
  for (const key of endpointKeys) {
    const one = objectOf(objectOf(config['endpoints'])[key]);
    endpoints[key] = { path: textOf(one['path'], ''), items: textOf(one['items'], '') };
  }
  const more = {
    ...lists,
    ...(config['account'] === undefined ? {} : { account: config['account'] }),
  };
  const { host, port, protocol, timeoutSeconds } = config;
  return {
    ...empty,
    name,
    baseUrl: textOf(config['baseUrl'], ''),
    network: config['network'] === 'private' ? 'private' : 'public',
    auth:
      (['none', 'bearer', 'header', 'basic'] as const).find((one) => one === auth['kind']) ??
      'none',
    header: textOf(auth['name'], empty.header),
    user: textOf(auth['user'], ''),
    endpoints,
    paging: (['page', 'cursor'] as const).find((one) => one === paging['kind']) ?? 'none',
    parameter: textOf(paging['parameter'], empty.parameter),
    pageFirst: textOf(paging['first'], empty.pageFirst),
    pageSize: textOf(paging['size'], empty.pageSize),
    pageNext: textOf(paging['next'], empty.pageNext),
    folder: textOf(config['folder'], ''),
    encoding: (['utf-8', 'gb18030'] as const).find((one) => one === config['encoding']) ?? 'auto',
    delimiter:
      ([',', ';', '\t', '|'] as const).find((one) => one === config['delimiter']) ?? 'auto',
    orderField: textOf(config['orderField'], empty.orderField),
    accountField: textOf(config['accountField'], empty.accountField),
    amounts:
      (['minor', 'fen', 'provider'] as const).find((one) => one === about['amounts']) ?? 'major',
    currency: textOf(about['currency'], ''),
    times: (['epoch-s', 'epoch-ms'] as const).find((one) => one === about['times']) ?? 'written',
    zone: textOf(about['zone'], 'UTC'),
    dialect: textOf(about['dialect'], 'internal'),
    fields: kind === 'stripe' ? [] : fieldsIn(objectOf(fields), kind === 'csv'),
    words: Object.entries(objectOf(words)).flatMap(([field, table]) =>
      Object.entries(objectOf(table)).map(([theirs, ours]) => ({
        field,
        theirs,
        ours: textOf(ours, ''),
      })),
    ),
    more: Object.keys(more).length > 0 ? JSON.stringify(more, null, 2) : '',
    freshSeconds: textOf(cache['freshSeconds'], empty.freshSeconds),
    keepDays: textOf(cache['keepDays'], empty.keepDays),
    rest: Object.fromEntries(
      Object.entries({
        host,
        port,
        protocol,
        timeoutSeconds,
        mostRecords: cache['mostRecords'],
      }).filter(([, value]) => value !== undefined),
    ),
  };
}

/** What is in the advanced part; null when it is no JSON object. */
export function moreOf(draft: SourceDraft): Record<string, unknown> | null {
  if (draft.more.trim() === '') return {};
  try {
    return object.safeParse(JSON.parse(draft.more)).data ?? null;
  } catch {
    return null;
  }
}

function recordOf(draft: SourceDraft): Record<string, unknown> {
  const { account: _account, ...lists } = moreOf(draft) ?? {};
  const isColumn = draft.kind === 'csv';
  const fields = draft.fields
    .filter((one) => one.isFixed || one.value.trim() !== '')
    .map(({ field, value, isFixed }) => {
      if (isFixed) return [field, { is: value }] as const;
      const at = isColumn && !isPointer(value) ? pointerOf(value) : value.trim();
      return [field, { at }] as const;
    });
  const words: Record<string, Record<string, string>> = {};
  for (const { field, theirs, ours } of draft.words)
    if (theirs.trim() !== '' && ours.trim() !== '')
      words[field] = { ...words[field], [theirs.trim()]: ours.trim() };
  return { ...lists, fields: Object.fromEntries(fields), words };
}

const numberOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : NaN);

/** The settings the source reads; they may still be incomplete. */
export function sourceConfigOf(draft: SourceDraft): Record<string, unknown> {
  const { mostRecords, timeoutSeconds, ...place } = draft.rest;
  const timeout = timeoutSeconds === undefined ? {} : { timeoutSeconds };
  const cache = {
    freshSeconds: numberOf(draft.freshSeconds),
    keepDays: numberOf(draft.keepDays),
    ...(mostRecords === undefined ? {} : { mostRecords }),
  };
  const conventions = {
    amounts: draft.amounts,
    ...(draft.currency.trim() === '' ? {} : { currency: draft.currency.trim().toUpperCase() }),
    times: draft.times,
    zone: draft.zone.trim(),
    dialect: draft.dialect.trim() || 'internal',
  };
  switch (draft.kind) {
    case 'stripe': {
      const { orderField, accountField } = draft;
      return { ...place, orderField, accountField, ...timeout, cache };
    }
    case 'csv': {
      const { folder, encoding, delimiter } = draft;
      return { folder: folder.trim(), encoding, delimiter, conventions, record: recordOf(draft) };
    }
    case 'http': {
      const account = moreOf(draft)?.['account'];
      return {
        baseUrl: draft.baseUrl.trim(),
        network: draft.network,
        auth: authOf(draft),
        endpoints: Object.fromEntries(
          endpointKeys.flatMap((key) => {
            const { path, items } = draft.endpoints[key];
            return path.trim() === '' ? [] : [[key, { path: path.trim(), items: items.trim() }]];
          }),
        ),
        paging: pagingOf(draft),
        conventions,
        record: recordOf(draft),
        ...(account === undefined ? {} : { account }),
        ...timeout,
        cache,
      };
    }
  }
}

function authOf({ auth, header, user }: SourceDraft) {
  if (auth === 'header') return { kind: auth, name: header.trim() };
  return auth === 'basic' ? { kind: auth, user: user.trim() } : { kind: auth };
}

function pagingOf({ paging, parameter, pageFirst, pageSize, pageNext }: SourceDraft) {
  if (paging === 'none') return { kind: paging };
  if (paging === 'cursor')
    return { kind: paging, parameter: parameter.trim(), next: pageNext.trim() };
  return {
    kind: paging,
    parameter: parameter.trim(),
    first: numberOf(pageFirst),
    size: numberOf(pageSize),
  };
}

/** Fields of the settings that keep them from being used, each with why. */
export function wrongIn(draft: SourceDraft): Record<string, string> {
  const read = configSchemas[draft.kind].safeParse(sourceConfigOf(draft));
  const wrong: Record<string, string> = {};
  for (const issue of read.error?.issues ?? []) wrong[issue.path.join('.')] ??= issue.message;
  if (draft.name.trim() === '') wrong['name'] = 'needed';
  if (moreOf(draft) === null) wrong['more'] = 'JSON';
  return wrong;
}

export const secretNameOf = (kind: SourceKind): 'token' | 'key' | null =>
  kind === 'csv' ? null : kind === 'stripe' ? 'key' : 'token';

export const secretsIn = ({ kind, secret }: SourceDraft): Record<string, string> => {
  const name = secretNameOf(kind);
  return name === null || secret === '' ? {} : { [name]: secret };
};
