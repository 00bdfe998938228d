import { must, unreachable } from '#shared/lib/assert.ts';
import type { Workspace, WorkspaceEvent } from './events.ts';

export function evolveWorkspace(
  state: Workspace | null,
  event: WorkspaceEvent,
  _at: number,
): Workspace {
  if (event.type === 'workspace.created')
    return { name: event.name, isDemo: event.isDemo, brands: {}, contactFields: [] };
  const was = must(state, `${event.type} before workspace.created`);
  switch (event.type) {
    case 'workspace.renamed':
      return { ...was, name: event.name };
    case 'workspace.demo-removed':
      return {
        ...was,
        isDemo: false,
        brands: Object.fromEntries(Object.entries(was.brands).filter(([, brand]) => !brand.isDemo)),
      };
    case 'workspace.contact-fields-set':
      return { ...was, contactFields: event.fields };
    case 'brand.added':
      return {
        ...was,
        isDemo: was.isDemo || event.isDemo,
        brands: {
          ...was.brands,
          [event.brandId]: { ...event.profile, id: event.brandId, isDemo: event.isDemo },
        },
      };
    case 'brand.changed': {
      const brand = must(was.brands[event.brandId], `brand.changed before brand.added`);
      return { ...was, brands: { ...was.brands, [event.brandId]: { ...brand, ...event.profile } } };
    }
    default:
      return unreachable(event);
  }
}
