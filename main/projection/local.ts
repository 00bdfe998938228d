import type { AccountId, BlobId, ConversationId } from '#shared/lib/ids.ts';
import {
  defaultPreferences,
  type Preferences,
  preferences as preferencesSchema,
} from '#shared/contract/preferences.ts';
import type { Draft, NotificationRow } from '#shared/contract/rows.ts';
import type { Ledger } from '#main/channels/channel.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';

interface NotificationStored {
  id: string;
  kind: NotificationRow['kind'];
  conversationId: ConversationId | null;
  number: number | null;
  title: string;
  text: string;
  count: number;
  at: number;
  isDone: number;
}

const NOTIFICATION = `n.id AS id, n.kind AS kind, n.conversation_id AS conversationId, c.number AS number, n.title AS title, n.text AS text, n.count AS count, n.at AS at, n.is_done AS isDone`;

const notificationOf = ({ number, isDone, ...stored }: NotificationStored): NotificationRow => ({
  ...stored,
  conversationNumber: number,
  isDone: isDone === 1,
});

/** What only this desk knows: drafts, preferences, notifications, what channels have seen. */
export function openLocal(db: WriteDb, newId: () => string) {
  const draftRows = db.prepare<{ state: string }>(
    'draft.get',
    'SELECT state FROM drafts WHERE conversation_id = ?',
  );
  const putDraft = db.prepare(
    'draft.put',
    `INSERT INTO drafts (conversation_id, face, state, preview) VALUES (?, ?, ?, ?)
     ON CONFLICT (conversation_id, face) DO UPDATE SET state = excluded.state, preview = excluded.preview`,
  );
  const dropDraft = db.prepare(
    'draft.drop',
    'DELETE FROM drafts WHERE conversation_id = ? AND face = ?',
  );
  const preferenceRow = db.prepare<{ state: string }>(
    'preferences.get',
    'SELECT state FROM preferences WHERE one = 1',
  );
  const putPreferences = db.prepare(
    'preferences.put',
    'INSERT INTO preferences (one, state) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET state = excluded.state',
  );
  const notificationPage = db.prepare<NotificationStored>(
    'notification.page',
    `SELECT ${NOTIFICATION} FROM notifications n LEFT JOIN conversations c ON c.id = n.conversation_id ORDER BY n.is_done, n.at DESC LIMIT ?`,
  );
  const notification = db.prepare<NotificationStored>(
    'notification.get',
    `SELECT ${NOTIFICATION} FROM notifications n LEFT JOIN conversations c ON c.id = n.conversation_id WHERE n.id = ?`,
  );
  const openOf = db.prepare<{ id: string; count: number }>(
    'notification.open-of',
    'SELECT id, count FROM notifications WHERE is_done = 0 AND kind = ? AND conversation_id IS ?',
  );
  const openCount = db.prepare<{ count: number }>(
    'notification.open-count',
    'SELECT count(*) AS count FROM notifications WHERE is_done = 0',
  );
  const insertNotification = db.prepare(
    'notification.insert',
    'INSERT INTO notifications (id, kind, conversation_id, title, text, count, at, is_done) VALUES (?, ?, ?, ?, ?, 1, ?, 0)',
  );
  const raiseAgain = db.prepare(
    'notification.again',
    'UPDATE notifications SET title = ?, text = ?, count = count + 1, at = ? WHERE id = ?',
  );
  const done = db.prepare('notification.done', 'UPDATE notifications SET is_done = 1 WHERE id = ?');
  const settle = db.prepare(
    'notification.settle',
    `UPDATE notifications SET is_done = 1 WHERE conversation_id = ? AND is_done = 0 AND kind IN ('message', 'assigned', 'mention', 'snooze-over')`,
  );
  const quarantinePage = db.prepare<{
    id: string;
    accountId: string | null;
    reason: string;
    at: number;
    bytes: number;
    blob: BlobId | null;
  }>(
    'quarantine.page',
    'SELECT id, account_id AS accountId, reason, at, bytes, blob FROM quarantine ORDER BY at DESC LIMIT ?',
  );
  const quarantineCount = db.prepare<{ count: number }>(
    'quarantine.count',
    'SELECT count(*) AS count FROM quarantine',
  );
  const putQuarantine = db.prepare(
    'quarantine.put',
    'INSERT OR REPLACE INTO quarantine (id, account_id, reason, at, bytes, blob) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const noticeRows = db.prepare<{ code: string; detail: string; at: number }>(
    'notice.all',
    'SELECT code, detail, at FROM notices ORDER BY at',
  );
  const addNotice = db.prepare(
    'notice.add',
    'INSERT INTO notices (code, detail, at) VALUES (?, ?, ?)',
  );

  const preferences = (): Preferences => {
    const row = db.get(preferenceRow);
    const parsed = preferencesSchema.safeParse(
      row ? { ...defaultPreferences, ...(JSON.parse(row.state) as object) } : defaultPreferences,
    );
    return parsed.success ? parsed.data : defaultPreferences;
  };

  return {
    drafts: (conversationId: string): Draft[] =>
      db.all(draftRows, conversationId).map((row) => JSON.parse(row.state) as Draft),
    /** An empty draft is no draft. */
    saveDraft(draft: Draft): void {
      if (draft.text === '' && draft.attachments.length === 0)
        db.run(dropDraft, draft.conversationId, draft.face);
      else
        db.run(
          putDraft,
          draft.conversationId,
          draft.face,
          JSON.stringify(draft),
          draft.text.slice(0, 160),
        );
    },
    dropDraft: (conversationId: string, face: Draft['face']) =>
      void db.run(dropDraft, conversationId, face),
    preferences,
    setPreferences(change: { [K in keyof Preferences]?: Preferences[K] | undefined }): Preferences {
      const next = preferencesSchema.parse({ ...preferences(), ...change });
      db.run(putPreferences, JSON.stringify(next));
      return next;
    },
    notifications: (limit: number) => ({
      rows: db.all(notificationPage, limit).map(notificationOf),
      openCount: db.get(openCount)?.count ?? 0,
    }),
    raiseNotification(about: {
      kind: NotificationRow['kind'];
      conversationId: ConversationId | null;
      title: string;
      text: string;
      at: number;
    }): NotificationRow {
      return db.write(() => {
        const open = db.get(openOf, about.kind, about.conversationId);
        const id = open?.id ?? newId();
        if (open) db.run(raiseAgain, about.title, about.text, about.at, id);
        else
          db.run(
            insertNotification,
            id,
            about.kind,
            about.conversationId,
            about.title,
            about.text,
            about.at,
          );
        const stored = db.get(notification, id);
        if (!stored) throw new Error('a notification vanished inside its transaction');
        return notificationOf(stored);
      });
    },
    doneNotifications: (ids: string[]) => db.write(() => ids.forEach((id) => db.run(done, id))),
    settleNotifications: (conversationId: ConversationId): boolean =>
      db.run(settle, conversationId).changes > 0,
    quarantine: (limit: number) => db.all(quarantinePage, limit),
    quarantineCount: (): number => db.get(quarantineCount)?.count ?? 0,
    addToQuarantine: (row: {
      id: string;
      accountId: AccountId | null;
      reason: string;
      at: number;
      bytes: number;
      blob: BlobId | null;
    }) =>
      void db.run(putQuarantine, row.id, row.accountId, row.reason, row.at, row.bytes, row.blob),
    notices: () => db.all(noticeRows),
    addNotice: (code: string, detail: string, at: number) =>
      void db.run(addNotice, code, detail, at),
    ledger: (accountId: AccountId): Ledger => openLedger(db, accountId),
  };
}

function openLedger(db: WriteDb, accountId: AccountId): Ledger {
  const get = db.prepare<{ value: string }>(
    'ledger.get',
    'SELECT value FROM ledger WHERE account_id = ? AND key = ?',
  );
  const set = db.prepare(
    'ledger.set',
    'INSERT INTO ledger (account_id, key, value) VALUES (?, ?, ?) ON CONFLICT (account_id, key) DO UPDATE SET value = excluded.value',
  );
  const drop = db.prepare('ledger.delete', 'DELETE FROM ledger WHERE account_id = ? AND key = ?');
  const list = db.prepare<{ key: string; value: string }>(
    'ledger.list',
    'SELECT key, value FROM ledger WHERE account_id = ? AND key >= ? AND key < ? ORDER BY key',
  );
  const count = db.prepare<{ count: number }>(
    'ledger.count',
    'SELECT count(*) AS count FROM ledger WHERE account_id = ? AND key >= ? AND key < ?',
  );
  // The highest code point ends every prefix.
  const end = (prefix: string) => `${prefix}\u{10FFFF}`;
  return {
    get: (key) => db.get(get, accountId, key)?.value ?? null,
    set: (key, value) => void db.run(set, accountId, key, value),
    delete: (key) => void db.run(drop, accountId, key),
    list: (prefix) => db.all(list, accountId, prefix, end(prefix)),
    count: (prefix) => db.get(count, accountId, prefix, end(prefix))?.count ?? 0,
  };
}
