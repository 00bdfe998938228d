import { expect, test } from 'vitest';
import { ToastQueue } from '#renderer/ui/toast-queue.ts';

function stage() {
  let now = 0;
  let waiting: { at: number; act: () => void }[] = [];
  const queue = new ToastQueue({
    now: () => now,
    set: (act, ms) => {
      const timer = { at: now + ms, act };
      waiting.push(timer);
      return timer;
    },
    clear: (timer) => {
      waiting = waiting.filter((one) => one !== timer);
    },
  });
  const advance = (ms: number): void => {
    now += ms;
    const due = waiting.filter((one) => one.at <= now);
    waiting = waiting.filter((one) => one.at > now);
    for (const one of due) one.act();
  };
  return { queue, advance, texts: () => queue.list().map(({ text }) => text) };
}

test('a toast stays ten seconds', () => {
  const { queue, advance, texts } = stage();
  queue.show({ text: '已解决' });
  advance(9_999);
  expect(texts()).toEqual(['已解决']);
  advance(1);
  expect(texts()).toEqual([]);
});

test('hovering stops the clock and leaving lets it run on', () => {
  const { queue, advance, texts } = stage();
  queue.show({ text: 'resolved' });
  advance(6_000);
  queue.pause();
  advance(60_000);
  expect(texts()).toEqual(['resolved']);
  queue.resume();
  advance(3_999);
  expect(texts()).toEqual(['resolved']);
  advance(1);
  expect(texts()).toEqual([]);
});

test('the same group is replaced and the oldest gives way', () => {
  const { queue, texts } = stage();
  queue.show({ text: 'a', group: 'sync' });
  queue.show({ text: 'b', group: 'sync' });
  for (const text of ['c', 'd', 'e', 'f']) queue.show({ text });
  expect(texts()).toEqual(['c', 'd', 'e', 'f']);
});

test('undo acts on the newest toast that offers something, once', () => {
  const { queue, texts } = stage();
  const done: string[] = [];
  queue.show({ text: 'one', action: { label: 'Undo', onAct: () => done.push('one') } });
  queue.show({ text: 'two' });
  expect(queue.actOnNewest()).toBe(true);
  expect(queue.actOnNewest()).toBe(false);
  expect(done).toEqual(['one']);
  expect(texts()).toEqual(['two']);
});
