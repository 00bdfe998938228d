import type { AgentId, CaseId, ConversationId } from '#shared/lib/ids.ts';
import type { CaseDetail, CaseFilter, CaseRow } from '#shared/contract/cases.ts';
import { type Case, isPromiseRunning } from '#shared/domain/case/state.ts';
import type { CasePrefix } from '#shared/domain/case/numbers.ts';
import type { Conversation } from '#shared/domain/conversation/state.ts';
import type { Parameter, ReadDb } from '#main/platform/sqlite.ts';
import { decodeKey, encodeKey } from './keyset.ts';
import { lineOf, type StoredLine } from './rows.ts';

interface StoredCase {
  id: CaseId;
  dueKey: number;
  updatedAt: number;
  contactName: string | null;
  conversationNumber: number | null;
  conversation: string | null;
  state: string;
}

const COLUMNS = `c.id AS id, c.due_key AS dueKey, c.updated_at AS updatedAt, k.name AS contactName, v.number AS conversationNumber,
  v.state AS conversation, d.state AS state`;
const JOINS = `JOIN documents d ON d.stream = 'case:' || c.id LEFT JOIN contacts k ON k.id = c.contact_id LEFT JOIN conversations v ON v.id = c.conversation_id`;

/** Rows counted one by one. */
const MAX_COUNTED = 10_000;

const filters: Record<CaseFilter, string> = {
  open: 'c.is_open = 1',
  mine: 'c.is_open = 1 AND (c.owner_id = ? OR (c.owner_id IS NULL AND c.opened_by = ?))',
  overdue: 'c.is_open = 1 AND c.due_key < ?',
  all: 'true',
};

/** Lists of cases, paged by key: what falls due first, or what changed last. */
export function openCases(
  db: ReadDb,
  doors: { caseById(id: CaseId): Case | null; agentName(id: AgentId): string | null },
) {
  const one = db.prepare<StoredCase>(
    'case.one',
    `SELECT ${COLUMNS} FROM cases c ${JOINS} WHERE c.id = ?`,
  );
  const ofConversation = db.prepare<StoredCase>(
    'case.of-conversation',
    `SELECT ${COLUMNS} FROM cases c ${JOINS} WHERE c.conversation_id = ?`,
  );
  const lines = db.prepare<StoredLine>(
    'case.lines',
    'SELECT seq, at, type, by_actor AS byActor, details FROM case_events WHERE case_id = ? ORDER BY seq',
  );
  const sequence = db.prepare<{ last: number }>(
    'case.sequence',
    'SELECT last FROM case_sequences WHERE prefix = ? AND day = ?',
  );

  const parametersOf = (filter: CaseFilter, agentId: AgentId, now: number): Parameter[] => {
    if (filter === 'mine') return [agentId, agentId];
    return filter === 'overdue' ? [now] : [];
  };

  function rowOf(stored: StoredCase): CaseRow {
    const state = JSON.parse(stored.state) as Case;
    const conversation = stored.conversation
      ? (JSON.parse(stored.conversation) as Conversation)
      : null;
    return {
      id: state.id,
      number: state.number,
      kind: state.kind,
      status: state.status,
      departmentId: state.departmentId,
      severity: state.package.severity,
      summary: state.package.summary,
      amountAtRisk: state.package.amountAtRisk,
      contactName: stored.contactName ?? conversation?.party.name ?? null,
      address: conversation?.party.address ?? '',
      conversationId: conversation?.mergedInto ?? state.origin.conversationId,
      conversationNumber: stored.conversationNumber,
      dueAt: state.promise.dueAt,
      isPromiseRunning: isPromiseRunning(state),
      ownerId: state.ownerId,
      ownerName: state.ownerId ? doors.agentName(state.ownerId) : null,
      openedAt: state.openedAt,
      updatedAt: state.updatedAt,
    };
  }

  function countOf(filter: CaseFilter, agentId: AgentId, now: number): number {
    const counted = db.prepare<{ count: number }>(
      `case.${filter}.count`,
      `SELECT count(*) AS count FROM (SELECT 1 FROM cases c WHERE ${filters[filter]} LIMIT ${MAX_COUNTED})`,
    );
    return db.get(counted, ...parametersOf(filter, agentId, now))?.count ?? 0;
  }

  return {
    casePage(
      query: { filter: CaseFilter; after: string | null; limit: number },
      agentId: AgentId,
      now: number,
    ) {
      const isByChange = query.filter === 'all';
      const [column, direction, beyond] = isByChange
        ? ['c.updated_at', 'DESC', '<']
        : ['c.due_key', 'ASC', '>'];
      const key = decodeKey(query.after, 2);
      const page = db.prepare<StoredCase>(
        `case.${query.filter}.page`,
        `SELECT ${COLUMNS} FROM cases c ${JOINS} WHERE ${filters[query.filter]}
         ${key ? `AND (${column}, c.id) ${beyond} (?, ?)` : ''} ORDER BY ${column} ${direction}, c.id ${direction} LIMIT ?`,
      );
      const stored = db.all(
        page,
        ...parametersOf(query.filter, agentId, now),
        ...(key ?? []),
        query.limit + 1,
      );
      const shown = stored.slice(0, query.limit);
      const last = shown.at(-1);
      return {
        rows: shown.map(rowOf),
        next:
          stored.length > query.limit && last
            ? encodeKey([isByChange ? last.updatedAt : last.dueKey, last.id])
            : null,
        total: countOf(query.filter, agentId, now),
      };
    },
    caseCounts: (agentId: AgentId, now: number) => ({
      open: countOf('open', agentId, now),
      mine: countOf('mine', agentId, now),
      overdue: countOf('overdue', agentId, now),
      all: countOf('all', agentId, now),
    }),
    casesOf: (conversationIds: ConversationId[]): CaseRow[] =>
      conversationIds
        .flatMap((id) => db.all(ofConversation, id))
        .map(rowOf)
        .toSorted((a, b) => b.openedAt - a.openedAt),
    caseDetail(id: CaseId): CaseDetail | null {
      const stored = db.get(one, id);
      const state = doors.caseById(id);
      if (!stored || !state) return null;
      const conversation = stored.conversation
        ? (JSON.parse(stored.conversation) as Conversation)
        : null;
      return {
        ...rowOf(stored),
        openedByName: doors.agentName(state.openedBy),
        package: state.package,
        targetAt: state.targetAt,
        rePromiseCount: state.rePromiseCount,
        question: state.question,
        answer: state.answer,
        toldState: conversation?.deliveries[state.promise.messageId]?.state ?? null,
        lines: db.all(lines, id).map((each) => lineOf(each, doors.agentName)),
      };
    },
    /** Of the day; from 1. */
    nextCaseSequence: (prefix: CasePrefix, day: string): number =>
      (db.get(sequence, prefix, day)?.last ?? 0) + 1,
  };
}
