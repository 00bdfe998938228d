import { must, unreachable } from '#shared/lib/assert.ts';
import type { Department } from './departments.ts';
import type { Workspace, WorkspaceEvent } from './events.ts';

export function evolveWorkspace(
  state: Workspace | null,
  event: WorkspaceEvent,
  _at: number,
): Workspace {
  if (event.type === 'workspace.created')
    return {
      name: event.name,
      isDemo: event.isDemo,
      brands: {},
      departments: {},
      contactFields: [],
    };
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
    case 'department.added':
      return withDepartment(was, {
        ...event.profile,
        id: event.departmentId,
        isRetired: false,
      });
    case 'department.changed': {
      const department = must(
        was.departments[event.departmentId],
        `department.changed before department.added`,
      );
      return withDepartment(was, { ...department, ...event.profile });
    }
    case 'department.retired': {
      const department = must(
        was.departments[event.departmentId],
        `department.retired before department.added`,
      );
      return withDepartment(was, { ...department, isRetired: true });
    }
    default:
      return unreachable(event);
  }
}

const withDepartment = (was: Workspace, department: Department): Workspace => ({
  ...was,
  departments: { ...was.departments, [department.id]: department },
});
