import type { ConversationId } from '#shared/lib/ids.ts';
import type { FreshnessView, LookUpAnswer, RecordView } from '#shared/contract/records.ts';
import type { RecordFreshness, RecordList, RecordRow } from '#shared/contract/verification.ts';
import { factOf } from '#shared/domain/audit/entry.ts';
import type { CommandEnvelope } from '#shared/domain/event.ts';
import { type LookUp, numberKey } from '#shared/domain/source/look-up.ts';
import type { AccountRecord } from '#shared/domain/transaction/account-record.ts';
import {
  revealed,
  type RevealField,
  type ShownAccount,
  shownAccountTo,
  shownTransactionTo,
} from '#shared/domain/transaction/shown.ts';
import type { Transaction } from '#shared/domain/transaction/transaction.ts';
import { type Level } from '#shared/domain/verification/policy.ts';
import { levelAt } from '#shared/domain/verification/state.ts';
import { recordIdOf } from '#shared/domain/verification/verifiable.ts';
import type { Audit } from '#main/journal/audit.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Projection } from '#main/projection/projection.ts';
import type { RecordDesk } from '#main/records/record-desk.ts';
import { MINUTE_MS } from '#shared/lib/units.ts';

/** A record held by the engine, with what its source says of it now. */
export interface HeldRecord {
  recordId: string;
  view: RecordView;
}
type LookUps = Pick<RecordDesk, 'find' | 'get' | 'account' | 'forConversation'>;
export interface HeldAccount {
  outcome: 'one' | 'none' | 'unavailable' | 'no-source' | 'not-named';
  account: AccountRecord | null;
  freshness: RecordFreshness | null;
}

/** The same record seen again in the same conversation within this time is one look. */
const ONE_LOOK_MS = 10 * MINUTE_MS;
const MOST_LOOKS = 5_000;
/** Movements of one order that are compared. */
const MOST_OF_ONE_ORDER = 10;

/**
 * Records as a screen may hold them. A screen knows a record by a handle alone: its number is one of
 * the answers a customer is asked for. Values are there from the level on that opens them.
 */
export function openShownRecords(options: {
  records: LookUps;
  projection: Projection;
  audit: Pick<Audit, 'append'>;
  clock: Clock;
  newId: () => string;
  envelope: () => Pick<CommandEnvelope, 'at' | 'by'>;
}) {
  const { records, projection, audit, clock, newId } = options;
  const handles = new Map<string, string>();
  const known = new Map<string, Pick<RecordView, 'sourceId'> & { id: string }>();
  const looks = new Map<string, number>();

  function handleOf(view: RecordView): string {
    const recordId = recordIdOf(view.sourceId, view.record.id);
    const handle = handles.get(recordId) ?? newId();
    handles.set(recordId, handle);
    known.set(handle, { sourceId: view.sourceId, id: view.record.id });
    return handle;
  }

  function levelOf(conversationId: ConversationId, recordId: string): Level {
    const state = projection.verification(conversationId);
    return state ? levelAt(state, [recordId], clock.now()) : 0;
  }

  function rowOf(conversationId: ConversationId, view: RecordView, numbers: string[]): RecordRow {
    const level = levelOf(conversationId, recordIdOf(view.sourceId, view.record.id));
    return {
      handle: handleOf(view),
      sourceName: view.sourceName,
      quotedAs: quotedIn(view.record, numbers),
      level,
      freshness: plainly(view.freshness),
      broken: level >= 2 ? view.broken : [],
      problemCount: view.problems.length,
      shown: level >= 1 ? shownTransactionTo(view.record, level) : null,
    };
  }

  const listOf = (
    conversationId: ConversationId,
    answer: LookUpAnswer,
    numbers: string[],
  ): RecordList => ({
    outcome: answer.outcome,
    numbers,
    rows: answer.records.map((view) => rowOf(conversationId, view, numbers)),
    unreadableCount: answer.unreadable.length,
    isCut: answer.isCut,
    sources: answer.sources.map((one) => ({ ...one, freshness: plainly(one.freshness) })),
  });

  function noteOpened(
    conversationId: ConversationId,
    { recordId, view }: HeldRecord,
    level: Level,
  ) {
    const now = clock.now();
    const key = `${options.envelope().by} ${conversationId} ${recordId} ${level}`;
    if (now - (looks.get(key) ?? -ONE_LOOK_MS) < ONE_LOOK_MS) return;
    if (looks.size > MOST_LOOKS) looks.clear();
    looks.set(key, now);
    audit.append(
      factOf('record.opened', 'transaction', view.record.id, {
        conversationId,
        details: { sourceId: view.sourceId, state: view.freshness.state, level },
      }),
      options.envelope(),
    );
  }

  async function held(handle: string, refresh = false): Promise<HeldRecord | null> {
    const about = known.get(handle);
    if (!about) return null;
    const answer = await records.get(about.sourceId, about.id, { refresh });
    const [view] = answer.records;
    return view ? { recordId: recordIdOf(about.sourceId, about.id), view } : null;
  }

  async function accountOf({ payer }: Transaction, refresh = false): Promise<HeldAccount> {
    const by = payer.userName
      ? { by: 'account' as const, value: payer.userName }
      : payer.phone
        ? { by: 'phone' as const, value: payer.phone }
        : null;
    if (!by) return { outcome: 'not-named', account: null, freshness: null };
    const { outcome, account } = await records.account(by, { refresh });
    return {
      outcome,
      account: account?.account ?? null,
      freshness: account ? plainly(account.freshness) : null,
    };
  }

  return {
    held,
    accountOf,
    levelOf,
    recordIdOf(handle: string): string | null {
      const about = known.get(handle);
      return about ? recordIdOf(about.sourceId, about.id) : null;
    },
    async forConversation(conversationId: ConversationId, refresh: boolean): Promise<RecordList> {
      const { numbers, answer } = await records.forConversation(conversationId, { refresh });
      return listOf(conversationId, answer, numbers);
    },
    /** The records of a conversation themselves, for the engine's own reading. */
    async whole(conversationId: ConversationId): Promise<Transaction[]> {
      const { answer } = await records.forConversation(conversationId);
      return answer.records.map((view) => view.record);
    },
    async find(
      conversationId: ConversationId,
      what: LookUp,
      refresh: boolean,
    ): Promise<RecordList> {
      const answer = await records.find(what, { refresh });
      audit.append(
        factOf('record.searched', 'source', what.by, {
          conversationId,
          details: { by: what.by, count: answer.records.length, outcome: answer.outcome },
        }),
        options.envelope(),
      );
      return listOf(conversationId, answer, what.by === 'amount' ? [] : [what.value]);
    },
    /** Every movement of one order: a customer proves to know the order, not which of its movements. */
    async group(handle: string): Promise<HeldRecord[]> {
      const one = await held(handle);
      if (!one) return [];
      const order = one.view.record.ids.merchantOrderNo;
      if (order === undefined) return [one];
      const { records: found } = await records.find({ by: 'order', value: order });
      const others = found
        .filter(
          (view) =>
            view.record.ids.merchantOrderNo === order && view.sourceId === one.view.sourceId,
        )
        .map((view) => ({ recordId: recordIdOf(view.sourceId, view.record.id), view }))
        .filter(({ recordId }) => recordId !== one.recordId);
      return [one, ...others].slice(0, MOST_OF_ONE_ORDER);
    },
    /** The movements of the order with this number; none when it leads to several orders. */
    async byOrderNumber(value: string): Promise<HeldRecord[]> {
      const first = await records.find({ by: 'order', value });
      const answer =
        first.records.length > 0 ? first : await records.find({ by: 'transaction', value });
      const orders = new Set(
        answer.records.map(
          (view) => `${view.sourceId} ${view.record.ids.merchantOrderNo ?? view.record.id}`,
        ),
      );
      if (orders.size !== 1) return [];
      return answer.records
        .slice(0, MOST_OF_ONE_ORDER)
        .map((view) => ({ recordId: recordIdOf(view.sourceId, view.record.id), view }));
    },
    async open(conversationId: ConversationId, handle: string, refresh: boolean) {
      const found = await held(handle, refresh);
      if (!found) return null;
      const { numbers } = await records.forConversation(conversationId);
      const row = rowOf(conversationId, found.view, numbers);
      if (row.level >= 1) noteOpened(conversationId, found, row.level);
      const hidden = { row, account: null, accountOutcome: 'hidden' as const };
      if (row.level < 1) return hidden;
      const { account, outcome, freshness } = await accountOf(found.view.record, refresh);
      const shown: ShownAccount | null = account && shownAccountTo(account, row.level);
      return {
        row,
        account: shown && freshness ? { shown, freshness } : null,
        accountOutcome: outcome,
      };
    },
    async reveal(
      conversationId: ConversationId,
      about: { handle: string; field: RevealField; reason: string },
    ) {
      const found = await held(about.handle);
      if (!found) return refused('verification.unknown-record');
      const level = levelOf(conversationId, found.recordId);
      const note = (outcome: 'done' | 'refused') =>
        audit.append(
          factOf('record.revealed', 'transaction', found.view.record.id, {
            conversationId,
            outcome,
            reason: about.reason,
            details: { field: about.field, level },
          }),
          options.envelope(),
        );
      if (level < 2) {
        note('refused');
        return refused('verification.level-too-low');
      }
      note('done');
      return { ok: true as const, value: revealed(found.view.record, about.field) };
    },
  };
}
export type ShownRecords = ReturnType<typeof openShownRecords>;

const refused = (code: 'verification.unknown-record' | 'verification.level-too-low') => ({
  ok: false as const,
  rejection: { code },
});

const plainly = ({ state, asOf, code, retryAt }: FreshnessView): RecordFreshness => ({
  state,
  asOf,
  code,
  retryAt,
});

/** The number by which the conversation itself led to a record; the customer said it, so it is no secret here. */
function quotedIn({ id, ids }: Transaction, numbers: string[]): string | null {
  const own = new Set(
    [id, ids.merchantOrderNo, ids.providerTxnId].flatMap((one) => (one ? [numberKey(one)] : [])),
  );
  return numbers.find((one) => own.has(numberKey(one))) ?? null;
}
