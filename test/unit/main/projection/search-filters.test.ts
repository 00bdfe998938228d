import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchQuery } from '#main/projection/search-index.ts';
import { startEngine, type TestEngine } from '../../../kit/engine.ts';

let desk: TestEngine;
const ask = (query: Partial<SearchQuery>) =>
  desk.engine.search.messages({ text: '', before: null, limit: 50, ...query });

beforeAll(async () => {
  desk = await startEngine();
  await desk.engine.createDemo();
});
afterAll(() => desk.end());

test('nothing asked finds nothing', async () => {
  expect((await ask({ text: '  ' })).hits).toEqual([]);
});

test('a filter alone finds the newest first and pages to the end without repeating', async () => {
  const seen: string[] = [];
  let before: number | null = null;
  for (let page = 0; page < 50; page++) {
    const answer = await ask({ channel: 'email', before, limit: 20 });
    seen.push(...answer.hits.map((hit) => hit.messageId));
    expect(answer.hits.every((hit) => hit.channel === 'email')).toBe(true);
    if (answer.next === null) break;
    before = answer.next;
  }
  expect(seen.length).toBeGreaterThan(20);
  expect(new Set(seen).size).toBe(seen.length);
});

test('from: keeps what that customer wrote and nothing that was written to them', async () => {
  const { hits } = await ask({ channel: 'email' });
  const name = hits.find((hit) => hit.contactName)?.contactName ?? '';
  const found = await ask({ from: name });
  expect(found.hits.length).toBeGreaterThan(0);
  for (const hit of found.hits) {
    expect(desk.engine.projection.findMessage(hit.messageId)?.direction).toBe('inbound');
    expect(hit.contactName).toBe(name);
  }
});

test('dates are a half-open span', async () => {
  const [newest, older] = (await ask({ channel: 'webchat' })).hits;
  if (!newest || !older) throw new Error('the demo has chat messages');
  const since = await ask({ channel: 'webchat', sinceAt: newest.at });
  expect(since.hits.map((hit) => hit.messageId)).toContain(newest.messageId);
  const until = await ask({ channel: 'webchat', untilAt: newest.at });
  expect(until.hits.map((hit) => hit.messageId)).not.toContain(newest.messageId);
});

test('has: an attachment narrows a text', async () => {
  const withFile = await ask({ hasAttachment: true });
  const without = await ask({ hasAttachment: false });
  const ids = new Set(withFile.hits.map((hit) => hit.messageId));
  expect(without.hits.length).toBeGreaterThan(0);
  expect(without.hits.some((hit) => ids.has(hit.messageId))).toBe(false);
});
