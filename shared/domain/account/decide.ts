import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject } from '../event.ts';
import type { Account, AccountCommand, AccountEvent } from './events.ts';

export function decideAccount(
  state: Account | null,
  command: AccountCommand,
  _at: number,
): Decision<AccountEvent> {
  if (command.type === 'account.connect') {
    if (state) return reject('account.already-exists');
    const { type: _type, ...connected } = command;
    return accept({ type: 'account.connected', ...connected });
  }
  if (!state) return reject('account.unknown');
  if (state.state === 'removed')
    return command.type === 'account.remove' ? accept() : reject('account.removed');
  switch (command.type) {
    case 'account.reconfigure': {
      const { name, address, brandId, config } = command;
      return accept({ type: 'account.reconfigured', name, address, brandId, config });
    }
    case 'account.pause':
      return state.state === 'paused' ? accept() : accept({ type: 'account.paused' });
    case 'account.resume':
      return state.state === 'active' ? accept() : accept({ type: 'account.resumed' });
    case 'account.remove':
      return accept({ type: 'account.removed' });
    default:
      return unreachable(command);
  }
}
