import { expect, test } from 'vitest';
import { matchNamed, matchText, rank, scopeOf } from '#renderer/features/palette/match.ts';

const named = (label: string, ...synonyms: string[]) => ({ label, synonyms });

test('letters are found in order and need not be neighbours', () => {
  expect(matchText('rsn', 'Resolve & next')?.hits).toEqual([0, 2, 10]);
  expect(matchText('nsr', 'Resolve')).toBeNull();
});

test('full-width letters and capitals are the same letters', () => {
  expect(matchText('ＲＥ', 'reply')).not.toBeNull();
});

test('one Chinese character finds its command', () => {
  expect(rank('结', [named('指派'), named('解决会话', '结案')], (one) => one)).toEqual([
    named('解决会话', '结案'),
  ]);
});

test('letters strewn over a long text are no find', () => {
  expect(matchText('az', `a${'b'.repeat(40)}z`)).toBeNull();
});

test('a label beats a synonym, a whole run beats strewn letters', () => {
  const things = [
    named('Snooze', 'later'),
    named('Later today'),
    named('Log all things ever read'),
  ];
  expect(rank('later', things, (one) => one)[0]?.label).toBe('Later today');
  expect(matchNamed('later', named('Snooze', 'later'))).not.toBeNull();
});

test('nothing typed keeps everything in its order', () => {
  const things = [named('b'), named('a')];
  expect(rank('', things, (one) => one)).toEqual(things);
});

test('a sign in front narrows to one kind, also in full width', () => {
  expect(scopeOf('> 解决')).toEqual({ scope: 'commands', needle: '解决' });
  expect(scopeOf('＃48213')).toEqual({ scope: 'numbers', needle: '48213' });
  expect(scopeOf('＠chen')).toEqual({ scope: 'people', needle: 'chen' });
  expect(scopeOf('refund')).toEqual({ scope: 'all', needle: 'refund' });
});
