import { useSyncExternalStore } from 'react';
import { caseId, contactId, conversationId, messageId } from '#shared/lib/ids.ts';
import type { CaseId, ContactId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import { type CaseFilter, caseFilter } from '#shared/contract/cases.ts';
import {
  type InboxFilter,
  inboxFilter,
  type SortName,
  sortName,
  type ViewName,
  viewName,
} from '#shared/contract/views.ts';

/** Where the window is; the address after `#` says the same, so that Back and links work. */
export type Place =
  | {
      screen: 'inbox';
      view: ViewName;
      filter: InboxFilter;
      sort: SortName;
      conversationId: ConversationId | null;
      messageId: MessageId | null;
    }
  | { screen: 'search'; text: string }
  | { screen: 'conversation'; conversationId: ConversationId }
  | { screen: 'cases'; filter: CaseFilter; caseId: CaseId | null }
  /** The list of customers, or one of them. */
  | { screen: 'contacts'; contactId: ContactId | null }
  | { screen: 'outbox' }
  | { screen: 'settings'; page: string };
export type InboxPlace = Extract<Place, { screen: 'inbox' }>;

export const home: InboxPlace = {
  screen: 'inbox',
  view: 'all',
  filter: {},
  sort: 'newest',
  conversationId: null,
  messageId: null,
};

/** `#/inbox/mine/<conversation>?channel=email&message=<id>`; anything unknown is the inbox. */
export function placeFrom(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen, first, second] = path.split('/').map(decoded);
  const values = new URLSearchParams(query);
  if (screen === 'search') return { screen, text: values.get('text') ?? '' };
  if (screen === 'cases') {
    const filter = caseFilter.safeParse(first);
    const shown = caseId.safeParse(second);
    return {
      screen,
      filter: filter.success ? filter.data : 'open',
      caseId: shown.success ? shown.data : null,
    };
  }
  if (screen === 'outbox') return { screen };
  if (screen === 'settings') return { screen, page: first ?? '' };
  const person = contactId.safeParse(first);
  if (screen === 'contacts') return { screen, contactId: person.success ? person.data : null };
  const alone = conversationId.safeParse(first);
  if (screen === 'conversation' && alone.success) return { screen, conversationId: alone.data };
  const view = viewName.safeParse(first);
  const sort = sortName.safeParse(values.get('sort'));
  const open = conversationId.safeParse(second);
  const message = messageId.safeParse(values.get('message'));
  return {
    screen: 'inbox',
    view: view.success ? view.data : home.view,
    filter: filterFrom(values),
    sort: sort.success ? sort.data : home.sort,
    conversationId: open.success ? open.data : null,
    messageId: message.success ? message.data : null,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

const filterNames = ['channel', 'brandId', 'tag', 'priority', 'assigneeId', 'contactId'] as const;

/** What does not parse is left out, the rest still narrows. */
function filterFrom(values: URLSearchParams): InboxFilter {
  let filter: InboxFilter = values.has('unread') ? { isUnread: true } : {};
  for (const name of filterNames) {
    const text = values.get(name);
    if (text === null) continue;
    const value = name === 'priority' ? Number(text) : text;
    const next = inboxFilter.safeParse({ ...filter, [name]: value });
    if (next.success) filter = next.data;
  }
  return filter;
}

export function hashOf(place: Place): string {
  switch (place.screen) {
    case 'search':
      return `#/search${place.text === '' ? '' : `?${new URLSearchParams({ text: place.text })}`}`;
    case 'cases':
      return `#/cases/${place.filter}${place.caseId === null ? '' : `/${place.caseId}`}`;
    case 'contacts':
      return `#/contacts${place.contactId === null ? '' : `/${encodeURIComponent(place.contactId)}`}`;
    case 'outbox':
      return '#/outbox';
    case 'conversation':
      return `#/conversation/${place.conversationId}`;
    case 'settings':
      return `#/settings/${encodeURIComponent(place.page)}`;
    case 'inbox': {
      const values = new URLSearchParams();
      for (const name of filterNames) {
        const value = place.filter[name];
        if (value !== undefined) values.set(name, String(value));
      }
      if (place.filter.isUnread) values.set('unread', '1');
      if (place.sort !== home.sort) values.set('sort', place.sort);
      if (place.messageId !== null) values.set('message', place.messageId);
      const query = values.size > 0 ? `?${values}` : '';
      const open = place.conversationId === null ? '' : `/${place.conversationId}`;
      return `#/inbox/${place.view}${open}${query}`;
    }
  }
}

let shown = { hash: '', place: home as Place };

function current(): Place {
  if (shown.hash !== location.hash)
    shown = { hash: location.hash, place: placeFrom(location.hash) };
  return shown.place;
}

function subscribe(listener: () => void) {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export const usePlace = (): Place => useSyncExternalStore(subscribe, current);

/** Goes somewhere; `isStep` false leaves no step for Back, as moving along a list. */
export function go(place: Place, { isStep = true } = {}): void {
  const hash = hashOf(place);
  if (hash === location.hash) return;
  if (isStep) location.hash = hash;
  else {
    history.replaceState(null, '', hash);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }
}
