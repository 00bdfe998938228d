import { expect, test } from 'vitest';
import { handoverPackage } from '#shared/domain/case/handover-package.ts';
import {
  newEscalateDraft,
  packageOf,
  promisedAt,
  toldOf,
  wrongIn,
} from '#renderer/features/cases/escalate-draft.ts';

const NOW = Date.parse('2026-11-23T05:00:00Z');
const DUE = Date.parse('2026-11-23T05:30:00Z');
const known = { zone: 'Asia/Shanghai', language: 'zh-CN' as const, attachments: [] };
const whole = {
  ...newEscalateDraft('一句话'),
  departmentId: 'risk' as never,
  ask: '是否已冲正？',
  dueAt: DUE,
};
const given = handoverPackage.omit({ zone: true, language: true, contactVia: true });

test('a new form lacks a department, a question and a time', () => {
  expect(wrongIn(newEscalateDraft('一句话'), known, NOW)).toEqual(['department', 'ask', 'due']);
  expect(wrongIn(whole, known, NOW)).toEqual([]);
  expect(wrongIn(whole, known, DUE)).toEqual(['due']);
});

test('what the customer reads follows the time until the agent writes it', () => {
  expect(toldOf({ ...whole, dueAt: null }, known)).toBe('');
  expect(toldOf(whole, known)).toBe('预计11月23日 13:30前答复您。');
  const own = { ...whole, told: '今天13:30前回您。' };
  expect(toldOf(own, known)).toBe('今天13:30前回您。');
  expect(wrongIn(own, known, NOW)).toEqual([]);
  expect(wrongIn({ ...own, dueAt: DUE + 1_800_000 }, known, NOW)).toEqual(['told']);
});

test('U6: a time of one’s own choice is promised up to the next half hour', () => {
  const picked = { ...whole, dueAt: Date.parse('2026-11-23T05:12:00Z') };
  expect(promisedAt(picked, known.zone)).toBe(DUE);
  expect(toldOf(picked, known)).toBe('预计11月23日 13:30前答复您。');
  expect(wrongIn({ ...picked, told: '13:12前答复您' }, known, NOW)).toEqual(['told']);
});

test('an amount is read as money of its currency, or named as wrong', () => {
  const amountOf = (amount: string, currency = 'CNY') =>
    packageOf({ ...whole, amount, currency }, known).amountAtRisk;
  expect(amountOf('1,280.00')).toEqual({ minor: 128_000, currency: 'CNY' });
  expect(amountOf('5000', 'JPY')).toEqual({ minor: 5000, currency: 'JPY' });
  expect(amountOf('')).toBeNull();
  for (const wrong of ['many', '1.234', '--1'])
    expect(wrongIn({ ...whole, amount: wrong }, known, NOW)).toEqual(['amount']);
  expect(wrongIn({ ...whole, amount: '1', currency: 'C' }, known, NOW)).toEqual(['amount']);
});

test('records, checks and files are taken apart into what the engine takes', () => {
  const attachment = {
    blob: 'a'.repeat(64) as never,
    name: 'IMG_2031.png',
    mime: 'image/png',
    bytes: 3,
    cid: null,
    isInline: false,
  };
  const made = packageOf(
    {
      ...whole,
      records: 'TX-77120933，TX-77120934',
      instrument: '**** 6621',
      checks: '通道查询：超时\n\n账务\n',
      cause: '通道超时',
      files: [attachment.blob],
    },
    { ...known, attachments: [attachment, { ...attachment, blob: 'b'.repeat(64) as never }] },
  );
  expect(given.parse(made)).toEqual(made);
  expect(made).toMatchObject({
    records: [
      { transactionId: 'TX-77120933', instrument: '**** 6621' },
      { transactionId: 'TX-77120934', instrument: '**** 6621' },
    ],
    checks: [
      { name: '通道查询', result: '超时' },
      { name: '账务', result: '–' },
    ],
    diagnosis: { rootCause: '通道超时', confidence: 'medium' },
    attachments: [{ name: 'IMG_2031.png' }],
  });
});
