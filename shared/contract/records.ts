import { oc } from '@orpc/contract';
import { z } from '#shared/lib/schema.ts';
import { conversationId, sourceId } from '#shared/lib/ids.ts';
import { instant } from '#shared/domain/event.ts';
import { findKeys, sourceKind } from '#shared/domain/source/config.ts';
import { lookUp } from '#shared/domain/source/look-up.ts';
import { problemCodes } from '#shared/domain/source/values.ts';
import { accountRecord } from '#shared/domain/transaction/account-record.ts';
import { invariantCodes } from '#shared/domain/transaction/invariants.ts';
import { transaction } from '#shared/domain/transaction/transaction.ts';
import { command, nothing, query } from './parts.ts';

const problem = z.object({
  field: z.string(),
  code: z.enum(problemCodes),
  value: z.string().nullable(),
});

/**
 * How far a record can be relied on. `fresh`: the source was asked just now. `cached`: kept from
 * `asOf`, recent enough not to ask again. `offline`, `unavailable`: the source did not answer, `code`
 * says why; what is shown, if anything, is from `asOf`.
 */
const freshness = z.object({
  state: z.enum(['fresh', 'cached', 'offline', 'unavailable']),
  asOf: instant.nullable(),
  code: z.string().nullable(),
  detail: z.string().nullable(),
  /** When it is asked again by itself at the earliest. */
  retryAt: instant.nullable(),
});
export type FreshnessView = z.infer<typeof freshness>;

const recordView = z.object({
  sourceId,
  sourceName: z.string(),
  record: transaction,
  /** What could not be read as it is mapped. */
  problems: z.array(problem),
  /** What contradicts itself in it. */
  broken: z.array(z.enum(invariantCodes)),
  freshness,
});
export type RecordView = z.infer<typeof recordView>;

const answer = z.object({
  /** `none`: every source answered and none has it. `unavailable`: nothing found, but not all answered. */
  outcome: z.enum(['one', 'several', 'none', 'unavailable', 'no-source']),
  /** Newest first. */
  records: z.array(recordView),
  /** Answers that could not be read as records at all. */
  unreadable: z.array(z.object({ problems: z.array(problem) })),
  isCut: z.boolean(),
  sources: z.array(z.object({ sourceId, name: z.string(), freshness, count: z.int() })),
});
export type LookUpAnswer = z.infer<typeof answer>;

const accountAnswer = z.object({
  outcome: z.enum(['one', 'none', 'unavailable', 'no-source']),
  account: z
    .object({
      sourceId,
      sourceName: z.string(),
      account: accountRecord,
      problems: z.array(problem),
      freshness,
    })
    .nullable(),
  sources: z.array(z.object({ sourceId, name: z.string(), freshness })),
});
export type AccountAnswer = z.infer<typeof accountAnswer>;

const importView = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['reading', 'done', 'failed']),
      rows: z.int(),
      changed: z.int(),
      bad: z.int(),
      at: instant,
      code: z.string().nullable(),
    }),
  ),
  rows: z.int(),
  badLines: z.array(z.object({ file: z.string(), line: z.int(), reason: z.string() })),
});
export type ImportView = z.infer<typeof importView>;

export const sourceView = z.object({
  id: sourceId,
  kind: sourceKind,
  name: z.string(),
  config: z.record(z.string(), z.unknown()),
  isDemo: z.boolean(),
  /** Secrets that are kept; never their values. */
  secretNames: z.array(z.string()),
  keys: z.array(z.enum(findKeys)),
  offersAccounts: z.boolean(),
  /** `untried`: not asked since the desk started. */
  phase: z.enum(['ready', 'untried', 'troubled', 'paused', 'bad-config']),
  lastOkAt: instant.nullable(),
  trouble: z.object({ code: z.string(), detail: z.string().nullable(), at: instant }).nullable(),
  breaker: z.enum(['closed', 'open', 'half-open']),
  retryAt: instant.nullable(),
  failures: z.int(),
  kept: z.object({ records: z.int(), oldestAt: instant.nullable() }),
  imports: importView.nullable(),
});
export type SourceView = z.infer<typeof sourceView>;

const hops = z.object({
  hops: z.array(
    z.object({
      hop: z.string(),
      isOk: z.boolean(),
      code: z.string().nullable(),
      detail: z.string().nullable(),
    }),
  ),
});
const config = z.record(z.string(), z.unknown());
const secrets = z.record(z.string(), z.string().max(4000)).default({});
const name = z.string().trim().min(1).max(200);
/** A draft that is being tried; `sourceId` lends it the secrets that are kept. */
const draft = { kind: sourceKind, config, secrets, sourceId: sourceId.optional() };

/** Why a record is looked at: in a conversation, or in the person's words. */
const why = {
  conversationId: conversationId.optional(),
  reason: z.string().trim().min(3).max(500).optional(),
};
const hasWhy = ({ conversationId: id, reason }: { conversationId?: unknown; reason?: unknown }) =>
  id !== undefined || reason !== undefined;
const noWhy = { path: ['reason'], message: 'name the conversation or the reason' };

const tried = z.object({
  code: z.string().nullable(),
  detail: z.string().nullable(),
  found: z.array(
    z.object({
      raw: z.unknown(),
      record: transaction.nullable(),
      problems: z.array(problem),
      broken: z.array(z.enum(invariantCodes)),
    }),
  ),
});
export type TriedView = z.infer<typeof tried>;

/** Where transaction records come from, and the records. Every look at one is on record. */
export const records = {
  source: {
    list: query(nothing, z.array(sourceView)),
    /** Tries every hop; keeps nothing. */
    test: query(z.object(draft), hops),
    connect: command({ sourceId: sourceId.optional(), kind: sourceKind, name, config, secrets }),
    reconfigure: command({ sourceId, name, config, secrets }),
    remove: command({ sourceId }),
    /** One order looked up with a draft: the answer after the card gate, and what it is read as. */
    tryOne: query(z.object({ ...draft, order: z.string().trim().min(1).max(200) }), tried),
    /** The columns and first lines of the newest file in a folder, after the card gate. */
    preview: query(
      z.object({ config }),
      z.object({
        code: z.string().nullable(),
        detail: z.string().nullable(),
        file: z.string().nullable(),
        columns: z.array(z.string()),
        rows: z.array(z.array(z.string())),
      }),
    ),
    /** Asks again at once: ends a pause, looks at the folder. */
    refresh: oc.input(z.object({ sourceId })).output(z.object({})),
    /** Deletes what is kept of one source's answers. */
    purge: oc.input(z.object({ sourceId })).output(z.object({})),
  },
  record: {
    find: query(
      z.object({ what: lookUp, refresh: z.boolean().default(false), ...why }).refine(hasWhy, noWhy),
      answer,
    ),
    get: query(
      z
        .object({
          sourceId,
          id: z.string().min(1).max(200),
          refresh: z.boolean().default(false),
          ...why,
        })
        .refine(hasWhy, noWhy),
      answer,
    ),
    account: query(
      z
        .object({
          by: z.enum(['account', 'phone']),
          value: z.string().trim().min(1).max(200),
          refresh: z.boolean().default(false),
          ...why,
        })
        .refine(hasWhy, noWhy),
      accountAnswer,
    ),
    /** What the order number of the pre-chat form and the numbers in the messages lead to. */
    forConversation: query(
      z.object({ conversationId, refresh: z.boolean().default(false) }),
      z.object({ numbers: z.array(z.string()), answer }),
    ),
  },
};
