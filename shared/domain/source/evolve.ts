import { must, unreachable } from '#shared/lib/assert.ts';
import type { Source, SourceEvent } from './events.ts';

export function evolveSource(state: Source | null, event: SourceEvent, _at: number): Source {
  if (event.type === 'source.connected') {
    const { type: _type, sourceId, ...facts } = event;
    return { ...facts, id: sourceId, isRemoved: false };
  }
  const was = must(state, `${event.type} before source.connected`);
  switch (event.type) {
    case 'source.reconfigured':
      return { ...was, name: event.name, config: event.config };
    case 'source.removed':
      return { ...was, isRemoved: true };
    default:
      return unreachable(event);
  }
}
