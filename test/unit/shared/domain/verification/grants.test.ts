import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgentId, ContactId } from '#shared/lib/ids.ts';
import { DAY_MS } from '#shared/lib/units.ts';
import { redFlag } from '#shared/domain/verification/events.ts';
import { factOfVerification } from '#shared/domain/verification/audit.ts';
import {
  clock,
  consuming,
  lin,
  opening,
  Story,
  submitting,
  type Wish,
  zhou,
} from '../../../../kit/verification.ts';

const MAC = 'a'.repeat(64);
const sending = (contactUnchangedSinceAt: number | null = 0, codeId = 'code'): Wish => ({
  type: 'verification.send-code',
  agentId: lin,
  client: null,
  codeId,
  to: 'phone',
  mac: MAC,
  contactUnchangedSinceAt,
});
const confirming = (mac = MAC, codeId = 'code'): Wish => ({
  type: 'verification.confirm-code',
  codeId,
  mac,
  recordLockedUntilAt: null,
});
const approving = (agentId: AgentId = zhou): Wish => ({
  type: 'verification.approve',
  agentId,
  client: null,
  recordIds: ['r'],
});
const overriding = (level: number, reason = 'known merchant'): Wish => ({
  type: 'verification.override',
  agentId: zhou,
  client: null,
  recordIds: ['r'],
  level,
  reason,
});
const hearing: Wish = { type: 'verification.hear' };

/** Level 4 at 10:02. */
function sensitive(changedAt = 0): Story {
  const story = new Story({}, changedAt);
  story.submit('10:00', ['F1', 'F3', 'F6']);
  story.do('10:01', sending(changedAt));
  story.do('10:01', confirming());
  story.do('10:02', approving());
  return story;
}

describe('levels by what was proven', () => {
  test.each([
    ['G1', ['F1'], 1],
    ['G2', ['F1', 'F3'], 2],
    ['G3', ['F1', 'F3', 'F6'], 3],
    ['G4', ['F5', 'F6', 'F7'], 1],
    ['G5', ['F2d', 'F3a', 'F6'], 2],
    ['G6', ['F2d', 'F3a', 'F1', 'F6'], 3],
    ['G11', ['F1', 'F3', 'F3a'], 2],
  ] as const)('%s %j at once, and one after the other: level %d', (_id, ids, level) => {
    expect(new Story().submit('10:00', [...ids])).toBe(level);
    const slowly = new Story();
    for (const id of ids) slowly.submit('10:00', [id]);
    expect(slowly.level('10:00')).toBe(level);
  });

  test('G7, G8 signed in on the channel', () => {
    const story = new Story();
    story.do('10:00', { type: 'verification.prove-channel' });
    expect(story.level('10:00')).toBe(0);
    expect(story.submit('10:01', ['F1'])).toBe(2);
    expect(story.submit('10:02', ['F3'])).toBe(3);
  });

  test('G9 a code, and the word of a second person', () => {
    expect(sensitive().level('10:02')).toBe(4);
  });

  test('G10 not when the phone changed three days ago', () => {
    expect(sensitive(clock('10:00') - 3 * DAY_MS).level('10:02')).toBe(3);
    expect(sensitive(clock('10:00') - 8 * DAY_MS).level('10:02')).toBe(4);
  });

  test('G9 the second person is none of those who checked', () => {
    const story = new Story();
    story.submit('10:00', ['F1', 'F3', 'F6']);
    expect(story.do('10:02', approving(lin))).toBe('verification.same-person');
    expect(story.do('10:02', approving())).toEqual(['approved']);
    story.submit('10:03', ['F7'], ['r'], zhou);
    story.do('10:04', sending());
    story.do('10:04', confirming());
    expect(story.level('10:04')).toBe(3);
  });

  test('G9 an approver who then checks is no second person any more', () => {
    const levels = [lin, zhou].map((checker) => {
      const story = new Story();
      story.submit('10:00', ['F1', 'F3', 'F6'], ['r']);
      story.do('10:01', approving());
      story.submit('10:02', ['F1'], ['s']);
      story.do('10:03', sending());
      story.do('10:03', confirming());
      return story.submit('10:04', ['F1', 'F3'], ['r'], checker);
    });
    expect(levels).toEqual([4, 3]);
  });

  test('G9 an approval is for its records, and not before level 3', () => {
    const story = new Story();
    story.submit('10:00', ['F1', 'F3'], ['r']);
    expect(story.do('10:00', approving())).toBe('verification.level-too-low');
    story.submit('10:00', ['F6'], ['r']);
    story.do('10:01', approving());
    story.submit('10:02', ['F1', 'F3', 'F6'], ['s']);
    story.do('10:03', sending());
    story.do('10:03', confirming());
    expect(story.level('10:03', ['s'])).toBe(3);
  });

  test('G9 the second person agrees and does not act', () => {
    const story = sensitive();
    const byApprover = { ...consuming('unfreeze'), agentId: zhou } as Wish;
    expect(story.do('10:03', byApprover)).toBe('verification.same-person');
  });

  test('an approval may come before the code, and is good for a quarter of an hour', () => {
    const levels = ['10:10', '10:15'].map((time) => {
      const story = new Story();
      story.submit('09:59', ['F1', 'F3', 'F6']);
      story.do('10:00', approving());
      story.do('10:09', sending());
      story.do(time, confirming());
      return story.level(time);
    });
    expect(levels).toEqual([4, 3]);
  });

  test('two halves make a whole once in a conversation', () => {
    const story = new Story();
    expect(story.submit('10:00', ['F2d', 'F3a', 'F1', 'F6'])).toBe(3);
    story.do('10:01', consuming('refund'));
    story.submit('10:02', ['F2d', 'F4', 'F1', 'F6']);
    expect(story.level('10:02')).toBe(2);
    story.submit('10:03', ['F3']);
    expect(story.level('10:03')).toBe(3);
  });

  test('nor does a pair for one record leave another for the next', () => {
    const story = new Story();
    story.submit('10:00', ['F2d', 'F3a'], ['r']);
    expect(story.submit('10:01', ['F2d', 'F4', 'F6'], ['s'])).toBe(1);
    expect(story.submit('10:02', ['F3a'], ['s'])).toBe(1);
  });

  test('what is known of one record opens no other', () => {
    const story = new Story();
    story.submit('10:00', ['F1', 'F3', 'F6'], ['r']);
    expect([story.level('10:00', ['r']), story.level('10:00', ['s'])]).toEqual([3, 0]);
    expect(story.level('10:00', ['r', 's'])).toBe(0);
    expect(story.submit('10:01', ['F3'], ['s'])).toBe(0);
    expect(story.level('10:01', ['r'])).toBe(3);
  });

  test('right answers about no record open nothing', () => {
    expect(new Story().submit('10:00', ['F5', 'F6'], [])).toBe('verification.no-record');
    const story = new Story();
    expect(story.submit('10:00', ['F5', '!F6'], [])).toBe(0);
    expect(story.state?.failures).toBe(1);
  });
});

describe('how long a level holds', () => {
  test('level 2 for an hour without a word of the customer', () => {
    const story = new Story();
    story.submit('10:00', ['F1', 'F3']);
    expect([story.level('10:59:59'), story.level('11:00')]).toEqual([2, 0]);
    expect(story.do('10:30', hearing)).toEqual(['heard']);
    expect(story.do('10:30:30', hearing)).toEqual([]);
    expect([story.level('11:29:59'), story.level('11:30')]).toEqual([2, 0]);
  });

  test('a word after the hour brings nothing back', () => {
    const story = new Story();
    story.submit('10:00', ['F1', 'F3']);
    expect(story.do('11:00', hearing)).toEqual([]);
    expect(story.level('11:00')).toBe(0);
    story.submit('11:01', ['F1', 'F3'], ['s']);
    story.do('11:03', hearing);
    expect([story.level('11:03', ['r']), story.level('11:03', ['s'])]).toEqual([0, 2]);
  });

  test('level 3 for half an hour, then 2', () => {
    const story = new Story();
    story.submit('10:00', ['F1', 'F3', 'F6']);
    expect([story.level('10:29:59'), story.level('10:30')]).toEqual([3, 2]);
  });

  test('old answers do not bring level 3 back', () => {
    const story = new Story();
    story.submit('10:00', ['F1', 'F3', 'F6']);
    story.submit('10:31', ['F7']);
    expect(story.level('10:31')).toBe(2);
  });

  test('level 4 for a quarter of an hour, then 3', () => {
    const story = sensitive();
    expect([story.level('10:16:59'), story.level('10:17')]).toEqual([4, 3]);
  });

  test('level 3 is for one act', () => {
    const story = new Story();
    story.submit('10:00', ['F1', 'F3', 'F6']);
    expect(story.do('10:01', consuming('refund'))).toEqual(['consumed']);
    expect(story.level('10:01')).toBe(2);
    expect(story.do('10:02', consuming('refund'))).toBe('verification.level-too-low');
    expect(story.do('10:02', consuming('discuss'))).toEqual(['consumed']);
    expect(story.submit('10:03', ['F3'])).toBe(2);
  });

  test('level 4 is for one act', () => {
    const story = sensitive();
    expect(story.do('10:03', consuming('unfreeze'))).toEqual(['consumed']);
    expect(story.level('10:03')).toBe(2);
    expect(story.do('10:04', consuming('unfreeze'))).toBe('verification.level-too-low');
  });

  test('a transfer keeps level 2 and takes 3 and 4', () => {
    const story = sensitive();
    story.do('10:03', { type: 'verification.transfer', toAgentId: zhou });
    expect(story.level('10:03')).toBe(2);
    expect(story.submit('10:04', ['F6'])).toBe(2);
  });

  test.each([
    'conversation-closed',
    'channel-changed',
    'participants-changed',
    'contact-changed',
  ] as const)('%s ends everything', (cause) => {
    const story = sensitive();
    story.do('10:03', { type: 'verification.end', cause });
    expect(story.level('10:03')).toBe(0);
    expect(story.submit('10:04', ['F1'])).toBe('verification.not-open');
    story.do('10:05', opening());
    expect(story.submit('10:05', ['F6'])).toBe(1);
  });

  test('a new channel is a new conversation, and starts at nothing', () => {
    sensitive();
    expect(new Story().level('10:03')).toBe(0);
  });
});

describe('acts', () => {
  test.each([
    ['discuss', ['F1'], 'verification.level-too-low'],
    ['discuss', ['F1', 'F3'], ['consumed']],
    ['refund', ['F1', 'F3'], 'verification.level-too-low'],
    ['refund', ['F1', 'F3', 'F6'], ['consumed']],
    ['unfreeze', ['F1', 'F3', 'F6'], 'verification.level-too-low'],
  ] as const)('%s with %j: %s', (action, ids, result) => {
    const story = new Story();
    story.submit('10:00', [...ids]);
    expect(story.do('10:01', consuming(action))).toEqual(result);
  });

  test('a brand may ask for more', () => {
    const story = new Story({ needed: { refund: 4 } });
    story.submit('10:00', ['F1', 'F3', 'F6']);
    expect(story.do('10:01', consuming('refund'))).toBe('verification.level-too-low');
  });

  test('no refund and no change of contact data in the same conversation', () => {
    const changed = sensitive();
    expect(changed.do('10:03', consuming('change-contact'))).toEqual(['consumed']);
    changed.submit('10:04', ['F1', 'F3', 'F6']);
    expect(changed.do('10:05', consuming('refund'))).toBe('verification.refund-and-change');
    const refunded = new Story();
    refunded.submit('09:50', ['F1', 'F3', 'F6']);
    refunded.do('09:51', consuming('refund'));
    refunded.submit('10:00', ['F1', 'F3', 'F6']);
    refunded.do('10:01', sending());
    refunded.do('10:01', confirming());
    refunded.do('10:02', approving());
    expect(refunded.level('10:02')).toBe(4);
    expect(refunded.do('10:03', consuming('change-contact'))).toBe(
      'verification.refund-and-change',
    );
  });

  test('after a change here a code proves nothing, whatever an older source says', () => {
    const story = sensitive();
    story.do('10:03', consuming('change-contact'));
    story.submit('10:04', ['F1', 'F3', 'F6']);
    story.do('10:05', sending(0, 'second'));
    story.do('10:05', confirming(MAC, 'second'));
    story.do('10:06', approving());
    expect(story.level('10:06')).toBe(3);
  });

  test('after a change of contact data money goes back the way it came for seven days', () => {
    const at = clock('10:01');
    const results = [at - 7 * DAY_MS + 1, at - 7 * DAY_MS, null].map((since) => {
      const story = new Story({}, since);
      story.submit('10:00', ['F1', 'F3', 'F6']);
      return story.do('10:01', consuming('refund-other-route'));
    });
    expect(results).toEqual([
      'verification.cooling-down',
      ['consumed'],
      'verification.cooling-down',
    ]);
  });

  test('for another customer than the one who was checked nothing is done', () => {
    const story = new Story();
    story.submit('10:00', ['F1', 'F3', 'F6']);
    const wish = { ...consuming('refund'), contactId: 'other' as ContactId } as Wish;
    expect(story.do('10:01', wish)).toBe('verification.wrong-contact');
  });
});

describe('codes', () => {
  test('a wrong code is a failed attempt, an old or unknown one is none', () => {
    const story = new Story();
    story.do('10:00', sending());
    expect(story.do('10:01', confirming('b'.repeat(64)))).toEqual(['checked']);
    expect(story.state?.failures).toBe(1);
    expect(story.do('10:01', confirming(MAC, 'other'))).toBe('verification.no-code');
    expect(story.do('10:10', confirming())).toBe('verification.code-expired');
    expect(story.do('10:09:59', confirming())).toEqual(['checked']);
    expect(story.do('10:09:59', confirming())).toBe('verification.no-code');
  });

  test('three codes in a conversation and no more', () => {
    const story = new Story();
    for (const codeId of ['a', 'b', 'c']) story.do('10:00', sending(0, codeId));
    expect(story.do('10:01', sending(0, 'd'))).toBe('verification.too-many-codes');
    expect(story.do('10:01', confirming(MAC, 'b'))).toBe('verification.no-code');
    expect(story.do('10:01', confirming(MAC, 'c'))).toEqual(['checked']);
  });
});

describe('a supervisor', () => {
  test('vouches up to level 2, with a reason, also during a lock', () => {
    const story = new Story();
    for (const time of ['10:00', '10:01', '10:02']) story.submit(time, ['!F1']);
    expect(story.do('10:03', overriding(3))).toBe('verification.override-too-high');
    expect(story.do('10:03', overriding(4))).toBe('verification.override-too-high');
    expect(story.do('10:03', overriding(2, ''))).toBe('verification.no-reason');
    expect(story.do('10:03', overriding(2))).toEqual(['overridden']);
    expect(story.level('10:03')).toBe(2);
    expect(story.do('10:04', consuming('refund'))).toBe('verification.level-too-low');
  });

  test('never lowers a level', () => {
    const story = sensitive();
    expect(story.do('10:03', overriding(2))).toEqual([]);
    expect(story.level('10:03')).toBe(4);
  });
});

test('a third party stays at nothing until their authority is recorded', () => {
  const naming = (speaker: 'customer' | 'third-party', note: string | null): Wish => ({
    type: 'verification.name-speaker',
    agentId: lin,
    client: null,
    speaker,
    note,
  });
  const story = sensitive();
  story.do('10:03', naming('third-party', null));
  expect(story.level('10:03')).toBe(0);
  expect(story.submit('10:04', ['F1', 'F3', 'F6'])).toBe('verification.third-party');
  expect(story.do('10:04', overriding(2))).toBe('verification.third-party');
  story.do('10:05', { type: 'verification.end', cause: 'participants-changed' });
  story.do('10:05', opening());
  expect(story.submit('10:05', ['F1', 'F3', 'F6'])).toBe('verification.third-party');
  story.do('10:06', naming('third-party', 'power of attorney of 2026-10-02'));
  expect(story.submit('10:07', ['F1', 'F3', 'F6'])).toBe(3);
  story.do('10:08', naming('third-party', ''));
  expect(story.level('10:08')).toBe(0);
  story.do('10:09', naming('customer', null));
  expect(story.level('10:09')).toBe(0);
  expect(story.submit('10:10', ['F1', 'F3'])).toBe(2);
});

test('red flags: each once, the second one escalates', () => {
  const story = new Story();
  const flags = redFlag.options.slice(0, 3).flatMap((flag) => [flag, flag]);
  for (const flag of flags)
    story.do('10:00', { type: 'verification.flag', agentId: lin, client: null, flag });
  const raised = story.events.flatMap(({ event }) =>
    event.type === 'verification.flagged' ? [event.isEscalated] : [],
  );
  expect(raised).toEqual([false, true, false]);
});

test('the audit says who, when, about what and with what result, and never an answer', () => {
  const story = sensitive();
  story.do('10:03', overriding(2));
  story.do('10:04', consuming('unfreeze'));
  story.submit('10:05', ['F1', '!F3']);
  const lines = story.events.flatMap(({ event }) => factOfVerification('chat', event) ?? []);
  expect(lines[0]).toEqual({
    action: 'verification.checked',
    objectType: 'verification',
    objectId: 'chat',
    conversationId: 'chat',
    outcome: 'done',
    reason: null,
    details: {
      records: 'r',
      factors: 'F1 match, F3 match, F6 match',
      levelBefore: 0,
      levelAfter: 3,
      method: 'manual',
      failures: 0,
      lockedUntilAt: null,
      recordsAsOfAt: 0,
      device: 'desk',
      ip: null,
    },
  });
  expect(
    lines.map(({ action, outcome, details }) => [
      action.slice('verification.'.length),
      outcome,
      details['levelBefore'],
      details['levelAfter'],
    ]),
  ).toEqual([
    ['checked', 'done', 0, 3],
    ['checked', 'done', 3, 3],
    ['approved', 'done', 3, 4],
    ['consumed', 'done', 4, 2],
    ['checked', 'refused', 2, 2],
  ]);
  expect(lines[3]?.details['act']).toBe('unfreeze');
  expect(lines.at(-1)?.details['failures']).toBe(1);
});

test('whatever is done: levels only come from proof, and acts only from levels', () => {
  const wishes = fc.constantFrom<Wish>(
    submitting(['F1', 'F3']),
    submitting(['F6']),
    submitting(['F1', '!F3']),
    submitting(['F2d', 'F3a']),
    { type: 'verification.prove-channel' },
    sending(),
    confirming(),
    confirming('c'.repeat(64)),
    approving(),
    approving(lin),
    overriding(2),
    overriding(4),
    consuming('refund'),
    consuming('unfreeze'),
    consuming('change-contact'),
    { type: 'verification.transfer', toAgentId: zhou },
    hearing,
    { type: 'verification.end', cause: 'channel-changed' },
    opening(),
  );
  const step = fc.tuple(fc.integer({ min: 0, max: 20 }), wishes);
  const earners = ['checked', 'approved', 'overridden'].map((one) => `verification.${one}`);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const story = new Story();
      let now = clock('08:00');
      for (const [minutes, wish] of steps) {
        now += minutes * 60_000;
        const levelBefore = story.level(now);
        const seen = story.events.length;
        story.do(now, wish);
        const happened = story.events.slice(seen).map(({ event }) => event);
        const level = story.level(now);
        const hasRisen = level > levelBefore;
        expect(hasRisen && !happened.some(({ type }) => earners.includes(type))).toBe(false);
        const acts = happened.filter((event) => event.type === 'verification.consumed');
        for (const act of acts) {
          expect(levelBefore).toBeGreaterThanOrEqual(act.action === 'refund' ? 3 : 4);
          expect(level).toBeLessThanOrEqual(2);
        }
        const told = happened.flatMap((one) => ('levelAfter' in one ? [one] : [])).slice(-1);
        const held = told.map(({ recordIds }) => story.level(now, recordIds));
        expect(held).toEqual(told.map(({ levelAfter }) => levelAfter));
      }
      const done = story.state?.done ?? [];
      expect(done.includes('refund') && done.includes('change-contact')).toBe(false);
    }),
    { numRuns: 500 },
  );
});
