/**
 * The read model. It has a version, not migrations: when the stored version differs it is dropped
 * and folded again from the journal. Local tables (what only this desk knows) are kept.
 */
export const PROJECTION_VERSION = 6;

/** Tables made by the fold alone; dropped on a new version. */
export const foldedTables = [
  'conversations',
  'conversation_tags',
  'conversation_mentions',
  'participants',
  'messages',
  'timeline_events',
  'contacts',
  'identities',
  'contact_signals',
  'contact_strangers',
  'contact_texts',
  'blob_uses',
  'accounts',
  'agents',
  'workspace',
  'documents',
  'diagnoses',
  'incidents',
  'counters',
  'cases',
  'case_events',
  'case_sequences',
] as const;

export const foldedSchema = `
  CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    bucket TEXT NOT NULL,
    channel TEXT NOT NULL,
    account_id TEXT NOT NULL,
    brand_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    assignee_id TEXT,
    priority INTEGER NOT NULL,
    is_unread INTEGER NOT NULL,
    last_message_at INTEGER NOT NULL,
    waiting_key INTEGER NOT NULL,
    snoozed_until_at INTEGER,
    has_attachment INTEGER NOT NULL,
    has_trouble INTEGER NOT NULL,
    is_demo INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS conversations_by_bucket ON conversations (bucket, last_message_at, id);
  CREATE INDEX IF NOT EXISTS conversations_open_by_assignee ON conversations (assignee_id, last_message_at, id) WHERE bucket = 'open';
  CREATE INDEX IF NOT EXISTS conversations_unresolved ON conversations (last_message_at, id) WHERE bucket NOT IN ('resolved', 'merged');
  CREATE INDEX IF NOT EXISTS conversations_unresolved_by_priority ON conversations (priority, last_message_at, id) WHERE bucket NOT IN ('resolved', 'merged');
  CREATE INDEX IF NOT EXISTS conversations_unresolved_by_waiting ON conversations (waiting_key, id) WHERE bucket NOT IN ('resolved', 'merged');
  CREATE INDEX IF NOT EXISTS conversations_by_contact ON conversations (contact_id, last_message_at, id);
  CREATE INDEX IF NOT EXISTS conversations_due ON conversations (snoozed_until_at) WHERE bucket = 'snoozed' AND snoozed_until_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS conversation_tags (
    tag TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    PRIMARY KEY (tag, conversation_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS conversation_tags_by_conversation ON conversation_tags (conversation_id);
  CREATE TABLE IF NOT EXISTS conversation_mentions (
    agent_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    PRIMARY KEY (agent_id, conversation_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS participants (
    conversation_id TEXT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (conversation_id, address)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS messages (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    direction TEXT NOT NULL,
    channel TEXT NOT NULL,
    account_id TEXT,
    author_id TEXT,
    dedupe_key TEXT,
    external_id TEXT,
    is_unread INTEGER NOT NULL,
    delivery_state TEXT,
    due_at INTEGER,
    first_tried_at INTEGER,
    delivery TEXT,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS messages_by_conversation ON messages (conversation_id, seq);
  CREATE UNIQUE INDEX IF NOT EXISTS messages_by_dedupe ON messages (account_id, dedupe_key) WHERE dedupe_key IS NOT NULL;
  CREATE INDEX IF NOT EXISTS messages_by_external ON messages (external_id) WHERE external_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS messages_due ON messages (account_id, due_at, seq) WHERE due_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS messages_leaving ON messages (delivery_state, seq) WHERE delivery_state IN ('queued', 'sending', 'failed', 'in_doubt');
  CREATE TABLE IF NOT EXISTS timeline_events (
    seq INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    by_actor TEXT NOT NULL,
    details TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS timeline_events_by_conversation ON timeline_events (conversation_id, seq);
  CREATE TABLE IF NOT EXISTS contacts (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT,
    sort_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    linked_into TEXT,
    root_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    is_demo INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS contacts_by_root ON contacts (root_id);
  CREATE INDEX IF NOT EXISTS contacts_by_link ON contacts (linked_into) WHERE linked_into IS NOT NULL;
  CREATE INDEX IF NOT EXISTS contacts_by_name ON contacts (sort_name, id) WHERE linked_into IS NULL;
  CREATE INDEX IF NOT EXISTS contacts_by_last ON contacts (last_at, id) WHERE linked_into IS NULL;
  CREATE INDEX IF NOT EXISTS contacts_by_created ON contacts (created_at, id) WHERE linked_into IS NULL;
  CREATE VIRTUAL TABLE IF NOT EXISTS contact_texts USING fts5(words, prefix='3', tokenize='unicode61 remove_diacritics 2');
  INSERT INTO contact_texts (contact_texts, rank) VALUES ('secure-delete', 1);
  CREATE TABLE IF NOT EXISTS contact_signals (
    signal TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    source TEXT NOT NULL,
    is_verified INTEGER NOT NULL,
    PRIMARY KEY (signal, contact_id, source)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS contact_signals_by_contact ON contact_signals (contact_id, source);
  CREATE TABLE IF NOT EXISTS contact_strangers (
    contact_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    PRIMARY KEY (contact_id, other_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS blob_uses (
    blob TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (blob, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS blob_uses_by_seq ON blob_uses (seq);
  CREATE TABLE IF NOT EXISTS identities (
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    PRIMARY KEY (kind, address)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS identities_by_contact ON identities (contact_id);
  CREATE TABLE IF NOT EXISTS accounts (id TEXT PRIMARY KEY, is_demo INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS agents (id TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS workspace (one INTEGER PRIMARY KEY CHECK (one = 1), state TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS documents (stream TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS diagnoses (
    conversation_id TEXT PRIMARY KEY,
    root_cause TEXT,
    concluded_at INTEGER,
    state TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS diagnoses_by_end ON diagnoses (concluded_at, root_cause) WHERE concluded_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS incidents (id TEXT PRIMARY KEY, is_open INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS cases (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    due_key INTEGER NOT NULL,
    owner_id TEXT,
    opened_by TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    is_demo INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS cases_open_by_due ON cases (due_key, id) WHERE is_open = 1;
  CREATE INDEX IF NOT EXISTS cases_by_change ON cases (updated_at, id);
  CREATE INDEX IF NOT EXISTS cases_by_conversation ON cases (conversation_id);
  CREATE TABLE IF NOT EXISTS case_events (
    seq INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    by_actor TEXT NOT NULL,
    details TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS case_events_by_case ON case_events (case_id, seq);
  CREATE TABLE IF NOT EXISTS case_sequences (
    prefix TEXT NOT NULL,
    day TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (prefix, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS counters (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    count INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
  ) STRICT, WITHOUT ROWID;
`;

/** What only this desk knows; survives a refold. */
export const localSchema = `
  CREATE TABLE IF NOT EXISTS projection_state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    next_number INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS ledger (
    account_id TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (account_id, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS drafts (
    conversation_id TEXT NOT NULL,
    face TEXT NOT NULL,
    state TEXT NOT NULL,
    preview TEXT NOT NULL,
    PRIMARY KEY (conversation_id, face)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS preferences (one INTEGER PRIMARY KEY CHECK (one = 1), state TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS notifications (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    conversation_id TEXT,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    count INTEGER NOT NULL,
    at INTEGER NOT NULL,
    is_done INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS notifications_by_time ON notifications (is_done, at);
  CREATE TABLE IF NOT EXISTS quarantine (
    id TEXT PRIMARY KEY,
    account_id TEXT,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    blob TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS notices (code TEXT NOT NULL, detail TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
`;
