import { must, unreachable } from '#shared/lib/assert.ts';
import type { Diagnosis, DiagnosisEvent, RecordedStep } from './events.ts';

export function evolveDiagnosis(
  state: Diagnosis | null,
  event: DiagnosisEvent,
  at: number,
): Diagnosis {
  switch (event.type) {
    case 'diagnosis.started': {
      const { type: _type, conversationId, ...started } = event;
      const past = state ? [...state.past, { run: state.run, conclusion: state.conclusion }] : [];
      return {
        conversationId,
        run: { ...started, steps: [], startedAt: at },
        conclusion: null,
        past,
      };
    }
    case 'diagnosis.step-recorded': {
      const was = must(state, 'diagnosis.step-recorded before diagnosis.started');
      const run = must(was.run, 'diagnosis.step-recorded without a script');
      const { type: _type, ...recorded } = event;
      return { ...was, run: { ...run, steps: withStep(run.steps, { ...recorded, at }) } };
    }
    case 'diagnosis.concluded': {
      const { type: _type, conversationId, ...concluded } = event;
      const was = state ?? { conversationId, run: null, past: [] };
      return { ...was, conclusion: { ...concluded, at } };
    }
    default:
      return unreachable(event);
  }
}

const withStep = (steps: RecordedStep[], next: RecordedStep): RecordedStep[] =>
  steps.some((one) => one.stepId === next.stepId)
    ? steps.map((one) => (one.stepId === next.stepId ? next : one))
    : [...steps, next];
