import { describe, expect, test } from 'vitest';
import type { AgentId, ConversationId } from '#shared/lib/ids.ts';
import { domainCommand, streamOf } from '#shared/domain/command.ts';
import { decideDiagnosis } from '#shared/domain/diagnosis/decide.ts';
import type { Diagnosis, DiagnosisCommand } from '#shared/domain/diagnosis/events.ts';
import { diagnosisCommand, diagnosisEvent } from '#shared/domain/diagnosis/events.ts';
import { evolveDiagnosis } from '#shared/domain/diagnosis/evolve.ts';
import { findScript } from '#shared/domain/diagnosis/scripts.ts';

const conversationId = 'conversation-1' as ConversationId;
const authorId = 'agent-1' as AgentId;
const start = (change: Partial<DiagnosisCommand & { type: 'diagnosis.start' }> = {}) =>
  ({
    type: 'diagnosis.start',
    conversationId,
    preset: 'gopay',
    script: 'payment-failed',
    version: 1,
    authorId,
    ...change,
  }) satisfies DiagnosisCommand;
const step = (change: Partial<DiagnosisCommand & { type: 'diagnosis.step' }> = {}) =>
  ({
    type: 'diagnosis.step',
    conversationId,
    stepId: 'network',
    outcome: 'ok',
    note: null,
    attemptCount: null,
    followUpAt: null,
    authorId,
    ...change,
  }) satisfies DiagnosisCommand;
const conclude = (change: Partial<DiagnosisCommand & { type: 'diagnosis.conclude' }> = {}) =>
  ({
    type: 'diagnosis.conclude',
    conversationId,
    rootCause: 'insufficient-funds',
    basis: 'suggestion',
    reasonCodes: ['provider-code'],
    reason: null,
    transactionId: 'tx-1',
    authorId,
    ...change,
  }) satisfies DiagnosisCommand;

/** Runs commands at 1, 2, 3 … and tells how many events each gave, or why it was refused. */
function run(...commands: DiagnosisCommand[]): {
  state: Diagnosis | null;
  answers: (number | string)[];
} {
  let state: Diagnosis | null = null;
  const answers = commands.map((command, index) => {
    const at = index + 1;
    const decision = decideDiagnosis(state, diagnosisCommand.parse(command), at);
    if ('rejection' in decision) return decision.rejection.code;
    for (const event of decision.events)
      state = evolveDiagnosis(state, diagnosisEvent.parse(event), at);
    return decision.events.length;
  });
  return { state, answers };
}

describe('steps', () => {
  test('C11: each step’s outcome is recorded, by whom and when', () => {
    const { state, answers } = run(
      start(),
      step(),
      step({ stepId: 'balance', outcome: 'problem', note: '余额 12 元' }),
    );
    expect(answers).toEqual([1, 1, 1]);
    expect(state).toEqual({
      conversationId,
      run: {
        preset: 'gopay',
        script: 'payment-failed',
        version: 1,
        stepIds: ['network', 'balance', 'payee-and-amount', 'contact-support'],
        steps: [
          {
            stepId: 'network',
            outcome: 'ok',
            note: null,
            attemptCount: null,
            followUpAt: null,
            authorId,
            at: 2,
          },
          {
            stepId: 'balance',
            outcome: 'problem',
            note: '余额 12 元',
            attemptCount: null,
            followUpAt: null,
            authorId,
            at: 3,
          },
        ],
        startedAt: 1,
        authorId,
      },
      conclusion: null,
      past: [],
    });
  });

  test('A19 A21: a follow-up and the number of attempts are kept', () => {
    const { state } = run(
      start({ preset: 'cgpay' }),
      step({ stepId: 'wait-and-retry', followUpAt: 900_000 }),
      step({ stepId: 'attempts', attemptCount: 4 }),
    );
    expect(state?.run?.steps).toMatchObject([{ followUpAt: 900_000 }, { attemptCount: 4 }]);
  });

  test('an outcome is corrected in its place; the same again changes nothing', () => {
    const { state, answers } = run(
      start(),
      step(),
      step({ stepId: 'balance' }),
      step({ outcome: 'problem' }),
      step({ outcome: 'problem' }),
    );
    expect(answers).toEqual([1, 1, 1, 1, 0]);
    expect(state?.run?.steps.map((one) => [one.stepId, one.outcome, one.at])).toEqual([
      ['network', 'problem', 4],
      ['balance', 'ok', 3],
    ]);
  });

  test.each<[string, DiagnosisCommand[]]>([
    ['diagnosis.not-started', [step()]],
    ['diagnosis.unknown-step', [start(), step({ stepId: 'card-details' })]],
    ['diagnosis.follow-up-in-past', [start(), step({ followUpAt: 2 })]],
    ['diagnosis.concluded', [start(), conclude(), step()]],
    ['diagnosis.not-started', [conclude(), step()]],
    ['diagnosis.unknown-script', [start({ version: 2 })]],
  ])('%s', (code, commands) => {
    expect(run(...commands).answers).toContain(code);
  });
});

describe('runs', () => {
  test('starting the running script again changes nothing', () => {
    expect(run(start(), step(), start()).answers).toEqual([1, 1, 0]);
  });

  test('another script puts the first aside with what it found', () => {
    const { state, answers } = run(start(), step(), start({ script: 'account-frozen' }));
    expect(answers).toEqual([1, 1, 1]);
    expect(state?.run).toMatchObject({ script: 'account-frozen', steps: [] });
    expect(state?.past).toMatchObject([
      { run: { script: 'payment-failed', steps: [{ stepId: 'network' }] }, conclusion: null },
    ]);
  });

  test('a new start after a conclusion keeps the conclusion in the past', () => {
    const { state } = run(start(), conclude(), start());
    expect(state).toMatchObject({
      conclusion: null,
      past: [{ conclusion: { rootCause: 'insufficient-funds', at: 2 } }],
    });
  });

  test('what was recorded keeps the steps of its version', () => {
    const event = {
      type: 'diagnosis.started' as const,
      conversationId,
      preset: 'gopay' as const,
      script: 'payment-failed' as const,
      version: 99,
      stepIds: ['step-of-the-future'],
      authorId,
    };
    const state = evolveDiagnosis(null, event, 1);
    expect(findScript('gopay', 'payment-failed')?.version).not.toBe(99);
    expect(decideDiagnosis(state, step({ stepId: 'step-of-the-future' }), 2)).toMatchObject({
      events: [{ stepId: 'step-of-the-future' }],
    });
  });
});

describe('conclusions', () => {
  test('A22 B20 D16: the cause is recorded with its reasons and the record', () => {
    const { state } = run(start(), conclude());
    expect(state?.conclusion).toEqual({
      rootCause: 'insufficient-funds',
      basis: 'suggestion',
      reasonCodes: ['provider-code'],
      reason: null,
      transactionId: 'tx-1',
      authorId,
      at: 2,
    });
  });

  test('the records may tell the cause without a script', () => {
    expect(run(conclude())).toMatchObject({
      answers: [1],
      state: { run: null, conclusion: { rootCause: 'insufficient-funds' } },
    });
  });

  test.each([
    ['a suggestion without its reasons', conclude({ reasonCodes: [] })],
    ['a person’s finding without a word', conclude({ basis: 'by-hand', reasonCodes: [] })],
    ['a person’s finding with blanks alone', conclude({ basis: 'by-hand', reason: '  ' })],
  ])('%s is refused', (_name, command) => {
    expect(run(command).answers).toEqual(['diagnosis.reason-missing']);
  });

  test('A22: a wrong conclusion is corrected; the same again changes nothing', () => {
    const byHand = conclude({
      rootCause: 'wrong-details',
      basis: 'by-hand',
      reason: '客户核对后发现账号有误',
      reasonCodes: [],
    });
    const { state, answers } = run(start(), conclude(), conclude(), byHand, byHand);
    expect(answers).toEqual([1, 1, 0, 1, 0]);
    expect(state?.conclusion).toMatchObject({ rootCause: 'wrong-details', at: 4 });
  });
});

test('its commands write to a stream of their own', () => {
  for (const command of [start(), step(), conclude()])
    expect(streamOf(domainCommand.parse(command))).toEqual({
      aggregate: 'diagnosis',
      stream: 'diagnosis:conversation-1',
    });
});
