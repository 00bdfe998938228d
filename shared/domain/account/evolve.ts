import { must, unreachable } from '#shared/lib/assert.ts';
import type { Account, AccountEvent } from './events.ts';

export function evolveAccount(state: Account | null, event: AccountEvent, _at: number): Account {
  if (event.type === 'account.connected') {
    const { type: _type, accountId, ...facts } = event;
    return { ...facts, id: accountId, state: 'active' };
  }
  const was = must(state, `${event.type} before account.connected`);
  switch (event.type) {
    case 'account.reconfigured':
      return {
        ...was,
        name: event.name,
        address: event.address,
        brandId: event.brandId,
        config: event.config,
      };
    case 'account.paused':
      return { ...was, state: 'paused' };
    case 'account.resumed':
      return { ...was, state: 'active' };
    case 'account.removed':
      return { ...was, state: 'removed' };
    default:
      return unreachable(event);
  }
}
