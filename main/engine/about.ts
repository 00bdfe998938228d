import type { AgentId } from '#shared/lib/ids.ts';
import type { Account } from '#shared/domain/account/events.ts';
import type { Journal } from '#main/journal/journal.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { Accounts } from './accounts.ts';

/** What the desk says of itself: who is here, and how everything is. */
export function openAbout(options: {
  projection: Projection;
  journal: Journal;
  accounts: Accounts;
  clock: Clock;
  agentId: AgentId;
  shell: 'electron' | 'browser';
  version: string;
  secretStore: 'keychain' | 'file';
  publicUrl: (account: Account) => string | null;
}) {
  const { projection, journal, accounts, clock } = options;
  return {
    me: () => {
      const workspace = projection.workspace();
      const agent = projection.agent(options.agentId);
      return {
        agent: agent ?? {
          id: options.agentId,
          name: '',
          email: null,
          presence: 'available' as const,
        },
        workspace: { name: workspace?.name ?? '', isDemo: workspace?.isDemo ?? false },
        shell: options.shell,
        version: options.version,
        secretStore: options.secretStore,
        publicUrl:
          projection
            .accounts()
            .map(options.publicUrl)
            .find((url) => url !== null) ?? null,
        isFirstRun: projection.accounts().length === 0,
      };
    },
    status: () => {
      const outbox = projection.outboxCounts();
      return {
        now: clock.now(),
        headSeq: journal.head(),
        accounts: accounts.views(),
        outboxCount: outbox.all,
        outboxTroubleCount: outbox.trouble,
        quarantineCount: projection.quarantineCount(),
        notices: projection.notices(),
      };
    },
  };
}
