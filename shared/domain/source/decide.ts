import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject } from '../event.ts';
import { configSchemas } from './config.ts';
import type { Source, SourceCommand, SourceEvent } from './events.ts';

export function decideSource(
  state: Source | null,
  command: SourceCommand,
  _at: number,
): Decision<SourceEvent> {
  if (command.type === 'source.remove')
    return state && !state.isRemoved
      ? accept({ type: 'source.removed' })
      : reject('source.unknown');
  const kind = command.type === 'source.connect' ? command.kind : state?.kind;
  if (!kind || (command.type === 'source.reconfigure' && state?.isRemoved))
    return reject('source.unknown');
  const read = configSchemas[kind].safeParse(command.config);
  if (!read.success) {
    const issue = read.error.issues[0];
    return reject('source.bad-config', {
      field: issue?.path.join('.') ?? '',
      reason: issue?.message ?? '',
    });
  }
  const config: Record<string, unknown> = read.data;
  switch (command.type) {
    case 'source.connect': {
      if (state && !state.isRemoved) return reject('source.already-exists');
      const { sourceId, name, isDemo } = command;
      return accept({ type: 'source.connected', sourceId, kind, name, config, isDemo });
    }
    case 'source.reconfigure': {
      const isSame =
        state?.name === command.name && JSON.stringify(state.config) === JSON.stringify(config);
      return isSame
        ? accept()
        : accept({ type: 'source.reconfigured', name: command.name, config });
    }
    default:
      return unreachable(command);
  }
}
