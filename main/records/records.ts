import type { ConversationId, SourceId } from '#shared/lib/ids.ts';
import type { AccountAnswer, LookUpAnswer } from '#shared/contract/records.ts';
import { cacheRulesOf } from '#shared/domain/source/config.ts';
import { keyOf, type LookUp } from '#shared/domain/source/look-up.ts';
import { numbersIn } from '#shared/domain/transaction/order-numbers.ts';
import type { Clock } from '#main/platform/clock.ts';
import { Failure } from '#main/platform/failure.ts';
import { SECOND_MS } from '#shared/lib/units.ts';
import type { RecordCache } from './cache.ts';
import type { RunningSource, RunningSources } from './running.ts';
import { answerOf, freshnessOf, type SourceAnswer } from './views.ts';

/** The texts of a conversation that may hold numbers. */
export interface QuotedIn {
  preChatOrder: string | null;
  texts: string[];
}

export interface Records {
  find(what: LookUp, options?: { refresh?: boolean }): Promise<LookUpAnswer>;
  get(sourceId: SourceId, id: string, options?: { refresh?: boolean }): Promise<LookUpAnswer>;
  account(
    by: { by: 'account' | 'phone'; value: string },
    options?: { refresh?: boolean },
  ): Promise<AccountAnswer>;
  forConversation(
    id: ConversationId,
    options?: { refresh?: boolean },
  ): Promise<{ numbers: string[]; answer: LookUpAnswer }>;
  /** A conversation was written to: its numbers are looked up before somebody opens it. */
  noticed(id: ConversationId): void;
  /** No look-up begins by itself any more. */
  stop(): void;
}

const LONGEST_MS = 30 * SECOND_MS;
/** Numbers of one conversation that are looked up. */
const MOST_NUMBERS = 5;
/** Conversations waiting for their look-up; beyond it they wait until they are opened. */
const MOST_WAITING = 200;

/** Look-ups: what is kept and recent first, then the sources, then what is kept however old. */
export function openRecords(options: {
  sources: RunningSources;
  cache: RecordCache;
  clock: Clock;
  quotedIn: (id: ConversationId) => QuotedIn | null;
  /** A look-up that nobody waited for has brought something. */
  arrived: (id: ConversationId) => void;
  /** One of those broke; the others go on. */
  failed: (error: unknown) => void;
}): Records {
  const { sources, cache, clock } = options;
  /** The same question at the same time is asked once. */
  const asking = new Map<string, Promise<unknown>>();

  function together<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const running = asking.get(key) as Promise<T> | undefined;
    if (running) return running;
    const started = ask().finally(() => asking.delete(key));
    asking.set(key, started);
    return started;
  }

  const ask = <T>(running: RunningSource, call: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    running.source.isLocal
      ? call(AbortSignal.timeout(LONGEST_MS))
      : running.breaker.run(() => call(AbortSignal.timeout(LONGEST_MS)));

  function keep(
    running: RunningSource,
    what: LookUp | null,
    found: { records: SourceAnswer['records']; isCut: boolean; asOf: number },
  ) {
    if (running.source.isLocal) return;
    try {
      cache.keep(running.id, what, found.records, found.asOf, found.isCut);
      cache.trim(running.id, cacheRulesOf(running.config), clock.now());
    } catch (error) {
      // An answer that cannot be kept is still an answer.
      if (!(error instanceof Failure)) throw error;
    }
  }

  async function findIn(
    running: RunningSource,
    what: LookUp,
    refresh: boolean,
  ): Promise<SourceAnswer> {
    const about = { sourceId: running.id, name: running.name };
    const { freshSeconds } = cacheRulesOf(running.config);
    const kept = running.source.isLocal ? null : cache.answer(running.id, what);
    if (kept && !refresh && clock.now() - kept.asOf <= freshSeconds * SECOND_MS)
      return { ...about, ...kept, freshness: quiet('cached', kept.asOf) };
    try {
      const found = await together(`${running.id} ${keyOf(what)}`, async () => {
        const answer = await ask(running, (signal) => running.source.find(what, signal));
        keep(running, what, answer);
        sources.answered(running.id);
        return answer;
      });
      return { ...about, ...found, freshness: quiet('fresh', found.asOf) };
    } catch (error) {
      sources.failed(running.id, error);
      const old = kept ?? cache.search(running.id, what);
      return {
        ...about,
        records: old?.records ?? [],
        isCut: kept?.isCut ?? false,
        freshness: freshnessOf(error, old?.asOf ?? null, clock.now()),
      };
    }
  }

  async function find(what: LookUp, { refresh = false } = {}): Promise<LookUpAnswer> {
    const asked = sources.all().filter((running) => running.source.keys.includes(what.by));
    const answers = await Promise.all(asked.map((running) => findIn(running, what, refresh)));
    return answerOf([...answers, ...sources.unusable()]);
  }

  /** A number whose kind was guessed is tried as the other kind when nothing is found. */
  async function findNumber(value: string, kind: 'order' | 'transaction', refresh: boolean) {
    const first = await find({ by: kind, value }, { refresh });
    if (first.outcome !== 'none') return first;
    return find({ by: kind === 'order' ? 'transaction' : 'order', value }, { refresh });
  }

  function numbersOf(id: ConversationId): { value: string; kind: 'order' | 'transaction' }[] {
    const quoted = options.quotedIn(id);
    if (!quoted) return [];
    const { preChatOrder, texts } = quoted;
    const found = [
      ...(preChatOrder?.trim() ? [{ value: preChatOrder.trim(), kind: 'order' as const }] : []),
      ...texts.flatMap(numbersIn),
    ];
    const unique = new Map(
      found.map((one) => [one.value.toUpperCase(), one]).toReversed() as [
        string,
        (typeof found)[number],
      ][],
    );
    return [...unique.values()].toReversed().slice(0, MOST_NUMBERS);
  }

  async function forConversation(id: ConversationId, { refresh = false } = {}) {
    const numbers = numbersOf(id);
    const answers = await Promise.all(
      numbers.map(({ value, kind }) => findNumber(value, kind, refresh)),
    );
    return {
      numbers: numbers.map((one) => one.value),
      answer: merged(answers, sources.all().length === 0 && sources.unusable().length === 0),
    };
  }

  const waiting: ConversationId[] = [];
  let isWorking = false;
  /** One conversation after the other, each in a turn of its own: intake never waits for it. */
  async function work() {
    if (isWorking) return;
    isWorking = true;
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        const { answer } = await forConversation(id);
        if (answer.records.length > 0) options.arrived(id);
      } catch (error) {
        options.failed(error);
      }
    }
    isWorking = false;
  }

  return {
    find,
    async get(sourceId, id, { refresh = false } = {}) {
      const running = sources.get(sourceId);
      if (!running) return answerOf(sources.unusable().filter((one) => one.sourceId === sourceId));
      const about = { sourceId, name: running.name, isCut: false };
      const { freshSeconds } = cacheRulesOf(running.config);
      const kept = running.source.isLocal ? null : cache.get(sourceId, id);
      if (kept && !refresh && clock.now() - kept.asOf <= freshSeconds * SECOND_MS)
        return answerOf([
          { ...about, records: [kept.read], freshness: quiet('cached', kept.asOf) },
        ]);
      try {
        const found = await together(`${sourceId} get ${id}`, async () => {
          const answer = await ask(running, (signal) => running.source.get(id, signal));
          if (answer)
            keep(running, null, { records: [answer.read], isCut: false, asOf: answer.asOf });
          sources.answered(sourceId);
          return answer;
        });
        return answerOf([
          {
            ...about,
            records: found ? [found.read] : [],
            freshness: quiet('fresh', found?.asOf ?? clock.now()),
          },
        ]);
      } catch (error) {
        sources.failed(sourceId, error);
        return answerOf([
          {
            ...about,
            records: kept ? [kept.read] : [],
            freshness: freshnessOf(error, kept?.asOf ?? null, clock.now()),
          },
        ]);
      }
    },
    async account(by, { refresh = false } = {}) {
      const asked = sources.all().filter((running) => running.source.offersAccounts);
      const answers = await Promise.all(
        asked.map(async (running) => {
          const { freshSeconds } = cacheRulesOf(running.config);
          const kept = cache.account(running.id, by.by, by.value);
          if (kept && !refresh && clock.now() - kept.asOf <= freshSeconds * SECOND_MS)
            return { running, found: kept.found, freshness: quiet('cached', kept.asOf) };
          try {
            const found = await together(`${running.id} account ${by.by}:${by.value}`, async () => {
              const answer = await ask(running, (signal) => running.source.account(by, signal));
              cache.keepAccount(running.id, by.by, by.value, answer, clock.now());
              sources.answered(running.id);
              return answer;
            });
            return { running, found, freshness: quiet('fresh', found?.asOf ?? clock.now()) };
          } catch (error) {
            sources.failed(running.id, error);
            const freshness = freshnessOf(error, kept?.asOf ?? null, clock.now());
            return { running, found: kept?.found ?? null, freshness };
          }
        }),
      );
      const hit = answers.find((one) => one.found?.account);
      const isSilent = answers.some(
        ({ freshness: { state } }) => state === 'offline' || state === 'unavailable',
      );
      const without = answers.length === 0 ? 'no-source' : isSilent ? 'unavailable' : 'none';
      return {
        outcome: hit ? 'one' : without,
        account: hit?.found?.account
          ? {
              sourceId: hit.running.id,
              sourceName: hit.running.name,
              account: hit.found.account,
              problems: hit.found.problems,
              freshness: hit.freshness,
            }
          : null,
        sources: answers.map(({ running, freshness }) => ({
          sourceId: running.id,
          name: running.name,
          freshness,
        })),
      };
    },
    forConversation,
    stop: () => void waiting.splice(0),
    noticed(id) {
      if (sources.all().length === 0 || waiting.includes(id) || waiting.length >= MOST_WAITING)
        return;
      waiting.push(id);
      setImmediate(() => void work());
    },
  };
}

const quiet = (state: 'fresh' | 'cached', asOf: number) => ({
  state,
  asOf,
  code: null,
  detail: null,
  retryAt: null,
});

/** Answers to several numbers as one; a record that two numbers lead to is there once. */
function merged(answers: LookUpAnswer[], isWithoutSource: boolean): LookUpAnswer {
  const records = new Map(
    answers.flatMap(({ records: found }) =>
      found.map((one) => [`${one.sourceId} ${one.record.id}`, one] as const),
    ),
  );
  const sourcesAsked = new Map(
    answers.flatMap(({ sources }) => sources.map((one) => [one.sourceId, one] as const)),
  );
  // The worst state of a source counts: a part that failed must not look like an answer.
  for (const { sources } of answers)
    for (const one of sources) if (one.freshness.code !== null) sourcesAsked.set(one.sourceId, one);
  const isSilent = answers.some(({ outcome }) => outcome === 'unavailable');
  const without = isWithoutSource ? 'no-source' : isSilent ? 'unavailable' : 'none';
  return {
    outcome: records.size === 0 ? without : records.size === 1 ? 'one' : 'several',
    records: [...records.values()].toSorted(
      (a, b) => b.record.times.createdAt - a.record.times.createdAt,
    ),
    unreadable: answers.flatMap((answer) => answer.unreadable),
    isCut: answers.some((answer) => answer.isCut),
    sources: [...sourcesAsked.values()],
  };
}
