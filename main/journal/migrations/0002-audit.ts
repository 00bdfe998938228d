/** The audit: only ever added to. Never edited once released; a change is a new numbered file. */
export const migration0002 = `
  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    entry TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    action TEXT GENERATED ALWAYS AS (entry ->> '$.action') VIRTUAL,
    by_actor TEXT GENERATED ALWAYS AS (entry ->> '$.by') VIRTUAL,
    conversation_id TEXT GENERATED ALWAYS AS (entry ->> '$.conversationId') VIRTUAL,
    object_id TEXT GENERATED ALWAYS AS (entry ->> '$.objectId') VIRTUAL
  ) STRICT;
  CREATE INDEX audit_by_action ON audit (action, seq);
  CREATE INDEX audit_by_actor ON audit (by_actor, seq);
  CREATE INDEX audit_by_conversation ON audit (conversation_id, seq) WHERE conversation_id IS NOT NULL;
  CREATE INDEX audit_by_object ON audit (object_id, seq);
  CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
  CREATE TRIGGER audit_remains BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
  CREATE TABLE audit_anchors (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    hash TEXT NOT NULL,
    key_id TEXT NOT NULL,
    mac TEXT NOT NULL
  ) STRICT;
`;
