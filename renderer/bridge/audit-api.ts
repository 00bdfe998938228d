import { api } from './api.ts';
import { act, query } from './endpoints.ts';

/** The audit's calls. A page is never kept: looking again is looking anew. */
export const auditApi = api.injectEndpoints({
  endpoints: (build) => ({
    auditPage: query(
      build,
      (e) => e.audit.page,
      () => ['audit'],
    ),
    auditCheck: act(build, (e) => (_nothing: void) => e.audit.check()),
    auditExport: act(build, (e) => e.audit.export),
  }),
});
