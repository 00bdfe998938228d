import { describe, expect, test } from 'vitest';
import type { ProcedureStep } from '#shared/domain/verification/procedure.ts';
import { clock, lin, Story } from '../../../../kit/verification.ts';

const taking = (step: ProcedureStep) => ({
  type: 'verification.take-step' as const,
  agentId: lin,
  client: null,
  step,
});
const asked: ProcedureStep = { step: 'ask-facts', facts: ['order-number', 'time', 'amount'] };
const safe: ProcedureStep = { step: 'check-safety', result: 'clear', note: null };
const record: ProcedureStep = { step: 'confirm-record', recordId: 'r' };
const cause: ProcedureStep = { step: 'find-cause', cause: 'payment-failed', note: 'timed out' };
const escalation: ProcedureStep = {
  step: 'escalate',
  department: 'Payments',
  estimateAt: clock('18:00'),
  isTold: true,
};

/** A customer at level 2 for record `r`, with these steps taken at 10:01. */
function told(...steps: ProcedureStep[]): Story {
  const story = new Story();
  story.submit('10:00', ['F1', 'F3']);
  for (const step of steps) story.do('10:01', taking(step));
  return story;
}

describe('the standard procedure', () => {
  test('B17 nothing is diagnosed and no record confirmed before all three facts were asked', () => {
    const story = told({ step: 'ask-facts', facts: ['order-number', 'time'] }, safe);
    expect(story.do('10:02', taking(record))).toBe('procedure.facts-not-asked');
    expect(story.do('10:02', taking(cause))).toBe('procedure.facts-not-asked');
    story.do('10:03', taking({ step: 'ask-facts', facts: ['amount'] }));
    expect(story.do('10:03', taking(record))).toEqual(['step-taken']);
    expect(story.do('10:03', taking(cause))).toEqual(['step-taken']);
  });

  test('B18 the account is checked for unusual activity, with a result, before a cause is named', () => {
    const story = told(asked, record);
    expect(story.do('10:02', taking(cause))).toBe('procedure.safety-not-checked');
    story.do(
      '10:02',
      taking({ step: 'check-safety', result: 'abnormal', note: 'new device at 09:12' }),
    );
    expect(story.state?.procedure.safety).toEqual({
      result: 'abnormal',
      note: 'new device at 09:12',
    });
    expect(story.do('10:03', taking(cause))).toEqual(['step-taken']);
  });

  test('B19 the record is confirmed by its id, once it may be opened', () => {
    const stranger = new Story();
    stranger.do('10:00', taking(asked));
    expect(stranger.do('10:01', taking(record))).toBe('verification.level-too-low');
    const story = told(asked, safe);
    expect(story.do('10:02', taking(cause))).toBe('procedure.record-not-confirmed');
    story.do('10:02', taking(record));
    expect(story.state?.procedure.recordId).toBe('r');
    expect(story.events.at(-1)?.event).toMatchObject({ agentId: lin, step: record });
  });

  test('B20 the cause is recorded, then the solution told, then the customer guided', () => {
    const story = told(asked, safe, record);
    const solution = taking({ step: 'tell-solution' });
    const guide = taking({ step: 'guide' });
    expect(story.do('10:02', solution)).toBe('procedure.cause-not-found');
    story.do('10:02', taking(cause));
    expect(story.do('10:02', guide)).toBe('procedure.solution-not-told');
    expect(story.do('10:02', solution)).toEqual(['step-taken']);
    expect(story.do('10:02', guide)).toEqual(['step-taken']);
    expect(story.state?.procedure).toMatchObject({
      cause: { cause: 'payment-failed', note: 'timed out' },
      isSolutionTold: true,
      isGuided: true,
    });
  });

  test('B20 what the record says is told to nobody below level 2', () => {
    const story = told(asked, safe, record, cause);
    story.do('10:02', { type: 'verification.end', cause: 'participants-changed' });
    expect(story.do('10:03', taking({ step: 'tell-solution' }))).toBe('verification.level-too-low');
  });

  test('B20 another record asks for the cause anew', () => {
    const story = told(asked, safe, record, cause, { step: 'tell-solution' });
    story.submit('10:02', ['F1', 'F3'], ['s']);
    story.do('10:02', taking({ step: 'confirm-record', recordId: 's' }));
    expect(story.state?.procedure).toMatchObject({ cause: null, isSolutionTold: false });
  });

  test.each([
    [{ department: '' }, 'procedure.no-department'],
    [{ estimateAt: null }, 'procedure.no-estimate'],
    [{ estimateAt: clock('10:05') }, 'procedure.no-estimate'],
    [{ isTold: false }, 'procedure.estimate-not-told'],
    [{}, ['step-taken']],
  ])('B21 handing on with %j: %j', (change, result) => {
    const step = { ...escalation, ...change } as ProcedureStep;
    expect(told().do('10:05', taking(step))).toEqual(result);
  });

  test('B21 a case may be handed on at any point, verified or not', () => {
    const story = new Story();
    story.do('10:00', { type: 'verification.end', cause: 'participants-changed' });
    story.do('10:01', taking(escalation));
    expect(story.state?.procedure.escalation).toEqual({
      department: 'Payments',
      estimateAt: clock('18:00'),
    });
  });
});
