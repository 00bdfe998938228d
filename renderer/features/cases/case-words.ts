import type { DepartmentId } from '#shared/lib/ids.ts';
import type { CaseDetail } from '#shared/contract/cases.ts';
import { saysTime, toldLanguage, toldText } from '#shared/domain/case/times.ts';
import { promisedAt } from './escalate-draft.ts';

/** What asks for words before it is done. */
export type CaseAct =
  'answer' | 'askInfo' | 'giveInfo' | 'giveBack' | 'confirm' | 'rePromise' | 'reopen';

/** What is written in the dialog of an act. */
export interface CaseWords {
  text: string;
  departmentId: DepartmentId | null;
  dueAt: number | null;
  /** Null while the agent has not touched it: it then follows the time. */
  told: string | null;
  isApproved: boolean;
}
export type CaseField = 'text' | 'department' | 'due' | 'told' | 'approval';

type Told = Pick<CaseDetail, 'package'>;

/** What the customer will read about the new time. */
export function toldIn(words: CaseWords, { package: { zone, language } }: Told): string {
  if (words.told !== null) return words.told;
  const dueAt = promisedAt(words, zone);
  return dueAt === null ? '' : toldText(dueAt, zone, toldLanguage(language, 'en'));
}

/** What an act asks for as the case stands. */
export function needsOf(act: CaseAct, one: Pick<CaseDetail, 'status' | 'rePromiseCount'>) {
  const isAgain = act === 'rePromise' && one.rePromiseCount > 0;
  return {
    text: act !== 'rePromise' || isAgain,
    department: act === 'giveBack',
    time: act === 'rePromise' || (act === 'reopen' && one.status !== 'answered'),
    approval: isAgain,
  };
}

/** Fields that keep an act from being done. */
export function wrongWords(
  words: CaseWords,
  needs: ReturnType<typeof needsOf>,
  one: Told,
  now: number,
): CaseField[] {
  const dueAt = promisedAt(words, one.package.zone);
  const wrong: [CaseField, boolean][] = [
    ['text', needs.text && words.text.trim() === ''],
    ['department', needs.department && words.departmentId === null],
    ['due', needs.time && (dueAt === null || dueAt <= now)],
    [
      'told',
      needs.time && dueAt !== null && !saysTime(toldIn(words, one), dueAt, one.package.zone),
    ],
    ['approval', needs.approval && !words.isApproved],
  ];
  return wrong.filter(([, isWrong]) => isWrong).map(([field]) => field);
}
