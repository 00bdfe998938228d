import type { ConversationId } from '#shared/lib/ids.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';
import type { ConversationRows } from './conversations-fold.ts';

/** Takes everything invented out of the read model; deletes are final (secure_delete is on). */
export function openDemoRemoval(db: WriteDb, conversations: ConversationRows): () => void {
  const demo = db.prepare<{ id: string }>(
    'demo.conversations',
    'SELECT id FROM conversations WHERE is_demo = 1',
  );
  const byConversation = [
    'messages',
    'timeline_events',
    'participants',
    'conversation_tags',
    'conversation_mentions',
    'diagnoses',
    'drafts',
    'notifications',
  ].map((table) =>
    db.prepare(`demo.delete-${table}`, `DELETE FROM ${table} WHERE conversation_id = ?`),
  );
  const checks = db.prepare(
    'demo.delete-checks',
    "DELETE FROM documents WHERE stream = 'verification:' || ?",
  );
  const identities = db.prepare(
    'demo.identities',
    'DELETE FROM identities WHERE contact_id IN (SELECT id FROM contacts WHERE is_demo = 1)',
  );
  const ofContacts = ['contact_signals', 'contact_strangers'].map((table) =>
    db.prepare(
      `demo.${table}`,
      `DELETE FROM ${table} WHERE contact_id IN (SELECT id FROM contacts WHERE is_demo = 1)`,
    ),
  );
  const texts = db.prepare(
    'demo.contact-texts',
    'DELETE FROM contact_texts WHERE rowid IN (SELECT n FROM contacts WHERE is_demo = 1)',
  );
  const uses = db.prepare(
    'demo.blob-uses',
    'DELETE FROM blob_uses WHERE seq IN (SELECT m.seq FROM conversations c JOIN messages m ON m.conversation_id = c.id WHERE c.is_demo = 1)',
  );
  const contacts = db.prepare('demo.contacts', 'DELETE FROM contacts WHERE is_demo = 1');
  const ledger = db.prepare(
    'demo.ledger',
    'DELETE FROM ledger WHERE account_id IN (SELECT id FROM accounts WHERE is_demo = 1)',
  );
  const accounts = db.prepare('demo.accounts', 'DELETE FROM accounts WHERE is_demo = 1');
  const cases = [
    `DELETE FROM documents WHERE stream IN (SELECT 'case:' || id FROM cases WHERE is_demo = 1)`,
    'DELETE FROM case_events WHERE case_id IN (SELECT id FROM cases WHERE is_demo = 1)',
    'DELETE FROM cases WHERE is_demo = 1',
  ].map((sql, index) => db.prepare(`demo.cases-${index}`, sql));
  const ownDocuments = db.prepare(
    'demo.documents',
    "DELETE FROM documents WHERE state ->> '$.isDemo' = 1",
  );
  return () => {
    db.run(uses);
    for (const { id } of db.all(demo)) {
      for (const statement of [...byConversation, checks]) db.run(statement, id);
      conversations.delete(id as ConversationId);
    }
    for (const statement of [
      ...cases,
      identities,
      ...ofContacts,
      texts,
      contacts,
      ledger,
      accounts,
      ownDocuments,
    ])
      db.run(statement);
  };
}
