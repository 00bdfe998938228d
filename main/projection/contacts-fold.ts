import type { ContactId, ConversationId } from '#shared/lib/ids.ts';
import { partsOfE164 } from '#shared/lib/phone.ts';
import { evolveContact } from '#shared/domain/contact/evolve.ts';
import type { Contact, ContactEvent } from '#shared/domain/contact/events.ts';
import { shownAddress } from '#shared/domain/contact/identities.ts';
import { orderSignal, type Signal, signalsOf } from '#shared/domain/contact/suggestions.ts';
import type { PreChat } from '#shared/domain/conversation/events.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import { indexText, normalise } from './tokenise.ts';

/** Sorts behind every name: contacts known by nothing. */
const NO_NAME = '\u{10FFFF}';
/** Signals of a contact's own state; those of a conversation have its id as source. */
const OWN = 'contact';

const sortNameOf = (contact: Contact): string => {
  const shown = contact.name ?? contact.identities[0];
  if (shown === undefined) return NO_NAME;
  return normalise(typeof shown === 'string' ? shown : shownAddress(shown)).slice(0, 200);
};

/** Everything a contact can be found by; a number also by its national form and its last four. */
function wordsOf(contact: Contact): string {
  const phones = contact.identities
    .filter(({ kind }) => kind === 'phone')
    .flatMap(({ address }) => [partsOfE164(address).national, address.slice(-4)]);
  return indexText(
    [
      contact.name ?? '',
      ...contact.identities.map(shownAddress),
      ...phones,
      ...Object.values(contact.fields),
    ].join('\n'),
  );
}

/**
 * Contact rows. A contact that is linked keeps its row, addresses and conversations; `root_id`
 * says whose person it is part of, and `last_at` of a root is that of the whole person.
 */
export function openContactRows(db: WriteDb) {
  const byId = db.prepare<{ n: number; state: string }>(
    'contact.state',
    'SELECT n, state FROM contacts WHERE id = ?',
  );
  const put = db.prepare<{ n: number }>(
    'contact.put',
    `INSERT INTO contacts (id, name, sort_name, kind, linked_into, root_id, created_at, last_at, is_demo, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, sort_name = excluded.sort_name, kind = excluded.kind,
       linked_into = excluded.linked_into, state = excluded.state RETURNING n`,
  );
  // The first contact keeps an address: what a stranger claims later never takes it away.
  const putIdentity = db.prepare(
    'identity.put',
    'INSERT OR IGNORE INTO identities (kind, address, contact_id) VALUES (?, ?, ?)',
  );
  const dropIdentity = db.prepare(
    'identity.drop',
    'DELETE FROM identities WHERE kind = ? AND address = ? AND contact_id = ?',
  );
  const putSignal = db.prepare(
    'signal.put',
    'INSERT OR IGNORE INTO contact_signals (signal, contact_id, source, is_verified) VALUES (?, ?, ?, ?)',
  );
  const dropSignals = db.prepare(
    'signal.drop',
    'DELETE FROM contact_signals WHERE contact_id = ? AND source = ?',
  );
  const dropAllSignals = db.prepare(
    'signal.drop-all',
    'DELETE FROM contact_signals WHERE contact_id = ?',
  );
  const putStranger = db.prepare(
    'stranger.put',
    'INSERT OR IGNORE INTO contact_strangers (contact_id, other_id) VALUES (?, ?)',
  );
  const putWords = db.prepare(
    'contact.words',
    'INSERT OR REPLACE INTO contact_texts (rowid, words) VALUES (?, ?)',
  );
  const rootOf = db.prepare<{ id: ContactId }>(
    'contact.root',
    'SELECT root_id AS id FROM contacts WHERE id = ?',
  );
  const moveRoot = db.prepare(
    'contact.move-root',
    `WITH RECURSIVE down (id) AS (SELECT ? UNION SELECT k.id FROM contacts k JOIN down ON k.linked_into = down.id)
     UPDATE contacts SET root_id = ? WHERE id IN (SELECT id FROM down)`,
  );
  const UP = `WITH RECURSIVE up (id) AS (SELECT ? UNION SELECT k.linked_into FROM contacts k JOIN up ON k.id = up.id WHERE k.linked_into IS NOT NULL)`;
  const raiseLast = db.prepare(
    'contact.raise-last',
    `${UP} UPDATE contacts SET last_at = ? WHERE last_at < ? AND id IN (SELECT id FROM up)`,
  );
  const above = db.prepare<{ id: ContactId }>('contact.above', `${UP} SELECT id FROM up`);
  const recount = db.prepare(
    'contact.recount-last',
    `UPDATE contacts SET last_at = max(created_at,
       coalesce((SELECT max(last_message_at) FROM conversations WHERE contact_id = ?), 0),
       coalesce((SELECT max(last_at) FROM contacts WHERE linked_into = ?), 0)) WHERE id = ?`,
  );

  // The index is costly to change: once per fold, however many events touched a contact.
  const unwritten = new Map<number, string>();

  const contact = (id: ContactId): Contact | null => {
    const row = db.get(byId, id);
    return row ? (JSON.parse(row.state) as Contact) : null;
  };

  function writeSignals(id: ContactId, signals: readonly Signal[], source: string) {
    for (const { signal, isVerified } of signals)
      db.run(putSignal, signal, id, source, isVerified ? 1 : 0);
  }

  function setRoot(id: ContactId, intoId: ContactId | null) {
    const root = intoId === null ? id : (db.get(rootOf, intoId)?.id ?? intoId);
    db.run(moveRoot, id, root);
  }

  /** From the contact up to its root: a child's time is part of its parent's. */
  function recountFrom(id: ContactId) {
    for (const row of db.all(above, id)) db.run(recount, row.id, row.id, row.id);
  }

  function writeRow(was: Contact | null, next: Contact) {
    const row = db.get(
      put,
      next.id,
      next.name,
      sortNameOf(next),
      next.kind,
      next.link?.intoId ?? null,
      next.id,
      next.createdAt,
      next.createdAt,
      next.isDemo ? 1 : 0,
      JSON.stringify(next),
    );
    const words = wordsOf(next);
    if (row && (was === null || wordsOf(was) !== words)) unwritten.set(row.n, words);
    for (const gone of was?.identities ?? [])
      db.run(dropIdentity, gone.kind, gone.address, next.id);
    for (const own of next.identities) db.run(putIdentity, own.kind, own.address, next.id);
    if (was) db.run(dropSignals, next.id, OWN);
    writeSignals(next.id, signalsOf(next), OWN);
  }

  return {
    contact,
    /** Writes what is found by words; at the end of a fold. */
    flush() {
      for (const [n, words] of unwritten) db.run(putWords, n, words);
      unwritten.clear();
    },
    /** After a fold that failed. */
    forget: () => unwritten.clear(),
    /** The caller has written the conversations of earlier events before a link changes. */
    fold(id: ContactId, event: ContactEvent, at: number) {
      const was = contact(id);
      // Streams of a removed demo may still be in the journal.
      if (!was && event.type !== 'contact.created') return;
      writeRow(was, evolveContact(was, event, at));
      switch (event.type) {
        case 'contact.linked':
          setRoot(id, event.intoId);
          recountFrom(event.intoId);
          break;
        case 'contact.unlinked':
          setRoot(id, null);
          recountFrom(event.intoId);
          break;
        case 'contact.suggestion-dismissed':
          db.run(putStranger, id, event.otherId);
          db.run(putStranger, event.otherId, id);
          break;
        case 'contact.erased':
          db.run(dropAllSignals, id);
          break;
        default:
      }
    },
    /** A conversation began: what was filled in before it may point at somebody known. */
    opened(
      id: ContactId,
      conversationId: ConversationId,
      name: string | null,
      form: PreChat | null,
    ) {
      const signal = orderSignal(form?.accountName ?? name, form?.orderNumber ?? null);
      if (signal) writeSignals(id, [signal], conversationId);
    },
    /** A conversation of the contact was written; `at` is its newest message. */
    touched: (id: ContactId, at: number) => void db.run(raiseLast, id, at, at),
  };
}
