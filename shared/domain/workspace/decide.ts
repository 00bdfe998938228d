import type { DepartmentId } from '#shared/lib/ids.ts';
import { unreachable } from '#shared/lib/assert.ts';
import { accept, type Decision, reject } from '../event.ts';
import type { Workspace, WorkspaceCommand, WorkspaceEvent } from './events.ts';

export function decideWorkspace(
  state: Workspace | null,
  command: WorkspaceCommand,
  _at: number,
): Decision<WorkspaceEvent> {
  if (command.type === 'workspace.create') {
    return state
      ? reject('workspace.already-exists')
      : accept({ type: 'workspace.created', name: command.name, isDemo: command.isDemo });
  }
  if (!state) return reject('workspace.unknown');
  switch (command.type) {
    case 'workspace.rename':
      return state.name === command.name
        ? accept()
        : accept({ type: 'workspace.renamed', name: command.name });
    case 'workspace.remove-demo':
      return Object.values(state.brands).some((brand) => brand.isDemo) || state.isDemo
        ? accept({ type: 'workspace.demo-removed' })
        : reject('workspace.not-demo');
    case 'workspace.set-contact-fields':
      return accept({ type: 'workspace.contact-fields-set', fields: command.fields });
    case 'brand.add':
      return state.brands[command.brandId]
        ? reject('brand.already-exists')
        : accept({
            type: 'brand.added',
            brandId: command.brandId,
            profile: command.profile,
            isDemo: command.isDemo,
          });
    case 'brand.change':
      return state.brands[command.brandId]
        ? accept({ type: 'brand.changed', brandId: command.brandId, profile: command.profile })
        : reject('brand.unknown');
    case 'department.add':
      return state.departments[command.departmentId]
        ? reject('department.already-exists')
        : accept({
            type: 'department.added',
            departmentId: command.departmentId,
            profile: command.profile,
          });
    case 'department.change':
      return state.departments[command.departmentId]
        ? accept({
            type: 'department.changed',
            departmentId: command.departmentId,
            profile: command.profile,
          })
        : reject('department.unknown');
    case 'department.retire':
      return retire(state, command.departmentId);
    default:
      return unreachable(command);
  }
}

/** Somebody must be left who takes cases. */
function retire(state: Workspace, departmentId: DepartmentId): Decision<WorkspaceEvent> {
  const department = state.departments[departmentId];
  if (!department) return reject('department.unknown');
  if (department.isRetired) return accept();
  const others = Object.values(state.departments).filter(
    (one) => one.id !== departmentId && !one.isRetired,
  );
  return others.length === 0
    ? reject('department.last')
    : accept({ type: 'department.retired', departmentId });
}
