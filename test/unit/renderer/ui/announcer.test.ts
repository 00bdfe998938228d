import { expect, test } from 'vitest';
import { Announcer } from '#renderer/ui/announcer.ts';

function stage() {
  let pending: (() => void) | undefined;
  const announcer = new Announcer((act) => {
    pending = act;
  });
  return { announcer, pass: () => pending?.() };
}

test('what happens within a second is said once', () => {
  const { announcer, pass } = stage();
  const merged = (count: number): string => `新消息${count}条`;
  for (const text of ['a', 'b', 'c']) announcer.announce(text, { group: 'message', merged });
  announcer.announce('saved');
  expect(announcer.spoken().polite).toBe('');
  pass();
  expect(announcer.spoken()).toEqual({ polite: '新消息3条 saved', assertive: '' });
});

test('urgent words have a region of their own', () => {
  const { announcer, pass } = stage();
  announcer.announce('not sent', { urgency: 'assertive' });
  pass();
  expect(announcer.spoken()).toEqual({ polite: '', assertive: 'not sent' });
});

test('the same words said again are a new announcement', () => {
  const { announcer, pass } = stage();
  announcer.announce('saved');
  pass();
  const first = announcer.spoken().polite;
  announcer.announce('saved');
  pass();
  expect(announcer.spoken().polite).not.toBe(first);
  expect(announcer.spoken().polite.trim()).toBe('saved');
});
