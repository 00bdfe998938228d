import { describe, expect, test } from 'vitest';
import type { SourceView } from '#shared/contract/records.ts';
import { csvConfig, stripeConfig } from '#shared/domain/source/config.ts';
import { pointerOf } from '#shared/lib/json-pointer.ts';
import { sampleConfig } from '#main/records/sample/mapping.ts';
import {
  newSourceDraft,
  sourceConfigOf,
  sourceDraftOf,
  wrongIn,
} from '#renderer/features/sources/source-draft.ts';

const viewOf = (kind: SourceView['kind'], config: Record<string, unknown>): SourceView => ({
  id: 's' as never,
  kind,
  name: 'One',
  config,
  isDemo: false,
  secretNames: [],
  keys: [],
  offersAccounts: false,
  phase: 'ready',
  lastOkAt: null,
  trouble: null,
  breaker: 'closed',
  retryAt: null,
  failures: 0,
  kept: { records: 0, oldestAt: null },
  imports: null,
});
const csv = csvConfig.parse({
  folder: '/data/in',
  encoding: 'gb18030',
  conventions: { amounts: 'fen', currency: 'CNY', times: 'epoch-s', zone: 'Asia/Shanghai' },
  record: {
    fields: {
      id: { at: pointerOf('交易号/TXN~1') },
      amount: { at: pointerOf('金额') },
      currency: { is: 'CNY' },
      createdAt: { at: '/a/b' },
    },
    words: { status: { 成功: 'captured' } },
  },
});
const stripe = stripeConfig.parse({
  host: '127.0.0.1',
  port: 1,
  protocol: 'http',
  orderField: 'no',
});

describe('a source as a form', () => {
  test.each([
    ['http', sampleConfig('http://127.0.0.1:4000')],
    ['csv', csv],
    ['stripe', stripe],
  ] as const)('%s settings come out as they went in', (kind, config) => {
    const draft = sourceDraftOf(viewOf(kind, config));
    expect(wrongIn(draft)).toEqual({});
    expect(sourceConfigOf(draft)).toEqual(config);
  });

  test('a new one says what is missing, field by field', () => {
    const wrong = wrongIn(newSourceDraft('http', 'Asia/Shanghai'));
    expect(Object.keys(wrong)).toEqual(expect.arrayContaining(['name', 'baseUrl']));
    expect(wrongIn(newSourceDraft('csv', 'UTC'))).toHaveProperty('folder');
    expect(Object.keys(wrongIn(newSourceDraft('stripe', 'UTC')))).toEqual(['name']);
  });

  test('a column may be written by its name, slashes and all', () => {
    const draft = {
      ...newSourceDraft('csv', 'UTC'),
      fields: [{ field: 'id' as const, value: 'a/b', isFixed: false }],
    };
    expect(sourceConfigOf(draft)).toMatchObject({ record: { fields: { id: { at: '/a~1b' } } } });
  });

  test('numbers that are none and JSON that is none are refused', () => {
    const draft = { ...newSourceDraft('http', 'UTC'), name: 'x', baseUrl: 'https://x.example' };
    expect(Object.keys(wrongIn(draft))).toEqual(
      ['id', 'amount', 'createdAt'].map((field) => `record.fields.${field}`),
    );
    expect(wrongIn({ ...draft, freshSeconds: 'soon' })).toHaveProperty('cache.freshSeconds');
    expect(wrongIn({ ...draft, more: '{' })).toHaveProperty('more');
    expect(wrongIn({ ...draft, zone: 'Mars' })).toHaveProperty('conventions.zone');
  });
});
