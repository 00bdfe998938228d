import { oc } from '@orpc/contract';
import { z } from '#shared/lib/schema.ts';
import { conversationId, sourceId } from '#shared/lib/ids.ts';
import { instant } from '#shared/domain/event.ts';
import { lookUp } from '#shared/domain/source/look-up.ts';
import { revealField, shownAccount, shownTransaction } from '#shared/domain/transaction/shown.ts';
import { invariantCodes } from '#shared/domain/transaction/invariants.ts';
import { answers } from '#shared/domain/verification/answers.ts';
import { redFlag, speaker } from '#shared/domain/verification/events.ts';
import { factorId } from '#shared/domain/verification/factors.ts';
import { action, level, verificationPolicy } from '#shared/domain/verification/policy.ts';
import { askedFact } from '#shared/domain/verification/procedure.ts';
import { command, commandId, query } from './parts.ts';
import { rejection } from './errors.ts';

/** A record as this screen may hold it: a name that says nothing, good until the engine ends. */
export const recordHandle = z.string().min(8).max(80);

const freshness = z.object({
  state: z.enum(['fresh', 'cached', 'offline', 'unavailable']),
  asOf: instant.nullable(),
  code: z.string().nullable(),
  retryAt: instant.nullable(),
});
export type RecordFreshness = z.infer<typeof freshness>;

const recordRow = z.object({
  handle: recordHandle,
  sourceName: z.string(),
  /** The number this conversation itself named, by which it was found. */
  quotedAs: z.string().nullable(),
  level,
  freshness,
  broken: z.array(z.enum(invariantCodes)),
  problemCount: z.int(),
  /** Null below level 1: not even what state it is in. */
  shown: shownTransaction.nullable(),
});
export type RecordRow = z.infer<typeof recordRow>;

const recordList = z.object({
  outcome: z.enum(['one', 'several', 'none', 'unavailable', 'no-source']),
  numbers: z.array(z.string()),
  rows: z.array(recordRow),
  unreadableCount: z.int(),
  isCut: z.boolean(),
  sources: z.array(z.object({ sourceId, name: z.string(), freshness, count: z.int() })),
});
export type RecordList = z.infer<typeof recordList>;

const missing = z.object({
  answers: z.int().nullable(),
  needsTransaction: z.boolean(),
  needsAccount: z.boolean(),
  needsCode: z.boolean(),
  needsApproval: z.boolean(),
});

const procedure = z.object({
  asked: z.array(askedFact),
  safety: z
    .object({ result: z.enum(['clear', 'abnormal']), note: z.string().nullable() })
    .nullable(),
  isRecordConfirmed: z.boolean(),
  cause: z
    .object({
      cause: z.enum(['payment-failed', 'account-frozen', 'other']),
      note: z.string().nullable(),
    })
    .nullable(),
  isSolutionTold: z.boolean(),
  isGuided: z.boolean(),
  escalation: z.object({ department: z.string(), estimateAt: instant }).nullable(),
});

/** Where a check stands, for one record. Never an answer, nor which answer was wrong. */
export const verificationView = z.object({
  isOpen: z.boolean(),
  level,
  /** Held in this conversation, for whatever record. */
  highest: level,
  /** When this level ends at the latest; asked again then. */
  untilAt: instant.nullable(),
  proven: z.array(factorId),
  attemptsLeft: z.int(),
  lockedUntilAt: instant.nullable(),
  question: z.object({ factors: z.array(factorId), dueAt: instant }).nullable(),
  code: z.object({ expiresAt: instant }).nullable(),
  codesLeft: z.int(),
  isStranger: z.boolean(),
  flags: z.array(redFlag),
  actions: z.array(
    z.object({ action, needed: level, isOpen: z.boolean(), isDone: z.boolean(), missing }),
  ),
  procedure,
  policy: verificationPolicy,
});
export type VerificationView = z.infer<typeof verificationView>;

const checked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('checked'),
    isVerified: z.boolean(),
    level,
    attemptsLeft: z.int(),
    lockedUntilAt: instant.nullable(),
    /** The records compared are of this time; null: asked just now. */
    asOfAt: instant.nullable(),
  }),
  /** To be typed again; no attempt. */
  z.object({
    kind: z.literal('unreadable'),
    problems: z.array(z.object({ field: z.string(), problem: z.string() })),
  }),
]);
export type CheckResult = z.infer<typeof checked>;

const about = { conversationId, handle: recordHandle.nullable() };

/** Who is asking: answers go in, only outcomes come out. */
export const verification = {
  verification: {
    get: query(z.object(about), verificationView),
    submit: oc
      .input(z.object({ commandId, ...about, answers }))
      .output(
        z.union([
          z.object({ ok: z.literal(true), result: checked }),
          z.object({ ok: z.literal(false), rejection }),
        ]),
      ),
    /** The question is on the customer's screen: an answer has two minutes. */
    ask: command({ ...about, factors: z.array(factorId).min(1) }),
    sendCode: command(about),
    approve: command(about),
    override: command({ ...about, level, reason: z.string().trim().max(2000) }),
    /** Whether an act may be done now; uses up what it needs. */
    consume: command({ ...about, action }),
    flag: command({ conversationId, flag: redFlag }),
    nameSpeaker: command({
      conversationId,
      speaker,
      note: z.string().trim().max(2000).nullable(),
    }),
    takeStep: command({
      ...about,
      step: z.discriminatedUnion('step', [
        z.object({ step: z.literal('ask-facts'), facts: z.array(askedFact).min(1) }),
        z.object({
          step: z.literal('check-safety'),
          result: z.enum(['clear', 'abnormal']),
          note: z.string().max(2000).nullable(),
        }),
        z.object({ step: z.literal('confirm-record') }),
        z.object({
          step: z.literal('find-cause'),
          cause: z.enum(['payment-failed', 'account-frozen', 'other']),
          note: z.string().max(2000).nullable(),
        }),
        z.object({ step: z.literal('tell-solution') }),
        z.object({ step: z.literal('guide') }),
        z.object({
          step: z.literal('escalate'),
          department: z.string().trim().max(200),
          estimateAt: instant.nullable(),
          isTold: z.boolean(),
        }),
      ]),
    }),

    /** Records of this conversation: by the pre-chat form and the numbers in its messages. */
    records: query(z.object({ conversationId, refresh: z.boolean().default(false) }), recordList),
    find: query(
      z.object({ conversationId, what: lookUp, refresh: z.boolean().default(false) }),
      recordList,
    ),
    /** Opens one: on record, with this conversation as the reason. */
    record: query(
      z.object({ conversationId, handle: recordHandle, refresh: z.boolean().default(false) }),
      z
        .object({
          row: recordRow,
          account: z.object({ shown: shownAccount, freshness }).nullable(),
          accountOutcome: z.enum([
            'one',
            'none',
            'unavailable',
            'no-source',
            'not-named',
            'hidden',
          ]),
        })
        .nullable(),
    ),
    /** One masked field, for a moment. */
    reveal: oc
      .input(
        z.object({
          conversationId,
          handle: recordHandle,
          field: revealField,
          reason: z.string().trim().min(3).max(500),
        }),
      )
      .output(
        z.union([
          z.object({ ok: z.literal(true), value: z.string().nullable() }),
          z.object({ ok: z.literal(false), rejection }),
        ]),
      ),
  },
};
