import type { CaseFilter } from '#shared/contract/cases.ts';

/** Where a case is shown; the same address the window's own place has. */
export const caseLink = (caseId: string, filter: CaseFilter = 'all'): string =>
  `#/cases/${filter}/${encodeURIComponent(caseId)}`;

export const conversationLink = (conversationId: string): string =>
  `#/inbox/all/${encodeURIComponent(conversationId)}`;
