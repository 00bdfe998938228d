import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SourceId } from '#shared/lib/ids.ts';
import type { ReadRecord } from '#shared/domain/source/read-record.ts';
import { openRecordCache, type RecordCache } from '#main/records/cache.ts';
import { temporaryFolder } from '../../../kit/engine.ts';
import { NOW, paidRecord } from '../../../kit/records.ts';

let folder: string;
let cache: RecordCache;
beforeEach(() => {
  folder = temporaryFolder('cache');
  cache = openRecordCache(path.join(folder, 'records.db'));
});
afterEach(() => {
  cache.close();
  rmSync(folder, { recursive: true, force: true });
});

const one = 's-1' as SourceId;
const read = (id: string): ReadRecord => ({
  record: { ...paidRecord, id, ids: { merchantOrderNo: `O-${id}` } },
  problems: [],
  broken: [],
  raw: null,
});
const rules = { freshSeconds: 60, keepDays: 30, mostRecords: 2 };

test('beyond the cap the oldest go; an answer that lost a part is no answer any more', () => {
  for (const [index, id] of ['a', 'b', 'c'].entries())
    cache.keep(one, { by: 'order', value: `O-${id}` }, [read(id)], NOW + index, false);
  expect(cache.trim(one, rules, NOW + 10)).toBe(1);
  expect(cache.size(one)).toEqual({ records: 2, oldestAt: NOW + 1 });
  expect(cache.answer(one, { by: 'order', value: 'O-a' })).toBeNull();
  expect(cache.answer(one, { by: 'order', value: 'O-c' })?.records).toHaveLength(1);
});

test('an empty answer is remembered as one', () => {
  cache.keep(one, { by: 'order', value: 'none' }, [], NOW, false);
  expect(cache.answer(one, { by: 'order', value: 'NONE' })).toEqual({
    records: [],
    asOf: NOW,
    isCut: false,
  });
  expect(cache.answer(one, { by: 'order', value: 'other' })).toBeNull();
});

test('sources are kept apart; what is no source any more is forgotten', () => {
  const other = 's-2' as SourceId;
  cache.keep(one, null, [read('a')], NOW, false);
  cache.keep(other, null, [read('a')], NOW, false);
  cache.keepOnly([other]);
  expect(cache.get(one, 'a')).toBeNull();
  expect(cache.get(other, 'a')?.asOf).toBe(NOW);
});

test('a file that is damaged is begun again', () => {
  cache.close();
  writeFileSync(path.join(folder, 'records.db'), Buffer.alloc(9_000, 7));
  cache = openRecordCache(path.join(folder, 'records.db'));
  expect(cache.size(one).records).toBe(0);
});
