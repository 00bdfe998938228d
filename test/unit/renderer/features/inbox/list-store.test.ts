import { expect, test } from 'vitest';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { ConversationRow } from '#shared/contract/rows.ts';
import type { EngineClient } from '#renderer/bridge/connection.ts';
import { InboxListStore } from '#renderer/features/inbox/list-store.ts';
import { belongs } from '#renderer/features/inbox/membership.ts';
import { row } from './rows.ts';

/** An inbox in memory that pages by key as the engine does. */
class Inbox {
  rows: ConversationRow[];
  isGone = false;
  constructor(count: number) {
    this.rows = Array.from({ length: count }, (_, index) => row(index + 1));
  }
  #shown = () =>
    this.rows
      .filter((one) => belongs(one, { view: 'all', filter: {} }, null))
      .toSorted((a, b) => b.lastMessageAt - a.lastMessageAt);
  readonly client = {
    inbox: {
      page: async ({ after, limit }: { after: string | null; limit: number }) => {
        if (this.isGone) throw new Error('gone');
        const shown = this.#shown();
        const from = after === null ? 0 : shown.findIndex((one) => one.id === after) + 1;
        const rows = shown.slice(from, from + limit);
        const hasMore = from + limit < shown.length;
        return { rows, next: hasMore ? (rows.at(-1)?.id ?? null) : null, total: shown.length };
      },
      rows: async ({ ids }: { ids: ConversationId[] }) =>
        this.rows.filter((one) => ids.includes(one.id)),
    },
  } as unknown as EngineClient;
  change(id: ConversationId, change: Partial<ConversationRow>) {
    this.rows = this.rows.map((one) => (one.id === id ? { ...one, ...change } : one));
  }
}

async function listOf(count: number) {
  const inbox = new Inbox(count);
  const list = new InboxListStore(
    inbox.client,
    { view: 'all', filter: {}, sort: 'newest' },
    () => null,
  );
  await list.refresh();
  return { inbox, list };
}
const numbers = (list: InboxListStore) =>
  list.snapshot().ids.map((id) => (list.row(id)?.number ?? 0) - 10_000);
const first = (list: InboxListStore, count: number) => numbers(list).slice(0, count);

test('pages come as the reader goes down, each row once and in order', async () => {
  const { list } = await listOf(700);
  expect(list.snapshot()).toMatchObject({ phase: 'ready', total: 700 });
  for (let to = 50; to < 760; to += 50) {
    list.want(to - 50, to);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(numbers(list)).toEqual(Array.from({ length: 700 }, (_, index) => index + 1));
});

test('at the top what arrives is shown at once', async () => {
  const { inbox, list } = await listOf(5);
  inbox.rows.push(row(0));
  await list.refresh();
  expect(first(list, 3)).toEqual([0, 1, 2]);
});

test('away from the top nothing moves and what arrived is counted until it is asked for', async () => {
  const { inbox, list } = await listOf(40);
  list.setAtTop(false);
  const before = numbers(list);
  inbox.rows.push(row(0), row(-1));
  await list.refresh();
  expect(numbers(list)).toEqual(before);
  expect(list.snapshot().newCount).toBe(2);
  list.showNew();
  await expect.poll(() => first(list, 3)).toEqual([-1, 0, 1]);
  expect(list.snapshot().newCount).toBe(0);
});

test('the open conversation stays in its place after it left the view, until one goes on', async () => {
  const { inbox, list } = await listOf(5);
  const id = row(3).id;
  list.setActive(id);
  inbox.change(id, { status: 'resolved' });
  await list.refresh();
  expect(numbers(list)).toEqual([1, 2, 3, 4, 5]);
  expect(list.isLeaving(id)).toBe(true);
  list.setActive(row(1).id);
  await list.refresh();
  expect(numbers(list)).toEqual([1, 2, 4, 5]);
});

test('a row that was dealt with is kept for its time and then leaves', async () => {
  const { inbox, list } = await listOf(5);
  const id = row(2).id;
  inbox.change(id, { status: 'resolved' });
  list.keep([id], 60);
  await list.refresh();
  expect(numbers(list)).toEqual([1, 2, 3, 4, 5]);
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(numbers(list)).toEqual([1, 3, 4, 5]);
});

test('a guess shows at once and what the engine says later holds', async () => {
  const { list } = await listOf(3);
  const { id } = row(1);
  list.guess(id, { priority: 3 });
  expect(list.row(id)?.priority).toBe(3);
  await list.refresh();
  expect(list.row(id)?.priority).toBe(0);
});

test('rows stay while the engine does not answer, and the list says that they may be old', async () => {
  const { inbox, list } = await listOf(5);
  inbox.isGone = true;
  await list.refresh();
  expect(list.snapshot()).toMatchObject({ phase: 'ready' });
  expect(list.snapshot().error).not.toBeNull();
  expect(numbers(list)).toHaveLength(5);
  inbox.isGone = false;
  await list.refresh();
  expect(list.snapshot().error).toBeNull();
});

test('a list that never had rows says that it failed', async () => {
  const inbox = new Inbox(1);
  inbox.isGone = true;
  const list = new InboxListStore(
    inbox.client,
    { view: 'all', filter: {}, sort: 'newest' },
    () => null,
  );
  await list.refresh();
  expect(list.snapshot().phase).toBe('failed');
});
