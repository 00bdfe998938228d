import { expect, test } from 'vitest';
import { factOfEvent, factOfRefusal } from '#shared/domain/audit/of-event.ts';

test('a promise, a case and a conclusion are on record with their times and codes', () => {
  const fact = factOfEvent('conversation:c1', {
    type: 'conversation.promise-settled',
    promiseId: 'p1' as never,
    outcome: 'broken',
    dueAt: 5,
  });
  expect(fact).toMatchObject({
    action: 'conversation.promise-settled',
    objectId: 'c1',
    conversationId: 'c1',
    details: { outcome: 'broken', dueAt: 5 },
  });
});

test('nothing of what is said to or about a person is kept', () => {
  const fact = factOfEvent('case:k1', {
    type: 'case.answered',
    answer: '王小明的账户已解冻',
  });
  expect(JSON.stringify(fact)).not.toContain('王小明');
  expect(factOfEvent('contact:x', { type: 'contact.renamed', name: 'A' })).toBeNull();
});

test('a refused wish is on record with its code', () => {
  expect(
    factOfRefusal('case:k1', { type: 'case.close', caseId: 'k1' as never }, 'case.wrong-state'),
  ).toMatchObject({ action: 'case.close', outcome: 'refused', reason: 'case.wrong-state' });
});
