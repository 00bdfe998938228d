import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject } from '../event.ts';
import { configSchemas } from './config.ts';
import type { Source, SourceCommand, SourceEvent } from './events.ts';

/** The settings with what was left out, or why they cannot be used. */
function configOf(kind: Source['kind'], given: unknown) {
  const read = configSchemas[kind].safeParse(given);
  if (read.success) return { config: read.data as Record<string, unknown> };
  const issue = read.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  return reject('source.bad-config', { field, reason: issue?.message ?? '' });
}

export function decideSource(
  state: Source | null,
  command: SourceCommand,
  _at: number,
): Decision<SourceEvent> {
  const known = state && !state.isRemoved ? state : null;
  switch (command.type) {
    case 'source.connect': {
      if (known) return reject('source.already-exists');
      const { type: _type, ...connected } = command;
      const read = configOf(command.kind, command.config);
      if ('rejection' in read) return read;
      return accept({ type: 'source.connected', ...connected, config: read.config });
    }
    case 'source.reconfigure': {
      if (!known) return reject('source.unknown');
      const read = configOf(known.kind, command.config);
      if ('rejection' in read) return read;
      const isSame =
        known.name === command.name && JSON.stringify(known.config) === JSON.stringify(read.config);
      return isSame
        ? accept()
        : accept({ type: 'source.reconfigured', name: command.name, config: read.config });
    }
    case 'source.remove':
      return known ? accept({ type: 'source.removed' }) : reject('source.unknown');
    default:
      return unreachable(command);
  }
}
