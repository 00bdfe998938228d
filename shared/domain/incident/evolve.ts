import { must, unreachable } from '#shared/lib/assert.ts';
import type { Incident, IncidentEvent } from './events.ts';

export function evolveIncident(state: Incident | null, event: IncidentEvent, at: number): Incident {
  if (event.type === 'incident.opened') {
    const { type: _type, incidentId, ...facts } = event;
    return {
      ...facts,
      id: incidentId,
      conversationIds: [],
      updates: [],
      openedAt: at,
      closed: null,
    };
  }
  const was = must(state, `${event.type} before incident.opened`);
  switch (event.type) {
    case 'incident.linked':
      return { ...was, conversationIds: [...was.conversationIds, event.conversationId] };
    case 'incident.unlinked':
      return {
        ...was,
        conversationIds: was.conversationIds.filter((id) => id !== event.conversationId),
      };
    case 'incident.updated': {
      const { type: _type, ...update } = event;
      return { ...was, updates: [...was.updates, { ...update, at }] };
    }
    case 'incident.closed':
      return { ...was, closed: { note: event.note, at, authorId: event.authorId } };
    default:
      return unreachable(event);
  }
}
