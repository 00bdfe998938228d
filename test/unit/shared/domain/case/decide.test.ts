import { describe, expect, test } from 'vitest';
import type { CaseCommand } from '#shared/domain/case/commands.ts';
import { decideCase } from '#shared/domain/case/decide.ts';
import { evolveCase } from '#shared/domain/case/evolve.ts';
import { handoverPackage } from '#shared/domain/case/handover-package.ts';
import type { Case } from '#shared/domain/case/state.ts';

const NOW = Date.parse('2026-11-21T22:00+08:00');
const HOUR = 3_600_000;
const DUE = Date.parse('2026-11-22T00:00+08:00');

const whole = handoverPackage.parse({
  summary: '一句话',
  ask: 'TX-77120934是否已冲正？',
  severity: 'p1',
  records: [{ transactionId: 'TX-77120934', instrument: '**** 6621' }],
  verification: { level: 2, factors: ['phone-last-4', 'order-number'] },
  checks: [{ name: '通道查询', result: '超时' }],
  diagnosis: { rootCause: '通道超时', confidence: 'medium' },
  amountAtRisk: { minor: 128_000, currency: 'CNY' },
  told: '预计11月22日 00:00前答复您。',
  zone: 'Asia/Shanghai',
  language: 'zh-CN',
  contactVia: 'webchat',
  contactTime: null,
  attachments: [],
});
type Open = Extract<CaseCommand, { type: 'case.open' }>;
const open = (
  change: Partial<typeof whole> = {},
  promise: Partial<Open['details']['promise']> = {},
): Open => ({
  type: 'case.open',
  caseId: 'c' as never,
  number: 'ES202611210000011',
  openedBy: 'agent-1' as never,
  origin: {
    conversationId: 'conv' as never,
    contactId: 'k' as never,
    brandId: 'b' as never,
    isDemo: false,
  },
  details: {
    kind: 'escalation',
    departmentId: 'risk' as never,
    package: { ...whole, ...change },
    targetAt: NOW + 2 * HOUR,
    promise: { promiseId: 'p' as never, dueAt: DUE, messageId: 'm' as never, ...promise },
  },
});

type Act<C = CaseCommand> = C extends { caseId: unknown } ? Omit<C, 'caseId'> : never;
const promised = (dueAt: number, id = 'p2') => ({
  promiseId: id as never,
  dueAt,
  messageId: 'm2' as never,
});

function after(acts: (Act | [Act, number])[]): Case {
  let state: Case | null = null;
  for (const one of [open(), ...acts]) {
    const [act, at] = Array.isArray(one) ? one : [one, NOW];
    const decision = decideCase(state, { caseId: 'c', ...act } as CaseCommand, at);
    if ('rejection' in decision) throw new Error(decision.rejection.code);
    for (const event of decision.events) state = evolveCase(state, event, at);
  }
  if (!state) throw new Error('nothing was opened');
  return state;
}
const codeOf = (state: Case | null, act: Act, at = NOW): string => {
  const decision = decideCase(state, { caseId: 'c', ...act } as CaseCommand, at);
  return 'rejection' in decision ? decision.rejection.code : 'accepted';
};

const accepted: Act = { type: 'case.accept', ownerId: 'agent-2' as never };
const answered: Act = { type: 'case.answer', answer: '已冲正，今日到账。' };
const confirmed: Act = { type: 'case.confirm', messageId: 'm3' as never };

describe('an escalation', () => {
  test('is refused field by field while something needed is missing', () => {
    expect(codeOf(null, open({ ask: ' ' }))).toBe('case.no-ask');
    expect(codeOf(null, open({ summary: '' }))).toBe('case.no-summary');
    expect(codeOf(null, open({ language: '' }))).toBe('case.no-language');
    expect(codeOf(null, open({ told: '' }))).toBe('case.no-told');
    expect(codeOf(null, open())).toBe('accepted');
  });

  test('promises nothing without a time, with one that is over, or with words that hide it', () => {
    expect(codeOf(null, open({}, { dueAt: null }))).toBe('promise.no-time');
    expect(codeOf(null, open({}, { dueAt: NOW }))).toBe('promise.past');
    expect(codeOf(null, open({ told: '尽快答复您。' }))).toBe('promise.text-without-time');
  });

  test('keeps its summary in one line', () => {
    const decision = decideCase(null, open({ summary: '一行\n 两行 ' }), NOW);
    expect(decision).toMatchObject({
      events: [{ details: { package: { summary: '一行 两行' } } }],
    });
  });

  test('goes from open to closed, with a question in between', () => {
    const state = after([
      accepted,
      { type: 'case.ask-info', question: '请提供流水号' },
      { type: 'case.give-info', answer: '流水号 8812' },
      answered,
      confirmed,
      { type: 'case.close' },
    ]);
    expect(state).toMatchObject({
      status: 'closed',
      ownerId: 'agent-2',
      answer: '已冲正，今日到账。',
      question: null,
    });
  });

  test('cannot skip a step', () => {
    const fresh = after([]);
    expect(codeOf(fresh, answered)).toBe('case.wrong-state');
    expect(codeOf(fresh, confirmed)).toBe('case.wrong-state');
    expect(codeOf(fresh, { type: 'case.close' })).toBe('case.wrong-state');
    expect(codeOf(after([accepted]), { type: 'case.give-info', answer: 'x' })).toBe(
      'case.wrong-state',
    );
    expect(codeOf(after([accepted, answered]), { type: 'case.close' })).toBe('case.wrong-state');
    expect(codeOf(null, accepted)).toBe('case.unknown');
  });

  test('asks and answers in words', () => {
    const taken = after([accepted]);
    expect(codeOf(taken, { type: 'case.ask-info', question: ' ' })).toBe('case.no-question');
    expect(codeOf(taken, { type: 'case.answer', answer: '' })).toBe('case.no-answer');
  });

  test('sent to the wrong department goes on to the right one, with nobody’s name on it', () => {
    const taken = after([accepted]);
    const back = (departmentId: string, reason: string): Act => ({
      type: 'case.return',
      departmentId: departmentId as never,
      reason,
      targetAt: NOW + 9 * HOUR,
    });
    expect(codeOf(taken, back('risk', '不属于我们'))).toBe('case.same-department');
    expect(codeOf(taken, back('finance', ''))).toBe('case.no-reason');
    expect(after([accepted, back('finance', '不属于我们')])).toMatchObject({
      status: 'open',
      departmentId: 'finance',
      ownerId: null,
      targetAt: NOW + 9 * HOUR,
      promise: { dueAt: DUE },
    });
  });

  test('tells another time once freely, then only with a reason and an approval', () => {
    const again = (dueAt: number, reason: string | null, isApproved: boolean): Act => ({
      type: 'case.re-promise',
      promise: promised(dueAt),
      told: '抱歉，预计01:00前答复您。',
      reason,
      isApproved,
    });
    const one = Date.parse('2026-11-22T01:00+08:00');
    const first = after([again(one, null, false)]);
    expect(first).toMatchObject({ rePromiseCount: 1, promise: { dueAt: one, promiseId: 'p2' } });
    expect(codeOf(first, again(one, '通道未回复', false))).toBe('promise.needs-approval');
    expect(codeOf(first, again(one, ' ', true))).toBe('promise.needs-reason');
    expect(codeOf(first, again(one, '通道未回复', true))).toBe('accepted');
    expect(codeOf(first, again(NOW - 1, '通道未回复', true))).toBe('promise.past');
    expect(codeOf(first, again(one + HOUR, '通道未回复', true))).toBe('promise.text-without-time');
  });

  test('an answer that was not enough goes back under the same promise; a closed case needs a new one', () => {
    const reopen = (dueAt: number | null): Act => ({
      type: 'case.reopen',
      reason: '客户说仍未到账',
      promise: dueAt === null ? null : promised(dueAt),
      told: dueAt === null ? null : '预计00:00前答复您。',
    });
    expect(after([accepted, answered, reopen(null)])).toMatchObject({
      status: 'accepted',
      answer: null,
      promise: { promiseId: 'p' },
    });
    const over = [accepted, answered, confirmed, { type: 'case.close' } as Act];
    expect(codeOf(after(over), reopen(null))).toBe('promise.no-time');
    expect(codeOf(after(over), { ...reopen(DUE), reason: '' } as Act)).toBe('case.no-reason');
    expect(after([...over, reopen(DUE)])).toMatchObject({
      status: 'accepted',
      reopenedCount: 1,
      promise: { promiseId: 'p2', dueAt: DUE },
    });
  });
});
