import { expect, test } from 'vitest';
import { handoverPackage } from '#shared/domain/case/handover-package.ts';
import { type CaseWords, needsOf, wrongWords } from '#renderer/features/cases/case-words.ts';

const NOW = Date.parse('2026-11-23T05:00:00Z');
const DUE = Date.parse('2026-11-23T05:30:00Z');
const one = {
  package: handoverPackage.parse({
    summary: '一句话',
    ask: '问题',
    severity: 'p2',
    records: [],
    verification: null,
    checks: [],
    diagnosis: null,
    amountAtRisk: null,
    told: '预计13:30前答复您。',
    zone: 'Asia/Shanghai',
    language: 'zh-CN',
    contactVia: 'webchat',
    contactTime: null,
    attachments: [],
  }),
};
const words: CaseWords = {
  text: '',
  departmentId: null,
  dueAt: null,
  told: null,
  isApproved: false,
};
const wrongFor = (
  act: Parameters<typeof needsOf>[0],
  standing: Parameters<typeof needsOf>[1],
  written: Partial<CaseWords>,
) => wrongWords({ ...words, ...written }, needsOf(act, standing), one, NOW);

test('an answer needs words, another department its name and a reason', () => {
  const open = { status: 'accepted', rePromiseCount: 0 } as const;
  expect(wrongFor('answer', open, { text: ' ' })).toEqual(['text']);
  expect(wrongFor('answer', open, { text: '已冲正' })).toEqual([]);
  expect(wrongFor('giveBack', open, {})).toEqual(['text', 'department']);
});

test('the first other time needs only the time, the second a reason and an approval', () => {
  const first = { status: 'open', rePromiseCount: 0 } as const;
  expect(wrongFor('rePromise', first, {})).toEqual(['due']);
  expect(wrongFor('rePromise', first, { dueAt: NOW - 1 })).toEqual(['due']);
  expect(wrongFor('rePromise', first, { dueAt: DUE })).toEqual([]);
  expect(wrongFor('rePromise', first, { dueAt: DUE, told: '很快' })).toEqual(['told']);
  const again = { status: 'open', rePromiseCount: 1 } as const;
  expect(wrongFor('rePromise', again, { dueAt: DUE })).toEqual(['text', 'approval']);
  expect(wrongFor('rePromise', again, { dueAt: DUE, text: '通道未回', isApproved: true })).toEqual(
    [],
  );
});

test('a case is reopened under its promise while that runs, else with a new time', () => {
  const reopen = (status: 'answered' | 'confirmed' | 'closed') =>
    wrongFor('reopen', { status, rePromiseCount: 0 }, { text: '仍未到账' });
  expect(reopen('answered')).toEqual([]);
  expect(reopen('confirmed')).toEqual(['due']);
  expect(reopen('closed')).toEqual(['due']);
});
