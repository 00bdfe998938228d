import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConversationId } from '#shared/lib/ids.ts';
import type { RecordList } from '#shared/contract/verification.ts';
import type { Answers } from '#shared/domain/verification/answers.ts';
import { eventually, startEngine, type TestEngine } from '../../../kit/engine.ts';

let desk: TestEngine;
beforeAll(async () => {
  desk = await startEngine();
  await desk.engine.createDemo();
  await desk.engine.start();
  await eventually('the sample answers', 10_000, () => desk.engine.records.sample());
}, 60_000);
afterAll(() => desk.end());

const chatOf = (order: string): ConversationId => {
  const { conversations } = desk.engine.projection.searchQuick(order);
  const found = conversations.find((one) => one.channel === 'webchat');
  if (!found) throw new Error(`no chat about ${order}`);
  return found.id;
};
const listOf = (id: ConversationId): Promise<RecordList> =>
  desk.engine.shownRecords.forConversation(id, false);
const recordsOf = async (id: ConversationId) => desk.engine.shownRecords.whole(id);
async function submit(conversationId: ConversationId, handle: string | null, answers: Answers) {
  const answer = await desk.engine.verification.submit({ conversationId, handle }, answers);
  if (!answer.ok) return answer.rejection.code;
  const { result } = answer;
  return result.kind === 'checked'
    ? { isVerified: result.isVerified, level: result.level, left: result.attemptsLeft }
    : result.problems;
}

describe('a chat with an order number in its form', () => {
  test('A04 has its records before anybody asks, and shows nothing of them', async () => {
    const list = await listOf(chatOf('GP-21007'));
    expect(list.outcome).toBe('several');
    expect(list.rows.every((row) => row.shown === null && row.level === 0)).toBe(true);
    const held = JSON.stringify(list);
    for (const record of await recordsOf(chatOf('GP-21007'))) {
      const { payer, method } = record;
      for (const secret of [record.id, payer.accountName, payer.phone, payer.email, method.last4])
        expect(held).not.toContain(secret ?? 'nothing');
    }
  });

  test('B17 right answers open it step by step; a cent more does not match', async () => {
    const id = chatOf('GP-21007');
    const { rows } = await listOf(id);
    const [record] = await recordsOf(id);
    const handle = rows[0]?.handle ?? '';
    if (!record) throw new Error('no record');
    const { payer } = record;
    expect(await submit(id, handle, { orderNumber: 'GP-21007' })).toEqual({
      isVerified: true,
      level: 1,
      left: 3,
    });
    const wrong = { text: ((record.amount.minor + 600) / 100).toFixed(2), currency: 'CNY' };
    expect(await submit(id, handle, { amount: wrong })).toEqual({
      isVerified: false,
      level: 1,
      left: 2,
    });
    const amount = { text: (record.amount.minor / 100).toFixed(2), currency: 'CNY' };
    expect(await submit(id, handle, { amount })).toMatchObject({ isVerified: true, level: 2 });
    const opened = await desk.engine.shownRecords.open(id, handle, false);
    expect(opened?.row.shown?.open?.amount).toEqual(record.amount);
    expect(JSON.stringify(opened)).not.toContain(payer.phone);
    expect(await submit(id, handle, { phone: payer.phone ?? '' })).toMatchObject({ level: 3 });
  });
});

describe('risk', () => {
  const risks = () =>
    desk.engine.projection
      .notifications(50)
      .rows.filter(({ kind }) => kind === 'risk')
      .map(({ text }) => text);

  test('two warning signs are told, one is not', () => {
    const conversationId = chatOf('GP-21059');
    desk.engine.verification.flag({ conversationId }, 'urgency');
    expect(risks()).toEqual([]);
    desk.engine.verification.flag({ conversationId }, 'coached');
    expect(risks()).toEqual(['risk.two-flags']);
  });

  test('K3 a record that locks over several conversations is told, and every level on it ends', async () => {
    const holder = chatOf('GP-21020');
    const { rows } = await listOf(holder);
    const handle = rows[0]?.handle ?? '';
    const [record] = await recordsOf(holder);
    await submit(holder, handle, { orderNumber: 'GP-21020' });
    expect(desk.engine.shownRecords.levelOf(holder, `demo-back-office/${record?.id}`)).toBe(1);
    const wrong = { orderNumber: 'GP-21020', name: '不对' };
    for (const order of ['GP-21046', 'GP-21085'])
      for (const _turn of [1, 2, 3]) {
        const found = desk.engine.projection.searchQuick(order).conversations[0];
        if (found) await submit(found.id, handle, wrong);
      }
    expect(risks()).toContain('risk.record-locked');
    expect(desk.engine.shownRecords.levelOf(holder, `demo-back-office/${record?.id}`)).toBe(0);
  });
});

test('offline it works on what is kept, and says of when', async () => {
  const id = chatOf('GP-21397');
  const { rows } = await listOf(id);
  await desk.engine.records.sample()?.close();
  const handle = rows[0]?.handle ?? '';
  const answer = await desk.engine.verification.submit(
    { conversationId: id, handle },
    { orderNumber: 'GP-21397' },
  );
  expect(answer).toMatchObject({ ok: true, result: { kind: 'checked', level: 1 } });
  const again = await desk.engine.shownRecords.forConversation(id, true);
  expect(again.sources.map(({ freshness }) => freshness.state)).toEqual(['offline']);
  expect(again.rows.length).toBeGreaterThan(0);
});
