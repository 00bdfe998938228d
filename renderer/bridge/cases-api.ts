import { api } from './api.ts';
import type { EngineClient } from './connection.ts';
import { command, query, whole } from './endpoints.ts';

/** Cases and the departments that take them. */
export const casesApi = api.injectEndpoints({
  endpoints: (build) => ({
    departmentList: whole(build, (e) => e.department.list(), ['departments']),
    caseCounts: whole(build, (e) => e.case.counts(), ['cases']),
    casePage: query(
      build,
      (e) => (input: Parameters<EngineClient['case']['page']>[0]) => e.case.page(input),
      () => ['cases'],
    ),
    caseGet: query(
      build,
      (e) => e.case.get,
      ({ caseId: id }) => [{ type: 'case', id }, 'outbox'],
    ),
    caseOf: query(
      build,
      (e) => e.case.of,
      ({ conversationId: id }) => [{ type: 'conversation', id }, 'cases'],
    ),
    casePrepare: query(
      build,
      (e) => e.case.prepare,
      () => [],
    ),
    caseEscalate: command(build, (e) => e.case.escalate),
    caseAccept: command(build, (e) => e.case.accept),
    caseAskInfo: command(build, (e) => e.case.askInfo),
    caseGiveInfo: command(build, (e) => e.case.giveInfo),
    caseGiveBack: command(build, (e) => e.case.giveBack),
    caseAnswer: command(build, (e) => e.case.answer),
    caseConfirm: command(build, (e) => e.case.confirm),
    caseClose: command(build, (e) => e.case.close),
    caseRePromise: command(build, (e) => e.case.rePromise),
    caseReopen: command(build, (e) => e.case.reopen),
    departmentAdd: command(build, (e) => e.department.add),
    departmentChange: command(build, (e) => e.department.change),
    departmentRetire: command(build, (e) => e.department.retire),
  }),
});
