import { expect, test } from 'vitest';
import type { ConversationCommand } from '#shared/domain/conversation/commands.ts';
import { decideConversation } from '#shared/domain/conversation/decide.ts';
import { evolveConversation } from '#shared/domain/conversation/evolve.ts';
import { nextDueAt } from '#shared/domain/conversation/promises.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';

type Act<C = ConversationCommand> = C extends { conversationId: unknown }
  ? Omit<C, 'conversationId'>
  : never;
const NOW = 1_000;
const conversationId = 'conversation' as never;

const opened: Act = {
  type: 'conversation.open',
  channel: 'webchat',
  accountId: 'account' as never,
  brandId: 'brand' as never,
  contactId: 'contact' as never,
  party: { address: 'visitor', name: null },
  subject: null,
  preChat: null,
  language: null,
  isDemo: false,
};
const promised = (dueAt: number, id = 'p'): Act => ({
  type: 'conversation.promise',
  promiseId: id as never,
  kind: 'escalation',
  caseId: null,
  dueAt,
});
const settled = (outcome: 'kept' | 'broken' | 'replaced', id = 'p'): Act => ({
  type: 'conversation.settle-promise',
  promiseId: id as never,
  outcome,
});

const decide = (state: Conversation | null, act: Act, at: number) =>
  decideConversation(state, { conversationId, ...act } as ConversationCommand, at);
function after(...acts: Act[]): Conversation {
  let state: Conversation | null = null;
  for (const act of [opened, ...acts]) {
    const decision = decide(state, act, NOW);
    if ('rejection' in decision) throw new Error(decision.rejection.code);
    for (const event of decision.events) state = evolveConversation(state, event, NOW);
  }
  if (!state) throw new Error('nothing was opened');
  return state;
}

test('a promise has a time to come', () => {
  for (const over of [NOW, NOW - 1])
    expect(decide(after(), promised(over), NOW)).toMatchObject({
      rejection: { code: 'promise.past' },
    });
  expect(after(promised(5_000)).promises).toMatchObject([{ dueAt: 5_000, madeAt: NOW }]);
});

test('the next one that falls due counts; the same one twice is one', () => {
  const state = after(promised(9_000, 'late'), promised(5_000), promised(5_000));
  expect(state.promises).toHaveLength(2);
  expect(nextDueAt(state.promises)).toBe(5_000);
  expect(nextDueAt([])).toBeNull();
});

test('a promise is settled once, and after its time only as broken', () => {
  const state = after(promised(5_000));
  const outcomeAt = (at: number, outcome: 'kept' | 'replaced') => {
    const decision = decide(state, settled(outcome), at);
    return 'events' in decision ? decision.events[0] : decision.rejection;
  };
  expect(outcomeAt(5_000, 'kept')).toMatchObject({ outcome: 'kept', dueAt: 5_000 });
  expect(outcomeAt(5_001, 'kept')).toMatchObject({ outcome: 'broken' });
  expect(outcomeAt(5_001, 'replaced')).toMatchObject({ outcome: 'broken' });
  expect(decide(after(promised(5_000), settled('kept')), settled('kept'), NOW)).toMatchObject({
    rejection: { code: 'promise.unknown' },
  });
});

test('a merge takes the promises to the conversation that goes on', () => {
  const source = after(promised(5_000));
  const target = after({
    type: 'conversation.absorb',
    sourceId: 'other' as never,
    promises: source.promises,
  });
  expect(target.promises).toEqual(source.promises);
  const merged = after(promised(5_000), {
    type: 'conversation.merge-into',
    targetId: 'other' as never,
  });
  expect(merged.promises).toEqual([]);
});
