import type { LookUpAnswer, RecordView } from '#shared/contract/records.ts';
import { factOf } from '#shared/domain/audit/entry.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/lib/units.ts';
import type { Engine } from '#main/engine/engine.ts';
import { actorOf } from './respond.ts';
import type { Implementer } from './router.ts';

interface Why {
  conversationId?: string | undefined;
  reason?: string | undefined;
}

/** The same record seen in the same conversation by the same person within this time is one look. */
const ONE_LOOK_MS = 10 * MINUTE_MS;
const MOST_LOOKS = 5_000;
/** Records opened in an hour without a conversation: more look like browsing. */
const MANY_OPENS = 30;

export function recordHandlers(os: Implementer, engine: Engine) {
  const { source, record } = os;
  const { records } = engine;
  const looks = new Map<string, number>();
  let opens: number[] = [];

  /** Somebody looks at many customers who asked nothing. */
  function noteBrowsing(now: number) {
    opens = [...opens.filter((at) => now - at < HOUR_MS), now];
    if (opens.length !== MANY_OPENS + 1) return;
    const title = engine.projection.agentName(engine.agentId) ?? '';
    engine.alerts.raise('risk', { conversationId: null, title, text: 'risk.many-records' });
  }

  const note = (
    action: string,
    type: string,
    id: string,
    why: Why,
    details: Record<string, string | number>,
  ) =>
    engine.audit.append(
      factOf(action, type, id, {
        conversationId: why.conversationId ?? null,
        reason: why.reason ?? null,
        details,
      }),
      { at: engine.clock.now(), by: actorOf(engine) },
    );

  /** Each record that is handed out to be seen, once. */
  function noteSeen(shown: RecordView[], why: Why) {
    const now = engine.clock.now();
    for (const { record: one, sourceId, freshness } of shown) {
      const key = `${actorOf(engine)} ${why.conversationId ?? why.reason ?? ''} ${sourceId} ${one.id}`;
      if (now - (looks.get(key) ?? -ONE_LOOK_MS) < ONE_LOOK_MS) continue;
      if (looks.size > MOST_LOOKS) looks.clear();
      looks.set(key, now);
      if (why.conversationId === undefined) noteBrowsing(now);
      note('record.opened', 'transaction', one.id, why, { sourceId, state: freshness.state });
    }
  }

  function noteSearch(by: string, answer: Pick<LookUpAnswer, 'outcome'>, why: Why, count: number) {
    note('record.searched', 'source', by, why, { by, count, outcome: answer.outcome });
  }

  return {
    source: {
      list: source.list.handler(() => records.list()),
      test: source.test.handler(({ input }) => records.test(input)),
      connect: source.connect.handler(({ input }) => records.connect(input)),
      reconfigure: source.reconfigure.handler(({ input }) => records.reconfigure(input)),
      remove: source.remove.handler(({ input }) => records.remove(input)),
      tryOne: source.tryOne.handler(async ({ input }) => {
        const answer = await records.tryOne(input);
        note(
          'record.tried',
          'source',
          input.sourceId ?? 'draft',
          {},
          { count: answer.found.length },
        );
        return answer;
      }),
      preview: source.preview.handler(({ input }) => {
        const answer = records.preview(input.config);
        note('record.previewed', 'source', 'draft', {}, { count: answer.rows.length });
        return answer;
      }),
      refresh: source.refresh.handler(({ input }) => {
        records.refresh(input.sourceId);
        return {};
      }),
      purge: source.purge.handler(({ input }) => {
        records.purge(input.sourceId);
        note('source.purged', 'source', input.sourceId, {}, {});
        return {};
      }),
    },
    record: {
      find: record.find.handler(async ({ input: { what, refresh, ...why } }) => {
        const answer = await records.find(what, { refresh });
        noteSearch(what.by, answer, why, answer.records.length);
        noteSeen(answer.records, why);
        return answer;
      }),
      get: record.get.handler(async ({ input: { sourceId, id, refresh, ...why } }) => {
        const answer = await records.get(sourceId, id, { refresh });
        noteSeen(answer.records, why);
        return answer;
      }),
      account: record.account.handler(async ({ input: { by, value, refresh, ...why } }) => {
        const answer = await records.account({ by, value }, { refresh });
        const { account } = answer;
        note('record.account-opened', 'platform-account', account?.account.id ?? '-', why, {
          by,
          outcome: answer.outcome,
        });
        return answer;
      }),
      forConversation: record.forConversation.handler(async ({ input }) => {
        const found = await records.forConversation(input.conversationId, input);
        noteSeen(found.answer.records, input);
        return found;
      }),
    },
  };
}
