import { rmSync } from 'node:fs';
import path from 'node:path';
import type { SourceId } from '#shared/lib/ids.ts';
import type { SourceView } from '#shared/contract/records.ts';
import { secretNames } from '#shared/domain/source/config.ts';
import type { Source } from '#shared/domain/source/events.ts';
import type { Clock } from '#main/platform/clock.ts';
import { Failure } from '#main/platform/failure.ts';
import type { Log } from '#main/platform/log.ts';
import type { Secrets } from '#main/platform/secrets.ts';
import { type Breaker, openBreaker } from './breaker.ts';
import type { RecordCache } from './cache.ts';
import { folderOf, type OpenedSource, openSource } from './kinds.ts';
import { freshnessOf, type SourceAnswer } from './views.ts';

export interface RunningSource {
  id: SourceId;
  name: string;
  config: unknown;
  source: OpenedSource;
  breaker: Breaker;
}

/** The sources of this desk that run, and how they are. */
export interface RunningSources {
  all(): RunningSource[];
  get(id: SourceId): RunningSource | null;
  /** Sources whose settings cannot be used, as answers to every question. */
  unusable(): SourceAnswer[];
  answered(id: SourceId): void;
  failed(id: SourceId, error: unknown): void;
  views(): SourceView[];
  /** Brings what runs in line with what is configured. */
  reconcile(): Promise<void>;
  keepSecrets(id: SourceId, given: Record<string, string>): Promise<void>;
  keptSecrets(id: SourceId): Promise<Record<string, string>>;
  refresh(id: SourceId): void;
  stop(): Promise<void>;
}

export const secretNameOf = (id: SourceId, name: string): string => `source/${id}/${name}`;

interface Health {
  lastOkAt: number | null;
  trouble: { code: string; detail: string | null; at: number } | null;
}

export function openRunningSources(options: {
  configured: () => Source[];
  /** Where the sample back office is while it runs, and its key. */
  sampleDoor: () => { origin: string; token: string } | null;
  profile: string;
  cache: RecordCache;
  secrets: Secrets;
  clock: Clock;
  log: Log;
  csvWorker: URL | string;
  changed: () => void;
}): RunningSources {
  const { cache, secrets, clock, log, changed } = options;
  const running = new Map<SourceId, RunningSource & { fingerprint: string }>();
  const bad = new Map<SourceId, { name: string; error: unknown }>();
  const healths = new Map<SourceId, Health>();
  const present = new Map<SourceId, string[]>();
  const revisions = new Map<SourceId, number>();
  let queue: Promise<void> = Promise.resolve();

  const healthOf = (id: SourceId): Health => {
    const known = healths.get(id) ?? { lastOkAt: null, trouble: null };
    healths.set(id, known);
    return known;
  };
  const wanted = () => options.configured().filter((source) => !source.isRemoved);

  /** The demo's source has no address of its own: it is where the sample runs today. */
  function configOf(source: Source): Record<string, unknown> | null {
    if (!source.isDemo) return source.config;
    const door = options.sampleDoor();
    return door === null ? null : { ...source.config, baseUrl: door.origin };
  }

  function open(source: Source, config: Record<string, unknown>, fingerprint: string) {
    const { id, name, kind } = source;
    try {
      const opened = openSource(kind, config, {
        clock,
        log: log.child({ sourceId: id }),
        secret: async (secret) =>
          source.isDemo
            ? (options.sampleDoor()?.token ?? null)
            : secrets.get(secretNameOf(id, secret)),
        folder: folderOf(options.profile, id),
        csvWorker: options.csvWorker,
        changed,
      });
      bad.delete(id);
      const breaker = openBreaker(clock, changed);
      running.set(id, { id, name, config, source: opened, breaker, fingerprint });
      opened.start?.();
    } catch (error) {
      bad.set(id, { name, error });
    }
  }

  async function close(id: SourceId) {
    const entry = running.get(id);
    running.delete(id);
    await entry?.source.stop();
  }

  async function reconcileNow() {
    const sources = wanted();
    const ids = new Set(sources.map((source) => source.id));
    for (const id of running.keys()) if (!ids.has(id)) await close(id);
    for (const source of options.configured())
      if (source.isRemoved) {
        rmSync(folderOf(options.profile, source.id), { recursive: true, force: true });
        for (const name of secretNames[source.kind])
          await secrets.delete(secretNameOf(source.id, name));
      }
    for (const id of bad.keys()) if (!ids.has(id)) bad.delete(id);
    cache.keepOnly([...ids]);
    for (const source of sources) {
      const config = configOf(source);
      present.set(source.id, Object.keys(await keptSecrets(source.id)));
      if (!config) continue;
      const fingerprint = JSON.stringify([source.name, config, revisions.get(source.id) ?? 0]);
      const entry = running.get(source.id);
      if (entry?.fingerprint === fingerprint) continue;
      if (entry && JSON.stringify(entry.config) !== JSON.stringify(config)) cache.purge(source.id);
      await close(source.id);
      healths.delete(source.id);
      open(source, config, fingerprint);
    }
    changed();
  }

  async function keptSecrets(id: SourceId) {
    const source = options.configured().find((one) => one.id === id);
    const kept: Record<string, string> = {};
    const door = source?.isDemo ? options.sampleDoor() : null;
    if (door) return { token: door.token };
    for (const name of source ? secretNames[source.kind] : []) {
      const value = await secrets.get(secretNameOf(id, name));
      if (value !== null) kept[name] = value;
    }
    return kept;
  }

  const phaseOf = (id: SourceId): SourceView['phase'] => {
    if (bad.has(id)) return 'bad-config';
    if (running.get(id)?.breaker.state() === 'open') return 'paused';
    const { trouble, lastOkAt } = healthOf(id);
    if (trouble) return 'troubled';
    return lastOkAt === null ? 'untried' : 'ready';
  };

  return {
    all: () => [...running.values()],
    get: (id) => running.get(id) ?? null,
    unusable: () =>
      [...bad].map(([sourceId, { name, error }]) => ({
        sourceId,
        name,
        records: [],
        isCut: false,
        freshness: freshnessOf(error, null, clock.now()),
      })),
    answered(id) {
      const health = healthOf(id);
      const isNews = health.trouble !== null || health.lastOkAt === null;
      health.lastOkAt = clock.now();
      health.trouble = null;
      if (isNews) changed();
    },
    failed(id, error) {
      const health = healthOf(id);
      const code = error instanceof Failure ? error.code : 'source.failed';
      if (code === 'source.stopped' || code === 'source.not-offered') return;
      if (code === 'source.paused' && health.trouble) return;
      log.warn({ sourceId: id, code }, 'a transaction source failed');
      const isNews = health.trouble?.code !== code;
      const detail = error instanceof Failure ? error.message.slice(0, 300) : null;
      health.trouble = { code, detail, at: clock.now() };
      if (isNews) changed();
    },
    views: () =>
      wanted().map((source) => {
        const entry = running.get(source.id);
        const health = healthOf(source.id);
        const error = bad.get(source.id)?.error;
        return {
          id: source.id,
          kind: source.kind,
          name: source.name,
          // The demo's address is where its sample runs now.
          config: configOf(source) ?? source.config,
          isDemo: source.isDemo,
          secretNames: present.get(source.id) ?? [],
          keys: [...(entry?.source.keys ?? [])],
          offersAccounts: entry?.source.offersAccounts ?? false,
          phase: phaseOf(source.id),
          lastOkAt: health.lastOkAt,
          trouble: error
            ? {
                code: error instanceof Failure ? error.code : 'source.bad-config',
                detail: error instanceof Error ? error.message : null,
                at: clock.now(),
              }
            : health.trouble,
          breaker: entry?.breaker.state() ?? 'closed',
          retryAt: entry?.breaker.retryAt() ?? null,
          failures: entry?.breaker.failures() ?? 0,
          kept: cache.size(source.id),
          imports: entry?.source.imports?.() ?? null,
        };
      }),
    reconcile() {
      queue = queue
        .then(reconcileNow)
        .catch((error: unknown) =>
          log.error({ error: String(error) }, 'transaction sources could not be brought in line'),
        );
      return queue;
    },
    async keepSecrets(id, given) {
      for (const [name, value] of Object.entries(given)) {
        if (value === '') await secrets.delete(secretNameOf(id, name));
        else await secrets.set(secretNameOf(id, name), value);
      }
      if (Object.keys(given).length > 0) revisions.set(id, (revisions.get(id) ?? 0) + 1);
    },
    keptSecrets,
    refresh(id) {
      const entry = running.get(id);
      entry?.breaker.reset();
      entry?.source.refresh?.();
    },
    async stop() {
      await queue;
      await Promise.all([...running.keys()].map(close));
    },
  };
}

export const cacheFileOf = (profile: string): string => path.join(profile, 'records.db');
