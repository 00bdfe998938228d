import type { ContactId, ConversationId, MessageId } from '#shared/lib/ids.ts';
import type { ContactListRow, ContactView, PersonMessage } from '#shared/contract/contact-rows.ts';
import type { ContactSort } from '#shared/contract/contacts.ts';
import type { Contact } from '#shared/domain/contact/events.ts';
import { maskIdentity } from '#shared/domain/contact/identities.ts';
import type { ContactKind, EvidenceKind } from '#shared/domain/contact/parts.ts';
import { scoreOf, type Shared } from '#shared/domain/contact/suggestions.ts';
import type { InboundMessage, OutboundMessage } from '#shared/domain/conversation/message-parts.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';
import type { Parameter, ReadDb } from '#main/platform/sqlite.ts';
import { queryText } from './tokenise.ts';

/** Hits of a search looked at; a word that so many have says nothing. */
const MAX_HITS = 5_000;
/** A signal that more contacts share is a shared mailbox, not a person. */
const MAX_SHARING = 20;
const MAX_TEXT = 400;

const sorts: Record<ContactSort, { column: string; direction: 'ASC' | 'DESC' }> = {
  name: { column: 'k.sort_name', direction: 'ASC' },
  recent: { column: 'k.last_at', direction: 'DESC' },
  new: { column: 'k.created_at', direction: 'DESC' },
};

interface ListRow {
  id: ContactId;
  state: string;
  lastAt: number;
  key: string | number;
}
export interface ContactQuery {
  text: string;
  kind: ContactKind | null;
  sort: ContactSort;
  after: string | null;
  limit: number;
}

const stateOf = (row: { state: string }): Contact => JSON.parse(row.state) as Contact;

/** What screens ask of contacts. A person is a contact no other takes in, with all that are linked to it. */
export function openContacts(db: ReadDb) {
  const one = db.prepare<{ state: string; root: ContactId; lastAt: number }>(
    'contacts.one',
    'SELECT state, root_id AS root, last_at AS lastAt FROM contacts WHERE id = ?',
  );
  const members = db.prepare<{ id: ContactId; state: string }>(
    'contacts.members',
    'SELECT id, state FROM contacts WHERE root_id = ? ORDER BY id',
  );
  const counts = db.prepare<{ total: number; open: number | null }>(
    'contacts.counts',
    `SELECT count(*) AS total, sum(c.bucket IN ('open', 'pending', 'snoozed')) AS open FROM contacts k JOIN conversations c ON c.contact_id = k.id
     WHERE k.root_id = ? AND c.bucket <> 'merged'`,
  );
  const said = db.prepare<{
    seq: number;
    id: MessageId;
    at: number;
    direction: 'inbound' | 'outbound' | 'note';
    authorId: string | null;
    body: string;
    conversationId: ConversationId;
    number: number;
    conversation: string;
  }>(
    'contacts.timeline',
    `SELECT m.seq AS seq, m.id AS id, m.at AS at, m.direction AS direction, m.author_id AS authorId, m.body AS body, c.id AS conversationId, c.number AS number, c.state AS conversation
     FROM (SELECT s.at AS at, s.seq AS seq FROM contacts k JOIN conversations p ON p.contact_id = k.id JOIN messages s ON s.conversation_id = p.id
           WHERE k.root_id = ? AND (s.at, s.seq) < (?, ?) ORDER BY s.at DESC, s.seq DESC LIMIT ?) newest
     JOIN messages m ON m.seq = newest.seq JOIN conversations c ON c.id = m.conversation_id ORDER BY newest.at DESC, newest.seq DESC`,
  );
  const total = db.prepare<{ count: number }>(
    'contacts.total',
    'SELECT count(*) AS count FROM contacts WHERE linked_into IS NULL',
  );
  const sharing = db.prepare<{
    signal: string;
    here: number;
    there: number;
    root: ContactId;
  }>(
    'contacts.sharing',
    `SELECT own.signal AS signal, max(own.is_verified) AS here, max(o.is_verified) AS there, t.root_id AS root
     FROM contacts k JOIN contact_signals own ON own.contact_id = k.id
       JOIN contact_signals o ON o.signal = own.signal AND o.contact_id <> k.id JOIN contacts t ON t.id = o.contact_id
     WHERE k.root_id = ? AND t.root_id <> k.root_id GROUP BY own.signal, t.root_id LIMIT 400`,
  );
  const strangers = db.prepare<{ root: ContactId }>(
    'contacts.strangers',
    `SELECT DISTINCT t.root_id AS root FROM contacts k JOIN contact_strangers s ON s.contact_id = k.id JOIN contacts t ON t.id = s.other_id WHERE k.root_id = ?`,
  );
  const conversationsOf = db.prepare<{ id: ConversationId; state: string }>(
    'contacts.conversations',
    'SELECT c.id AS id, c.state AS state FROM contacts k JOIN conversations c ON c.contact_id = k.id WHERE k.root_id = ? ORDER BY c.id',
  );

  const stored = (id: ContactId) => {
    const row = db.get(one, id);
    return row ? { ...row, contact: stateOf(row) } : null;
  };
  const membersOf = (root: ContactId) => db.all(members, root).map(stateOf);

  /** The SQL of a list; one statement per shape of the question. */
  function listOf({ text, kind, sort, after }: Omit<ContactQuery, 'limit'>) {
    const { column, direction } = sorts[sort];
    const parts: string[] = ['k.linked_into IS NULL'];
    const parameters: Parameter[] = [];
    const match = text.trim() === '' ? null : queryText(text);
    if (match !== null) {
      parts.push(
        `k.id IN (SELECT h.root_id FROM contact_texts f JOIN contacts h ON h.n = f.rowid WHERE contact_texts MATCH ? LIMIT ${MAX_HITS})`,
      );
      parameters.push(match);
    }
    if (kind) {
      parts.push('k.kind = ?');
      parameters.push(kind);
    }
    const where = parts.join(' AND ');
    const key = keyOf(after);
    const beyond = key ? ` AND (${column}, k.id) ${direction === 'ASC' ? '>' : '<'} (?, ?)` : '';
    return {
      isFiltered: parts.length > 1,
      where,
      parameters,
      key: key ?? [],
      page: `SELECT k.id AS id, k.state AS state, k.last_at AS lastAt, ${column} AS key FROM contacts k WHERE ${where}${beyond}
        ORDER BY ${column} ${direction}, k.id ${direction} LIMIT ?`,
    };
  }

  function countOf({ where, parameters, isFiltered }: ReturnType<typeof listOf>) {
    if (!isFiltered) return db.get(total)?.count ?? 0;
    const counted = db.prepare<{ count: number }>(
      'contacts.count',
      `SELECT count(*) AS count FROM (SELECT 1 FROM contacts k WHERE ${where} LIMIT ${MAX_HITS})`,
    );
    return db.get(counted, ...parameters)?.count ?? 0;
  }

  return {
    /** The contact that stands for the whole person; the same one when it is linked to none. */
    rootOf: (id: ContactId): ContactId => db.get(one, id)?.root ?? id,
    /** Every contact of a person, the root among them. */
    personOf: (id: ContactId): Contact[] => membersOf(db.get(one, id)?.root ?? id),
    personConversations: (id: ContactId): { id: ConversationId; state: Conversation }[] =>
      db.all(conversationsOf, db.get(one, id)?.root ?? id).map((row) => ({
        id: row.id,
        state: JSON.parse(row.state) as Conversation,
      })),
    contactView(id: ContactId): ContactView | null {
      const row = stored(id);
      if (!row) return null;
      const { notSameAs: _notSameAs, ...contact } = row.contact;
      const count = db.get(counts, row.root);
      return {
        ...contact,
        rootId: row.root,
        lastAt: row.lastAt,
        conversationCount: count?.total ?? 0,
        openCount: count?.open ?? 0,
        members: membersOf(row.root)
          .filter((other) => other.id !== id)
          .map((other) => ({
            id: other.id,
            name: other.name,
            identities: other.identities,
            link: other.link,
          })),
      };
    },
    contactPage(query: ContactQuery) {
      const list = listOf(query);
      const page = db.prepare<ListRow>(`contacts.page.${query.sort}`, list.page);
      const rows = db.all(page, ...list.parameters, ...list.key, query.limit + 1);
      const shown = rows.slice(0, query.limit);
      const last = shown.at(-1);
      const isMore = rows.length > query.limit && last !== undefined;
      const count = countOf(list);
      return {
        rows: shown.map(listRowOf),
        next: isMore ? cursorOf(last) : null,
        total: count,
        isCapped: list.isFiltered && count >= MAX_HITS,
      };
    },
    /** Whole contacts for a file; linked ones each have their own line. */
    contactsForExport(query: Omit<ContactQuery, 'sort'>) {
      const list = listOf({ ...query, sort: 'new' });
      const page = db.prepare<ListRow>('contacts.page.new', list.page);
      const rows = db.all(page, ...list.parameters, ...list.key, query.limit + 1);
      const shown = rows.slice(0, query.limit);
      const last = shown.at(-1);
      return {
        contacts: shown.flatMap((row) => membersOf(row.id)),
        next: rows.length > query.limit && last ? cursorOf(last) : null,
      };
    },
    personTimeline(
      id: ContactId,
      before: string | null,
      limit: number,
      nameOf: (authorId: string) => string | null,
    ): { entries: PersonMessage[]; next: string | null } {
      const root = db.get(one, id)?.root ?? id;
      const rows = db.all(said, root, ...momentOf(before), limit + 1);
      const shown = rows.slice(0, limit);
      const entries = shown.map((row): PersonMessage => {
        const body = JSON.parse(row.body) as Partial<InboundMessage & OutboundMessage>;
        const { channel, subject } = JSON.parse(row.conversation) as Conversation;
        const text = (body.text ?? '').slice(0, body.quoteAt ?? undefined);
        return {
          seq: row.seq,
          at: row.at,
          messageId: row.id,
          conversationId: row.conversationId,
          conversationNumber: row.number,
          channel,
          direction: row.direction,
          authorName: row.authorId === null ? (body.from?.name ?? null) : nameOf(row.authorId),
          subject: body.subject ?? subject,
          text: text.replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT),
          attachmentCount: (body.attachments ?? []).filter((part) => !part.isInline).length,
        };
      });
      const last = shown.at(-1);
      return { entries, next: rows.length > limit && last ? `${last.at}.${last.seq}` : null };
    },
    /** Who else may be this person, surest first; never who was said to be somebody else. */
    suggestionsFor(id: ContactId, limit: number) {
      const root = db.get(one, id)?.root ?? id;
      const others = new Set(db.all(strangers, root).map((row) => row.root));
      const found = db.all(sharing, root).filter((row) => !others.has(row.root));
      const sharers = Map.groupBy(found, (row) => row.signal);
      const byRoot = Map.groupBy(
        found.filter((row) => (sharers.get(row.signal)?.length ?? 0) <= MAX_SHARING),
        (row) => row.root,
      );
      const here = membersOf(root);
      return [...byRoot]
        .flatMap(([otherId, rows]) => {
          const there = membersOf(otherId);
          const contact = there.find((member) => member.id === otherId);
          if (!contact || contact.erased || contact.isDemo !== here[0]?.isDemo) return [];
          const score = scoreOf(rows.map(sharedOf), here, there);
          const addresses = there.flatMap((member) => member.identities.map(maskIdentity));
          return [
            { contactId: otherId, name: contact.name, addresses: addresses.slice(0, 6), ...score },
          ];
        })
        .toSorted((a, b) => b.confidence - a.confidence || (a.contactId < b.contactId ? -1 : 1))
        .slice(0, limit);
    },
  };
}

const sharedOf = (row: { signal: string; here: number; there: number }): Shared => ({
  kind: row.signal.slice(0, row.signal.indexOf(' ')) as EvidenceKind,
  isVerifiedHere: row.here === 1,
  isVerifiedThere: row.there === 1,
});

function listRowOf(row: ListRow): ContactListRow {
  const contact = stateOf(row);
  return {
    id: contact.id,
    name: contact.name,
    kind: contact.kind,
    addresses: contact.identities
      .slice(0, 3)
      .map((own) => ({ kind: own.kind, text: maskIdentity(own), isVerified: own.isVerified })),
    language: contact.language,
    company: contact.fields['merchant.company'] ?? null,
    isErased: contact.erased !== null,
    isDemo: contact.isDemo,
    createdAt: contact.createdAt,
    lastAt: row.lastAt,
  };
}

const cursorOf = (row: ListRow) =>
  Buffer.from(JSON.stringify([row.key, row.id])).toString('base64url');

/** Null for a cursor that is not one of ours: the list begins at its start. */
function keyOf(cursor: string | null): [string | number, string] | null {
  if (cursor === null) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(key) || key.length !== 2) return null;
    const [first, id] = key as unknown[];
    const isKey = typeof first === 'string' || typeof first === 'number';
    return isKey && typeof id === 'string' ? [first, id] : null;
  } catch {
    return null;
  }
}

/** Time and position before which a page begins; the end of time for what is no cursor of ours. */
function momentOf(cursor: string | null): [number, number] {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor ?? '');
  const all = Number.MAX_SAFE_INTEGER;
  return match ? [Number(match[1]), Number(match[2])] : [all, all];
}
