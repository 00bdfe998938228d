import { expect, test } from 'vitest';
import { rowFacts } from '#renderer/features/inbox/row-facts.ts';
import { rowPreview } from '#renderer/features/inbox/row-preview.ts';
import type { Translate } from '#renderer/i18n/text.ts';
import { row } from './rows.ts';

const t = ((key: string, values?: Record<string, unknown>) =>
  values === undefined ? key : `${key} ${JSON.stringify(values)}`) as Translate;
const now = 1_700_000_000_000;
const minutes = (count: number) => now - count * 60_000;
const about = { isTyping: false, agentId: 'me', agentNames: new Map([['other', '周宁']]) };

test('the wait of a customer turns amber after fifteen minutes and red after an hour', () => {
  const tone = (waited: number) =>
    rowFacts(row(1, { waitingSinceAt: minutes(waited) }), now, 'zh-CN', t)[0]?.tone;
  expect([tone(14), tone(15), tone(59), tone(60)]).toEqual(['ok', 'wa', 'wa', 'da']);
});

test('only an open conversation has a customer waiting for us', () => {
  const kinds = (status: 'pending' | 'snoozed' | 'resolved') =>
    rowFacts(row(1, { status, waitingSinceAt: minutes(90) }), now, 'zh-CN', t).map(
      (fact) => fact.kind,
    );
  for (const status of ['pending', 'snoozed', 'resolved'] as const)
    expect(kinds(status)).toEqual(['status']);
});

test('the wait comes before the priority, and tags come last', () => {
  const facts = rowFacts(
    row(1, { waitingSinceAt: minutes(1), priority: 3, tags: ['退款', 'VIP'] }),
    now,
    'zh-CN',
    t,
  );
  expect(facts.map((fact) => fact.kind)).toEqual(['wait', 'priority', 'tag', 'tag']);
});

test('what was not sent is said before a draft, a draft before typing, typing before the last word', () => {
  const all = { hasTrouble: true, draftPreview: '草稿内容' };
  const typing = { ...about, isTyping: true };
  expect(rowPreview(row(1, all), typing, t).lead).toBe('inbox.row.trouble');
  expect(rowPreview(row(1, { ...all, hasTrouble: false }), typing, t)).toMatchObject({
    lead: 'inbox.row.draft',
    text: '草稿内容',
  });
  expect(rowPreview(row(1), typing, t).lead).toBe('inbox.row.typing');
  expect(rowPreview(row(1), about, t)).toMatchObject({ lead: '', text: '您好' });
});

test('a colleague’s answer is named, one’s own is “you”', () => {
  const answered = (authorId: string) =>
    rowPreview(row(1, { preview: { text: 'x', kind: 'outbound', authorId } }), about, t).lead;
  expect(answered('me')).toBe('inbox.row.you');
  expect(answered('other')).toContain('周宁');
});
