import type { DepartmentId } from '#shared/lib/ids.ts';
import type { Engine } from '#main/engine/engine.ts';
import { carryOut } from './respond.ts';
import type { Implementer } from './router.ts';

export function caseHandlers(os: Implementer, engine: Engine) {
  const { projection, escalations } = engine;
  const { case: cases, department } = os;
  return {
    case: {
      page: cases.page.handler(({ input }) =>
        projection.casePage(input, engine.agentId, engine.clock.now()),
      ),
      counts: cases.counts.handler(() => projection.caseCounts(engine.agentId, engine.clock.now())),
      get: cases.get.handler(({ input }) => projection.caseDetail(input.caseId)),
      of: cases.of.handler(({ input }) => {
        const absorbed = projection.conversation(input.conversationId)?.absorbed ?? [];
        return projection.casesOf([input.conversationId, ...absorbed]);
      }),
      prepare: cases.prepare.handler(({ input }) => escalations.prepare(input)),
      escalate: cases.escalate.handler(({ input }) => escalations.escalate(input)),
      accept: cases.accept.handler(({ input: { commandId, caseId } }) =>
        carryOut(engine, [{ type: 'case.accept', caseId, ownerId: engine.agentId }], commandId),
      ),
      askInfo: cases.askInfo.handler(({ input }) => escalations.askInfo(input)),
      giveInfo: cases.giveInfo.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'case.give-info', ...rest }], commandId),
      ),
      giveBack: cases.giveBack.handler(({ input }) => escalations.giveBack(input)),
      answer: cases.answer.handler(({ input }) => escalations.answer(input)),
      confirm: cases.confirm.handler(({ input }) => escalations.confirm(input)),
      close: cases.close.handler(({ input: { commandId, caseId } }) =>
        carryOut(engine, [{ type: 'case.close', caseId }], commandId),
      ),
      rePromise: cases.rePromise.handler(({ input }) => escalations.rePromise(input)),
      reopen: cases.reopen.handler(({ input }) => escalations.reopen(input)),
    },
    department: {
      list: department.list.handler(() => projection.departments()),
      add: department.add.handler(({ input }) =>
        carryOut(
          engine,
          [
            {
              type: 'department.add',
              departmentId: input.departmentId ?? (engine.newId() as DepartmentId),
              profile: input.profile,
            },
          ],
          input.commandId,
        ),
      ),
      change: department.change.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'department.change', ...rest }], commandId),
      ),
      retire: department.retire.handler(({ input: { commandId, ...rest } }) =>
        carryOut(engine, [{ type: 'department.retire', ...rest }], commandId),
      ),
    },
  };
}
