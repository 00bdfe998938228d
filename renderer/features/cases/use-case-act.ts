import type { CaseDetail } from '#shared/contract/cases.ts';
import { api } from '#renderer/bridge/api.ts';
import { promisedAt } from './escalate-draft.ts';
import { type CaseAct, type CaseWords, toldIn } from './case-words.ts';

/** Carries out what was written in the dialog of an act; throws what the engine answered. */
export function useCaseAct(one: CaseDetail): {
  run: (act: CaseAct, words: CaseWords) => Promise<unknown>;
  isBusy: boolean;
} {
  const [answer, answering] = api.useCaseAnswerMutation();
  const [askInfo, asking] = api.useCaseAskInfoMutation();
  const [giveInfo, giving] = api.useCaseGiveInfoMutation();
  const [giveBack, returning] = api.useCaseGiveBackMutation();
  const [confirm, confirming] = api.useCaseConfirmMutation();
  const [rePromise, promising] = api.useCaseRePromiseMutation();
  const [reopen, reopening] = api.useCaseReopenMutation();
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
