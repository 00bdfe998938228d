import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verificationCommand } from '#shared/domain/verification/commands.ts';
import { chat, clock, Story, submitting } from '../../../../kit/verification.ts';

const asking = {
  type: 'verification.ask' as const,
  agentId: null,
  client: null,
  recordIds: ['r'],
  factors: ['F1' as const, 'F3' as const],
};

describe('attempts in one conversation', () => {
  test('K1 three failures lock for half an hour from the third', () => {
    const story = new Story();
    for (const time of ['10:00', '10:04', '10:09']) story.submit(time, ['F1', '!F3']);
    expect(story.state).toMatchObject({ failures: 3, lockedUntilAt: clock('10:39') });
    expect(story.submit('10:38:59', ['F1', 'F3'])).toBe('verification.locked');
    expect(story.do('10:38:59', asking)).toBe('verification.locked');
    expect(story.submit('10:39', ['F1', 'F3'])).toBe(2);
  });

  test('K2 a success in between starts the count again', () => {
    const story = new Story();
    story.submit('10:00', ['!F3']);
    story.submit('10:04', ['!F3']);
    expect(story.submit('10:08', ['F1', 'F3'])).toBe(2);
    story.submit('10:20', ['!F6']);
    expect(story.state).toMatchObject({ failures: 1, lockedUntilAt: null });
  });

  test('repeating what is known already does not start the count again', () => {
    const story = new Story();
    story.submit('10:00', ['F1']);
    for (const time of ['10:01', '10:03', '10:05']) {
      story.submit(time, ['F1', '!F8']);
      story.submit(time, ['F1']);
    }
    expect(story.submit('10:06', ['F8'])).toBe('verification.locked');
  });

  test('after the lock there are three attempts again', () => {
    const story = new Story();
    for (const time of ['10:00', '10:01', '10:02', '10:40', '10:41']) story.submit(time, ['!F1']);
    expect(story.state).toMatchObject({ failures: 2, lockedUntilAt: null });
    story.submit('10:42', ['!F1']);
    expect(story.state?.lockedUntilAt).toBe(clock('11:12'));
  });

  test('4.3 three attempts and a fourth is refused, also after ending and opening again', () => {
    const story = new Story();
    for (const time of ['10:00', '10:01', '10:02']) story.submit(time, ['F1', '!F3']);
    story.do('10:03', { type: 'verification.end', cause: 'participants-changed' });
    const { contactId, policy, contactUnchangedSinceAt } = story.state ?? {};
    if (!contactId || !policy) throw new Error('nothing was opened');
    story.do('10:04', {
      type: 'verification.open',
      contactId,
      policy,
      contactUnchangedSinceAt: contactUnchangedSinceAt ?? null,
    });
    expect(story.submit('10:05', ['F1', 'F3'])).toBe('verification.locked');
  });

  test('one wrong answer fails the whole set, and nothing of it counts', () => {
    const story = new Story();
    expect(story.submit('10:00', ['F1', 'F3', '!F6'])).toBe(0);
    expect(story.state?.proofs).toEqual({});
    expect(story.submit('10:01', ['F6'])).toBe(1);
  });

  test('a signed-in channel shown during a lock does not open it', () => {
    const story = new Story();
    for (const time of ['10:00', '10:01', '10:02']) story.submit(time, ['!F1']);
    story.do('10:03', { type: 'verification.prove-channel' });
    expect(story.submit('10:04', ['F1'])).toBe('verification.locked');
  });
});

describe('questions', () => {
  test('K4 an answer after more than two minutes is a failed attempt', () => {
    const story = new Story();
    story.do('10:00:00', asking);
    expect(story.submit('10:02:01', ['F1', 'F3'])).toBe(0);
    expect(story.state).toMatchObject({ failures: 1, question: null });
    expect(story.events.at(-1)?.event).toMatchObject({
      factors: [
        { id: 'F1', outcome: 'timeout' },
        { id: 'F3', outcome: 'timeout' },
      ],
    });
  });

  test('K5 at two minutes it is compared', () => {
    const story = new Story();
    story.do('10:00', asking);
    expect(story.submit('10:02:00', ['F1', 'F3'])).toBe(2);
  });

  test('no answer at all is a failed attempt, told by a timer, the next question or the end', () => {
    const late = [
      { type: 'verification.time-out' as const },
      asking,
      { type: 'verification.end' as const, cause: 'conversation-closed' as const },
    ].map((wish) => {
      const story = new Story();
      story.do('10:00', asking);
      return [story.do('10:02:01', wish), story.state?.failures];
    });
    expect(late).toEqual([
      [['checked'], 1],
      [['checked', 'asked'], 1],
      [['checked', 'ended'], 1],
    ]);
  });

  test('an open question is not asked again to win time', () => {
    const story = new Story();
    story.do('10:00', asking);
    expect(story.do('10:01', asking)).toBe('verification.question-open');
    expect(story.do('10:01', { type: 'verification.time-out' })).toEqual([]);
    expect(story.submit('10:02:30', ['F1', 'F3'])).toBe(0);
  });

  test('the third question without answer locks instead of being asked again', () => {
    const story = new Story();
    story.submit('09:50', ['!F1']);
    story.submit('09:51', ['!F1']);
    story.do('10:00', asking);
    expect(story.do('10:03', asking)).toEqual(['checked']);
    expect(story.state).toMatchObject({ question: null, lockedUntilAt: clock('10:33') });
  });

  test('what the brand does not ask cannot be asked or proven', () => {
    const story = new Story({ factors: ['F1', 'F6'] });
    expect(story.do('10:00', asking)).toBe('verification.factor-off');
    expect(story.submit('10:00', ['F3'])).toBe('verification.factor-off');
    expect(story.do('10:00', { type: 'verification.prove-channel' })).toBe(
      'verification.factor-off',
    );
  });
});

describe('what a command may carry', () => {
  const command = (change: object) => ({
    conversationId: chat,
    ...submitting(['F1']),
    ...change,
  });
  const outcome = (id: string, came: string) => ({ factors: [{ id, outcome: came }] });

  test.each([
    ['outcomes', {}, true],
    ['a code nobody sent', outcome('F10', 'match'), false],
    ['a sign-in by the agent', outcome('F9', 'match'), false],
    ['a half as a whole', outcome('F3a', 'match'), false],
    ['a whole as a half', outcome('F3', 'weak'), false],
    ['nothing', { factors: [] }, false],
    ['one factor twice', { factors: [1, 2].map(() => ({ id: 'F1', outcome: 'match' })) }, false],
  ])('%s', (_what, change, isAllowed) => {
    expect(verificationCommand.safeParse(command(change)).success).toBe(isAllowed);
  });

  test('an answer beside the outcomes does not get through', () => {
    const parsed = verificationCommand.parse(
      command({
        answers: { name: '王小明' },
        factors: [{ id: 'F5', outcome: 'match', said: '王' }],
      }),
    );
    expect(JSON.stringify(parsed)).not.toContain('王');
  });
});

test('whatever is tried: never more than three failures without half an hour of lock', () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 12 }).map((minutes) => minutes * 60_000 + 1_000),
    isRight: fc.boolean(),
    isAsked: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const story = new Story();
      let now = clock('08:00');
      let level = 0;
      let run: number[] = [];
      for (const { wait, isRight, isAsked } of steps) {
        if (isAsked) story.do(now, asking);
        now += wait;
        const before = story.events.length;
        story.submit(now, isRight ? ['F1', 'F3'] : ['F1', '!F3']);
        for (const { event, at } of story.events.slice(before)) {
          if (event.type !== 'verification.checked') continue;
          const isFailure = event.factors.some((one) => one.outcome !== 'match');
          if (event.levelAfter > event.levelBefore) run = [];
          if (isFailure) run = [...run, at];
          level = Math.max(level, event.levelAfter);
        }
        const [first = 0, , , fourth = Infinity] = run.slice(-4);
        expect(run.length < 4 || fourth - first >= 30 * 60_000).toBe(true);
      }
      expect(level).toBeLessThanOrEqual(2);
    }),
  );
});
