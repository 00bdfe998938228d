import type { CaseDetail } from '#shared/contract/cases.ts';
import { casesApi } from '#renderer/bridge/cases-api.ts';
import { promisedAt } from './escalate-draft.ts';
import { type CaseAct, type CaseWords, toldIn } from './case-words.ts';

/** Carries out what was written in the dialog of an act; throws what the engine answered. */
export function useCaseAct(one: CaseDetail): {
  run: (act: CaseAct, words: CaseWords) => Promise<unknown>;
  isBusy: boolean;
} {
  const [answer, answering] = casesApi.useCaseAnswerMutation();
  const [askInfo, asking] = casesApi.useCaseAskInfoMutation();
  const [giveInfo, giving] = casesApi.useCaseGiveInfoMutation();
  const [giveBack, returning] = casesApi.useCaseGiveBackMutation();
  const [confirm, confirming] = casesApi.useCaseConfirmMutation();
  const [rePromise, promising] = casesApi.useCaseRePromiseMutation();
  const [reopen, reopening] = casesApi.useCaseReopenMutation();
  const run = async (act: CaseAct, words: CaseWords): Promise<unknown> => {
    const { departmentId, isApproved } = words;
    const dueAt = promisedAt(words, one.package.zone);
    const caseId = one.id;
    const text = words.text.trim();
    const told = toldIn(words, one);
    switch (act) {
      case 'answer':
        return await answer({ caseId, answer: text }).unwrap();
      case 'askInfo':
        return await askInfo({ caseId, question: text }).unwrap();
      case 'giveInfo':
        return await giveInfo({ caseId, answer: text }).unwrap();
      case 'giveBack':
        return departmentId && (await giveBack({ caseId, departmentId, reason: text }).unwrap());
      case 'confirm':
        return await confirm({ caseId, text }).unwrap();
      case 'rePromise':
        return await rePromise({
          caseId,
          dueAt,
          told,
          reason: text === '' ? null : text,
          isApproved,
        }).unwrap();
      case 'reopen':
        return await reopen({
          caseId,
          reason: text,
          dueAt,
          told: dueAt === null ? null : told,
        }).unwrap();
    }
  };
  const isBusy = [answering, asking, giving, returning, confirming, promising, reopening].some(
    (each) => each.isLoading,
  );
  return { run, isBusy };
}
