import { oc } from '@orpc/contract';
import { z } from '#shared/lib/schema.ts';
import { agentId, caseId, conversationId, departmentId } from '#shared/lib/ids.ts';
import { caseStatuses } from '#shared/domain/case/state.ts';
import { handoverPackage } from '#shared/domain/case/handover-package.ts';
import {
  attachment,
  channelKind,
  deliveryState,
} from '#shared/domain/conversation/message-parts.ts';
import { instant } from '#shared/domain/event.ts';
import { money } from '#shared/domain/money/money.ts';
import { departmentProfile, severity } from '#shared/domain/workspace/departments.ts';
import { rejection } from './errors.ts';
import { command, commandId, limit, nothing, query } from './parts.ts';
import { eventLine } from './rows.ts';

export const caseFilter = z.enum(['open', 'mine', 'overdue', 'all']);
export type CaseFilter = z.infer<typeof caseFilter>;

/** One line of the list of cases. */
const caseRow = z.object({
  id: caseId,
  /** What people say aloud, `ES202611200000016`. */
  number: z.string(),
  kind: z.enum(['escalation']),
  status: z.enum(caseStatuses),
  departmentId,
  severity,
  summary: z.string(),
  amountAtRisk: money.nullable(),
  contactName: z.string().nullable(),
  address: z.string(),
  conversationId,
  conversationNumber: z.number().int().nullable(),
  /** What the customer was told. */
  dueAt: instant,
  /** False once the customer has the answer. */
  isPromiseRunning: z.boolean(),
  ownerId: agentId.nullable(),
  ownerName: z.string().nullable(),
  openedAt: instant,
  updatedAt: instant,
});
export type CaseRow = z.infer<typeof caseRow>;

const caseDetail = caseRow.extend({
  openedByName: z.string().nullable(),
  package: handoverPackage,
  targetAt: instant,
  rePromiseCount: z.number().int(),
  question: z.string().nullable(),
  answer: z.string().nullable(),
  /** What became of the message that told the time; null when that is too long ago. */
  toldState: deliveryState.nullable(),
  lines: z.array(eventLine),
});
export type CaseDetail = z.infer<typeof caseDetail>;

const departmentView = departmentProfile.extend({ id: departmentId, isRetired: z.boolean() });
export type DepartmentView = z.infer<typeof departmentView>;

/** What the agent fills in; the rest of the package the engine knows. */
const givenPackage = handoverPackage.omit({ zone: true, language: true, contactVia: true });

/** What the escalation form begins with. */
const preparation = z.object({
  contactName: z.string().nullable(),
  address: z.string(),
  channel: channelKind,
  orderNumber: z.string().nullable(),
  topic: z.string().nullable(),
  /** The customer's newest words, newest last. */
  lastMessages: z.array(z.string()),
  /** Files the customer sent, newest first. */
  attachments: z.array(attachment),
  /** The customer's zone, else the brand's: promises are told in it. */
  zone: z.string(),
  language: z.enum(['zh-CN', 'en']),
  /** When the department should be done; null while none is chosen. */
  targetAt: instant.nullable(),
  /** Times to offer, soonest first; what has passed is left out. */
  suggestions: z.array(z.object({ id: z.enum(['target', 'today', 'workday']), dueAt: instant })),
});
export type CasePreparation = z.infer<typeof preparation>;

const told = z.string().max(2000);

/** Cases and the departments that take them. */
export const cases = {
  case: {
    page: query(
      z.object({
        filter: caseFilter.default('open'),
        after: z.string().nullable().default(null),
        limit,
      }),
      z.object({ rows: z.array(caseRow), next: z.string().nullable(), total: z.number().int() }),
    ),
    counts: query(
      nothing,
      z.object({
        open: z.number().int(),
        mine: z.number().int(),
        overdue: z.number().int(),
        all: z.number().int(),
      }),
    ),
    get: query(z.object({ caseId }), caseDetail.nullable()),
    /** Of one conversation and what was merged into it, newest first. */
    of: query(z.object({ conversationId }), z.array(caseRow)),
    prepare: query(
      z.object({ conversationId, departmentId: departmentId.nullable(), severity }),
      preparation.nullable(),
    ),
    /**
     * Opens the case, tells the customer the time, keeps the promise and sets the conversation
     * waiting, or does nothing of it.
     */
    escalate: oc
      .input(
        z.object({
          commandId,
          caseId: caseId.optional(),
          conversationId,
          departmentId,
          package: givenPackage,
          /** Null is refused: the customer needs a time. */
          dueAt: instant.nullable(),
        }),
      )
      .output(
        z.union([
          z.object({ ok: z.literal(true), seq: z.number(), caseId, number: z.string() }),
          z.object({ ok: z.literal(false), rejection }),
        ]),
      ),
    accept: command({ caseId }),
    askInfo: command({ caseId, question: z.string().max(2000) }),
    giveInfo: command({ caseId, answer: z.string().max(4000) }),
    /** Not this department's: another one gets it. */
    giveBack: command({ caseId, departmentId, reason: z.string().max(1000) }),
    answer: command({ caseId, answer: z.string().max(4000) }),
    /** Sends the answer to the customer and settles the promise. */
    confirm: command({ caseId, text: z.string().max(20_000) }),
    close: command({ caseId }),
    /** Tells the customer another time. */
    rePromise: command({
      caseId,
      dueAt: instant.nullable(),
      told,
      reason: z.string().max(1000).nullable().default(null),
      isApproved: z.boolean().default(false),
    }),
    /** After an answer nothing but a reason is needed; after the end a new promise too. */
    reopen: command({
      caseId,
      reason: z.string().max(1000),
      dueAt: instant.nullable().default(null),
      told: told.nullable().default(null),
    }),
  },
  department: {
    list: query(nothing, z.array(departmentView)),
    add: command({ departmentId: departmentId.optional(), profile: departmentProfile }),
    change: command({ departmentId, profile: departmentProfile }),
    retire: command({ departmentId }),
  },
};
