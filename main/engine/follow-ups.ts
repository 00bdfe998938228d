import type { DomainCommand } from '#shared/domain/command.ts';
import type { Accounts } from './accounts.ts';
import type { Lanes } from './lanes.ts';

/** What has to run differently after commands of some kinds. */
export function followUp(
  commands: DomainCommand[],
  parts: {
    accounts: Pick<Accounts, 'reconcile'>;
    lanes: Pick<Lanes, 'nudge'>;
    records: { reconcile(): Promise<void> };
  },
) {
  const has = (isKind: (type: DomainCommand['type']) => boolean) =>
    commands.some(({ type }) => isKind(type));
  if (has((type) => type.startsWith('account.') || type === 'workspace.remove-demo'))
    void parts.accounts.reconcile();
  if (has((type) => type === 'workspace.remove-demo')) void parts.records.reconcile();
  if (has((type) => type === 'delivery.retry' || type === 'message.hasten')) parts.lanes.nudge();
}
