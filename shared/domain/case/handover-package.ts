import { z } from '#shared/lib/schema.ts';
import { attachment, channelKind } from '../conversation/message-parts.ts';
import { money } from '../money/money.ts';
import { severity } from '../workspace/departments.ts';

/** A transaction the case is about; the instrument is masked, `**** 6621`. */
const caseRecord = z.object({
  transactionId: z.string().trim().min(1).max(120),
  instrument: z.string().max(60).nullable(),
});

/** How far the customer was proved to be who they say, and by what. */
const caseVerification = z.object({
  level: z.number().int().min(0).max(4),
  factors: z.array(z.string().max(60)).max(20),
});

const caseCheck = z.object({
  name: z.string().trim().min(1).max(200),
  result: z.string().trim().min(1).max(500),
});

const caseDiagnosis = z.object({
  rootCause: z.string().trim().min(1).max(200),
  confidence: z.enum(['low', 'medium', 'high']),
});

/**
 * Everything a department needs to work without asking the customer again. Texts may arrive
 * empty: it is the rules that refuse them, naming the field.
 */
export const handoverPackage = z.object({
  /** One line. */
  summary: z.string().max(300),
  /** What the customer wants answered. */
  ask: z.string().max(1000),
  severity,
  records: z.array(caseRecord).max(20),
  /** Null: nobody has verified the customer. */
  verification: caseVerification.nullable(),
  checks: z.array(caseCheck).max(20),
  diagnosis: caseDiagnosis.nullable(),
  amountAtRisk: money.nullable(),
  /** What the customer was told, with the time in it. */
  told: z.string().max(2000),
  /** The zone the told time is meant in. */
  zone: z.string().max(60),
  language: z.string().max(20),
  contactVia: channelKind,
  /** When the customer can be reached, in their words. */
  contactTime: z.string().max(200).nullable(),
  attachments: z.array(attachment).max(20),
});
export type HandoverPackage = z.infer<typeof handoverPackage>;
