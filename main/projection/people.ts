import type { AgentId, ContactId } from '#shared/lib/ids.ts';
import type { DepartmentView } from '#shared/contract/cases.ts';
import type { AgentView, BrandRow } from '#shared/contract/rows.ts';
import type { Account } from '#shared/domain/account/events.ts';
import type { Agent } from '#shared/domain/agent/events.ts';
import type { Workspace } from '#shared/domain/workspace/events.ts';
import type { ReadDb } from '#main/platform/sqlite.ts';
import { ROW_COLUMNS, ROW_JOINS, rowOf, type StoredRow } from './rows.ts';

/** `%` and `_` of a person's text are letters, not wildcards. */
const likeOf = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

export function openPeople(db: ReadDb) {
  const suggest = db.prepare<{ contactId: ContactId; name: string | null; address: string }>(
    'people.suggest',
    `SELECT i.contact_id AS contactId, k.name AS name, i.address AS address FROM identities i JOIN contacts k ON k.id = i.contact_id
     WHERE i.kind = 'email' AND (i.address LIKE ? ESCAPE '\\' OR k.name LIKE ? ESCAPE '\\') ORDER BY k.name, i.address LIMIT ?`,
  );
  const found = db.prepare<{ contactId: ContactId; name: string | null; address: string }>(
    'people.search',
    `SELECT k.id AS contactId, k.name AS name, coalesce((SELECT i.address FROM identities i WHERE i.contact_id = k.id LIMIT 1), '') AS address
     FROM contacts k WHERE k.name LIKE ? ESCAPE '\\' OR k.id IN (SELECT contact_id FROM identities WHERE address LIKE ? ESCAPE '\\') LIMIT 8`,
  );
  const conversations = db.prepare<StoredRow>(
    'people.search-conversations',
    `SELECT ${ROW_COLUMNS} FROM conversations c ${ROW_JOINS}
     WHERE c.bucket <> 'merged' AND (c.number = ? OR k.name LIKE ? ESCAPE '\\' OR c.state ->> '$.subject' LIKE ? ESCAPE '\\' OR c.state ->> '$.preChat.orderNumber' LIKE ? ESCAPE '\\')
     ORDER BY c.last_message_at DESC LIMIT 8`,
  );
  const accounts = db.prepare<{ state: string }>(
    'people.accounts',
    'SELECT state FROM accounts ORDER BY id',
  );
  const agents = db.prepare<{ state: string }>(
    'people.agents',
    'SELECT state FROM agents ORDER BY id',
  );
  const agent = db.prepare<{ name: string }>(
    'people.agent-name',
    `SELECT state ->> '$.name' AS name FROM agents WHERE id = ?`,
  );
  const workspace = db.prepare<{ state: string }>(
    'people.workspace',
    'SELECT state FROM workspace WHERE one = 1',
  );

  const brands = (): BrandRow[] => {
    const row = db.get(workspace);
    return row ? Object.values((JSON.parse(row.state) as Workspace).brands) : [];
  };

  return {
    suggestContacts: (text: string, limit: number) =>
      text.trim() ? db.all(suggest, likeOf(text.trim()), likeOf(text.trim()), limit) : [],
    searchQuick(text: string) {
      const wanted = text.normalize('NFKC').trim();
      if (!wanted) return { conversations: [], contacts: [] };
      const number = /^#?\d{1,12}$/.test(wanted) ? Number(wanted.replace('#', '')) : -1;
      const address = likeOf(wanted.replace(/^@/, ''));
      const words = likeOf(wanted.replace(/^[#@]/, ''));
      return {
        conversations: db.all(conversations, number, words, words, words).map(rowOf),
        contacts: db.all(found, address, address),
      };
    },
    accounts: (): Account[] => db.all(accounts).map((row) => JSON.parse(row.state) as Account),
    agents: (): AgentView[] => db.all(agents).map((row) => JSON.parse(row.state) as Agent),
    agentName: (id: AgentId): string | null => db.get(agent, id)?.name ?? null,
    brands,
    departments: (): DepartmentView[] => {
      const row = db.get(workspace);
      return row ? Object.values((JSON.parse(row.state) as Workspace).departments) : [];
    },
    brand: (id: string): BrandRow | null => brands().find((brand) => brand.id === id) ?? null,
  };
}
