import type { Identity } from '#shared/domain/contact/parts.ts';
import { preferences as preferencesSchema } from '#shared/contract/preferences.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';

/** What only this desk knows of a person: drafts, notifications, a channel's memory, trusted senders. */
export function openForgetting(db: WriteDb) {
  const drafts = db.prepare('forget.drafts', 'DELETE FROM drafts WHERE conversation_id = ?');
  const draftsTo = db.prepare(
    'forget.drafts-to',
    'DELETE FROM drafts WHERE instr(lower(state), ?) > 0',
  );
  const notifications = db.prepare(
    'forget.notifications',
    'DELETE FROM notifications WHERE conversation_id = ?',
  );
  const byKey = db.prepare('forget.ledger', 'DELETE FROM ledger WHERE account_id = ? AND key = ?');
  // Few rows hold more than a state of one word; those that do are searched.
  const byValue = db.prepare(
    'forget.ledger-value',
    'DELETE FROM ledger WHERE length(value) > 30 AND instr(value, ?) > 0',
  );
  const copies = db.prepare('forget.ledger-copy', 'DELETE FROM ledger WHERE key = ?');
  const preferences = db.prepare<{ state: string }>(
    'forget.preferences',
    'SELECT state FROM preferences WHERE one = 1',
  );
  const keepPreferences = db.prepare(
    'forget.preferences-put',
    'UPDATE preferences SET state = ? WHERE one = 1',
  );

  function distrust(addresses: ReadonlySet<string>) {
    const row = db.get(preferences);
    const read = preferencesSchema.partial().safeParse(row ? JSON.parse(row.state) : null);
    if (!read.success) return;
    const { trustedImageSenders = [] } = read.data;
    const left = trustedImageSenders.filter((one) => !addresses.has(one.toLowerCase()));
    if (left.length < trustedImageSenders.length)
      db.run(keepPreferences, JSON.stringify({ ...read.data, trustedImageSenders: left }));
  }

  return (person: {
    conversationIds: string[];
    addresses: Pick<Identity, 'kind' | 'address'>[];
    messageIds: string[];
  }): void => {
    for (const id of person.conversationIds) {
      db.run(drafts, id);
      db.run(notifications, id);
    }
    for (const id of person.messageIds) db.run(copies, `sent-copy/${id}`);
    for (const { kind, address } of person.addresses) {
      const slash = address.indexOf('/');
      const own = kind === 'visitor' ? address.slice(slash + 1) : address;
      if (kind === 'visitor') db.run(byKey, address.slice(0, slash), `visitor/${own}`);
      db.run(byValue, own);
      db.run(draftsTo, own.toLowerCase());
    }
    distrust(new Set(person.addresses.map(({ address }) => address.toLowerCase())));
  };
}
