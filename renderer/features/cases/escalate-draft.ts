import type { DepartmentId } from '#shared/lib/ids.ts';
import type { CasePreparation } from '#shared/contract/cases.ts';
import { roundUpToHalfHour, saysTime, toldText } from '#shared/domain/case/times.ts';
import type { HandoverPackage } from '#shared/domain/case/handover-package.ts';
import { moneyOfDecimal } from '#shared/domain/money/money.ts';

/** What stands in the escalation form. */
export interface EscalateDraft {
  departmentId: DepartmentId | null;
  severity: HandoverPackage['severity'];
  ask: string;
  summary: string;
  dueAt: number | null;
  /** Null while the agent has not touched it: it then follows the time. */
  told: string | null;
  records: string;
  instrument: string;
  amount: string;
  currency: string;
  checks: string;
  cause: string;
  confidence: 'low' | 'medium' | 'high';
  contactTime: string;
  /** Which of the customer's files go along, by blob. */
  files: readonly string[];
}

export type EscalateField = 'department' | 'ask' | 'summary' | 'due' | 'told' | 'amount';

export const newEscalateDraft = (summary: string): EscalateDraft => ({
  departmentId: null,
  severity: 'p2',
  ask: '',
  summary,
  dueAt: null,
  told: null,
  records: '',
  instrument: '',
  amount: '',
  currency: 'CNY',
  checks: '',
  cause: '',
  confidence: 'medium',
  contactTime: '',
  files: [],
});

type Known = Pick<CasePreparation, 'zone' | 'language'>;

/** What is promised: the chosen time, up to the next half hour of the customer's clock. */
export const promisedAt = ({ dueAt }: { dueAt: number | null }, zone: string): number | null =>
  dueAt === null ? null : roundUpToHalfHour(dueAt, zone);

/** What the customer will read. */
export function toldOf(draft: EscalateDraft, { zone, language }: Known): string {
  if (draft.told !== null) return draft.told;
  const dueAt = promisedAt(draft, zone);
  return dueAt === null ? '' : toldText(dueAt, zone, language);
}

const amountOf = (draft: EscalateDraft) => {
  const text = draft.amount.replace(/[,，\s]/g, '');
  if (text === '') return null;
  const read = moneyOfDecimal(text, draft.currency.trim().toUpperCase());
  return read.ok && /^[A-Z]{3}$/.test(read.money.currency) ? read.money : 'wrong';
};

/** Fields that keep the form from being submitted. */
export function wrongIn(draft: EscalateDraft, known: Known, now: number): EscalateField[] {
  const told = toldOf(draft, known);
  const dueAt = promisedAt(draft, known.zone);
  const wrong: [EscalateField, boolean][] = [
    ['department', draft.departmentId === null],
    ['ask', draft.ask.trim() === ''],
    ['summary', draft.summary.trim() === ''],
    ['due', dueAt === null || dueAt <= now],
    ['told', dueAt !== null && !saysTime(told, dueAt, known.zone)],
    ['amount', amountOf(draft) === 'wrong'],
  ];
  return wrong.filter(([, isWrong]) => isWrong).map(([field]) => field);
}

/** `通道查询：超时`; a line without a colon is a check whose result nobody wrote. */
function checkOf(line: string): HandoverPackage['checks'][number] {
  const at = line.search(/[:：]/);
  const [name, result] = at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
  return { name: name.trim().slice(0, 200) || '–', result: result.trim().slice(0, 500) || '–' };
}

/** The package as the engine takes it. */
export function packageOf(
  draft: EscalateDraft,
  known: Known & Pick<CasePreparation, 'attachments'>,
): Omit<HandoverPackage, 'zone' | 'language' | 'contactVia'> {
  const amount = amountOf(draft);
  const instrument = draft.instrument.trim();
  const cause = draft.cause.trim();
  const contactTime = draft.contactTime.trim();
  return {
    summary: draft.summary.trim(),
    ask: draft.ask.trim(),
    severity: draft.severity,
    records: draft.records
      .split(/[,，;；\s]+/)
      .filter((id) => id !== '')
      .slice(0, 20)
      .map((id) => ({
        transactionId: id.slice(0, 120),
        instrument: instrument === '' ? null : instrument,
      })),
    verification: null,
    checks: draft.checks
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(0, 20)
      .map(checkOf),
    diagnosis: cause === '' ? null : { rootCause: cause, confidence: draft.confidence },
    amountAtRisk: amount === 'wrong' ? null : amount,
    told: toldOf(draft, known),
    contactTime: contactTime === '' ? null : contactTime,
    attachments: known.attachments.filter((file) => draft.files.includes(file.blob)),
  };
}
