import { z } from '#shared/lib/schema.ts';
import { instant, type RejectionCode } from '../event.ts';
import type { Level } from './policy.ts';

export const askedFact = z.enum(['order-number', 'time', 'amount']);
export type AskedFact = z.infer<typeof askedFact>;
const NEEDED_FACTS = askedFact.options;

const note = z.string().max(2000).nullable();
const recordId = z.string().min(1).max(200);

/** The standard procedure, step by step (rows B17 to B21). */
export const procedureStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('ask-facts'), facts: z.array(askedFact).min(1) }),
  z.object({ step: z.literal('check-safety'), result: z.enum(['clear', 'abnormal']), note }),
  z.object({ step: z.literal('confirm-record'), recordId }),
  z.object({
    step: z.literal('find-cause'),
    cause: z.enum(['payment-failed', 'account-frozen', 'other']),
    note,
  }),
  z.object({ step: z.literal('tell-solution') }),
  z.object({ step: z.literal('guide') }),
  z.object({
    step: z.literal('escalate'),
    department: z.string().trim().max(200),
    /** When the department is expected to be done; null: nobody has said. */
    estimateAt: instant.nullable(),
    /** The customer was told so. */
    isTold: z.boolean(),
  }),
]);
export type ProcedureStep = z.infer<typeof procedureStep>;
type Step<T extends ProcedureStep['step']> = Extract<ProcedureStep, { step: T }>;

export interface Procedure {
  asked: readonly AskedFact[];
  safety: Pick<Step<'check-safety'>, 'result' | 'note'> | null;
  recordId: string | null;
  cause: Pick<Step<'find-cause'>, 'cause' | 'note'> | null;
  isSolutionTold: boolean;
  isGuided: boolean;
  escalation: { department: string; estimateAt: number } | null;
}

export const newProcedure: Procedure = {
  asked: [],
  safety: null,
  recordId: null,
  cause: null,
  isSolutionTold: false,
  isGuided: false,
  escalation: null,
};

/** Why a step cannot be taken yet; null when it can. `level` is that of the record the step is about. */
export function refusalOfStep(
  procedure: Procedure,
  step: ProcedureStep,
  { level, discuss, at }: { level: Level; discuss: Level; at: number },
): RejectionCode | null {
  const isAsked = NEEDED_FACTS.every((fact) => procedure.asked.includes(fact));
  switch (step.step) {
    case 'ask-facts':
    case 'check-safety':
      return null;
    case 'confirm-record':
      if (!isAsked) return 'procedure.facts-not-asked';
      return level < 1 ? 'verification.level-too-low' : null;
    case 'find-cause':
      if (!isAsked) return 'procedure.facts-not-asked';
      if (!procedure.safety) return 'procedure.safety-not-checked';
      return procedure.recordId === null ? 'procedure.record-not-confirmed' : null;
    case 'tell-solution':
      if (!procedure.cause) return 'procedure.cause-not-found';
      return level < discuss ? 'verification.level-too-low' : null;
    case 'guide':
      return procedure.isSolutionTold ? null : 'procedure.solution-not-told';
    case 'escalate':
      if (step.department === '') return 'procedure.no-department';
      if (step.estimateAt === null || step.estimateAt <= at) return 'procedure.no-estimate';
      return step.isTold ? null : 'procedure.estimate-not-told';
  }
}

/** Another record, or another safety result, asks for the cause anew. */
export function withStep(procedure: Procedure, step: ProcedureStep): Procedure {
  const unsolved = { cause: null, isSolutionTold: false, isGuided: false };
  switch (step.step) {
    case 'ask-facts':
      return { ...procedure, asked: [...new Set([...procedure.asked, ...step.facts])] };
    case 'check-safety':
      return { ...procedure, ...unsolved, safety: { result: step.result, note: step.note } };
    case 'confirm-record':
      return procedure.recordId === step.recordId
        ? procedure
        : { ...procedure, ...unsolved, recordId: step.recordId };
    case 'find-cause':
      return { ...procedure, ...unsolved, cause: { cause: step.cause, note: step.note } };
    case 'tell-solution':
      return { ...procedure, isSolutionTold: true };
    case 'guide':
      return { ...procedure, isGuided: true };
    case 'escalate':
      return step.estimateAt === null
        ? procedure
        : {
            ...procedure,
            escalation: { department: step.department, estimateAt: step.estimateAt },
          };
  }
}
