import type { AccountId, AgentId } from '#shared/lib/ids.ts';
import { evolveAccount } from '#shared/domain/account/evolve.ts';
import type { Account, AccountEvent } from '#shared/domain/account/events.ts';
import { evolveAgent } from '#shared/domain/agent/evolve.ts';
import type { Agent, AgentEvent } from '#shared/domain/agent/events.ts';
import { evolveWorkspace } from '#shared/domain/workspace/evolve.ts';
import type { Workspace, WorkspaceEvent } from '#shared/domain/workspace/events.ts';
import type { WriteDb } from '#main/platform/sqlite.ts';

/** Rows of the aggregates that are few or small: read and written per event. */
export function openPeopleRows(db: WriteDb) {
  const accountById = db.prepare<{ state: string }>(
    'account.state',
    'SELECT state FROM accounts WHERE id = ?',
  );
  const putAccount = db.prepare(
    'account.put',
    'INSERT INTO accounts (id, is_demo, state) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
  );
  const agentById = db.prepare<{ state: string }>(
    'agent.state',
    'SELECT state FROM agents WHERE id = ?',
  );
  const putAgent = db.prepare(
    'agent.put',
    'INSERT INTO agents (id, state) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
  );
  const theWorkspace = db.prepare<{ state: string }>(
    'workspace.state',
    'SELECT state FROM workspace WHERE one = 1',
  );
  const putWorkspace = db.prepare(
    'workspace.put',
    'INSERT INTO workspace (one, state) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET state = excluded.state',
  );

  const parsed = <T>(row: { state: string } | undefined): T | null =>
    row ? (JSON.parse(row.state) as T) : null;
  const account = (id: AccountId) => parsed<Account>(db.get(accountById, id));
  const agent = (id: AgentId) => parsed<Agent>(db.get(agentById, id));
  const workspace = () => parsed<Workspace>(db.get(theWorkspace));

  return {
    account,
    agent,
    workspace,
    foldAccount(id: AccountId, event: AccountEvent, at: number) {
      const next = evolveAccount(account(id), event, at);
      db.run(putAccount, id, next.isDemo ? 1 : 0, JSON.stringify(next));
    },
    foldAgent(id: AgentId, event: AgentEvent, at: number) {
      db.run(putAgent, id, JSON.stringify(evolveAgent(agent(id), event, at)));
    },
    foldWorkspace(event: WorkspaceEvent, at: number) {
      db.run(putWorkspace, JSON.stringify(evolveWorkspace(workspace(), event, at)));
    },
  };
}
