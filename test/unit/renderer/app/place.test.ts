import { expect, test } from 'vitest';
import type { ContactId, ConversationId } from '#shared/lib/ids.ts';
import { hashOf, home, placeFrom } from '#renderer/app/place.ts';

const id = '01a20e04-0784-7001-b453-ccc268c136d0' as ConversationId;

test('every place comes back from its own address', () => {
  const places = [
    home,
    { ...home, view: 'mine' as const, conversationId: id, sort: 'waiting' as const },
    {
      ...home,
      filter: {
        channel: 'email' as const,
        tag: '退款 & 更多',
        priority: 3 as const,
        isUnread: true,
      },
    },
    { screen: 'search' as const, text: 'from:a@b.example "x y"' },
    { screen: 'outbox' as const },
    { screen: 'contacts' as const, contactId: null },
    { screen: 'contacts' as const, contactId: 'a/b 客' as ContactId },
    { screen: 'conversation' as const, conversationId: id },
    { screen: 'settings' as const, page: 'keys' },
  ];
  for (const place of places) expect(placeFrom(hashOf(place))).toEqual(place);
});

test('an address that means nothing is the inbox', () => {
  for (const hash of ['', '#', '#/', '#/nowhere', '#/inbox/nothing', '#/conversation'])
    expect(placeFrom(hash)).toEqual(home);
});

test('a filter that does not parse is left out, the rest still narrows', () => {
  const place = placeFrom('#/inbox/all?channel=pigeon&priority=9&tag=a&sort=sideways');
  expect(place).toEqual({ ...home, filter: { tag: 'a' } });
});

test('a damaged escape in an address is the inbox, not a fault', () => {
  expect(placeFrom('#/inbox/%E0%A4%A')).toEqual(home);
});
