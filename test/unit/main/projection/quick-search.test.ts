import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEngine, type TestEngine } from '../../../kit/engine.ts';

let desk: TestEngine;
const quick = (text: string) => desk.engine.projection.searchQuick(text);

beforeAll(async () => {
  desk = await startEngine();
  await desk.engine.createDemo();
});
afterAll(() => desk.end());

test('one Chinese character of a name finds the person and their conversations', () => {
  const { conversations, contacts } = quick('陈');
  expect(contacts.map(({ name }) => name).join()).toContain('陈');
  expect(conversations.some((row) => row.contactName?.includes('陈'))).toBe(true);
});

test('a number finds its conversation, with or without its sign', () => {
  const [row] = quick('陈').conversations;
  if (!row) throw new Error('the demo has a 陈');
  expect(quick(`#${row.number}`).conversations.map(({ id }) => id)).toContain(row.id);
  expect(quick(String(row.number)).conversations.map(({ id }) => id)).toContain(row.id);
});

test('an order number in a subject finds its conversation', () => {
  const [row] = quick('订单 GP-').conversations;
  const order = /GP-\d+/.exec(row?.subject ?? '')?.[0];
  if (!order) throw new Error('the demo has order numbers');
  expect(quick(order).conversations.map(({ id }) => id)).toContain(row?.id);
});

test('signs of a pattern are letters', () => {
  expect(quick('%').contacts).toEqual([]);
  expect(quick('_').conversations).toEqual([]);
});

test('recipients are suggested by address and by name', () => {
  const [one] = desk.engine.projection.suggestContacts('example', 5);
  if (!one?.name) throw new Error('the demo has people with a name and an address');
  expect(desk.engine.projection.suggestContacts(one.name, 5)).toContainEqual(one);
});
