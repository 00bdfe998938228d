import { z } from '#shared/lib/schema.ts';
import { agentId, conversationId } from '#shared/lib/ids.ts';
import { instant } from '../event.ts';
import { rootCause } from './root-causes.ts';
import { presetName, scriptName, stepOutcome } from './scripts.ts';

const note = z.string().trim().max(2_000).nullable();
const code = z.string().min(1).max(60);

const recordedStep = {
  stepId: code,
  outcome: stepOutcome,
  note,
  /** How often it was tried, where that is what the step asks. */
  attemptCount: z.number().int().nonnegative().max(1_000).nullable(),
  /** When to come back to the customer, after advice to wait. */
  followUpAt: instant.nullable(),
  authorId: agentId,
};

const conclusion = {
  rootCause,
  /** A suggestion is confirmed with the reasons it had; a person's own finding says why in words. */
  basis: z.enum(['suggestion', 'by-hand']),
  reasonCodes: z.array(code).max(20),
  reason: note,
  /** The record looked at. */
  transactionId: z.string().min(1).max(200).nullable(),
  authorId: agentId,
};

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

export const diagnosisEvent = z.discriminatedUnion('type', [
  event('diagnosis.started', {
    conversationId,
    preset: presetName,
    script: scriptName,
    version: z.number().int().positive(),
    /** As they were then; a later version of the script changes nothing here. */
    stepIds: z.array(code),
    authorId: agentId,
  }),
  event('diagnosis.step-recorded', recordedStep),
  event('diagnosis.concluded', { conversationId, ...conclusion }),
]);
export type DiagnosisEvent = z.infer<typeof diagnosisEvent>;

const command = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), conversationId, ...shape });

export const diagnosisCommand = z.discriminatedUnion('type', [
  command('diagnosis.start', {
    preset: presetName,
    script: scriptName,
    version: z.number().int().positive(),
    authorId: agentId,
  }),
  command('diagnosis.step', recordedStep),
  command('diagnosis.conclude', conclusion),
]);
export type DiagnosisCommand = z.infer<typeof diagnosisCommand>;

export interface RecordedStep extends Omit<
  Extract<DiagnosisEvent, { type: 'diagnosis.step-recorded' }>,
  'type'
> {
  at: number;
}

export interface Conclusion extends Omit<
  Extract<DiagnosisEvent, { type: 'diagnosis.concluded' }>,
  'type' | 'conversationId'
> {
  at: number;
}

/** One script gone through. */
export interface Run {
  preset: z.infer<typeof presetName>;
  script: z.infer<typeof scriptName>;
  version: number;
  stepIds: string[];
  /** The latest outcome of each step, in the order they were first taken. */
  steps: RecordedStep[];
  startedAt: number;
  authorId: z.infer<typeof agentId>;
}

/** What was found out about one conversation's matter. */
export interface Diagnosis {
  conversationId: z.infer<typeof conversationId>;
  /** `null`: concluded from the records without a script. */
  run: Run | null;
  conclusion: Conclusion | null;
  /** Runs that were concluded or left for another script, oldest first. */
  past: { run: Run | null; conclusion: Conclusion | null }[];
}
