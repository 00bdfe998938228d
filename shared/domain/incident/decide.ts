import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject } from '../event.ts';
import type { Incident, IncidentCommand, IncidentEvent } from './events.ts';

/** The rules of one incident. A closed one is history: it takes no conversation and no update. */
export function decideIncident(
  state: Incident | null,
  command: IncidentCommand,
  _at: number,
): Decision<IncidentEvent> {
  if (command.type === 'incident.open') {
    if (state) return reject('incident.already-exists');
    const { type: _type, ...opened } = command;
    return accept({ type: 'incident.opened', ...opened });
  }
  if (!state) return reject('incident.unknown');
  if (state.closed) return command.type === 'incident.close' ? accept() : reject('incident.closed');
  const { authorId } = command;
  switch (command.type) {
    case 'incident.link':
      return state.conversationIds.includes(command.conversationId)
        ? accept()
        : accept({ type: 'incident.linked', conversationId: command.conversationId, authorId });
    case 'incident.unlink':
      return state.conversationIds.includes(command.conversationId)
        ? accept({ type: 'incident.unlinked', conversationId: command.conversationId, authorId })
        : accept();
    case 'incident.update':
      return accept({
        type: 'incident.updated',
        note: command.note,
        conversationIds: [...state.conversationIds],
        authorId,
      });
    case 'incident.close':
      return accept({ type: 'incident.closed', note: command.note, authorId });
    default:
      return unreachable(command);
  }
}
